"""An evening on one sheet of paper, and the signs with names that are worn on it."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cohorts.attendance.dashboards import Sheet
from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.models import CourseSession
from lms.kit.pdf import laid_out
from modules.models import Sensitivity

from ..dashboards import Cockpit
from .board import hours_of

MOST_NUMBERS = 5
BLANK_SIGNS = 4  # for who comes without a place, and for whoever wishes to write her own
SIGNS_ON_A_PAGE = 10
CARE = {
    Sensitivity.YES: gettext_lazy(
        "Be two adults besides the guest, and agree who goes out with somebody who needs air. Show where the quiet"
        " room is before you begin. Anyone may leave, and nobody has to tell anything of her own. Write no minutes"
        " and take no pictures."
    ),
    Sensitivity.PARTLY: gettext_lazy(
        "Show where a quiet room is, and say that anyone may go out. Nobody has to tell anything of her own."
    ),
}


def evening_paper(cockpit: Cockpit, roll: Sheet) -> bytes:
    """Give an evening as a PDF of one page. What is sensitive stands on it under its neutral name."""
    session = cockpit.card.session
    return laid_out("programme.typ", evening_facts(cockpit, roll), at=_day_of(session))


def evening_facts(cockpit: Cockpit, roll: Sheet) -> dict[str, Any]:
    """Give what stands on the sheet."""
    session, timed = cockpit.card.session, cockpit.programme.timed
    steps = [
        {
            "at": each.at,
            "text": each.step.text or name,
            "minutes": str(each.minutes),
            "who": " · ".join(part for part in (each.step.who, each.step.material) if part),
        }
        for each, name, _module in cockpit.programme.lines
    ]
    return _frame(session) | {
        "heading": neutral_name(session),
        "lines": _where(cockpit),
        "care": str(CARE.get(Sensitivity(cockpit.programme.sensitivity), "")),
        "said": [fit_of(cockpit)] if timed.too_long else [],
        "programme": _("Programme"),
        "head": [_("Time"), _("What"), _("Min"), _("Who, material")],
        "steps": steps,
        "parts": [part for part in _parts(cockpit, roll) if part["lines"]],
    }


def fit_of(cockpit: Cockpit) -> str:
    """Say by how much the plan is longer than the evening, and what was done about it."""
    timed = cockpit.programme.timed
    facts = {"planned": timed.planned, "length": timed.length, "until": timed.until}
    if timed.is_shortened:
        said = _(
            "The plan takes %(planned)s minutes, and the evening has %(length)s. What lies between opening and closing"
            " is a little shorter here, so that you finish in time."
        )
    else:
        said = _(
            "The plan takes %(planned)s minutes, and the evening has %(length)s. That is too much to shorten: choose"
            " what to leave out. What stands below the line comes after %(until)s."
        )
    return said % facts


def _frame(session: CourseSession) -> dict[str, Any]:
    language = get_language() or "nb"
    return {
        "title": f"{session.cohort.name} · {neutral_name(session)}",
        "footer": f"{session.cohort.name} · {neutral_name(session)}",
        "organisation": "Brobygger",
        "language": language,
        "rtl": get_language_info(language)["bidi"],
    }


def _day_of(session: CourseSession) -> datetime:
    return datetime.combine(session.date, time(), ZoneInfo("UTC"))


def _where(cockpit: Cockpit) -> list[str]:
    session = cockpit.card.session
    venue, cohort = session.venue, session.cohort
    provided = [(cohort.food, _("Food")), (cohort.childcare, _("Childcare")), (cohort.interpreter, _("Interpreter"))]
    lines = [
        f"{cohort.name} · {date_format(session.date, 'l j. F Y')}, {hours_of(session)}",
        " · ".join(part for part in (venue.name, venue.where, venue.way_in) if part) if venue else "",
        " · ".join(f"{module.place.position}. {module.neutral_title}" for module in cockpit.programme.modules),
        " · ".join(str(name) for there, name in provided if there),
        _("Bring: %(what)s") % {"what": session.bring} if session.bring else "",
    ]
    return [line for line in lines if line]


def _parts(cockpit: Cockpit, roll: Sheet) -> list[dict[str, Any]]:
    texts = [module.text.parts for module in cockpit.programme.modules if module.text]
    exercises = [each.name for parts in texts for each in parts.exercises if each.name]
    numbers = [card for card in cockpit.help if card.number and card.call_url]
    return [
        {"name": _("Guest"), "lines": _guests(cockpit)},
        {"name": _("Who comes"), "lines": _women(cockpit, roll)},
        {"name": _("Exercises"), "lines": exercises},
        {"name": _("Worksheets"), "lines": [title for parts in texts for title in parts.sheets]},
        {"name": _("Numbers to call"), "lines": [f"{card.name}: {card.number}" for card in numbers[:MOST_NUMBERS]]},
    ]


def _guests(cockpit: Cockpit) -> list[str]:
    first = cockpit.programme.first_talk
    lines = []
    for visitor in cockpit.guests.state.visitors:
        if not visitor.comes:
            continue
        said = [visitor.name, visitor.service, visitor.phone]
        said.append(_("first talk about %(at)s") % {"at": first.at} if first else "")
        said.append(_("needs: %(needs)s") % {"needs": ", ".join(visitor.needs)} if visitor.needs else "")
        lines.append(" · ".join(part for part in said if part))
    return lines


def _women(cockpit: Cockpit, roll: Sheet) -> list[str]:
    """Count the women, and name those who have said that they cannot come; nobody who wishes to stand in no file."""
    who = cockpit.card.who
    if who is None:
        return []
    away = [line.name for line in roll.lines if line.said_no and not line.person.is_off_lists]
    counted = [
        ngettext("%(count)s comes", "%(count)s come", len(who.coming)) % {"count": len(who.coming)},
        ngettext("%(count)s cannot come", "%(count)s cannot come", len(who.away)) % {"count": len(who.away)},
        ngettext("%(count)s has not answered", "%(count)s have not answered", len(who.silent))
        % {"count": len(who.silent)},
    ]
    return [" · ".join(counted), *([_("Cannot come: %(names)s") % {"names": ", ".join(away)}] if away else [])]


def name_signs(session: CourseSession, roll: Sheet, team: Iterable[str], cockpit: Cockpit) -> bytes:
    """Give the signs with names as a PDF: women by first name and initial, who leads, and the guests. Whoever wishes to
    stand in no file has none; there are always empty ones."""
    signs = [{"name": line.name, "below": ""} for line in roll.lines if not line.person.is_off_lists]
    signs += [{"name": name, "below": _("Coordinator")} for name in team]
    signs += [{"name": each.name, "below": each.service} for each in cockpit.guests.state.visitors if each.comes]
    blank = BLANK_SIGNS + -(len(signs) + BLANK_SIGNS) % SIGNS_ON_A_PAGE
    signs += [{"name": "", "below": ""}] * blank
    return laid_out("signs.typ", _frame(session) | {"signs": signs}, at=_day_of(session))
