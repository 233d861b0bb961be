"""One letter for each mark, for narrow columns on paper and for typing down a list."""

from django.utils.translation import pgettext

from ..rules import Status


def letters() -> dict[Status, str]:
    """Give the letter of each mark, in the language at hand."""
    return {
        Status.PRESENT: pgettext("letter of a mark", "P"),
        Status.LATE: pgettext("letter of a mark", "L"),
        Status.LEFT_EARLY: pgettext("letter of a mark", "E"),
        Status.EXCUSED: pgettext("letter of a mark", "S"),
        Status.ABSENT: pgettext("letter of a mark", "A"),
    }
