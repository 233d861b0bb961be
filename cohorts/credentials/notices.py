"""The message that a diploma is issued: one kind word, without saying for what."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from lms.people.mailbox import Word, nudge, post_all
from lms.people.mailbox.wording import reading_language
from lms.people.models import User

from .models import Diploma

TEMPLATE = "cohorts/credentials/notices/diploma_issued.txt"


def tell_of_diplomas(diplomas: Iterable[Diploma]) -> None:
    """Tell each woman that there is good news, once for a place in a course."""
    words = [
        Word(
            to=each.person,
            about=each,
            context={"name": each.person.get_short_name(), "link": _link(each.person)},
            dedupe_key=f"diploma_issued:{each.public_id}",
        )
        for each in diplomas
    ]
    post_all(event="diploma_issued", template=TEMPLATE, words=words)
    for word in words:
        if word.to.is_protected:
            nudge(to=word.to, about=word.about, dedupe_key=f"{word.dedupe_key}:nudge")


def _link(person: User) -> str:
    with translation.override(reading_language(person.interface_language)):
        return settings.BASE_URL + reverse("my_diplomas")
