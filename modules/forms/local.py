"""Forms of a place: an entry of its directory, and what fills a local place of the texts."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import DirectoryEntry, EntryKind
from ..models.local import in_a_year

SENTENCES = {
    "shelter": _(
        "Where a crisis centre lies must not stand here. Take out the street and the place. The phone number is enough."
    ),
    "entry_elsewhere": _("Choose something from your own directory."),
}
"""What an action's refusal means, in words."""
SHELTERS = _("Where a crisis centre lies is never written down, not even roughly. Its phone number is enough.")
A_NUMBER = re.compile(r"\+?[\d][\d ()/-]{1,23}")


class PlainField(forms.CharField):
    """One line of plain text that everybody will read; markup pasted into it is refused with a sentence."""

    def __init__(self, *, rows: int = 0, **kwargs) -> None:
        attrs = {"dir": "auto", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs))
        super().__init__(**kwargs)

    def to_python(self, value: str) -> str:
        """Make one line of it."""
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        """Refuse markup."""
        super().validate(value)
        if "<" in value or ">" in value:
            raise ValidationError(_("Write plain text, without < and >."), code="markup")


class NumberField(PlainField):
    """A phone number as people here write it, also a short one."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.TextInput({"type": "tel", "dir": "ltr", "autocomplete": "off"}))
        super().__init__(max_length=25, **kwargs)

    def to_python(self, value: str) -> str:
        """Read the digits of any keyboard as 0 to 9."""
        text = super().to_python(value)
        return "".join(str(unicodedata.digit(sign, sign)) for sign in text)

    def validate(self, value: str) -> None:
        """Ask for digits."""
        super().validate(value)
        if value and not (A_NUMBER.fullmatch(value) and sum(sign.isdigit() for sign in value) >= 3):
            raise ValidationError(_("A phone number has digits only. Example: 23 47 60 00."), code="phone")


class PlaceForm(forms.Form):
    """What actions of a place may refuse."""

    def refuse(self, error: ValidationError, field: str) -> None:
        """Say beside a field why it cannot be saved."""
        for each in error.error_list:
            self.add_error(field if field in self.fields else None, SENTENCES.get(each.code, each))


class EntryForm(PlaceForm):
    """One entry of the directory."""

    name = PlainField(label=_("Name"), max_length=80, help_text=_("As people call it. No private persons."))
    kind = forms.ChoiceField(label=_("Kind"), choices=EntryKind.choices)
    phone = NumberField(label=_("Phone"), required=False, help_text=_("A call button stands beside it."))
    where = PlainField(label=_("Where it is"), max_length=120, required=False, help_text=SHELTERS)
    hours = PlainField(
        label=_("When it is open"), max_length=120, required=False, help_text=_("Example: Monday to Friday 9–15")
    )
    languages = PlainField(label=_("Languages they speak"), max_length=120, required=False)
    web = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"invalid": _("This is not a website. Example: deichman.no")},
    )
    note = PlainField(
        label=_("About it"), max_length=300, required=False, rows=3, help_text=_("What one gets there, in plain words.")
    )
    check_by = forms.DateField(
        label=_("Check again by"),
        initial=in_a_year,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Numbers and hours get old. You are reminded on this day."),
    )


class SlotForm(PlaceForm):
    """What readers of a place see where a text leaves it open."""

    entry = forms.ChoiceField(label=_("From your directory"), required=False, widget=forms.RadioSelect)
    text = PlainField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        rows=3,
        help_text=_("Whom to ask for, and a phone number. Numbers become call buttons. Nothing that is secret."),
    )

    def __init__(self, *args, entries: list[DirectoryEntry], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._entries = {str(entry.public_id): entry for entry in entries}
        offered = [(key, entry.name) for key, entry in self._entries.items()]
        self.fields["entry"].choices = [("", _("None of these")), *offered]
        if not offered:
            del self.fields["entry"]

    @property
    def chosen(self) -> DirectoryEntry | None:
        """Give the chosen entry of a valid form."""
        return self._entries.get(self.cleaned_data.get("entry", ""))
