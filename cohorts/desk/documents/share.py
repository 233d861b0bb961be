"""What may be told of an evening to a group: a neutral name, the time, the agreed place, and what to bring."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort
from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.models import CourseSession

from .board import hours_of

OF_COUNTRY = {"NO": "nb", "DK": "da", "SE": "sv", "FI": "fi"}


@dataclass(frozen=True)
class SharedEvening:
    """An evening in one language, in words that may be read over a shoulder."""

    language: str
    language_name: str
    rtl: bool
    name: str
    day: str
    hours: str
    place: tuple[str, ...]
    provided: tuple[str, ...]
    bring: str
    cancelled: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the message line by line, without its link."""
        with override(self.language):
            bring = _("Bring: %(things)s") % {"things": self.bring} if self.bring else ""
        when = f"{self.day}, {self.hours}"
        held = (when, *self.place, ". ".join(self.provided) + "." if self.provided else "", bring)
        return tuple(line for line in (self.name, *((when, self.cancelled) if self.cancelled else held)) if line)

    def message(self, link: str) -> str:
        """Give the message as it is pasted into a group, with its link on the last line."""
        return "\n".join((*self.lines, link))


def languages_of(cohort: Cohort) -> list[str]:
    """Give the languages of a cohort in which the platform speaks; if none, that of its country."""
    spoken = {code for code, _name in settings.LANGUAGES}
    known = [tag for tag in cohort.languages if tag in spoken]
    own = OF_COUNTRY.get(cohort.in_municipality.country.code, settings.LANGUAGE_CODE)
    return known or [own if own in spoken else settings.LANGUAGE_CODE]


def shared_evening_in(session: CourseSession, language: str) -> SharedEvening:
    """Give what may be told of an evening, in a language. No query, if venue and cohort were fetched along."""
    info = get_language_info(language)
    venue, cohort = session.venue, session.cohort
    with override(language):
        provided = (
            *([_("There is food")] if cohort.food else []),
            *([_("Somebody looks after the children")] if cohort.childcare else []),
            *([_("There is an interpreter")] if cohort.interpreter else []),
        )
        return SharedEvening(
            language=language,
            language_name=f"{info['name_local'][0].upper()}{info['name_local'][1:]}".split(" (")[0],
            rtl=info["bidi"],
            name=neutral_name(session),
            day=f"{date_format(session.date, 'l')} {date_format(session.date, 'MONTH_DAY_FORMAT')}",
            hours=hours_of(session),
            place=tuple(text for text in (venue.name, venue.where, venue.way_in) if text) if venue else (),
            provided=provided,
            bring=session.bring,
            cancelled=_("It is not held.") if session.is_cancelled else "",
        )
