"""Reviews: who takes part, what was asked and approved, and what those who lead have said."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from wagtail.models import Revision, TaskState

from lms.people.models import RoleAssignment, User
from lms.people.roles import TABLE, Right

from ..models import ExperienceNote, ModulePage, ReviewRequest, ReviewStep
from ..rules.texts import fingerprint_of


def content_editors() -> QuerySet[User]:
    """Give everybody who works on the national content now."""
    roles = [role.value for role, rule in TABLE.items() if Right.EDIT_NATIONAL_CONTENT in rule.rights]
    held = RoleAssignment.objects.running().filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")


def subject_approved(texts: Mapping[int, int]) -> set[int]:
    """Give those of these revisions (each with the id of its page) whose facts somebody has approved: at the first
    step of the review, or from outside, of this revision or of one with the same words. At most three queries."""
    steps = TaskState.objects.filter(
        revision__in=texts, status=TaskState.STATUS_APPROVED, task__reviewstep__kind=ReviewStep.Kind.SUBJECT
    )
    approved = set(steps.values_list("revision", flat=True))
    right = ReviewRequest.objects.filter(
        page__in=[page for revision, page in texts.items() if revision not in approved],
        answer=ReviewRequest.Answer.RIGHT,
    )
    said: dict[int, set[str]] = {}
    for page, fingerprint in right.values_list("page", "fingerprint"):
        said.setdefault(page, set()).add(fingerprint)
    if not said:
        return approved
    same = Revision.objects.filter(pk__in=[revision for revision, page in texts.items() if page in said])
    return approved | {each.pk for each in same if fingerprint_of(each.as_object()) in said[texts[each.pk]]}


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
