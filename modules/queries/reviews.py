"""Reviews: who takes part, what was asked and approved, and what those who lead have said."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q, QuerySet
from wagtail.models import Revision, TaskState, WorkflowState

from lms.people.models import RoleAssignment, User
from lms.people.roles import TABLE, Right

from ..models import ExperienceNote, ModulePage, ReviewRequest, ReviewStep
from ..models.reviews import edits_content
from ..rules import needs_second_person
from ..rules.texts import fingerprint_of


def content_editors() -> QuerySet[User]:
    """Give everybody who works on the national content now."""
    roles = [role.value for role, rule in TABLE.items() if Right.EDIT_NATIONAL_CONTENT in rule.rights]
    held = RoleAssignment.objects.running().filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")


def why_not_yes(page: ModulePage, user: User) -> str:
    """Give why somebody who works on the content cannot give the last yes to a draft, as a code; "" when she can, or
    when it does not wait for it."""
    step = page.current_workflow_task
    if not isinstance(step, ReviewStep) or not edits_content(user) or step.may_say_yes(page, user):
        return ""
    others = [person for person in content_editors() if person != user]
    if any(step.may_say_yes(page, person) for person in others):
        return "second_person"
    return "second_person_sent_back" if others else "second_person_missing"


def comment_on_return(page: ModulePage) -> str:
    """Give what was said when a draft was sent back, as long as nobody has sent it to review again; else ""."""
    state = page.current_workflow_state
    returned = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.current_task_state
    return returned.comment if returned else ""


def subject_approved(texts: Mapping[int, int]) -> set[int]:
    """Give those of these revisions (each with the id of its page) whose facts somebody has approved: at the first
    step of the review, or from outside, of this revision or of one with the same words. Of a sensitive module, the
    steps count only if somebody who neither sent it nor changed it last has approved at one of them. At most four
    queries."""
    steps = TaskState.objects.filter(revision__in=texts, status=TaskState.STATUS_APPROVED)
    subject = steps.filter(task__reviewstep__kind=ReviewStep.Kind.SUBJECT)
    approved = set(subject.values_list("revision", flat=True))
    approved -= _sensitive(approved) - approved_by_another(approved)
    return approved | _right_from_outside({key: page for key, page in texts.items() if key not in approved})


def _sensitive(revisions: Iterable[int]) -> set[int]:
    """Give those of these revisions that are about something sensitive."""
    found = Revision.objects.filter(pk__in=revisions).values_list("pk", "content__sensitivity")
    return {key for key, said in found if needs_second_person([said])}


def approved_by_another(revisions: Iterable[int]) -> set[int]:
    """Give those of these revisions that somebody has approved at a step of the review who neither sent them nor
    changed them last. One query."""
    steps = TaskState.objects.filter(
        revision__in=revisions, status=TaskState.STATUS_APPROVED, finished_by__isnull=False
    )
    wrote = Q(finished_by=F("workflow_state__requested_by")) | Q(finished_by=F("revision__user"))
    return set(steps.filter(finished_by__isnull=False).exclude(wrote).values_list("revision", flat=True))


def read_by_two(revision: Revision, by: User) -> bool:
    """Tell whether a version may count once this person says so: it is not sensitive, or somebody besides its writers
    has read it, which she may be herself. Five queries at most."""
    key = revision.pk
    if not _sensitive([key]) or approved_by_another([key]) or _right_from_outside({key: int(revision.object_id)}):
        return True
    sent = TaskState.objects.filter(revision=revision).values_list("workflow_state__requested_by", flat=True)
    return by.pk not in {revision.user_id, *sent}


def _right_from_outside(texts: Mapping[int, int]) -> set[int]:
    right = ReviewRequest.objects.filter(page__in=texts.values(), answer=ReviewRequest.Answer.RIGHT)
    said: dict[int, set[str]] = {}
    for page, fingerprint in right.values_list("page", "fingerprint"):
        said.setdefault(page, set()).add(fingerprint)
    if not said:
        return set()
    same = Revision.objects.filter(pk__in=[revision for revision, page in texts.items() if page in said])
    return {each.pk for each in same if fingerprint_of(each.as_object()) in said[texts[each.pk]]}


def reviews_of(page: ModulePage) -> QuerySet[ReviewRequest]:
    """Give what people outside were asked about a page and not taken back, the newest first, each with the number of
    its remarks that nobody has handled yet, as `open_remarks`."""
    found = ReviewRequest.objects.filter(page=page, revoked_at__isnull=True)
    return with_open_remarks(found).order_by("-asked_at")


def with_open_remarks(requests: QuerySet[ReviewRequest]) -> QuerySet[ReviewRequest]:
    """Add to each request the number of its remarks that nobody has handled yet, as `open_remarks`."""
    return requests.annotate(open_remarks=Count("remarks", filter=Q(remarks__handled_at__isnull=True)))


def experiences_of(page: ModulePage) -> QuerySet[ExperienceNote]:
    """Give what those who lead evenings have said of a module, in whatever language they read it; newest first."""
    return ExperienceNote.objects.filter(page__translation_key=page.translation_key)
