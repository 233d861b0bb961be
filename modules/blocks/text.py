"""Blocks to read: goals, messages, text, pictures, rights, notes and sources."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

LINE = ["bold", "italic", "link"]
PARAGRAPHS = ["bold", "italic", "ol", "ul", "link"]
MARKS = _("[check] marks what has to be checked: readers do not see it. [local] is filled in by each district.")


class GoalsBlock(blocks.StructBlock):
    """What she can do afterwards."""

    items = blocks.ListBlock(blocks.RichTextBlock(features=LINE, label=_("Goal")), label=_("Goals"), min_num=1)

    class Meta:
        icon = "tick"
        label = _("Learning goals")
        group = _("What she learns")
        template = "modules/blocks/goals.html"
        description = _("What she can do after the evening. Three to five, each beginning with “You”.")
        preview_value = {"items": ["<p>Du kan navnet på flere i gruppa.</p>"]}


class KeyMessagesBlock(blocks.StructBlock):
    """What should stay with her."""

    items = blocks.ListBlock(
        blocks.RichTextBlock(features=PARAGRAPHS, label=_("Message")),
        label=_("Messages"),
        min_num=1,
        help_text=MARKS,
    )

    class Meta:
        icon = "pick"
        label = _("Key messages")
        group = _("What she learns")
        template = "modules/blocks/key_messages.html"
        description = _("What she should remember. One message in each, at most three short sentences.")
        preview_value = {"items": ["<p>En bydelsmor er en frivillig kvinne som lytter.</p>"]}


class TextBlock(blocks.StructBlock):
    """Running text under a heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=["h3", *PARAGRAPHS], help_text=MARKS)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("What she learns")
        template = "modules/blocks/text.html"
        description = _("Running text. Short paragraphs, one message each.")
        preview_value = {"heading": "Helsestasjonen", "text": "<p>Helsestasjonen er gratis.</p>"}


class PictureBlock(blocks.StructBlock):
    """A picture that says something, or one that only decorates."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=160, required=False)

    def get_preview_value(self) -> blocks.StructValue:
        """Show the newest picture of the library, as an example."""
        newest = get_image_model().objects.order_by("-pk").first()
        return self.normalize({"picture": newest, "caption": newest.title if newest else ""})

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("What she learns")
        template = "modules/blocks/picture.html"
        description = _("A picture. Say what it shows for those who cannot see it, or mark it as decoration.")


class RightsBlock(blocks.StructBlock):
    """What the law gives her."""

    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPHS, help_text=MARKS)

    class Meta:
        icon = "clipboard-list"
        label = _("Your rights")
        group = _("Help and rights")
        template = "modules/blocks/rights.html"
        description = _("What she has a right to, in her own words, with its source.")
        preview_value = {"text": "<p>Du har rett til tolk hos legen. Det er gratis.</p>"}


class CoordinatorNotesBlock(blocks.StructBlock):
    """For whoever leads the evening; no reader sees it."""

    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPHS)

    class Meta:
        icon = "user"
        label = _("Notes for the coordinator")
        group = _("For those who lead")
        template = "modules/blocks/coordinator_notes.html"
        description = _("What to prepare and what to look out for. Trainees and the public never see it.")
        preview_value = {"text": "<p>Skriv ut navneskilt.</p>"}


class GuestBlock(blocks.StructBlock):
    """Who teaches, and whom to invite."""

    taught_by = blocks.CharBlock(label=_("Taught by"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Whom to invite"), features=PARAGRAPHS, required=False)

    class Meta:
        icon = "group"
        label = _("Guest professionals")
        group = _("For those who lead")
        template = "modules/blocks/guest.html"
        description = _("Which professions to invite, and whom instead. The public does not see it.")
        preview_value = {"taught_by": "fagperson", "text": "<p>Helsesykepleier fra helsestasjonen.</p>"}


class SourceEntryBlock(blocks.StructBlock):
    """One source: from the register, or in words."""

    source = SnippetChooserBlock("modules.Source", label=_("From the register"), required=False)
    text = blocks.CharBlock(label=_("Or in words"), max_length=240, required=False)
    check_by = blocks.DateBlock(label=_("Check again by"), required=False)


class SourcesBlock(blocks.StructBlock):
    """Where it comes from."""

    sources = blocks.ListBlock(SourceEntryBlock(), label=_("Sources"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        """Show sources of the register, as an example."""
        register = self.child_blocks["sources"].child_block.child_blocks["source"].target_model
        return self.normalize({"sources": [{"source": source} for source in register.objects.all()[:3]]})

    class Meta:
        icon = "link"
        label = _("Sources")
        group = _("Help and rights")
        template = "modules/blocks/sources.html"
        description = _("Where the facts come from. A text names a source as (K14).")
