"""The overview of a country as a list."""

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from lms.kit.sheets import Sheet

from .figures import Coverage


def coverage_sheet(coverage: Coverage) -> Sheet:
    """Give a row for each module and a column for each place; a place without anybody stands as 0."""
    columns = (_("No."), _("Module"), _("People"), *(place.name for place in coverage.places))
    rows = [
        (row.module.position, row.module.shown_title, row.people, *(count for _place, count in row.places))
        for row in coverage.modules
    ]
    from_right = get_language_info(get_language() or "nb")["bidi"]
    return Sheet(_("Guest professionals"), columns, rows, from_right=from_right)
