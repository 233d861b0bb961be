"""Bring a list of women: paste or upload it, look at each line, then confirm."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.lists import BroughtListForm
from lms.people.models import User

from ..models import Cohort
from ..queries import language_words, numbers_known
from ..rules import Line, Problem, compare_lines, read_lines
from .sentences import RefusingForm

PROBLEMS: dict[Problem, str | Promise] = {
    Problem.NO_NAME: _("The name is missing."),
    Problem.NAME_TOO_SHORT: _("The name is too short."),
    Problem.NAME_TOO_LONG: _("The name is too long."),
    Problem.NO_PHONE: _("The phone number is missing."),
    Problem.PHONE_INVALID: _("This is not a phone number. Look at it again."),
    Problem.TWICE_IN_LIST: _("The same number stands further up in the list."),
    Problem.ALREADY_HERE: _("She is in this cohort already."),
    Problem.BIRTH_NUMBER: _(
        "The line holds something that looks like a national identity number. We never take those, and nothing of the "
        "line is kept."
    ),
    Problem.ALREADY_KNOWN: _("You know her already. She keeps her name and gets a place here."),
    Problem.SEVERAL_PHONES: _("Several numbers stand in this line. The first is taken. Is it hers?"),
    Problem.TWO_WOMEN: _("Two women seem to stand in this line. Give each a line of her own."),
    Problem.LANGUAGE_UNKNOWN: _("We have no messages in this language. She gets them in the one chosen below."),
}
"""What stands beside a line, for each code."""
CHOSEN = "chosen"
"""The name under which the boxes of the lines come back."""
HEADINGS = ("Navn", "Telefon", "Språk", "Beskyttet")


def said_of(line: Line) -> list[str]:
    """Give what is said of a line."""
    return [str(PROBLEMS[problem]) for problem in line.problems]


class ListForm(BroughtListForm, RefusingForm):
    """A list as it is brought. Nothing is stored."""

    language = forms.ChoiceField(
        label=_("Language of their messages"),
        choices=settings.LANGUAGES,
        help_text=_("For those of whom the list says nothing."),
    )

    def __init__(self, *args, by: User, cohort: Cohort, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._by, self._cohort = by, cohort
        self.lines: list[Line] = []
        self.fields["pasted"].help_text = _("One woman on each line, with name and phone number.")
        self.fields["language"].initial = get_language()

    def clean(self) -> dict:
        """Read the list; what is wrong with a line stands beside it, what is wrong with the whole is an error."""
        data = super().clean()
        if self.errors:
            return data
        country = self._cohort.in_municipality.country_id
        lines = read_lines(self.rows, country=country, languages=language_words())
        if not lines:
            raise ValidationError(_("There is nobody in this list."), code="nobody")
        here, known = numbers_known(self._by, self._cohort, [line.phone for line in lines if line.phone])
        self.lines = compare_lines(lines, here=here, known=known)
        return data

    @property
    def taken(self) -> list[tuple[Line, list[str]]]:
        """Give the lines that can be added, each with what is said of it."""
        return [(line, said_of(line)) for line in self.lines if line.is_taken]

    @property
    def left_out(self) -> list[tuple[Line, list[str]]]:
        """Give the lines that cannot, each with the reason."""
        return [(line, said_of(line)) for line in self.lines if not line.is_taken]

    @property
    def as_text(self) -> str:
        """Give the lines that can be added as a list that reads the same again."""
        rows = [
            HEADINGS,
            *(
                (line.name, line.phone or "", line.language, "x" if line.protected else "")
                for line, _said in self.taken
            ),
        ]
        return "\n".join("\t".join(row) for row in (HEADINGS, *rows))


class ConfirmForm(ListForm):
    """The list that was looked at, and which of its lines are meant, by their numbers."""

    file = None

    @property
    def women(self) -> list[Line]:
        """Give the lines that are still ticked."""
        ticked = set(self.data.getlist(CHOSEN))
        return [line for line, _said in self.taken if line.phone in ticked]
