"""The form of one's own settings."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.languages import language_names

from ..models import TextSize


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
