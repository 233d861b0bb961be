"""What a woman sees of her own diplomas: those she has, and what she can say before she gets one."""

from dataclasses import dataclass

from cohorts.roster.models import Enrolment, Purpose, Signature
from lms.people.models import User

from ..models import Diploma, DiplomaWishes
from ..rules import shown


@dataclass(frozen=True)
class OwnPlace:
    """A place in a course that may lead to a diploma."""

    enrolment: Enrolment
    wishes: DiplomaWishes | None

    @property
    def name_confirmed(self) -> bool:
        """Tell whether she has said how her name is spelt."""
        return bool(self.wishes and self.wishes.name_confirmed_at)


@dataclass(frozen=True)
class OwnDiploma:
    """A diploma of hers, and the code as it stands on it."""

    diploma: Diploma
    code: str


@dataclass(frozen=True)
class OwnDiplomas:
    """All of them. `shows_name`: the check page may show her name, now or as soon as there is a diploma; of a woman who
    is protected it never does."""

    diplomas: tuple[OwnDiploma, ...]
    places: tuple[OwnPlace, ...]
    shows_name: bool
    is_protected: bool


def own_diplomas(person: User) -> OwnDiplomas:
    """Give what she has and can say. Four queries."""
    rows = Diploma.objects.filter(person=person.pk).select_related("entry").order_by("-pk")
    diplomas = tuple(OwnDiploma(each, shown(each.code)) for each in rows)
    places = list(Enrolment.objects.stayed().filter(person=person.pk).select_related("cohort").order_by("-pk"))
    wishes = {each.enrolment_id: each for each in DiplomaWishes.objects.filter(enrolment__in=places)}
    agreed = Signature.objects.standing().filter(enrolment__in=places, purpose=Purpose.CHECK_NAME).exists()
    return OwnDiplomas(
        diplomas=diplomas,
        places=tuple(OwnPlace(each, wishes.get(each.pk)) for each in places),
        shows_name=agreed or any(each.diploma.shows_name for each in diplomas),
        is_protected=person.is_protected,
    )
