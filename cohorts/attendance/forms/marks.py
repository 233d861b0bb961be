"""Marks as a page or a phone sends them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment

from ..rules import Guest, Mark, Reason, Status

MOST_AT_ONCE = 500
MOST_MINUTES = 600
LONGEST_NAME = 80
SENTENCES: dict[str, Promise] = {
    Reason.CONFLICT: _("Somebody else has marked her in the meantime. Look, and mark once more if it is wrong."),
    Reason.NOT_IN_COHORT: _("She has no place in this cohort."),
    Reason.CANCELLED: _("The evening is not held."),
    Reason.TOO_EARLY: _("The day has not come yet. The roll opens in the morning of the day."),
    Reason.TOO_LATE: _("The evening was more than two weeks ago. Say first that you want to change it."),
    Reason.SETTLED: _("The course was over a year ago. What each woman has is settled."),
}
"""What a person reads for why a mark does not count."""


class MarkForm(forms.Form):
    """One mark from a page without JavaScript. Its key is drawn with the page: a second press changes nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    woman = forms.UUIDField(required=False)
    status = forms.ChoiceField(choices=[(each.value, each.value) for each in Status], required=False)
    minutes = forms.IntegerField(min_value=0, max_value=MOST_MINUTES, required=False)
    base = forms.IntegerField(min_value=0, required=False)
    confirmed = forms.BooleanField(required=False)


class WalkInForm(forms.Form):
    """Somebody who came without a place. Her key is drawn with the page: a second press adds nobody."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Her name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class AttachForm(forms.Form):
    """Say which of the women she was."""

    enrolment = forms.ModelChoiceField(
        label=_("Who is she?"), queryset=Enrolment.objects.none(), to_field_name="public_id", empty_label=None
    )

    def __init__(self, *args, women, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["enrolment"]
        field.queryset = women
        field.label_from_instance = lambda place: place.person.name


class UnreadableMarksError(ValueError):
    """A parcel that is none of ours."""


@dataclass(frozen=True)
class Parcel:
    """What a phone sends at once: who it is, what was marked, and who came without a place."""

    device: str
    label: str
    marks: list[Mark]
    guests: list[Guest]
    confirmed: bool


def parcel_in(data: object) -> Parcel:
    """Give what stands in the JSON that a phone sends. Raises UnreadableMarksError; a parcel is read whole or not at
    all."""
    try:
        if not isinstance(data, dict):
            raise UnreadableMarksError
        marks, guests = data.get("marks", []), data.get("walk_ins", [])
        device, label = data["device"], data.get("label", "")
        if not (isinstance(device, str) and isinstance(label, str) and 8 <= len(device) <= 40):
            raise UnreadableMarksError
        if not (isinstance(marks, list) and isinstance(guests, list) and len(marks) + len(guests) <= MOST_AT_ONCE):
            raise UnreadableMarksError
        return Parcel(
            device,
            label[:60],
            [_mark(each) for each in marks],
            [_guest(each) for each in guests],
            data.get("confirmed") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnreadableMarksError from problem


def _number(value: object, below: int) -> int:
    if type(value) is not int or not 0 <= value < below:
        raise UnreadableMarksError
    return value


def _moment(value: object) -> datetime | None:
    moment = parse_datetime(str(value)) if value else None
    if moment is not None and moment.tzinfo is None:
        raise UnreadableMarksError
    return moment


def _mark(data: dict) -> Mark:
    minutes = data.get("minutes")
    return Mark(
        key=UUID(data["key"]),
        woman=UUID(data["woman"]),
        status=Status(data["status"]),
        number=_number(data["number"], 2**53),
        base=_number(data.get("base", 0), 2**31),
        minutes=None if minutes is None else _number(minutes, MOST_MINUTES + 1),
        only_if_empty=data.get("fill") is True,
        done_at=_moment(data.get("at")),
    )


def _guest(data: dict) -> Guest:
    name = " ".join(str(data["name"]).split())
    if not 0 < len(name) <= LONGEST_NAME or "\x00" in name:
        raise UnreadableMarksError
    return Guest(UUID(data["key"]), name, _number(data["number"], 2**53), _moment(data.get("at")))
