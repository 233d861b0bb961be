"""What the demo's secretariat does with editions: a correction that counts already, and a draft of the next one."""

from dataclasses import replace
from datetime import date

from curriculum.actions.drafting import Place, copy_to_draft, set_modules, set_rule
from curriculum.actions.releasing import pin_correction
from curriculum.models import CurriculumEdition
from curriculum.queries import places_of, rule_of
from lms.people.models import User
from modules.models import ModulePage

from .editing import rewrite_and_publish

CORRECTED = "vh4dz2"  # children's development
CORRECTION = (
    "14 konsultasjoner, den første hjemme (K20).",
    "14 konsultasjoner. Den første er hjemme hos familien (K20).",
)
REASON = "En helsesykepleier meldte at setningen om hjemmebesøk var uklar."
EARLIER = ("z3dwhn", 4)  # women's health, and the number it moves to
MADE_MANDATORY = "btr9cb"  # refugees
DRAFT = {"code": "NO-17", "label": "Utkast 2027", "valid_from": date(2027, 8, 1)}
LATE_MINUTES = 20


def plan_editions(secretary: User) -> None:
    """Do all of it once; nothing where the editions are not loaded."""
    released = CurriculumEdition.objects.filter(code="NO-17", state=CurriculumEdition.State.RELEASED).first()
    if released is None or CurriculumEdition.objects.filter(copied_from=released).exists():
        return
    _correct(released, secretary)
    _draft_the_next(released, secretary)


def _correct(released: CurriculumEdition, secretary: User) -> None:
    """Mend a sentence for the courses that run: their readers see since when, their coordinators why."""
    place = released.places.select_related("module").get(module__slug=CORRECTED)
    page = rewrite_and_publish(ModulePage.objects.get(pk=place.module_id), secretary, *CORRECTION)
    pin_correction(by=secretary, edition_module=place, locale=page.locale, revision=page.live_revision, reason=REASON)


def _draft_the_next(released: CurriculumEdition, secretary: User) -> None:
    """Begin the edition of next year: one module earlier, one mandatory, and less time to be late."""
    draft = copy_to_draft(by=secretary, edition=released, country=released.country, **DRAFT)
    places = [
        Place(place.module, place.position, place.hours, place.mandatory, place.phase) for place in places_of(draft)
    ]
    slug, number = EARLIER
    moved = next(place for place in places if place.module.slug == slug)
    places.remove(moved)
    places.insert(number - 1, moved)
    places = [
        replace(place, position=position, mandatory=place.mandatory or place.module.slug == MADE_MANDATORY)
        for position, place in enumerate(places, start=1)
    ]
    set_modules(by=secretary, edition=draft, places=places)
    rule = rule_of(draft)
    if rule:
        set_rule(by=secretary, edition=draft, share=rule.share, late_minutes=LATE_MINUTES)
