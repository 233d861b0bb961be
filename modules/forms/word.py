"""Choosing a Word file, and why one cannot be read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.kit.docx_reading.reading import Trouble, UnreadableError
from lms.kit.files import FileRefusedError

TRANSLATION = _(
    "A translation is made text by text on its own page. There it can also be fetched as a file, and sent back."
)
SENTENCES = {
    Trouble.TOO_HEAVY: _(
        "The file is too much to read at once. Make its pictures smaller, or cut it in two, and choose it again."
    ),
    Trouble.UNREADABLE: _("The file could not be read. Open it in Word and save it again as .docx."),
    "locked": _("The module is locked. Ask whoever locked it, and then choose the file again."),
    "translation": TRANSLATION,
    "other_module": _("This file is the copy of another module. Choose the file of this module."),
}


class WordFileForm(forms.Form):
    """A Word file to read into a module that is there."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx file of at most 40 MB, without macros and without a password."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    bold_is_heading = forms.BooleanField(
        label=_("A short line that is all bold is a heading"),
        help_text=_("Many people write their headings like that. The report names every line that was taken for one."),
        required=False,
        initial=True,
    )

    def refuse(self, problem: FileRefusedError | UnreadableError | ValidationError) -> None:
        """Say why the file was not taken."""
        if isinstance(problem, FileRefusedError):
            self.add_error("file", str(problem.sentence))
        elif isinstance(problem, UnreadableError):
            self.add_error("file", str(SENTENCES[problem.code]))
        else:
            self.add_error("file", str(SENTENCES[problem.error_list[0].code]))


class NewModuleForm(WordFileForm):
    """A Word file to make a new module of."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=255,
        help_text=_("Leave it empty to take the title from the file."),
    )
    field_order = ["file", "title", "bold_is_heading"]
