"""Give a woman a place in a cohort, and end it with dignity."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.actions.protection import protect
from lms.people.actions.roles import add_person, end_outgrown_role
from lms.people.actions.settings import choose_languages
from lms.people.actions.signing_in import note_activity
from lms.people.models import RoleAssignment, User
from lms.people.roles import Role

from .. import permissions
from ..models import Cohort, Enrolment
from ..rules import Line
from .auditing import audit


@transaction.atomic
def enrol(
    *, by: User, cohort: Cohort, name: str, phone: str, language: str = "nb", protected: bool = False
) -> Enrolment:
    """Give a woman a place, by name and phone. A known number is found, not doubled; somebody out of sight is asked
    first, and her place is `offered` until she says yes. One who had left takes part again. `protected` is for a woman
    at a secret address, entered under an alias; it is never taken away here. Raises PermissionDenied,
    and ValidationError with `cohort_over`, or as `add_person` does."""
    require(permissions.can_run_cohort(by, cohort))
    if not cohort.is_open:
        refuse("cohort_over")
    person = add_person(
        by=by, name=name, phone=phone, email=None, language=language, role=Role.TRAINEE, place=cohort.local_group
    )
    place = place_for(by=by, cohort=cohort, person=person)
    if protected and place.state == Enrolment.State.ACTIVE:
        protect(by=by, person=person)
    return place


@dataclass(frozen=True)
class Brought:
    """What became of a list: how many took part, were asked, or were refused, by state or code; and the lines that were
    not tried because many numbers had been asked in a short time."""

    outcome: Counter[str]
    waiting: tuple[Line, ...] = ()

    @property
    def saved(self) -> int:
        """Give how many have a place now, offered or taken."""
        return self.outcome[Enrolment.State.ACTIVE] + self.outcome[Enrolment.State.OFFERED]


def enrol_list(*, by: User, cohort: Cohort, women: Sequence[Line], language: str) -> Brought:
    """Give a place to each woman of a list. Each is stored by herself, so that the list can be brought again after a
    refusal; it stops in its order when too many numbers were asked, so that what waits does not tell whose numbers are
    known. Raises PermissionDenied."""
    require(permissions.can_run_cohort(by, cohort))
    outcome: Counter[str] = Counter()
    lines = [line for line in women if line.phone and line.is_taken]
    for place, woman in enumerate(lines):
        try:
            enrolment = enrol(
                by=by,
                cohort=cohort,
                name=woman.name,
                phone=woman.phone or "",
                language=woman.language or language,
                protected=woman.protected,
            )
        except ValidationError as refusal:
            code = refusal.error_list[0].code or ""  # each has one; Django says "str | None"
            if code == "too_many_asked":
                return Brought(outcome, tuple(lines[place:]))
            outcome[code] += 1
        else:
            outcome[enrolment.state] += 1
    return Brought(outcome)


def place_for(*, by: User, cohort: Cohort, person: User) -> Enrolment:
    """Store the place of a woman who holds the role of a trainee in the group, or has been asked to. Called by the
    actions of this room only."""
    holds = RoleAssignment.objects.running().filter(person=person, role=Role.TRAINEE, local_group=cohort.local_group_id)
    state = Enrolment.State.ACTIVE if holds.exists() else Enrolment.State.OFFERED
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(cohort=cohort, person=person, state=state)
    except IntegrityError:  # she has been here before, or two people added her in the same moment
        left = Enrolment.objects.filter(cohort=cohort, person=person, state=Enrolment.State.WITHDRAWN)
        # As long as she is only asked, it stays known that she was here: a no must not take what she took part in.
        if left.update(state=state, **({"until": None} if state == Enrolment.State.ACTIVE else {})):
            erasures.note(
                "cohorts.Enrolment:back",
                Enrolment.objects.filter(cohort=cohort, person=person).values_list("public_id", flat=True),
            )
            note_activity(person=person)
        return Enrolment.objects.get(cohort=cohort, person=person)
    note_activity(person=person)  # a new course keeps the account of somebody who never signs in
    audit(by=by, obj=enrolment, action="cohorts.enrolled")
    return enrolment


@transaction.atomic
def withdraw(*, by: User, enrolment: Enrolment) -> None:
    """End a place; no reason is asked. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_leave(by, enrolment))
    left = Enrolment.objects.open().filter(pk=enrolment.pk)
    if left.update(state=Enrolment.State.WITHDRAWN, until=max(timezone.localdate(), enrolment.since)):
        erasures.note("cohorts.Enrolment:left", [enrolment.public_id])
        audit(by=by, obj=enrolment, action="cohorts.withdrawn")
    enrolment.refresh_from_db(fields=["state", "until"])


def end_outgrown_places(*, cohort: Cohort) -> None:
    """Let those who have completed a course that is over be trainees no more, unless they take part in another one of
    the group; they stay signed in. Called by the actions of this floor, when a course ends or somebody completes one
    that has ended."""
    if cohort.is_open:
        return
    others = Enrolment.objects.open().filter(cohort__local_group=cohort.local_group_id, person=OuterRef("person"))
    done = cohort.enrolments.filter(state=Enrolment.State.COMPLETED).exclude(Exists(others))
    holds = RoleAssignment.objects.running().filter(role=Role.TRAINEE, local_group=cohort.local_group_id)
    for place in done.filter(person__in=holds.values("person")).select_related("person"):
        end_outgrown_role(person=place.person, role=Role.TRAINEE, place=cohort.local_group)


@transaction.atomic
def tell_about_herself(*, by: User, enrolment: Enrolment, spoken: list[str], area: str) -> None:
    """Store which languages she speaks and roughly where she lives; both may be empty. Raises PermissionDenied."""
    require(enrolment.person_id == by.pk)
    choose_languages(by=by, interface_language=by.interface_language, spoken=spoken)
    erasures.note_value("cohorts.Enrolment", enrolment.public_id, "area", old=enrolment.area, new=area)
    Enrolment.objects.filter(pk=enrolment.pk).update(area=area)


def settle_offers() -> int:
    """Let those take part who have said yes to their role, and drop the offers of those who have said no or did not
    answer in time; one who had left before keeps what she took part in. Give how many. Called by `tick`."""
    roles = RoleAssignment.objects.filter(
        person=OuterRef("person"), role=Role.TRAINEE, local_group=OuterRef("cohort__local_group")
    )
    offered = Enrolment.objects.filter(state=Enrolment.State.OFFERED)
    taken = offered.filter(Exists(roles.running())).update(state=Enrolment.State.ACTIVE, until=None)
    refused = offered.exclude(Exists(roles.running())).exclude(Exists(roles.asked()))
    back = refused.filter(until__isnull=False).update(state=Enrolment.State.WITHDRAWN)
    dropped, _rows = refused.delete()
    return taken + back + dropped


def leave_areas_again(told: erasures.Values) -> int:
    """Forget again where women no longer say that they live, as the journal tells; give how many."""
    told_of = Enrolment.objects.exclude(area="")
    left = [each.pk for each in told_of if told.has_left(each.public_id, "area", each.area)]
    return Enrolment.objects.filter(pk__in=left).update(area="")
