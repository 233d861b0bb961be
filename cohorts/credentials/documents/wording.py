"""What a diploma says, in one of the languages it can be in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, override, pgettext
from django.utils.translation import gettext as _

from ..rules import LANGUAGES, OF_COUNTRY, DiplomaFacts


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Give a text in a language, or in the one that there is."""
    return texts.get(language) or texts.get("nb") or next(iter(texts.values()), "")


def hours_in_words(hours: Decimal) -> str:
    """Give hours as they are written in the language of now: 3, or 2,5."""
    return number_format(hours.normalize().quantize(Decimal(1)) if hours == hours.to_integral() else hours.normalize())


def day_in_words(day: date) -> str:
    """Give a day as it is written in the language of now: 8. juni 2027, 8 June 2027."""
    return date_format(day, "j F Y" if get_language() == "en" else "DATE_FORMAT")


def title_in(title: str, country: str, language: str) -> str:
    """Give what she is called in a language: the programme's word there, and beside it a local title of its own."""
    own = OF_COUNTRY.get(country, "nb")
    if language == own:
        return title
    with override(own):
        usual = pgettext("what she is", "neighbourhood mother")
    with override(language):
        word = pgettext("what she is", "neighbourhood mother")
    return word if title.casefold() == usual.casefold() else f"{word} ({title})"


def words_of(facts: DiplomaFacts, language: str) -> dict[str, Any]:
    """Give every sentence of a diploma in a language."""
    had = sum(module.had for module in facts.modules)
    with override(language):
        title = title_in(facts.title, facts.country, language)
        return {
            "language": language,
            "diploma": _("Diploma"),
            "completed": [
                _("has completed the Neighbourhood Mothers’ basic education in %(place)s") % {"place": facts.place},
                pgettext("after: has completed the education", "and is a %(title)s.") % {"title": title},
            ],
            "about": ngettext(
                "The education has %(count)d module on family, health and society, and on our own methods.",
                "The education has %(count)d modules on family, health and society, and on our own methods.",
                len(facts.modules),
            )
            % {"count": len(facts.modules)},
            "period": period_of(facts),
            "values": [
                _("Recognition"),
                _("Trust"),
                _("Diversity"),
                _("Respect"),
                _("Equality"),
                _("Responsibility"),
            ],
            "number": _("Diploma no."),
            "check": _("Check it at"),
            "modules": _("What she has learnt"),
            "no": _("No."),
            "module": _("Module"),
            "hours": _("Hours"),
            "total": total_of(had, facts.hours),
        }


def period_of(facts: DiplomaFacts) -> str:
    """Say when the course was, and how many evenings she came, unless she does not want it counted."""
    about = {
        "began": day_in_words(facts.began),
        "ended": day_in_words(facts.ended),
        "had": facts.evenings_had,
        "all": facts.evenings,
    }
    if facts.evenings_had is None:
        return _("The course lasted from %(began)s to %(ended)s.") % about
    return _("She took part in %(had)d of %(all)d evenings from %(began)s to %(ended)s.") % about


def total_of(modules: int, hours: Decimal) -> str:
    """Sum up modules and hours."""
    counted = ngettext("%(count)d module", "%(count)d modules", modules) % {"count": modules}
    return _("%(modules)s, %(hours)s hours") % {"modules": counted, "hours": hours_in_words(hours)}


def given_in(facts: DiplomaFacts) -> str:
    """Give the place and the day of the ceremony, in the first language."""
    with override(facts.languages[0]):
        return ", ".join(each for each in (facts.given_at, day_in_words(facts.given_on)) if each)


def local_coordinator(place: str) -> dict[str, str]:
    """Give what stands under the name of the coordinator of a place, in every language of a diploma."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = _("local coordinator, %(place)s") % {"place": place}
    return found
