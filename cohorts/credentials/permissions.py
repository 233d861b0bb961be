"""Who may do what with diplomas and cards, one sentence each."""

from collections.abc import Sequence

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.permissions import can_run_cohort
from lms.people.models import Organisation, User
from lms.people.models.assignments import has_right, has_right_at, places_where
from lms.people.roles import Right

from .models import CompletionDecision, IdCard, RegisterEntry, organisations_of


def can_propose_completion(user: User, cohort: Cohort) -> bool:
    """Allow proposing to the coordinator of the place."""
    return can_run_cohort(user, cohort)


def can_decide_completion(user: User, decision: CompletionDecision) -> bool:
    """Allow confirming and sending back to the secretariat of the country, but not about oneself. That it is another
    person than the one who proposed is a rule, and a constraint."""
    return can_decide_all(user, [decision])


def can_decide_all(user: User, decisions: Sequence[CompletionDecision]) -> bool:
    """Allow the same for several proposals of one cohort; its place is asked once."""
    is_hers = any(each.enrolment.person_id == user.pk for each in decisions)
    return not is_hers and has_right_at(user, Right.CONFIRM_DIPLOMAS, decisions[0].enrolment.cohort.place)


def can_spell_name(user: User, enrolment: Enrolment) -> bool:
    """Allow saying what stands on a diploma to the woman herself, and to her coordinator when she tells her."""
    return enrolment.person_id == user.pk or can_run_cohort(user, enrolment.cohort)


def can_issue_card(user: User, cohort: Cohort) -> bool:
    """Allow issuing and renewing cards to the coordinator of the place: two people have decided before, over the
    diploma."""
    return can_run_cohort(user, cohort)


def can_block_card(user: User, card: IdCard) -> bool:
    """Allow blocking a lost card to the woman herself, and to the coordinator of her place."""
    enrolment = card.entry.enrolment
    return card.person_id == user.pk or (enrolment is not None and can_run_cohort(user, enrolment.cohort))


def can_take_photo(user: User, enrolment: Enrolment) -> bool:
    """Allow taking and removing the photo for a card to the woman herself, and to the coordinator beside her."""
    return enrolment.person_id == user.pk or can_run_cohort(user, enrolment.cohort)


def can_make_pack(user: User, cohort: Cohort) -> bool:
    """Allow what is printed for a ceremony to the coordinator of the place."""
    return can_issue_card(user, cohort)


def can_decide_completions(user: User) -> bool:
    """Allow the list of all proposals to the secretariat."""
    return has_right(user, Right.CONFIRM_DIPLOMAS)


def can_hide_name(user: User, person: User) -> bool:
    """Allow taking a name from the check page to the woman herself, and to those who run a cohort that she was in."""
    run = Cohort.objects.filter(places_where(user, Right.RUN_COHORTS)).values("pk")
    return person.pk == user.pk or Enrolment.objects.filter(cohort__in=run, person=person).exists()


def can_end(user: User, entry: RegisterEntry) -> bool:
    """Allow replacing and withdrawing to the secretariat. That somebody else has asked is a rule, and a constraint."""
    return has_right_at(user, Right.CONFIRM_DIPLOMAS, entry.organisation)


def can_ask_end(user: User, entry: RegisterEntry) -> bool:
    """Allow asking for it to the coordinator of the place, and to the secretariat."""
    enrolment = entry.enrolment
    return can_end(user, entry) or (enrolment is not None and can_run_cohort(user, enrolment.cohort))


def can_set_letterhead(user: User, organisation: Organisation) -> bool:
    """Allow logo, signers and what cards say to the secretariat of the organisation."""
    return organisations_of(user).filter(pk=organisation.pk).exists()
