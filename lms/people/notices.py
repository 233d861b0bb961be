"""The wording of what people are told about roles and sign-in."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from .mailbox import nudge, post, post_decoy
from .models import DataRequest, Notice, RoleAssignment, User


def tell_of_role(assignment: RoleAssignment) -> None:
    """Tell somebody that she has been given an office, and where she signs in."""
    person = assignment.person
    with translation.override(person.interface_language):
        link = settings.BASE_URL + reverse("account_request_login_code")
    post(
        event="role_given",
        to=person,
        about=assignment,
        context={"name": person.get_short_name(), "link": link},
        dedupe_key=f"role_given:{assignment.public_id}",
    )


def tell_of_question(assignment: RoleAssignment) -> None:
    """Tell somebody that a question waits for her. What and where is said only when she has signed in."""
    person = assignment.person
    with translation.override(person.interface_language):
        link = settings.BASE_URL + reverse("my_page")
    post(
        event="role_asked",
        to=person,
        about=assignment,
        context={"link": link},
        dedupe_key=f"role_asked:{assignment.public_id}",
        good_until=assignment.ends_at,
    )


def tell_of_end(person: User, day: date) -> None:
    """Tell somebody who has not been here for long that her account ends on a day, unless she signs in."""
    with translation.override(person.interface_language):
        link = settings.BASE_URL + reverse("account_request_login_code")
        context = {"name": person.get_short_name(), "day": date_format(day, "j. F Y"), "link": link}
    key = f"account_ends:{person.public_id}:{day}"
    post(event="account_ends", to=person, about=person, context=context, dedupe_key=key)
    if person.is_protected:
        nudge(to=person, about=person, dedupe_key=f"{key}:nudge")


def tell_of_request(request: DataRequest) -> None:
    """Confirm to somebody that she has asked to be forgotten, and until when she gets an answer."""
    person = request.person
    with translation.override(person.interface_language):
        day = date_format(request.due_on, "j. F Y")
        link = settings.BASE_URL + reverse("my_forgetting")
    post(
        event="request_noted",
        to=person,
        about=request,
        channel=Notice.Channel.IN_APP,
        context={"number": request.number, "day": day, "link": link},
        dedupe_key=f"request_noted:{request.public_id}",
    )


def tell_of_answered_request(request: DataRequest) -> None:
    """Tell somebody that what she asked has an answer: the answer on the platform, and by her own way that there is
    something."""
    person, key = request.person, f"request_answered:{request.public_id}"
    post(
        event="request_answered",
        to=person,
        about=request,
        channel=Notice.Channel.IN_APP,
        context={"number": request.number, "answer": request.answer},
        dedupe_key=key,
    )
    nudge(to=person, about=request, dedupe_key=f"{key}:nudge")


def send_code(*, code: str, key: str, channel: Notice.Channel, address: str, person: User) -> None:
    """Send a sign-in code to the address it was asked for. `key` tells one request from the next."""
    post(
        event="sign_in_code",
        to=person,
        about=person,
        address=address,
        channel=channel,
        context={"code": code},
        dedupe_key=f"sign_in_code:{key}",
        secret=True,
    )


def pretend_to_send_code(*, channel: Notice.Channel) -> None:
    """Do the work of sending a code for an address nobody has, so that both answers take the same time."""
    post_decoy(event="sign_in_code", channel=channel, context={"code": "000000"})
