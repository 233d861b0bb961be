"""What lies in a ceremony pack beside the single papers: names of files, and the files."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cohorts.attendance.queries import course_of
from curriculum.queries import titles_for
from lms.kit.docx import word_file
from lms.kit.downloads import file_name
from lms.kit.pdf import laid_out, pdf_file
from lms.kit.signs import undrawable
from lms.people.models import Organisation

from ..models import CeremonyPack, Signer
from ..rules import DiplomaFacts, ModuleFact, SignerFact
from .card import card_sheet
from .ceremony import Celebrated, invitation, name_signs, programme, reading_list
from .letters import midnight
from .wording import local_coordinator

PARTS = {
    "diplomas": (_("All diplomas"), "pdf"),
    "cards": (_("ID cards, ten a sheet"), "pdf"),
    "signs": (_("Name signs"), "pdf"),
    "names": (_("Names to read aloud"), "pdf"),
    "programme": (_("Programme"), "docx"),
    "invitation": (_("Invitation"), "docx"),
    "blank": (_("Blank diploma"), "pdf"),
}
"""What can be taken out of a pack by itself: its name and its kind."""


def part_name(part: str, language: str) -> str:
    """Give the name of a file inside a pack, in the language of the pack."""
    label, kind = PARTS[part]
    with override(language):
        return f"{file_name(str(label)) or part}.{kind}"


def pack_papers(
    pack: CeremonyPack, women: Sequence[Celebrated], diplomas: Sequence[bytes], cards: Sequence[bytes], blank: bytes
) -> dict[str, bytes]:
    """Give the papers of a pack by the names of their files. Those of the women hold the very pages that are stored."""
    made = {
        "diplomas": joined(diplomas, pack) if diplomas else b"",
        "cards": card_sheet(cards, at=midnight(pack.given_on), language=pack.language) if cards else b"",
        "signs": name_signs([each.name for each in women], pack=pack) if women else b"",
        "names": pdf_file(reading_list(women, pack=pack)),
        "programme": word_file(programme(pack, len(women))),
        "invitation": word_file(invitation(pack)),
        "blank": joined([blank] * pack.spares, pack) if pack.spares else b"",
    }
    return {part_name(part, pack.language): data for part, data in made.items() if data}


def joined(diplomas: Sequence[bytes], pack: CeremonyPack) -> bytes:
    """Give diplomas one after another in one file for the printer."""
    with override(pack.language):
        facts = {"language": pack.language, "title": str(PARTS["diplomas"][0]), "count": len(diplomas)}
    pictures = {f"{number}.pdf": each for number, each in enumerate(diplomas)}
    return laid_out("joined.typ", facts, at=midnight(pack.given_on), pictures=pictures, plain=True)


def blank_facts(pack: CeremonyPack, organisation: Organisation, signers: Sequence[Signer]) -> DiplomaFacts:
    """Give what stands on a diploma that is filled in by hand: no name, no number, no code to check."""
    cohort = pack.cohort
    course = course_of(cohort)
    titles = titles_for(course.places, pack.language)
    modules = tuple(
        ModuleFact(each.position, each.hours, {pack.language: titles[each.pk]}, had=True) for each in course.places
    )
    asked_by = pack.asked_by
    signing = [SignerFact(each.name, each.titles) for each in signers]
    if asked_by and not undrawable(asked_by.name):  # she signs on the day, as on all the others
        signing.append(SignerFact(asked_by.name, local_coordinator(cohort.place.name)))
    days = sorted(each.date for each in (*course.held, *course.ahead)) or [pack.given_on]
    return DiplomaFacts(
        number="",
        code="",
        name="",
        title=cohort.shown_title,
        organisation=organisation.name,
        country=organisation.country_id,
        place=cohort.place.name,
        edition=str(cohort.edition),
        languages=(pack.language,),
        modules=modules,
        evenings_had=None,
        evenings=len(course.held),
        began=days[0],
        ended=days[-1],
        given_at=pack.given_at,
        given_on=pack.given_on,
        signers=tuple(signing),
        check_at="",
    )
