"""The table of all cohorts as a list."""

from collections.abc import Iterable

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from lms.kit.sheets import Sheet

from ..figures import CohortRow


def flags_of(row: CohortRow) -> list[str]:
    """Say what is out of the ordinary with a cohort."""
    return [
        *([_("no plan yet")] if row.without_plan else []),
        *([_("no evening ahead")] if row.stands_still else []),
        *([_("next evening without a venue")] if row.next_without_venue else []),
        *([_("guests missing within three weeks")] if row.guests_missing else []),
        *([_("number of women")] if row.unusual_size else []),
    ]


def _attendance(row: CohortRow) -> tuple[int | None, ...]:
    each = row.attendance
    if each is None or each.present is None:
        return (None,) * 5
    return (each.present, each.on_track, each.at_edge, each.need_catch_up, each.out_of_reach)


def table_sheet(rows: Iterable[CohortRow]) -> Sheet:
    """Give the table as a list of plain values."""
    columns = (
        _("Cohort"),
        _("Place"),
        _("Edition"),
        _("Phase"),
        _("Next evening"),
        _("Evenings"),
        _("Women"),
        _("Guests missing"),
        _("There, in per cent"),
        _("On track"),
        _("At the edge"),
        _("Need to make up"),
        _("Out of reach"),
        _("Last contact"),
        _("Look at"),
    )
    cells = [
        (
            row.cohort.name,
            str(row.cohort.place),
            str(row.cohort.edition),
            str(row.cohort.get_state_display()),
            row.next_date,
            row.evenings,
            row.women,
            row.guests_missing,
            *_attendance(row),
            row.heard_on,
            ", ".join(flags_of(row)),
        )
        for row in rows
    ]
    return Sheet(_("Cohorts"), columns, cells, from_right=get_language_info(get_language() or "nb")["bidi"])
