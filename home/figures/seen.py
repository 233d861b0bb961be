"""What others see of somebody: each thing, who sees it, how it stands, and where she changes it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment, Purpose, Signature
from cohorts.roster.queries import papers_in
from lms.people.models import User
from modules.models import VoiceConsent

AGREED = {
    Purpose.PHONE: _("The women in your course."),
    Purpose.PHOTO_GROUP: _("The women in your course, and those who lead it."),
    Purpose.PHOTO_PUBLIC: _("Everybody."),
    Purpose.PHOTO_CARD: _("Whoever you show your card."),
}
"""What she can agree to in her papers, and who sees it then."""


@dataclass(frozen=True)
class Thing:
    """One thing about her. `shown`: whether others see it; None where that is not hers to choose."""

    name: str | Promise
    who: str | Promise
    shown: bool | None
    url: str = ""


def seen_of(person: User) -> list[Thing]:
    """Give each thing, what belongs to taking part first; all else is off until she says yes. Four queries."""
    around = ("cohort__district__municipality", "cohort__municipality")
    places = Enrolment.objects.stayed().filter(person=person.pk).select_related(*around)
    place = places.order_by("-pk").first()
    standing = Signature.objects.standing().filter(enrolment__person=person.pk)
    agreed = set(standing.values_list("purpose", flat=True))
    papers = reverse("my_papers", args=[place.public_id]) if place else ""
    return [
        *_of_taking_part(person),
        Thing(
            _("Languages you speak"),
            _("Those who lead your course."),
            person.spoken_languages.exists(),
            reverse("my_settings"),
        ),
        *(
            Thing(Purpose(purpose).label, who, purpose in agreed and not _hides(person, purpose), papers)
            for purpose, who in AGREED.items()
        ),
        Thing(
            Purpose.CHECK_NAME.label,
            _("Whoever has the number of your diploma."),
            Purpose.CHECK_NAME in agreed and not person.is_protected,
            reverse("my_diplomas"),
        ),
        Thing(
            _("Your voice, and your first name with it"),
            _("Whoever listens to a module you have read."),
            VoiceConsent.objects.standing().filter(person=person.pk, says_name=True).exists(),
            reverse("my_voice"),
        ),
        *_to_payer(person, place, agreed),
    ]


def _of_taking_part(person: User) -> list[Thing]:
    """Give what belongs to taking part. Papers with names do too, and she may leave hers out of them."""
    lead = _("Those who lead your course. Nobody else.")
    return [
        Thing(
            _("The name you have here"),
            _("Those who lead your course. In the room, the women see your first name."),
            None,
            reverse("my_name"),
        ),
        Thing(_("Your number and e-mail address"), lead, None),
        Thing(_("When you were there, and what you have of the course"), lead, None),
        Thing(
            _("My name on papers of the course"),
            _("Those who lead your course, and whoever is in the room: signs with names, names read aloud."),
            False if person.is_off_lists else None,
            reverse("my_lists"),
        ),
    ]


def _to_payer(person: User, place: Enrolment | None, agreed: set[str]) -> list[Thing]:
    """Give her name for whoever pays, for a woman who is asked for it. As long as it stands on no paper at all, that is
    where she changes it."""
    if place is None or Purpose.PAYER_NAME not in papers_in(place.cohort):
        return []
    paper = reverse("my_paper", args=[place.public_id, Purpose.PAYER_NAME])
    return [
        Thing(
            Purpose.PAYER_NAME.label,
            _("Whoever pays for the course: your name, your evenings and your hours."),
            Purpose.PAYER_NAME in agreed and not person.is_off_lists,
            reverse("my_lists") if person.is_off_lists else paper,
        )
    ]


def _hides(person: User, purpose: str) -> bool:
    """Tell whether something she agreed to is not done, because nobody may find her."""
    return person.is_protected and purpose in (Purpose.PHOTO_CARD, Purpose.PHOTO_GROUP, Purpose.PHOTO_PUBLIC)
