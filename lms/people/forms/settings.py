"""The form of one's own settings."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.languages import language_names
from lms.kit.names import plain_name

from ..models import TextSize, User
from ..rules import EMAIL, HERE, SMS, Kind

KINDS = {
    Kind.PLAN: _("When an evening is moved, changed or cancelled"),
    Kind.ASKED: _("When we ask whether you come to an evening"),
    Kind.AFTER: _("After an evening: what you did, and the task for home"),
    Kind.DIPLOMA: _("When you have got your diploma"),
}


class TextSizeForm(forms.Form):
    """Choose how large the letters are, from samples."""

    text_size = forms.ChoiceField(label=_("How large do you want the letters?"), choices=TextSize)


class FirstLanguageForm(forms.Form):
    """Choose the language of the menus, and nothing else."""

    interface_language = forms.ChoiceField(label=_("Language of the menus"), choices=settings.LANGUAGES)


class LanguageForm(forms.Form):
    """Choose the languages of menus and texts, and tell which ones she speaks."""

    interface_language = forms.ChoiceField(label=_("Language of the menus"), choices=settings.LANGUAGES)
    content_language = forms.ChoiceField(label=_("Language of the texts"), required=False)
    spoken = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("spoken", [])
        offered = language_names(get_language() or settings.LANGUAGE_CODE)
        # A language that is not offered but was told stays in the list, so that saving does not forget it.
        others = [(tag, tag) for tag in chosen if tag not in dict(offered)]
        self.fields["content_language"].choices = [("", _("The same as the menus")), *settings.LANGUAGES]
        self.fields["spoken"].choices = [*offered, *others]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """Give the fields that stand open on the page."""
        return [self["interface_language"], self["content_language"]]

    @property
    def number_spoken(self) -> int:
        """Give how many languages are ticked."""
        return len(self["spoken"].value() or [])


class ContrastForm(forms.Form):
    """Choose between the usual colours and stronger ones, from samples."""

    MORE = "more"
    contrast = forms.ChoiceField(
        label=_("Which colours do you see best?"),
        choices=[("usual", _("The usual colours")), (MORE, _("Strong colours"))],
    )


class NameForm(forms.Form):
    """Say how she wants to be called here."""

    name = forms.CharField(
        label=_("What shall others call you here?"),
        help_text=_("It need not be the name in your papers. For your diploma you write your name yourself."),
        max_length=120,
        # Browsers offer again what was typed, to whoever holds the phone next and on any site.
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def clean_name(self) -> str:
        """Give the name on one line, without signs that nobody sees."""
        name = plain_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Write a name."), code="required")
        return name


class WaysForm(forms.Form):
    """Choose how each kind of message comes. Only ways by which she can be reached are offered."""

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = [(SMS, _("SMS"))] if by.phone else []
        offered += [(EMAIL, _("E-mail"))] if by.email else []
        offered += [(HERE, _("Only here, on the platform"))]
        usual = EMAIL if by.email else SMS
        for kind, label in KINDS.items():
            chosen = by.message_ways.get(kind.value)
            self.fields[kind.value] = forms.ChoiceField(
                label=label,
                choices=offered,
                initial=chosen if chosen in dict(offered) else usual,
                widget=forms.RadioSelect,
            )

    @property
    def changed(self) -> dict[str, str]:
        """Give the kinds for which she chose another way than before. What she left alone is no choice of hers: it
        follows what is usual."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def told(self) -> list[str]:
        """Give what she changed, in words."""
        ways = {name: dict(self.fields[name].choices)[way] for name, way in self.changed.items()}  # type: ignore[attr-defined]  # of a ChoiceField
        return [f"{self.fields[name].label}: {way}." for name, way in ways.items()]
