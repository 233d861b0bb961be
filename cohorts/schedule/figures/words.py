"""The words of the planner: reasons, feasts, refusals and conflicts, from codes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.rules import OrderCode, OrderConflict
from lms.kit.dates import Feast, FeastCode

from ..queries.people import Named
from ..rules import Closure, Conflict, ConflictCode, Reason, Refusal, RefusalCode

REASONS = {
    Reason.PUBLIC_HOLIDAY: gettext_lazy("public holiday"),
    Reason.SCHOOL_HOLIDAY: gettext_lazy("school holiday"),
    Reason.CHRISTMAS_EVE: gettext_lazy("Christmas Eve"),
    Reason.NEW_YEARS_EVE: gettext_lazy("New Year’s Eve"),
    Reason.WEDNESDAY_BEFORE_EASTER: gettext_lazy("the day before Maundy Thursday"),
    Reason.OWN: gettext_lazy("closed"),
}

FEASTS = {
    FeastCode.RAMADAN: gettext_lazy("Ramadan"),
    FeastCode.EID_AL_FITR: gettext_lazy("Eid al-Fitr"),
    FeastCode.EID_AL_ADHA: gettext_lazy("Eid al-Adha"),
    FeastCode.ASHURA: gettext_lazy("Ashura"),
    FeastCode.ORTHODOX_CHRISTMAS: gettext_lazy("Orthodox Christmas"),
    FeastCode.ORTHODOX_EASTER: gettext_lazy("Orthodox Easter"),
    FeastCode.NOWRUZ: gettext_lazy("Nowruz"),
    FeastCode.DIWALI: gettext_lazy("Diwali"),
    FeastCode.ENKUTATASH: gettext_lazy("Enkutatash, Ethiopian and Eritrean New Year"),
    FeastCode.LUNAR_NEW_YEAR: gettext_lazy("Lunar New Year (Tết)"),
    FeastCode.PONGAL: gettext_lazy("Pongal"),
    FeastCode.VAISAKHI: gettext_lazy("Vaisakhi"),
    FeastCode.WOMENS_DAY: gettext_lazy("International Women’s Day"),
}


def short_day(day: date) -> str:
    """Give a date as people say it: 12 January."""
    return date_format(day, "MONTH_DAY_FORMAT")


def long_day(day: date) -> str:
    """Give a date with its year."""
    return date_format(day, "DATE_FORMAT")


def reason_words(closures: tuple[Closure, ...]) -> str:
    """Say why a day is closed: “Vinterferie (school holiday)”, “Andre pinsedag, Grunnlovsdag (public holiday)”."""
    parts = []
    for reason in dict.fromkeys(closure.reason for closure in closures):
        names = [closure.name for closure in closures if closure.reason is reason and closure.name]
        if names:
            said = {"names": ", ".join(dict.fromkeys(names)), "reason": REASONS[reason]}
            parts.append(_("%(names)s (%(reason)s)") % said)
        else:
            parts.append(str(REASONS[reason]))
    return "; ".join(parts)


def source_words(closures: tuple[Closure, ...]) -> str:
    """Say where it is written that a day is closed, and whether somebody must compare it; empty for holidays."""
    for closure in closures:
        if closure.source or closure.to_check:
            said = {"source": closure.source, "year": closure.year}
            if closure.to_check:
                return _("Source: %(source)s, %(year)s. Not checked yet: compare it.") % said
            return _("Source: %(source)s, %(year)s.") % said
    return ""


def feast_words(feast: Feast) -> str:
    """Say when a feast is: “Ramadan, about 8 February to 8 March”."""
    said = {"feast": FEASTS[feast.code], "first": short_day(feast.first), "last": short_day(feast.last)}
    if feast.first == feast.last:
        return (_("%(feast)s, about %(first)s") if feast.about else _("%(feast)s, %(first)s")) % said
    return (
        _("%(feast)s, about %(first)s to %(last)s") if feast.about else _("%(feast)s, %(first)s to %(last)s")
    ) % said


def _no_free_day(facts: dict[str, Any]) -> str:
    return _("No day is free for 24 months after %(day)s. Choose another weekday, or look at the closed days.") % {
        "day": long_day(facts["since"])
    }


def _too_few(facts: dict[str, Any]) -> str:
    missing = facts.get("missing", 1)
    return ngettext(
        "%(count)s evening has no date yet. Add a date to the list.",
        "%(count)s evenings have no date yet. Add dates to the list.",
        missing,
    ) % {"count": missing}


REFUSALS: dict[RefusalCode, Callable[[dict[str, Any]], str]] = {
    RefusalCode.NO_MODULES: lambda facts: _("This edition has no modules, so there is nothing to plan."),
    RefusalCode.ENDS_BEFORE_IT_STARTS: lambda facts: _("An evening must end after it begins."),
    RefusalCode.NO_FREE_DAY: _no_free_day,
    RefusalCode.TOO_FEW_DATES: _too_few,
    RefusalCode.UNKNOWN_EVENING: lambda facts: _("This evening is not in the plan any more."),
    RefusalCode.PAST: lambda facts: _("This evening has begun. What is past does not move."),
    RefusalCode.INTO_THE_PAST: lambda facts: _("This day is over. Choose one that is to come."),
    RefusalCode.CANCELLED: lambda facts: _("This evening is cancelled."),
    RefusalCode.CLASH: lambda facts: _("The cohort has another evening at that time."),
    RefusalCode.NOTHING_TO_MERGE: lambda facts: _(
        "There is no module on the next evening to put together with this one."
    ),
    RefusalCode.NOTHING_TO_SPLIT: lambda facts: _("There is no module on this evening to split."),
    RefusalCode.NOTHING_CHANGES: lambda facts: _("The plan is so already."),
    RefusalCode.SECOND_HALF_FIRST: lambda facts: _("The second evening must come after the first."),
    RefusalCode.HOLDS_MODULES: lambda facts: _("This evening holds a module, so it stays in the plan."),
}


def refusal_words(refusal: Refusal) -> str:
    """Say in a sentence why something is not possible, and what to do."""
    return REFUSALS[refusal.code](refusal.facts)


CONFLICTS = {
    ConflictCode.VENUE_TAKEN: gettext_lazy("Another cohort is in this venue at that time."),
    ConflictCode.VENUE_NOT_ACCESSIBLE: gettext_lazy("The venue cannot be reached without steps."),
    ConflictCode.HOUR_IS_LEFT_OUT: gettext_lazy("The clocks are changed that night: this hour is left out."),
    ConflictCode.HOUR_COMES_TWICE: gettext_lazy("The clocks are changed that night: this hour comes twice."),
    ConflictCode.ENDS_BEFORE_IT_STARTS: gettext_lazy("An evening must end after it begins."),
}


def _two_places(conflict: Conflict, named: Named) -> str:
    people = [(conflict.facts["other"], person) for person in conflict.facts["people"]]
    names = sorted(named[each].name for each in people if each in named)
    unnamed = len(people) - len(names)
    if not names:
        return ngettext(
            "%(count)s person of this cohort would be in two places.",
            "%(count)s people of this cohort would be in two places.",
            unnamed,
        ) % {"count": unnamed}
    said = {"names": ", ".join(names), "count": unnamed}
    if not unnamed:
        return _("In two places at that time: %(names)s.") % said
    return (
        ngettext(
            "In two places at that time: %(names)s, and %(count)s person whom you do not see there.",
            "In two places at that time: %(names)s, and %(count)s people whom you do not see there.",
            unnamed,
        )
        % said
    )


def conflict_words(conflict: Conflict, named: Named) -> str:
    """Say what stands in the way of an evening. Whoever is not among `named` is counted."""
    facts = conflict.facts
    if conflict.code is ConflictCode.CLOSED_DAY:
        return _("This day is closed: %(reason)s.") % {"reason": reason_words(facts["closures"])}
    if conflict.code is ConflictCode.VENUE_TOO_SMALL:
        return _("The venue holds %(seats)s, and there are %(people)s women.") % facts
    if conflict.code is ConflictCode.OUTSIDE_VENUE_HOURS:
        return _hours_words(facts)
    return _two_places(conflict, named) if conflict.code is ConflictCode.PERSON_TAKEN else str(CONFLICTS[conflict.code])


def _hours_words(facts: dict[str, Any]) -> str:
    opens, closes = facts["opens"], facts["closes"]
    if opens and closes:
        said = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
        return _("The venue is open from %(opens)s to %(closes)s.") % said
    if opens:
        return _("The venue opens at %(opens)s.") % {"opens": f"{opens:%H:%M}"}
    return _("The venue closes at %(closes)s.") % {"closes": f"{closes:%H:%M}"}


def order_words(conflict: OrderConflict, names: Mapping[int, str]) -> str:
    """Say what is out of order, by the names of the modules."""
    said = {"one": names.get(conflict.module, ""), "other": names.get(conflict.other, "")}
    if conflict.code is OrderCode.NOT_FIRST:
        return _("“%(one)s” opens the course, and “%(other)s” stands before it.") % said
    if conflict.code is OrderCode.NOT_LAST:
        return _("“%(one)s” closes the course, and “%(other)s” stands after it.") % said
    return _("“%(one)s” builds on “%(other)s”, which comes later.") % said
