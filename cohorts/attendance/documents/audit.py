"""What was done about the attendance of a cohort, operation by operation, without the name of a woman."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort
from lms.kit.sheets import Sheet

from ..models import AttendanceOperation
from ..models.marks import Source, StatusChoices
from .attendance import runs_from_right


def place_of(operation: AttendanceOperation) -> str:
    """Give a woman as a sign that leads nowhere outside the cohort."""
    return str(operation.enrolment.public_id)[:8] if operation.enrolment else ""


def _who(operation: AttendanceOperation) -> str:
    """Name whoever marked; of a woman who marked herself only say so."""
    if operation.by is None:
        return ""
    herself = operation.enrolment and operation.enrolment.person_id == operation.by_id
    return _("herself") if herself else operation.by.name


def _what(operation: AttendanceOperation) -> str:
    return str(StatusChoices(operation.status).label) if operation.status else _("taken back")


def audit_sheet(cohort: Cohort, operations: Iterable[AttendanceOperation], note: str) -> Sheet:
    """Give the journal as a list, an operation a row."""
    zone = ZoneInfo(cohort.time_zone)
    columns = (
        _("Operation"),
        _("Evening"),
        _("Date"),
        _("Woman"),
        _("What"),
        _("Minutes"),
        _("Everyone else"),
        _("Who"),
        _("Received"),
        _("By the clock of the phone"),
        _("Device"),
        _("Name of the device"),
        _("Way"),
        _("Outcome"),
        _("Reason"),
        _("Version"),
        _("Times received"),
    )
    rows = [
        (
            str(each.key or ""),
            each.session.number,
            each.session.date,
            place_of(each),
            _what(each),
            each.minutes,
            each.only_if_empty,
            _who(each),
            each.received_at.astimezone(zone),
            each.done_at.astimezone(zone) if each.done_at else None,
            each.device,
            each.device_label,
            str(Source(each.source).label),
            each.outcome,
            each.reason,
            each.revision,
            each.times_received,
        )
        for each in operations
    ]
    return Sheet(cohort.name, columns, rows, from_right=runs_from_right(), note=note)
