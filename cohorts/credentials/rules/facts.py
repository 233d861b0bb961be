"""What a diploma says, frozen on the day it is issued: no later name, logo, template or edition changes it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .cards import CardFacts

MOST_LANGUAGES = 2
LANGUAGES = ("nb", "da", "sv", "fi", "en")
"""The languages a diploma can be in, and how many it can be in."""
OF_COUNTRY = {"NO": "nb", "DK": "da", "SE": "sv", "FI": "fi"}
"""The language of a country, by its code."""


@dataclass(frozen=True)
class ModuleFact:
    """One module of the edition: its number, its hours, its title by language, and whether she has it."""

    number: int
    hours: Decimal
    titles: Mapping[str, str]
    had: bool


@dataclass(frozen=True)
class SignerFact:
    """Somebody who signs: the name, and by language what she is."""

    name: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class DiplomaFacts:
    """Everything that stands on a diploma. `languages` holds one or two, the first one leads; `evenings_had` is None
    where she does not want the count; `place` is the district or the municipality, `given_at` the town."""

    number: str
    code: str
    name: str
    title: str
    organisation: str
    country: str
    place: str
    edition: str
    languages: tuple[str, ...]
    modules: tuple[ModuleFact, ...]
    evenings_had: int | None
    evenings: int
    began: date
    ended: date
    given_at: str
    given_on: date
    signers: tuple[SignerFact, ...]
    check_at: str  # the address of the check page, with the code
    logo: str = ""  # SHA-256 of the organisation's logo, kept beside the file

    @property
    def hours(self) -> Decimal:
        """Give the hours of the modules that she has."""
        return sum((module.hours for module in self.modules if module.had), Decimal(0))


def facts_to(facts: DiplomaFacts | CardFacts) -> dict[str, Any]:
    """Give facts as they are stored: JSON, with dates and hours as text."""
    return {key: _stored(value) for key, value in asdict(facts).items()}


def _stored(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _stored(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_stored(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def facts_from(stored: Mapping[str, Any]) -> DiplomaFacts:
    """Read facts back as they were."""
    modules = tuple(
        ModuleFact(each["number"], Decimal(each["hours"]), each["titles"], each["had"]) for each in stored["modules"]
    )
    signers = tuple(SignerFact(each["name"], each["titles"]) for each in stored["signers"])
    dates = {key: date.fromisoformat(stored[key]) for key in ("began", "ended", "given_on")}
    changed = {"modules": modules, "signers": signers, "languages": tuple(stored["languages"]), **dates}
    return DiplomaFacts(**{**stored, **changed})
