"""Keeps the days of sources that a text names in its own words in step with what is published."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from lms.kit.guard import require
from lms.people.models import User

from ..models import CitedSource, ModulePage
from ..permissions import can_edit_modules


@transaction.atomic
def renew_cited_sources(*, by: User | None, page: ModulePage) -> None:
    """Follow the lines of a published text that bear a day of their own. A line that is as it was keeps the day that
    somebody has confirmed; one with other words or another day begins anew; one that is gone goes. `by` is None where
    publishing itself says so."""
    require(by is None or can_edit_modules(by))
    known = {row.entry: row for row in CitedSource.objects.filter(page=page)}
    wanted = {entry: (text, day) for entry, text, day in _lines(ModulePage.objects.get(pk=page.pk))}
    CitedSource.objects.filter(page=page).exclude(entry__in=wanted).delete()
    for entry, (text, day) in wanted.items():
        row = known.get(entry)
        if row is None or (row.text, row.written) != (text, day):
            values = {"text": text, "written": day, "check_by": day}
            CitedSource.objects.update_or_create(page=page, entry=entry, defaults=values)


def _lines(page: ModulePage) -> Iterator[tuple[str, str, date]]:
    for part in page.body:
        if part.block_type == "sources":
            for line in part.value["sources"].bound_blocks:
                value = line.value
                text = value["text"] or str(value["source"] or "")
                if value["check_by"] and text and line.id:
                    yield line.id, text[:240], value["check_by"]
