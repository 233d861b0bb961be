"""What the parts of a module point to while it is shown."""

from dataclasses import dataclass
from functools import cached_property

from ..models import ModulePage
from ..rules import forms_of
from .help import HelpCard, help_cards


@dataclass
class Reading:
    """What a module needs while it is shown. What only its stored parts need is looked up when one is made anew."""

    page: ModulePage
    language: str
    cards: dict[int, HelpCard]
    chosen: frozenset[int]  # the services that its own help boxes name

    @cached_property
    def sources(self) -> frozenset[str]:
        """Give the codes that its list of sources holds."""
        parts = [part for part in self.page.body if part.block_type == "sources"]
        listed = [entry["source"] for part in parts for entry in part.value["sources"]]
        return frozenset(source.code for source in listed if source)

    @cached_property
    def words(self) -> list[tuple[str, str, str]]:
        """Give form, word and explanation, the longest first. Words leave the list once they were explained."""
        parts = [part for part in self.page.body if part.block_type == "words"]
        entries = [entry for part in parts for entry in part.value["words"] if entry["term"]]
        forms = [
            (form, entry["term"].term, entry["here"] or entry["term"].explanation)
            for entry in entries
            for form in forms_of(entry["term"].term)
        ]
        return sorted(forms, key=lambda each: -len(each[0]))


def reading_of(page: ModulePage, language: str) -> Reading:
    """Gather what the parts of a module point to. As many queries for three services as for one."""
    services = [
        item["value"]["service"]
        for part in page.body.get_prep_value()
        if part["type"] == "help"
        for item in part["value"]["entries"]
        if item["value"]["service"]
    ]
    return Reading(page, language, help_cards(services, language), frozenset(services))
