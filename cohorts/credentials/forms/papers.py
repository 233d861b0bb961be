"""What is chosen for cards, photos, ceremonies and letterheads, and a sentence for each refusal."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.roster.models import Enrolment
from lms.kit.files import MEGABYTE, FileRefusedError, Kind, check_file

from ..models import CeremonyPack, Diploma, Letterhead, Signer
from ..rules import CardRefusal
from .drawn import check_drawn

LARGEST_LOGO = 2 * MEGABYTE
SIGNERS = 3
NAMES = {"nb": "norsk", "da": "dansk", "sv": "svenska", "fi": "suomi", "en": "English"}
"""The languages of papers, each by its own name."""
SENTENCES: dict[str, str | Promise] = {
    CardRefusal.NO_DIPLOMA: _("She has no valid diploma. The diploma comes first."),
    CardRefusal.HAS_CARD: _("She has a valid card already."),
    CardRefusal.NOT_VALID: _("This card is not valid any more."),
    CardRefusal.NO_CONSENT: _("There is no yes to a photo on the card. Without a photo a large letter stands there."),
    "at_work": _("A pack is being made already. It takes a few seconds."),
}
"""What a person reads for a code."""


def sentences_of(error: ValidationError) -> str:
    """Give what a person reads for what an action refused."""
    return " ".join(str(SENTENCES[each.code]) for each in error.error_list)


class CardsForm(forms.Form):
    """Which women get a card, and what stands on it."""

    women = forms.ModelMultipleChoiceField(
        Enrolment.objects.none(),
        to_field_name="public_id",
        error_messages={"required": _("Choose at least one woman."), "invalid_choice": _("Choose from the list.")},
    )
    whole_name = forms.BooleanField(label=_("Write the whole name"), required=False)
    languages = forms.BooleanField(label=_("Write the languages she speaks on the back"), required=False)

    def __init__(self, *args: Any, women: Any, **kwargs: Any) -> None:
        """Offer the women of one cohort."""
        super().__init__(*args, **kwargs)
        self.fields["women"].queryset = women


class CeremonyForm(forms.ModelForm):
    """When and where the ceremony is, and in which language its papers are."""

    language = forms.ChoiceField(label=_("Language of the papers"), choices=NAMES.items)

    class Meta:
        model = CeremonyPack
        fields = ["given_on", "starts_at", "given_at", "language", "spares"]
        widgets = {
            "given_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }
        labels = {
            "given_on": _("Day"),
            "starts_at": pgettext_lazy("of a ceremony", "Begins at"),
            "given_at": _("Place"),
            "spares": _("Spare blanks"),
        }
        help_texts = {"spares": _("Diplomas without a name, for what may happen on the day. From 0 to 10.")}

    def clean_given_at(self) -> str:
        """Take what can be printed: the place stands on every paper of the pack."""
        check_drawn(self.cleaned_data["given_at"])
        return self.cleaned_data["given_at"]


class SoundsForm(forms.Form):
    """How the name of each woman sounds, for whoever reads it aloud."""

    def __init__(self, *args: Any, diplomas: Iterable[Diploma], **kwargs: Any) -> None:
        """Make one field for each woman, named as on her diploma."""
        super().__init__(*args, **kwargs)
        self.women: list[Enrolment] = []
        for diploma in diplomas:
            place = diploma.entry.enrolment
            self.women.append(place)
            wishes = getattr(place, "diploma_wishes", None)
            self.fields[str(place.public_id)] = forms.CharField(
                label=diploma.name,
                initial=wishes.sounds if wishes else "",
                required=False,
                max_length=120,
                validators=[check_drawn],
            )

    @property
    def sounds(self) -> dict[Enrolment, str]:
        """Give what was written for each woman."""
        return {each: self.cleaned_data[str(each.public_id)] for each in self.women}


class LetterheadForm(forms.ModelForm):
    """The logo of an organisation, and what its cards say."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPG, on white, at least 600 pixels wide. What was issued before keeps the logo it had."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
    )
    no_logo = forms.BooleanField(label=_("Use no logo"), required=False)

    class Meta:
        model = Letterhead
        fields = ["card_phone", "card_years"]
        labels = {
            "card_phone": _("Phone on the back of the card"),
            "card_years": _("A card is valid for so many years"),
        }

    def clean_logo(self) -> UploadedFile | None:
        """Look into the file."""
        file = self.cleaned_data["logo"]
        if file:
            try:
                check_file(file, file.name, allowed={Kind.PNG, Kind.JPG}, largest=LARGEST_LOGO)
            except FileRefusedError as problem:
                raise ValidationError(str(problem.sentence), code=problem.code.value) from problem
        return file

    def clean_card_years(self) -> int:
        """Take one year to ten."""
        years = self.cleaned_data["card_years"]
        if not 1 <= years <= 10:  # a lifetime is no card
            raise ValidationError(_("From one year to ten."), code="years")
        return years


class SignersForm(forms.Form):
    """Who signs every diploma of an organisation: up to three, by office."""

    def __init__(self, *args: Any, signers: list[Signer], **kwargs: Any) -> None:
        """Make a name and a title in each language for each place in the row."""
        super().__init__(*args, **kwargs)
        for number in range(1, SIGNERS + 1):
            known = signers[number - 1] if number <= len(signers) else Signer()
            self.fields[f"name{number}"] = forms.CharField(
                label=_("Name"), initial=known.name, required=False, max_length=120, validators=[check_drawn]
            )
            for language, name in NAMES.items():
                self.fields[f"title{number}_{language}"] = forms.CharField(
                    label=name,
                    initial=known.titles.get(language, ""),
                    required=False,
                    max_length=120,
                    validators=[check_drawn],
                )

    @property
    def rows(self) -> list[tuple[Any, list[Any]]]:
        """Give the fields of each place in the row: the name, and the titles."""
        return [
            (self[f"name{number}"], [self[f"title{number}_{each}"] for each in NAMES])
            for number in range(1, SIGNERS + 1)
        ]

    @property
    def signers(self) -> list[tuple[str, dict[str, str]]]:
        """Give those who have a name, with their titles."""
        data = self.cleaned_data
        return [
            (
                data[f"name{number}"],
                {each: data[f"title{number}_{each}"] for each in NAMES if data[f"title{number}_{each}"]},
            )
            for number in range(1, SIGNERS + 1)
            if data[f"name{number}"]
        ]
