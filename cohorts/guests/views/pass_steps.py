"""What a guest can do behind her link besides yes and no: one form for each, in the order of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.people.models import AccessLink

from ..actions import propose_days
from ..actions.answering_after import say_afterword
from ..actions.answering_consents import agree, forget_guest
from ..actions.answering_handover import hand_over
from ..actions.answering_wishes import change_minutes, say_needs, write_note
from ..dashboards import page_of
from ..forms.answers import (
    AfterForm,
    ConsentForm,
    ForgetForm,
    HandoverForm,
    MinutesForm,
    NeedsForm,
    NoteForm,
    ProposeForm,
)
from ..models import GuestInvitation

State = GuestInvitation.State
Run = Callable[[AccessLink, GuestInvitation, Any], Any]


def _ahead(invitation: GuestInvitation) -> bool:
    return not (invitation.session.is_past or invitation.session.is_cancelled)


def _ahead_and_coming(invitation: GuestInvitation) -> bool:
    return _ahead(invitation) and invitation.state != State.DECLINED


def _held(invitation: GuestInvitation) -> bool:
    return invitation.state == State.ACCEPTED and invitation.session.ends <= timezone.now()


def _always(invitation: GuestInvitation) -> bool:
    return True


def _nothing(invitation: GuestInvitation) -> dict:
    return {}


@dataclass(frozen=True)
class Step:
    """One thing to do: its words, its form, and when it is offered."""

    form: type
    title: str | Promise
    lead: str | Promise
    button: str | Promise
    done: str | Promise
    run: Run
    is_open: Callable[[GuestInvitation], bool] = _ahead
    initial: Callable[[GuestInvitation], dict] = _nothing
    points: tuple[str | Promise, ...] = ()
    ends_pass: bool = False
    kind: str = ""  # of the button


def _propose(link: AccessLink, invitation: GuestInvitation, form: ProposeForm) -> None:
    session = invitation.session
    propose_days(by=link, invitation=invitation, sequence=session.sequence, **form.cleaned_data)


def _after_said(invitation: GuestInvitation) -> dict:
    said = getattr(invitation, "afterword", None)
    if said is None:
        return {}
    again = "" if said.again is None else "yes" if said.again else "no"
    return {"planned": said.planned, "worked": said.worked, "again": again}


def _minutes(invitation: GuestInvitation) -> dict:
    return {"minutes": page_of(invitation, get_language() or "nb").minutes or None}


def _agree(link: AccessLink, invitation: GuestInvitation, form: ConsentForm) -> None:
    agree(by=link, invitation=invitation, language=get_language() or "nb", **form.cleaned_data)


STEPS: dict[str, Step] = {
    "after": Step(
        form=AfterForm,
        title=_("How did it go?"),
        lead=_("Two questions. Thank you for coming!"),
        button=_("Send"),
        done=_("Thank you! The host reads it."),
        run=lambda link, invitation, form: say_afterword(by=link, invitation=invitation, **form.cleaned_data),
        is_open=_held,
        initial=_after_said,
    ),
    "needs": Step(
        form=NeedsForm,
        title=_("What do you need in the room?"),
        lead=_("Tick what you need. The host is told, and answers if something is not there."),
        button=_("Save"),
        done=_("Saved. The host is told what you need."),
        run=lambda link, invitation, form: say_needs(by=link, invitation=invitation, **form.cleaned_data),
        is_open=_ahead_and_coming,
        initial=lambda invitation: {"needed": invitation.needed, "needs": invitation.needs},
    ),
    "minutes": Step(
        form=MinutesForm,
        title=_("Change your minutes"),
        lead=_("The plan is a proposal. Say how much time you want."),
        button=_("Save"),
        done=_("Saved. The host is told how long you want."),
        run=lambda link, invitation, form: change_minutes(by=link, invitation=invitation, **form.cleaned_data),
        is_open=_ahead_and_coming,
        initial=_minutes,
    ),
    "note": Step(
        form=NoteForm,
        title=_("Write to the host"),
        lead=_("A question, a wish, or something she should know."),
        button=_("Send"),
        done=_("Sent. The host is told."),
        run=lambda link, invitation, form: write_note(by=link, invitation=invitation, **form.cleaned_data),
        is_open=_always,
        initial=lambda invitation: {"note": invitation.note_to_host},
    ),
    "days": Step(
        form=ProposeForm,
        title=_("Propose other days"),
        lead=_("Would you like to come, but not on this day? Say when you can."),
        button=_("Send"),
        done=_("Sent. The host looks whether the evening can move, and tells you."),
        run=_propose,
        initial=lambda invitation: {"proposal": invitation.proposal},
    ),
    "colleague": Step(
        form=HandoverForm,
        title=_("Let a colleague come instead"),
        lead=_("She gets a link of her own and says yes or no herself."),
        points=(
            _("Your colleague gets a message with your name and a link of her own."),
            _("Your own link ends at once."),
            _("The host is told."),
        ),
        button=_("Hand over"),
        done=_("Thank you! Your colleague gets a link of her own now. Yours has ended."),
        run=lambda link, invitation, form: hand_over(by=link, invitation=invitation, **form.chosen),
        ends_pass=True,
    ),
    "contact": Step(
        form=ConsentForm,
        title=_("What may we keep of you?"),
        lead=_("You decide, and can change it as long as this link works. Not ticked means no."),
        button=_("Save"),
        done=_("Saved as you wish."),
        run=_agree,
        is_open=_always,
        initial=lambda invitation: {
            "keep": invitation.guest.may_be_asked_again_at is not None,
            "share": invitation.guest.shared_at is not None,
        },
    ),
    "remove": Step(
        form=ForgetForm,
        title=_("Remove everything about me"),
        lead=_("We then know nothing of you any more."),
        points=(
            _("Your name, your addresses, your answers and your notes are removed at once."),
            _("If an evening is still ahead, the host is told that nobody comes."),
            _("This cannot be undone."),
        ),
        button=_("Remove everything"),
        done=_("Everything about you has been removed."),
        run=lambda link, invitation, form: forget_guest(
            by=link, invitation=invitation, address=form.cleaned_data["reach"]
        ),
        is_open=_always,
        ends_pass=True,
        kind="danger",
    ),
}
"""By the word that stands in the address."""

ANSWERED: dict[str, str | Promise] = {
    "accept": _("Thank you! The host is told that you come."),
    "decline": _("Thank you for answering. The host is told."),
}


def open_steps(invitation: GuestInvitation) -> list[tuple[str, Step]]:
    """Give what a guest can do now, each with its word."""
    return [(word, step) for word, step in STEPS.items() if step.is_open(invitation)]


def said_of(done: str) -> str | Promise:
    """Give what stands on the page after something was done; "" for any other word."""
    step = STEPS.get(done)
    return step.done if step else ANSWERED.get(done, "")
