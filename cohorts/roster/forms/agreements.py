"""Agree to a text; note what was signed on paper; what a woman may tell about herself."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.languages import language_names

from ..models import Purpose
from .sentences import RefusingForm


class PaperForm(RefusingForm):
    """What a woman has signed on paper, of what does not stand yet."""

    purposes = forms.MultipleChoiceField(
        label=_("Signed on paper today"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick only what she has signed. Keep the paper."),
    )

    def __init__(self, *args, asked: Sequence[Purpose], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [(each.value, each.label) for each in asked]


class AboutForm(forms.Form):
    """What she may tell and may leave empty."""

    spoken = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=forms.CheckboxSelectMultiple
    )
    area = forms.CharField(
        label=_("Which part of town you live in"),
        max_length=60,
        required=False,
        help_text=_("Roughly. The name of an area is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = language_names(get_language() or settings.LANGUAGE_CODE)
        # A language that is not offered but was told stays in the list, so that saving does not forget it.
        told = [(tag, tag) for tag in self.initial.get("spoken", []) if tag not in dict(offered)]
        self.fields["spoken"].choices = [*offered, *told]
