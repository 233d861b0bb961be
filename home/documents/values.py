"""What the public pages give to printed books."""

from django.utils.translation import gettext, override

from lms.kit.pages import TextOrigin
from lms.kit.paper import Block, Box, Heading, Item, Items, Paragraph, Run, Section, words
from modules.documents.facts import is_rtl

from ..queries import front_values


def core_values(language: str) -> list[Block]:
    """Give the values of the first page as a page of a book in a language, in that of the original where nobody has
    translated them; nothing where there are none."""
    found = front_values(language)
    if found is None:
        return []
    page, values = found
    blocks: list[Block] = [Heading(values["heading"], 1, new_page=True)]
    code = page.locale.language_code
    if page.text_origin == TextOrigin.MACHINE:
        with override(code):
            notice = gettext("A machine translated this page. Nobody who grew up with the language has read it yet.")
        blocks.append(Box((words(notice),)))
    entries = (Paragraph((Run(value["name"], bold=True), Run(f" – {value['text']}"))) for value in values["values"])
    blocks.append(Items(tuple(Item((entry,)) for entry in entries)))
    return blocks if code == language else [Section(tuple(blocks), code, is_rtl(code))]
