"""Once a year: whoever teaches a module is asked whether its facts are right."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from lms.kit.guard import refuse, require
from lms.people.actions.links import make_link
from lms.people.mailbox.wording import reading_language
from lms.people.models import AccessLink
from modules.actions import note_facts_right, note_from_outside

from .. import notices
from ..models import FactsQuestion
from ..permissions import can_answer_facts
from ..queries.passes import facts_to_ask

Answer = FactsQuestion.Answer
OPENS_FOR = timedelta(days=60)
AT_ONCE = 50
"""Questions that one round sends; the next minute's round goes on."""


def ask_for_facts() -> int:
    """Ask those who teach and agreed to be asked again, some months after their evening and then once a year; give how
    many. Called by `tick`: the row of the year is what a sender claims, so nobody is asked twice."""
    asked = 0
    for guest, place in facts_to_ask(timezone.now())[:AT_ONCE]:
        try:
            with transaction.atomic():
                question = FactsQuestion.objects.create(
                    guest=guest, edition_module=place, year=timezone.localdate().year
                )
                notices.ask_for_facts(question, link=_link_of(question), good_until=timezone.now() + OPENS_FOR)
        except IntegrityError:
            continue
        asked += 1
    return asked


def _link_of(question: FactsQuestion) -> str:
    token = make_link(
        by=None, purpose=AccessLink.Purpose.GUEST_FACTS, subject=question, lifetime=OPENS_FOR, max_uses=None
    )
    with translation.override(reading_language(question.guest.language)):
        return settings.BASE_URL + reverse("guest_facts", args=[token])


def open_facts(token: str) -> tuple[AccessLink, FactsQuestion] | None:
    """Give the link of a token and its question while it opens, or None. Looking changes nothing."""
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.GUEST_FACTS)
    rows = FactsQuestion.objects.select_related("guest", "edition_module__module__locale", "edition_module__edition")
    question = rows.filter(pk=link.subject_id).first() if link else None
    return (link, question) if link and question else None


@transaction.atomic
def answer_facts(*, by: AccessLink, question: FactsQuestion, answer: Answer, comment: str = "") -> FactsQuestion:
    """Keep what a guest says of the facts. A comment goes to the queue of the secretariat, without her name; of twenty
    presses the first one counts. Raises PermissionDenied, and ValidationError with `says_nothing`."""
    require(can_answer_facts(by, question))
    comment = comment.strip()
    if answer == Answer.CHANGE and not comment:
        refuse("says_nothing")
    unanswered = FactsQuestion.objects.filter(pk=question.pk, answer="")
    if unanswered.update(answer=answer, answered_at=timezone.now()):
        page = question.edition_module.module
        if comment:
            note_from_outside(page=page, text=comment)
        if answer == Answer.RIGHT:
            note_facts_right(page=page)
    question.refresh_from_db()
    return question
