"""The message that a diploma is issued: one kind word, without saying for what."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from lms.people.mailbox import nudge, post
from lms.people.mailbox.wording import reading_language

from .models import Diploma

TEMPLATE = "cohorts/credentials/notices/diploma_issued.txt"


def tell_of_diploma(diploma: Diploma) -> None:
    """Tell her that there is good news, once for a place in a course."""
    person = diploma.person
    with translation.override(reading_language(person.interface_language)):
        link = settings.BASE_URL + reverse("my_diplomas")
    key = f"diploma_issued:{diploma.public_id}"
    context = {"name": person.get_short_name(), "link": link}
    post(event="diploma_issued", to=person, about=diploma, template=TEMPLATE, context=context, dedupe_key=key)
    if person.is_protected:
        nudge(to=person, about=diploma, dedupe_key=f"{key}:nudge")
