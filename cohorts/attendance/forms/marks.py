"""Marks as a page or a phone sends them."""

from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..rules import Mark, Reason, Status

MOST_AT_ONCE = 500
MOST_MINUTES = 600
SENTENCES: dict[str, Promise] = {
    Reason.CONFLICT: _("Somebody else has marked her in the meantime. Look, and mark once more if it is wrong."),
    Reason.NOT_IN_COHORT: _("She has no place in this cohort."),
    Reason.CANCELLED: _("The evening is not held."),
    Reason.TOO_EARLY: _("The day has not come yet. The roll opens in the morning of the day."),
    Reason.TOO_LATE: _("The evening was more than two weeks ago. Say first that you want to change it."),
}
"""What a person reads for why a mark does not count."""


class MarkForm(forms.Form):
    """One mark from a page without JavaScript. Its key is drawn with the page: a second press changes nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    woman = forms.UUIDField(required=False)
    status = forms.ChoiceField(choices=[(each.value, each.value) for each in Status], required=False)
    base = forms.IntegerField(min_value=0, required=False)
    confirmed = forms.BooleanField(required=False)


class UnreadableMarksError(ValueError):
    """A parcel that is none of ours."""


def marks_in(parcel: object) -> tuple[str, str, list[Mark], bool]:
    """Give device, its label, the marks and whether an old evening is meant, from the JSON that a phone sends. Raises
    UnreadableMarksError; a parcel is read whole or not at all."""
    try:
        if not isinstance(parcel, dict) or len(parcel["marks"]) > MOST_AT_ONCE:
            raise UnreadableMarksError
        device, label = str(parcel["device"]), str(parcel.get("label", ""))[:60]
        if not 8 <= len(device) <= 40:
            raise UnreadableMarksError
        return device, label, [_mark(each) for each in parcel["marks"]], parcel.get("confirmed") is True
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnreadableMarksError from problem


def _mark(data: dict) -> Mark:
    minutes = data.get("minutes")
    if minutes is not None and not (type(minutes) is int and 0 <= minutes <= MOST_MINUTES):
        raise UnreadableMarksError
    number, base = data["number"], data.get("base", 0)
    if not (type(number) is int and 0 <= number < 2**53 and type(base) is int and 0 <= base < 2**31):
        raise UnreadableMarksError
    done_at = parse_datetime(str(data["at"])) if data.get("at") else None
    if done_at is not None and done_at.tzinfo is None:
        raise UnreadableMarksError
    return Mark(
        key=UUID(data["key"]),
        woman=UUID(data["woman"]),
        status=Status(data["status"]),
        number=number,
        base=base,
        minutes=minutes,
        only_if_empty=data.get("fill") is True,
        done_at=done_at,
    )
