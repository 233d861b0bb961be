"""Prepares the site of a measurement: a trainee of the demo on the evening of her course, and a plain page.

The plain page has the body of the module. Prints what it made."""

import json
from datetime import timedelta

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.reading.content import publish
from benchmarks.reading.plain.models import PlainPage
from cohorts.attendance.actions import open_door
from cohorts.models import CourseSession, Door, SessionModule
from cohorts.roster.models import Enrolment
from lms.people.models import User
from lms.people.roles import Role
from modules.models import ModuleIndexPage, ModulePage, Sensitivity

HER_NAME = "Selam Tesfay"  # of the demo; she reads Norwegian


def session_of(person: User) -> str:
    """Sign somebody in and give the key of her session."""
    browser = Client()
    browser.force_login(person)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def hold_tonight(session: CourseSession) -> str:
    """Let an evening be held now, with its door open; give the word of the code in the doorway."""
    now = timezone.localtime()
    begin = max(now - timedelta(minutes=5), now.replace(hour=0, minute=0))
    end = min(now + timedelta(hours=3), now.replace(hour=23, minute=59))
    session.date, session.starts_at, session.ends_at = now.date(), begin.time(), end.time()
    session.save(update_fields=["date", "starts_at", "ends_at"])
    coordinator = User.objects.filter(
        role_assignments__role=Role.COORDINATOR, role_assignments__district=session.cohort.district
    ).first()
    open_door(by=coordinator, session=session)
    return Door.objects.get(session=session).codes.word


def main() -> None:
    """Make what is missing and say where it is."""
    place = Enrolment.objects.active().filter(person__name=HER_NAME).select_related("cohort").first()
    today = timezone.localdate()
    held = place.cohort.sessions.held().order_by("date")
    tonight, coming, *_rest = held.filter(date__gte=today)
    index = ModuleIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    taught = SessionModule.objects.filter(session__in=held).order_by("session__date", "order")
    modules = [each.edition_module.module for each in taught.select_related("edition_module__module")]
    module = next(each for each in modules if each.sensitivity == Sensitivity.NO)
    careful = next(each for each in modules if each.leaves_no_trace)
    home = index.get_parent()
    stored = ModulePage.objects.get(pk=module.pk)
    plain = PlainPage(title=stored.title, slug="plain-module", body=stored.body, locale=index.locale)
    word = hold_tonight(tonight)
    made = {
        "cookie": session_of(place.person),
        "my page": reverse("my_page"),
        "module": reverse("course_module", args=[place.cohort.public_id, module.slug]),
        "careful": reverse("course_module", args=[place.cohort.public_id, careful.slug]),
        "plain": publish(home, plain),
        "words": reverse("my_words"),
        "evenings": reverse("my_evenings"),
        "coming": str(coming.number),
        "check in": reverse("check_in_code", args=[tonight.public_id, word]),
    }
    print(json.dumps(made))


if __name__ == "__main__":
    main()
