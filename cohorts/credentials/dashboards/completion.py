"""Who of a cohort can be proposed, what is missing, and what waits for the second person."""

from dataclasses import dataclass

from django.db.models import Count

from cohorts.attendance.dashboards import Progress, progress_of
from cohorts.roster.models import Cohort, Enrolment, Purpose, Signature
from curriculum.rules import Verdict
from lms.people.models import User

from ..models import CompletionDecision, Diploma, DiplomaWishes, RegisterEntry

State = CompletionDecision.State


@dataclass(frozen=True)
class Candidate:
    """A woman of a cohort on her way to the diploma: how far she has come, what she has said, what was decided."""

    progress: Progress
    wishes: DiplomaWishes | None
    shows_name: bool
    photo: bool
    decision: CompletionDecision | None  # the newest one
    diploma: Diploma | None  # the newest one
    course_over: bool

    @property
    def enrolment(self) -> Enrolment:
        """Give her place."""
        return self.progress.enrolment

    @property
    def fulfilled(self) -> bool:
        """Tell whether she has what the rule asks for."""
        return self.progress.judgement.verdict is Verdict.COMPLETED

    @property
    def name_confirmed(self) -> bool:
        """Tell whether she has said how her name is spelt."""
        return bool(self.wishes and self.wishes.name_confirmed_at)

    @property
    def can_be_proposed(self) -> bool:
        """Tell whether nothing stands: she was not proposed, was sent back, or has only the paper of attendance. As
        long as evenings are ahead, who has not enough can still come."""
        can_still_come = not (self.course_over or self.fulfilled)
        if self.enrolment.state != Enrolment.State.ACTIVE or can_still_come:
            return False
        open_again = self.decision is None or self.decision.state == State.RETURNED
        return open_again or (self.has_paper and self.fulfilled)

    @property
    def has_paper(self) -> bool:
        """Tell whether it is decided that she gets the paper of attendance."""
        decision = self.decision
        return bool(decision and decision.state == State.CONFIRMED and decision.outcome == "attendance")


def candidates_of(cohort: Cohort) -> list[Candidate]:
    """Give the women of a cohort by name: those who take part, and those who have completed. Six queries more than
    their progress, however many women."""
    places = list(cohort.enrolments.stayed().select_related("person").order_by("person__name", "pk"))
    wishes = {each.enrolment_id: each for each in DiplomaWishes.objects.filter(enrolment__in=places)}
    decisions = {each.enrolment_id: each for each in CompletionDecision.objects.filter(enrolment__in=places)}
    asked = Signature.objects.standing().filter(
        enrolment__in=places, purpose__in=[Purpose.CHECK_NAME, Purpose.PHOTO_CARD]
    )
    said = set(asked.values_list("enrolment", "purpose"))
    diplomas = {
        each.entry.enrolment_id: each
        for each in Diploma.objects.filter(entry__enrolment__in=places).select_related("entry").order_by("pk")
    }
    over = all(each.is_past for each in cohort.sessions.held())
    return [
        Candidate(
            progress=progress,
            wishes=wishes.get(progress.enrolment.pk),
            shows_name=(progress.enrolment.pk, Purpose.CHECK_NAME.value) in said,
            photo=(progress.enrolment.pk, Purpose.PHOTO_CARD.value) in said,
            decision=decisions.get(progress.enrolment.pk),
            diploma=diplomas.get(progress.enrolment.pk),
            course_over=over,
        )
        for progress in progress_of(cohort, places)
    ]


@dataclass(frozen=True)
class Waiting:
    """A cohort, and how many of its women wait for the second person."""

    cohort: Cohort
    number: int


def proposals_waiting(user: User) -> list[Waiting]:
    """Give the cohorts with proposals that wait for the user. Two queries."""
    waiting = CompletionDecision.objects.visible_to(user).proposed().order_by().values("enrolment__cohort")
    numbers = dict(waiting.annotate(number=Count("pk")).values_list("enrolment__cohort", "number"))
    return [Waiting(cohort, numbers[cohort.pk]) for cohort in Cohort.objects.filter(pk__in=numbers).with_places()]


def number_waiting(user: User) -> int:
    """Count what waits for the user: proposals, and papers whose end somebody asks for. Two queries."""
    proposed = CompletionDecision.objects.visible_to(user).proposed().count()
    return proposed + RegisterEntry.objects.visible_to(user).with_end_asked().count()


@dataclass(frozen=True)
class Proposed:
    """A proposal as the second person reads it: the name for the paper, and what she has of the course."""

    decision: CompletionDecision
    name: str  # as she has confirmed it; empty if she has not
    modules: int

    @property
    def had(self) -> int:
        """Give how many modules she has."""
        return len(self.decision.credited)


def proposed_in(user: User, cohort: Cohort) -> list[Proposed]:
    """Give the proposals of a cohort that wait, in the order in which they were made. Three queries."""
    rows = CompletionDecision.objects.visible_to(user).proposed().filter(enrolment__cohort=cohort)
    rows = rows.exclude(enrolment__person=user)  # nobody decides about herself
    around = ("enrolment__cohort__district__municipality", "enrolment__cohort__municipality")
    rows = rows.select_related("enrolment__person", "enrolment__cohort__edition", "proposed_by", *around)
    decisions = list(rows)
    wishes = DiplomaWishes.objects.filter(enrolment__in=[each.enrolment_id for each in decisions])
    names = {each.enrolment_id: each.name for each in wishes if each.name_confirmed_at}
    count = cohort.edition.places.count()
    return [Proposed(each, names.get(each.enrolment_id, ""), count) for each in decisions]
