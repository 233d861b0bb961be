"""What she wants on her diploma."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment

from ..models import DiplomaWishes
from ..rules import LANGUAGES, MOST_LANGUAGES, OF_COUNTRY
from .sentences import SENTENCES, RefusingForm

NAME = {"autocomplete": "name", "dir": "auto", "spellcheck": "false"}


class WishesForm(RefusingForm):
    """How her name is spelt, in which languages the diploma speaks, and whether it counts evenings."""

    name = forms.CharField(
        label=_("The name as it is to stand on the diploma"),
        max_length=120,
        help_text=_("In any letters you like. Look at each of them: this is how it is printed."),
        widget=forms.TextInput(attrs=NAME),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the diploma"),
        help_text=_("One language, or two side by side."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, get_language_info(code)["name_local"].capitalize()) for code in LANGUAGES],
    )
    counts_evenings = forms.BooleanField(label=_("Say how many evenings I came"), required=False)

    def clean_languages(self) -> list[str]:
        """Take one or two."""
        chosen = self.cleaned_data["languages"]
        if len(chosen) > MOST_LANGUAGES:
            raise forms.ValidationError(SENTENCES["languages"], code="languages")
        return chosen


def as_said(wishes: DiplomaWishes | None, place: Enrolment) -> dict[str, object]:
    """Give what a form begins with: what was said, else her name as we know it and the language of the country."""
    if wishes is None:
        language = OF_COUNTRY.get(place.cohort.in_municipality.country_id, "nb")
        return {"name": place.person.name, "languages": [language], "counts_evenings": True}
    return {"name": wishes.name, "languages": wishes.languages, "counts_evenings": wishes.counts_evenings}
