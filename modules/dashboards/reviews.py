"""What the screens of reviews and checks show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page, TaskState, WorkflowState

from lms.people.models import User

from ..models import (
    FOR_LEADERS,
    CitedSource,
    EditorialTodo,
    ExperienceNote,
    HelpService,
    ModulePage,
    ReviewRemark,
    ReviewRequest,
    ReviewStep,
    Source,
    needs_another,
)
from ..rules.checks import A_YEAR, SOON, is_due

# --- a text under review ---------------------------------------------------------------------------------------------


@dataclass
class ReviewedPart:
    """One part of the text, with what is open about it and what was said of it."""

    key: str
    part: StreamValue.StreamChild
    to_check: list[str] = field(default_factory=list)
    remark: ReviewRemark | None = None


def reviewed_parts(request: ReviewRequest, page: ModulePage) -> list[ReviewedPart]:
    """Give the parts of the reviewed version that its reviewer reads. Two queries."""
    shown = [part for part in page.body if request.with_notes or part.block_type not in FOR_LEADERS]
    open_todos: dict[str, list[str]] = {}
    for block, text in EditorialTodo.objects.open().filter(page=request.page_id).values_list("block", "text"):
        open_todos.setdefault(block, []).append(text)
    said = {remark.block: remark for remark in request.remarks.select_related("handled_by")}
    return [ReviewedPart(part.id, part, open_todos.get(part.id, []), said.get(part.id)) for part in shown]


# --- drafts in review ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DraftInReview:
    """A draft that waits for an answer inside the house."""

    page: ModulePage
    question: str
    since: datetime
    needs_another: bool  # than the one who looks: it is sensitive, and she has written it


def drafts_in_review(user: User | None = None) -> list[DraftInReview]:
    """Give the drafts of modules that wait at a step, the longest waiting first; for this person, if one is given.
    Three queries."""
    open_states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    states = list(open_states.select_related("workflow_state", "revision").order_by("started_at", "pk"))
    pages = ModulePage.objects.select_related("locale", "latest_revision")
    known = {str(key): page for key, page in pages.in_bulk([each.workflow_state.object_id for each in states]).items()}
    steps = ReviewStep.objects.in_bulk([state.task_id for state in states])
    return [
        _draft(page, step, state, user)
        for state in states
        if (page := known.get(state.workflow_state.object_id)) and (step := steps.get(state.task_id))
    ]


def _draft(page: ModulePage, step: ReviewStep, state: TaskState, user: User | None) -> DraftInReview:
    last = user is not None and step.kind == ReviewStep.Kind.APPROVAL
    other = last and needs_another(user, state, page.latest_revision, page.sensitivity)
    return DraftInReview(page, str(step.get_kind_display()), state.started_at, other)


# --- what is to be looked at again -----------------------------------------------------------------------------------


Checked = Page | HelpService | Source | CitedSource | EditorialTodo


@dataclass(frozen=True)
class ToCheck:
    """One thing whose day is near or past."""

    kind: str  # page, service, source, cited, todo
    key: int
    title: str
    detail: str
    due: date | None  # None: nobody has ever looked at it
    is_past: bool
    row: Checked

    @property
    def name(self) -> str:
        """Give what stands for it in a form."""
        return f"{self.kind}:{self.key}"


def _pages(horizon: date) -> Iterable[tuple[Page, date | None]]:
    published = timezone.now() - A_YEAR + SOON + timedelta(days=1)
    pages = Page.objects.live().filter(alias_of__isnull=True, depth__gt=1).select_related("check_row", "locale")
    due = Q(check_row__check_by__lte=horizon) | Q(check_row__isnull=True, last_published_at__lte=published)
    for page in pages.filter(due | Q(check_row__isnull=True, last_published_at__isnull=True)):
        yield page, check_day_of(page)


def check_day_of(page: Page) -> date | None:
    """Give the day by which a page is to be looked at: the one that was set when somebody confirmed it, else a year
    after it was last published."""
    row = getattr(page, "check_row", None)
    if row:
        return row.check_by
    return timezone.localdate(page.last_published_at) + A_YEAR if page.last_published_at else None


def to_check() -> list[ToCheck]:
    """Give every page, service, source and to-do whose day is near or past, the oldest first; what has never been
    looked at stands on top. To-dos without a day are no part of it. Nine queries."""
    today = timezone.localdate()
    horizon = today + SOON
    found = [_thing("page", page, page.title, page.locale.language_code, due) for page, due in _pages(horizon)]
    services = HelpService.objects.filter(Q(check_by__isnull=True) | Q(check_by__lte=horizon))
    for row in services.prefetch_related("texts__locale"):
        found.append(_thing("service", row, row.known_as, row.number or row.web, row.check_by))
    sources = Source.objects.filter(Q(check_by__isnull=True) | Q(check_by__lte=horizon))
    found += [_thing("source", row, str(row), row.addresses, row.check_by) for row in sources]
    found += [_thing("cited", row, row.text, row.page.title, row.check_by) for row in _cited(horizon)]
    todos = EditorialTodo.objects.open().filter(due__lte=horizon).select_related("page", "service")
    found += [
        _thing("todo", row, row.about, row.text, row.due) for row in todos.prefetch_related("service__texts__locale")
    ]
    return sorted(
        (thing for thing in found if is_due(thing.due, today)), key=lambda thing: (thing.due or date.min, thing.title)
    )


def _cited(horizon: date) -> QuerySet[CitedSource]:
    """Give the sources that texts name in their own words; a line that stands in a translation too counts once."""
    twins = CitedSource.objects.filter(page__translation_key=OuterRef("page__translation_key"), entry=OuterRef("entry"))
    due = CitedSource.objects.filter(check_by__lte=horizon, page__live=True).select_related("page")
    return due.exclude(Exists(twins.filter(pk__lt=OuterRef("pk"))))


def _thing(kind: str, row: Checked, title: str, detail: str, due: date | None) -> ToCheck:
    return ToCheck(kind, row.pk, title, detail, due, due is None or due < timezone.localdate(), row)


def thing_named(name: str) -> ToCheck | None:
    """Give what stands in the queue under a name, or None when it is not there (any more)."""
    return next((thing for thing in to_check() if thing.name == name), None)


@dataclass(frozen=True)
class EditorialWork:
    """How much waits for the secretariat."""

    to_check: int
    reviews: int  # drafts at a step, and requests that wait for an answer or have remarks nobody has handled
    experiences: int


def work_waiting() -> EditorialWork:
    """Count what waits. Fourteen queries at most."""
    remarks = Q(remarks__isnull=False, remarks__handled_at__isnull=True, answered_at__isnull=False)
    waiting = ReviewRequest.objects.filter(Q(answered_at__isnull=True) | remarks, revoked_at__isnull=True)
    return EditorialWork(
        to_check=len(to_check()),
        reviews=waiting.distinct().count() + len(drafts_in_review()),
        experiences=ExperienceNote.objects.filter(considered_at__isnull=True).count(),
    )
