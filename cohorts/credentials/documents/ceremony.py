"""What a ceremony needs on paper beside diplomas and cards: signs, a list to read aloud, a programme, invitations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from lms.kit.paper import Block, Document, Heading, Item, Items, Run, Table, words
from lms.kit.pdf import laid_out

from ..models import CeremonyPack
from .diploma import is_from_right
from .letters import midnight
from .wording import day_in_words


@dataclass(frozen=True)
class Celebrated:
    """One of the women whose day it is: her name as it is printed, and how it sounds."""

    name: str
    sounds: str = ""


def name_signs(names: Sequence[str], *, pack: CeremonyPack) -> bytes:
    """Give signs for the tables or to wear, eight a sheet, with lines to cut along. Raises lms.kit.pdf.NoSignError."""
    told = [{"name": name, "rtl": is_from_right(name)} for name in names]
    with override(pack.language):
        facts = {"language": pack.language, "title": _("Name signs"), "names": told, "under": pack.cohort.place.name}
    return laid_out("name_signs.typ", facts, at=midnight(pack.given_on))


def reading_list(women: Sequence[Celebrated], *, pack: CeremonyPack) -> Document:
    """Give the list to read aloud, in the order of the diplomas, with how each name sounds."""
    with override(pack.language):
        rows = tuple(
            ((Run(str(number), ltr=True),), (Run(each.name, bold=True),), (Run(each.sounds),))
            for number, each in enumerate(women, 1)
        )
        return _document(
            _("Names to read aloud"),
            (
                words(_("Read each name slowly, look up, and wait until she stands with you.")),
                Table((_("No."), _("Name"), _("How it sounds")), rows, (1, 5, 5), _("Names to read aloud")),
            ),
            pack,
        )


def programme(pack: CeremonyPack, women: int) -> Document:
    """Give the programme of the ceremony, to be changed by those who hold it."""
    with override(pack.language):
        steps = (
            _("Welcome"),
            _("Greeting from the district"),
            _("A word from one of the women"),
            _("The diplomas are handed over: %(count)d women") % {"count": women},
            _("Greeting from the organisation"),
            _("Photos, for those who want to be in them"),
            _("Food and talk"),
        )
        return _document(
            _("Diploma ceremony"),
            (
                words(_when(pack), kind="lead"),
                Items(tuple(Item((words(step),)) for step in steps), ordered=True),
            ),
            pack,
        )


def invitation(pack: CeremonyPack) -> Document:
    """Give an invitation for guests and families, to be copied or changed. It names no woman."""
    with override(pack.language):
        about = {"place": pack.cohort.place.name}
        return _document(
            _("You are invited"),
            (
                words(_("The women of %(place)s receive their diplomas.") % about, kind="lead"),
                words(_when(pack), bold=True),
                words(_("Come and celebrate with them. Children are welcome.")),
                words(_("The programme lasts about an hour. Afterwards there is food.")),
                words(pgettext("on an invitation", "Warm greetings"), kind="lead"),
                words(pack.cohort.local_group.name),
            ),
            pack,
            centred=True,
        )


def _when(pack: CeremonyPack) -> str:
    hour = time_format(pack.starts_at, "H:i") if pack.starts_at else ""
    return " · ".join(each for each in (day_in_words(pack.given_on), hour, pack.given_at) if each)


def _document(title: str, blocks: tuple[Block, ...], pack: CeremonyPack, *, centred: bool = False) -> Document:
    return Document(
        title=title,
        language=pack.language,
        blocks=(Heading(title, 1), *blocks),
        at=midnight(pack.given_on),
        footer=pack.cohort.name,
        centred=centred,
    )
