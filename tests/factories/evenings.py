"""Courses whose modules have a plan of the evening, for tests."""

from datetime import timedelta

from django.utils import timezone

from cohorts.models import Cohort, CourseSession, SessionModule
from modules.models import ModulePage
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.curriculum import make_released
from tests.factories.modules import load_modules, module_item

STEPS = [
    {"minutes": 20, "kind": "welcome", "text": "Mat og velkommen", "who": "Alle"},
    {"minutes": 15, "kind": "check-in", "text": "Innsjekk: Nøkler"},
    {"minutes": 137, "kind": "input", "text": "Om havet", "who": "Fiskeren"},
    {"minutes": 8, "kind": "check-out", "text": "Utsjekk"},
]


def taught(number: int, **fields) -> dict:
    """Describe a module with a plan, an exercise and a worksheet."""
    body = [
        {"type": "session_plan", "steps": STEPS},
        {"type": "exercises", "items": [{"name": f"Bølger {number}", "how": "Beveg armene."}]},
        {"type": "worksheet", "title": f"Mitt hav {number}", "items": ["Tre ting"]},
    ]
    return module_item(f"bcdfg{number}", title=f"Havet {number}", body=body) | fields


def course_with(*items: dict) -> Cohort:
    """Give a running cohort whose edition holds these modules, between one that opens and one that closes."""
    items = (module_item("frame1", kind="frame"), *items, module_item("frame2", kind="frame"))
    load_modules(*items)
    pages = [ModulePage.objects.get(slug=item["slug"]) for item in items]
    return CohortFactory(edition=make_released(pages), state=Cohort.State.RUNNING)


def held(cohort: Cohort, *numbers: int, days: int = 0, **fields) -> CourseSession:
    """Store an evening with these of the modules between opening and closing."""
    session = session_of(cohort, timezone.localdate() + timedelta(days=days), **fields)
    for order, number in enumerate(numbers, 1):
        place = cohort.edition.places.get(position=number + 1)
        SessionModule.objects.create(session=session, edition_module=place, order=order)
    return session
