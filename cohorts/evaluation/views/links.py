"""The link under which an evening is answered: sealed, so that it cannot be guessed and nothing is stored for it."""

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest
from django.urls import reverse

from cohorts.schedule.models import CourseSession
from lms.kit.seal import seal, unseal

PURPOSE = "evening feedback"


def link_to(request: HttpRequest, session: CourseSession) -> str:
    """Give an address under which whoever has it answers, in the language that is active."""
    return request.build_absolute_uri(reverse("feedback_answer", args=[seal(str(session.pk), PURPOSE)]))


def session_of(sealed: str) -> CourseSession | None:
    """Give the evening of a link; None for what is none."""
    try:
        return CourseSession.objects.filter(pk=int(unseal(sealed, PURPOSE))).first()
    except (InvalidTag, ValueError):
        return None
