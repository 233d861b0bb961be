"""Take in what was marked, once each, whatever the network did on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.guard import require
from lms.people.models import User

from ..models import Attendance, AttendanceOperation, ModuleCredit
from ..models.marks import Source
from ..permissions import can_check_in, can_take_roll
from ..queries import women_on
from ..rules import Cell, Heard, Mark, Operation, Outcome, Reason, Status, decide

WRITTEN = ("status", "minutes", "revision", "device", "number", "source", "marked_by", "marked_at")
DECIDES = ("cohort", "number", "state", "date", "starts_at", "ends_at", "time_zone")  # of an evening: `why_closed`
STANDS = ("status", "minutes", "revision", "device", "number")
HEARD = ("key", "session_id", "device", "enrolment_id", "number", "only_if_empty")
SAID = (*HEARD, "pk", "outcome", "reason")
CHANGED_FREELY = timedelta(days=14)  # after that an evening is changed only by somebody who says that she means it


@dataclass(frozen=True)
class Result:
    """What became of one operation, and what stands now for the woman. `stored` is what became of it when it first
    came, so that a phone that missed the answer learns whether it counts."""

    key: UUID
    outcome: Outcome
    stored: Outcome
    reason: str
    status: str
    minutes: int | None
    revision: int


@transaction.atomic
def record_marks(
    *,
    by: User,
    session: CourseSession,
    marks: Sequence[Mark],
    device: str,
    label: str = "",
    source: Source = Source.ROLL,
    confirmed: bool = False,
) -> list[Result]:
    """Store operations of one phone, in their order, and give what became of each. Sent again they change nothing.
    `confirmed` is needed for an evening older than 14 days. Raises PermissionDenied; everything else is a result: what
    was done is kept, even where it cannot count."""
    require(can_take_roll(by, session) if source != Source.SELF else can_check_in(by, session, marks))
    # Two phones that mark the same evening take turns here; on SQLite they have since the transaction began.
    locked = CourseSession.objects.select_for_update(of=("self",), no_key=True)
    session = locked.only(*DECIDES).get(pk=session.pk)
    women, visitors, rows = _women(session, {mark.woman for mark in marks})
    known, heard = _said_before(session, device, {mark.key for mark in marks}, {*women.values()})
    book = _Book(by, session, device, label, source, why_closed(session, confirmed), rows, women, heard, visitors)
    results = []
    for mark in marks:
        if mark.key in known:
            results.append(book.again(mark.key, known[mark.key]))
        else:
            known[mark.key], result = book.take(mark)
            results.append(result)
    book.store()
    if confirmed and book.changed and _is_old(session):
        audit(by=by, obj=session.cohort, action="cohorts.old_evening_marked", evening=session.number)
    return results


def _women(session: CourseSession, named: set[UUID]) -> tuple[dict[UUID, int], set[int], dict[int, Attendance]]:
    """Give the places of the women named that can be marked on an evening, which of them are visitors, and what stands
    for them. Visitors are looked for only where somebody is named who is not of the cohort."""
    rows: dict[int, Attendance] = {}
    own = _with_marks(Enrolment.objects.filter(cohort=session.cohort_id), session, named, rows)
    if len(own) == len(named):
        return own, set(), rows
    visiting = _with_marks(women_on(session), session, named - own.keys(), rows)
    return own | visiting, {*visiting.values()}, rows


def _with_marks(
    places: QuerySet[Enrolment], session: CourseSession, named: set[UUID], rows: dict[int, Attendance]
) -> dict[UUID, int]:
    """Give the places that are named, and put what stands for them into `rows`. One query for both, of no more than
    `decide` looks at: whatever is written later is written whole."""
    mark = FilteredRelation("marks", condition=Q(marks__session=session.pk))
    found = places.filter(public_id__in=named).alias(mark=mark).order_by()
    own: dict[UUID, int] = {}
    for woman, pk, *stands in found.values_list("public_id", "pk", *(f"mark__{each}" for each in STANDS)):
        own[woman] = pk
        if stands[0] is not None:
            rows[pk] = Attendance(session=session, enrolment_id=pk, **dict(zip(STANDS, stands, strict=True)))
    return own


def _is_old(session: CourseSession) -> bool:
    return session.ends + CHANGED_FREELY < timezone.now()


def _said_before(
    session: CourseSession, device: str, keys: set[UUID], women: set[int]
) -> tuple[dict[UUID, AttendanceOperation], dict[int, Heard]]:
    """Give which of these operations have come before, by their keys, and the highest numbers that a phone has said
    about these women on an evening. One query."""
    of_phone = Q(session=session, device=device, enrolment__in=women)
    known: dict[UUID, AttendanceOperation] = {}
    heard: dict[int, Heard] = {}
    # A phone says little about one woman on one evening: all of it is read sooner than a database groups it. What has
    # come before is rare, so only that is made a row of.
    for values in AttendanceOperation.objects.filter(Q(key__in=keys) | of_phone).order_by().values_list(*SAID):
        key, evening, phone, woman, number, filled = values[: len(HEARD)]
        if key in keys:
            known[key] = AttendanceOperation(**dict(zip(SAID, values, strict=True)))
        if evening == session.pk and phone == device and woman in women:
            heard[woman] = _further(heard.get(woman, Heard()), number, filled)
    return known, heard


def _further(heard: Heard, number: int, filled: bool) -> Heard:
    """Give what has been heard of a woman once a number is among it; `filled` says that it was “everyone else”."""
    if filled:
        return Heard(heard.said, max(number, heard.filled))
    return Heard(max(number, heard.said), heard.filled)


def why_closed(session: CourseSession, confirmed: bool) -> Reason | None:
    """Say why nothing can be marked on an evening, if so."""
    if session.is_cancelled:
        return Reason.CANCELLED
    if timezone.now().astimezone(ZoneInfo(session.time_zone)).date() < session.date:
        return Reason.TOO_EARLY
    if not _is_old(session):
        return None
    if ModuleCredit.objects.filter(enrolment__cohort=session.cohort_id).exists():
        return Reason.SETTLED
    return None if confirmed else Reason.TOO_LATE


@dataclass
class _Book:
    """The marks of an evening while operations are taken in; written back at once, so that the number of queries does
    not depend on how many there are."""

    by: User
    session: CourseSession
    device: str
    label: str
    source: Source
    closed: Reason | None
    rows: dict[int, Attendance]
    women: dict[UUID, int]
    heard: dict[int, Heard]
    visitors: set[int]  # who makes a module of another cohort up

    def __post_init__(self) -> None:
        self.new: list[AttendanceOperation] = []
        self.repeated: list[int] = []
        self.changed: dict[int, Attendance] = {}

    def again(self, key: UUID, operation: AttendanceOperation) -> Result:
        """Answer for an operation that has come before."""
        if operation.pk:
            self.repeated.append(operation.pk)
        else:
            operation.times_received += 1  # twice in one parcel
        return self._result(key, operation, Outcome.REPEATED)

    def take(self, mark: Mark) -> tuple[AttendanceOperation, Result]:
        """Decide on an operation that is new."""
        woman = self.women.get(mark.woman)
        row = self.rows.get(woman) if woman else None
        cell = Cell(Status(row.status), row.minutes, row.revision, row.device, row.number) if row else Cell()
        outcome, reason = Outcome.REFUSED, self.closed or (None if woman else Reason.NOT_IN_COHORT)
        if woman and not reason:
            decision = decide(
                cell,
                Operation(
                    mark.key,
                    woman,
                    mark.status,
                    self.device,
                    mark.number,
                    mark.base,
                    mark.minutes,
                    mark.only_if_empty,
                ),
                self.heard.get(woman, Heard()),
            )
            self.heard[woman] = _further(self.heard.get(woman, Heard()), mark.number, mark.only_if_empty)
            outcome, reason = decision.outcome, decision.reason
            if decision.cell != cell:
                cell = decision.cell
                self._write(woman, cell)
        operation = AttendanceOperation(
            key=mark.key,
            session=self.session,
            enrolment_id=woman,
            status=mark.status,
            minutes=mark.minutes,
            only_if_empty=mark.only_if_empty,
            base=mark.base,
            device=self.device,
            device_label=self.label,
            number=mark.number,
            source=self._source_of(woman),
            by=self.by,
            done_at=mark.done_at,
            outcome=outcome,
            reason=reason or "",
            revision=cell.revision,
        )
        self.new.append(operation)
        return operation, self._result(mark.key, operation, outcome)

    def _write(self, woman: int, cell: Cell) -> None:
        row = self.rows.setdefault(woman, Attendance(session=self.session, enrolment_id=woman))
        row.status, row.minutes, row.revision = cell.status, cell.minutes, cell.revision
        row.device, row.number = cell.device, cell.number
        row.source, row.marked_by, row.marked_at = self._source_of(woman), self.by, timezone.now()
        self.changed[woman] = row

    def _source_of(self, woman: int | None) -> Source:
        """Tell by which road a mark came; that of a visitor makes a module of her own cohort up."""
        return Source.CATCH_UP if woman in self.visitors else self.source

    def _result(self, key: UUID, operation: AttendanceOperation, outcome: Outcome) -> Result:
        row = self.rows.get(operation.enrolment_id) if operation.enrolment_id else None
        stands = (row.status, row.minutes, row.revision) if row else ("", None, 0)
        return Result(key, outcome, Outcome(operation.outcome), operation.reason, *stands)

    def store(self) -> None:
        """Write everything down."""
        AttendanceOperation.objects.bulk_create(self.new)
        changed = [*self.changed.values()]
        for row in changed:
            row.pk = None  # evening and woman decide which row it is
        Attendance.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["session", "enrolment"], update_fields=WRITTEN
        )
        for times, keys in _by_count(self.repeated).items():
            rows = AttendanceOperation.objects.filter(pk__in=keys)
            rows.update(times_received=F("times_received") + times)


def _by_count(keys: list[int]) -> dict[int, list[int]]:
    """Give the keys by how often each stands in a list."""
    found: dict[int, list[int]] = {}
    for key, times in Counter(keys).items():
        found.setdefault(times, []).append(key)
    return found
