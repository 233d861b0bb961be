"""Blocks to hear and to see: sound and film. Nothing of them is loaded before somebody asks for it."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from lms.kit.files import FILM, SOUND, kind_by_name

from .text import PARAGRAPHS

WRITTEN = _("For those who cannot hear it, who read better than they listen, or who save data.")
LATER = _("Readers are told so, and it becomes a to-do.")


def refuse(field: str, sentence: object) -> None:
    """Say what is wrong beside the field it is wrong in."""
    raise StructBlockValidationError(block_errors={field: ValidationError(sentence)})


def demand_words(value: blocks.StructValue) -> None:
    """Ask for what is said in writing, or for the promise of it."""
    if not (value["transcript"] or value["not_written_yet"]):
        refuse("transcript", _("Write down what is said, or tick that it is not written down yet."))


class SoundBlock(blocks.StructBlock):
    """Something to listen to."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    file = DocumentChooserBlock(label=_("Sound"), help_text=_("mp3 or m4a, in the language of the page."))
    transcript = blocks.RichTextBlock(label=_("What is said"), features=PARAGRAPHS, required=False, help_text=WRITTEN)
    not_written_yet = blocks.BooleanBlock(label=_("Not written down yet"), required=False, help_text=LATER)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for sound, and for its words."""
        result = super().clean(value)
        if not self.is_deferred_validation:
            if result["file"] and kind_by_name(result["file"].filename) not in SOUND:
                refuse("file", _("This is no sound. Choose a file that ends in .mp3 or .m4a."))
            demand_words(result)
        return result

    class Meta:
        icon = "media"
        label = _("Sound")
        group = _("What she learns")
        template = "modules/blocks/audio.html"
        description = _("Something to listen to. Nothing is loaded before she presses play.")
        preview_value = {
            "title": "Hør: Hva er en bydelsmor?",
            "file": None,
            "transcript": "<p>En bydelsmor er en frivillig kvinne som lytter.</p>",
            "not_written_yet": False,
        }


class FilmValue(blocks.StructValue):
    """A film, of our own or on another site."""

    @property
    def site(self) -> str:
        """Give the name of the other site, as a reader knows it."""
        return (urlsplit(self["link"] or "").hostname or "").removeprefix("www.")


class FilmBlock(blocks.StructBlock):
    """Something to watch: a film of our own, or a link to one elsewhere."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    file = DocumentChooserBlock(label=_("A film of our own"), required=False, help_text=_("mp4"))
    link = blocks.URLBlock(
        label=_("Or a link to a film"),
        required=False,
        help_text=_("It stays a link: nothing comes from the other site before she follows it."),
    )
    transcript = blocks.RichTextBlock(
        label=_("What is said and shown"), features=PARAGRAPHS, required=False, help_text=WRITTEN
    )
    not_written_yet = blocks.BooleanBlock(label=_("Not written down yet"), required=False, help_text=LATER)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for one film, and for its words."""
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        if bool(result["file"]) == bool(result["link"]):
            refuse("file", _("Choose a film of our own or give a link, one of the two."))
        if result["file"] and kind_by_name(result["file"].filename) not in FILM:
            refuse("file", _("This is no film. Choose a file that ends in .mp4."))
        if result["link"] and not result["link"].startswith(("https://", "http://")):
            refuse("link", _("Give a link that begins with https://"))
        demand_words(result)
        return result

    class Meta:
        icon = "media"
        label = _("Film")
        group = _("What she learns")
        template = "modules/blocks/video.html"
        value_class = FilmValue
        description = _("A film of our own, or a link. Nothing is loaded before she asks for it.")
        preview_value = {
            "title": "Film: Slik bestiller du tolk",
            "file": None,
            "link": "https://www.helsenorge.no/rettigheter/tolk/",
            "transcript": "<p>En kvinne ringer legekontoret og ber om tolk.</p>",
            "not_written_yet": False,
        }
