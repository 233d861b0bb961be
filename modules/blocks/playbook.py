"""Blocks of a playbook: short steps, each with its time, what to bring and what to print."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .text import MARKS, PARAGRAPHS


class PrintoutBlock(blocks.StructBlock):
    """Something to print: a list written here, or a file."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    lines = blocks.ListBlock(blocks.CharBlock(max_length=200, label=_("Line")), label=_("Lines"), default=[])
    file = DocumentChooserBlock(label=_("Or a file"), required=False)


class PlaybookStepBlock(blocks.StructBlock):
    """One step: as much as fits on the screen of a phone."""

    title = blocks.CharBlock(label=_("Title"), max_length=70)
    when = blocks.CharBlock(
        label=_("When"), max_length=60, required=False, help_text=_("In words: “Week 5” or “Three weeks before”.")
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600, required=False)
    who = blocks.CharBlock(label=_("Who"), max_length=100, required=False)
    text = blocks.RichTextBlock(label=_("What to do"), features=PARAGRAPHS, max_length=600, help_text=MARKS)
    material = blocks.ListBlock(blocks.CharBlock(max_length=120, label=_("Thing")), label=_("Material"), default=[])
    printouts = blocks.ListBlock(PrintoutBlock(), label=_("To print"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "modules/blocks/playbook_step.html"
        description = _("One thing to do. At most 600 letters, so that it fits on the screen of a phone.")
        preview_value = {
            "title": "Sett datoer",
            "when": "Uke 1",
            "minutes": 30,
            "who": "Koordinator",
            "text": "<p>Finn 13 datoer sammen.</p>",
            "material": ["Kalender"],
            "printouts": [],
        }


class PlaybookBody(blocks.StreamBlock):
    """What a playbook consists of."""

    step = PlaybookStepBlock()
