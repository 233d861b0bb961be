"""Forms of those who translate, and the sentences for what the rules refuse."""

from collections.abc import Iterable, Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit.pages import TextOrigin
from lms.kit.po import PoText, read_po

from ..figures.exchange import LANGUAGE, MODULE
from ..figures.texts import SheetText
from ..rules import TextFault, faults_in

LARGEST_PO = 2 * 1024 * 1024

FAULTS: dict[TextFault, str | Promise] = {
    TextFault.LOCAL_MARK: _("Keep [lokalt: …] with its name, exactly as often as in the original."),
    TextFault.CHECK_MARK: _("Keep [kontroller] exactly as often as in the original."),
    TextFault.SOURCE_CODE: _("Keep the sources, such as (K14), as they stand in the original."),
    TextFault.LINK: _('Keep the links, such as <a id="a1">…</a>, as they stand in the original.'),
    TextFault.TAG: _("Only <b>, <i> and the links of the original may stand here, and each must be closed."),
    TextFault.TOO_LONG: _("This text is too long for its place."),
}
SENTENCES: dict[str, str | Promise] = {
    "same_language": _("The module is written in this language."),
    "not_published": _("It is not published yet."),
    "not_an_origin": _("Choose who stands for the words."),
    "texts_refused": _("Nothing was saved. Some texts have lost something; it says below what."),
    "does_not_fit": _("Nothing was published. A title or a lead is too long."),
}
"""What a person reads for a code of an action."""


class TextsForm(forms.Form):
    """The texts of a translation that are shown, each with its own field, and a tick where the earlier one still
    fits."""

    def __init__(self, *args, sheet: Sequence[SheetText], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for text in sheet:
            self.fields[f"text_{text.segment_id}"] = forms.CharField(
                label=text.part, required=False, strip=True, initial=text.translation
            )
            if text.is_behind and text.earlier_translation:
                self.fields[f"keep_{text.segment_id}"] = forms.BooleanField(required=False)

    def clean(self) -> dict:
        """Ask that nothing is lost: marks, sources, links."""
        cleaned = super().clean() or {}
        for text in self.sheet:
            name = f"text_{text.segment_id}"
            words = cleaned.get(name, "")
            if not words and cleaned.get(f"keep_{text.segment_id}"):
                words = cleaned[name] = text.earlier_translation
            for fault in faults_in(text.original, words, text.longest) if words else []:
                self.add_error(name, forms.ValidationError(FAULTS[fault], code=fault))
        return cleaned

    @property
    def texts(self) -> dict[int, str]:
        """Give what was written, by the id of the segment."""
        return {text.segment_id: self.cleaned_data[f"text_{text.segment_id}"] for text in self.sheet}

    def rows(self) -> list[tuple[SheetText, forms.BoundField, forms.BoundField | None]]:
        """Give each text with its fields."""
        names = self.fields
        return [
            (
                text,
                self[f"text_{text.segment_id}"],
                self[f"keep_{text.segment_id}"] if f"keep_{text.segment_id}" in names else None,
            )
            for text in self.sheet
        ]


class PoForm(forms.Form):
    """A PO file that comes back from a translator."""

    file = forms.FileField(
        label=_("PO file"),
        help_text=_("The file you downloaded here, with the translations filled in. At most 2 MB."),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty.")},
    )
    made_by = forms.ChoiceField(
        label=_("Who translated it?"),
        choices=[("person", _("A person")), ("machine", _("A machine"))],
        widget=forms.RadioSelect,
        initial="person",
    )

    def __init__(self, *args, module: str, language: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.module, self.language = module, language

    def clean_file(self) -> tuple[PoText, ...]:
        """Read the file, and ask that it belongs here."""
        sent: UploadedFile = self.cleaned_data["file"]
        if sent.size is None or sent.size > LARGEST_PO:
            raise forms.ValidationError(_("This file is too large. A PO file of a module has at most 2 MB."))
        try:
            found = read_po(sent.read())
        except ValueError:
            raise forms.ValidationError(
                _("This is not a PO file, or it is damaged. Download it again and save it as PO.")
            ) from None
        if MODULE not in found.headers:
            raise forms.ValidationError(_("This PO file was not made here. Download the module's own file first."))
        if found.headers[MODULE] != self.module:
            raise forms.ValidationError(_("This file belongs to another module."))
        if found.headers.get(LANGUAGE) != self.language:
            raise forms.ValidationError(_("This file belongs to another language."))
        return found.texts

    def refuse(self, faults: Iterable[tuple[SheetText, Iterable[TextFault]]]) -> None:
        """Say which texts lost something."""
        for text, codes in faults:
            for code in codes:
                self.add_error("file", forms.ValidationError(f"“{text.original}”: {FAULTS[code]}", code=code))


class MarkForm(forms.Form):
    """Who stands for the words."""

    origin = forms.ChoiceField(
        label=_("Who stands for the words?"),
        choices=[
            (TextOrigin.HUMAN, _("A person has read and corrected all of it")),
            (TextOrigin.CHECKED, _("A second person who grew up with the language has read it too")),
            (TextOrigin.MACHINE, _("Nobody yet: it comes from a machine")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": SENTENCES["not_an_origin"], "invalid_choice": SENTENCES["not_an_origin"]},
    )
