"""The diploma as a Word file, for organisations that print on their own paper and sign by hand."""

from django.utils.translation import override

from lms.kit.docx import word_file
from lms.kit.paper import Block, Document, Heading, Paragraph, Picture, Run, words
from lms.kit.qr import qr_png

from ..rules import DiplomaFacts
from .diploma import signer_lines
from .letters import midnight, modules_table
from .wording import day_in_words, words_of


def diploma_word(facts: DiplomaFacts, *, logo: bytes = b"") -> bytes:
    """Give a diploma as the bytes of a .docx file: the same words, number and code as the PDF."""
    language = facts.languages[0]
    told = [words_of(facts, each) for each in facts.languages]
    with override(language):
        first = told[0]
        front: tuple[Block, ...] = (
            *((Picture(logo, alt=facts.organisation),) if logo else (words(facts.organisation),)),
            Heading(first["diploma"], 1),
            words(facts.name, kind="title"),
            *(words(" ".join(each["completed"]), kind="lead") for each in told),
            words(f"{first['about']} {first['period']}"),
            words(" · ".join(first["values"]), bold=True),
            words(", ".join(each for each in (facts.given_at, day_in_words(facts.given_on)) if each)),
            *signer_lines(facts, language),
            Picture(qr_png(facts.check_at), alt=f"{first['check']} {facts.check_at}"),
            Paragraph(
                (Run(f"{first['number']} {facts.number} · {first['check']} "), Run(facts.check_at, ltr=True)),
            ),
        )
        back = (
            # The sum stands above: below seventeen rows it would begin a third page.
            Heading(f"{first['modules']} · {first['total']}", 2, new_page=True),
            modules_table(facts.modules, language),
        )
        return word_file(
            Document(
                title=f"{first['diploma']} {facts.number}",
                language=language,
                blocks=(*front, *back),
                at=midnight(facts.given_on),
                footer=f"{facts.number} · {facts.organisation}",
                organisation=facts.organisation,
                centred=True,
                wide=True,
            )
        )
