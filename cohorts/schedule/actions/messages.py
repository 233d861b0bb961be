"""Tell the women of a cohort how their plan has changed, throw the messages away, and recall what has not been sent."""

from django.db import IntegrityError, transaction

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort
from lms.kit.guard import refuse, require
from lms.people.models import Notice, User

from ..models import Announcement, AnswerRequest, CoursePlan, CourseSession
from ..notices import answerable, tell
from ..permissions import can_tell
from ..queries.changing import evenings_now
from ..queries.telling import RECALLED, Draft, draft_of
from ..rules.stored import told_of
from .asking import answer_link


def send_messages(*, by: User, cohort: Cohort, seen: int) -> int:
    """Send each woman one message about everything that has changed, and give how many women get one. Pressed twice it
    sends once. Raises PermissionDenied, and ValidationError with `changed_meanwhile` or `nothing_to_tell`."""
    return _close(by=by, cohort=cohort, seen=seen, is_sent=True, audited="cohorts.messages_sent")


def discard_messages(*, by: User, cohort: Cohort, seen: int) -> int:
    """Say nothing of what has changed until now, and give how many women would have got a message. Raises as
    `send_messages` does."""
    return _close(by=by, cohort=cohort, seen=seen, is_sent=False, audited="cohorts.messages_discarded")


@transaction.atomic
def _close(*, by: User, cohort: Cohort, seen: int, is_sent: bool, audited: str) -> int:
    require(can_tell(by, cohort))
    # The version is held until the end of the transaction, so that nobody changes the plan under the messages.
    if not CoursePlan.objects.filter(cohort=cohort, version=seen).update(version=seen):
        refuse("changed_meanwhile")
    draft = draft_of(cohort)
    if not draft.letters:
        refuse("nothing_to_tell")
    announcement = _announce(by, draft, is_sent)
    CoursePlan.objects.filter(cohort=cohort).update(told=told_of(evenings_now(cohort)))
    if is_sent:
        for letter, (asked, reply) in zip(draft.letters, _links(draft), strict=True):
            tell(draft, letter, announcement, asked, reply)
    audit(by=by, obj=cohort, action=audited, women=len(draft.letters))
    return len(draft.letters)


def _links(draft: Draft) -> list[tuple[AnswerRequest | None, str]]:
    """Give each woman's own link for the one evening that her message is about; nothing where it is about several, and
    for whoever is protected: nothing about an evening leaves the platform for her."""
    wanted = [None if letter.person.is_protected else answerable(letter) for letter in draft.letters]
    keys = {str(news.key) for news in wanted if news}
    sessions = {str(each.public_id): each for each in CourseSession.objects.filter(public_id__in=keys)}
    return [
        answer_link(sessions[str(news.key)], letter.enrolment) if news else (None, "")
        for letter, news in zip(draft.letters, wanted, strict=True)
    ]


def _announce(by: User, draft: Draft, is_sent: bool) -> Announcement:
    told = CoursePlan.objects.values_list("told", flat=True).get(cohort=draft.cohort)
    try:
        with transaction.atomic():
            return Announcement.objects.create(
                cohort=draft.cohort,
                version=draft.version,
                by=by,
                is_sent=is_sent,
                before=told,
                women=len(draft.letters),
            )
    except IntegrityError:  # of this version it was told already
        refuse("nothing_to_tell")


def recall(*, cohort: Cohort, since: int) -> int:
    """Take back the messages about this version of a plan and later ones that still wait; what has been sent stays
    sent. The copy on the platform goes along, unless she has read it. Gives how many women are spared one. Called by
    the actions of this room only."""
    spared = 0
    for announcement in cohort.announcements.filter(version__gte=since, is_sent=True):
        waiting = Notice.objects.filter(dedupe_key__startswith=announcement.key, state=Notice.State.WAITING)
        for key in list(waiting.values_list("dedupe_key", flat=True)):
            # Whoever is just sending it has it: then it is sent.
            taken = Notice.objects.filter(dedupe_key=key, state=Notice.State.WAITING)
            if taken.update(state=Notice.State.WITHHELD, problem=RECALLED):
                Notice.objects.filter(dedupe_key=f"{key}:here", read_at__isnull=True).update(
                    state=Notice.State.WITHHELD, problem=RECALLED
                )
                spared += 1
    return spared
