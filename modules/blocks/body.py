"""Words, help, and the body that all blocks of a module make up."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from . import evening, media
from . import text as reading

EXAMPLES = 3  # entries of a register in the preview of a block


class WordEntryBlock(blocks.StructBlock):
    """One word of the glossary."""

    term = SnippetChooserBlock("modules.GlossaryTerm", label=_("Word"))
    here = blocks.CharBlock(
        label=_("What it means here"),
        max_length=240,
        required=False,
        help_text=_("Only if the explanation of the glossary does not fit this module."),
    )


class WordsBlock(blocks.StructBlock):
    """Words to know."""

    words = blocks.ListBlock(WordEntryBlock(), label=_("Words"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        """Show words of the glossary, as an example."""
        glossary = self.child_blocks["words"].child_block.child_blocks["term"].target_model
        terms = glossary.objects.filter(locale__language_code=settings.LANGUAGE_CODE)[:EXAMPLES]
        return self.normalize({"words": [{"term": term, "here": ""} for term in terms]})

    class Meta:
        icon = "openquote"
        label = _("Words to know")
        group = _("What she learns")
        template = "modules/blocks/words.html"
        description = _("Words from the glossary. Where one first stands in the text, it opens in place.")


class HelpEntryBlock(blocks.StructBlock):
    """Somewhere to turn to: a service of the register, or any other place."""

    service = SnippetChooserBlock("modules.HelpService", label=_("From the register"), required=False)
    name = blocks.CharBlock(
        label=_("Or a name"),
        max_length=160,
        required=False,
        help_text=_("With [local] behind it, each district fills in where and whom to ask."),
    )
    note = blocks.CharBlock(label=_("Note"), max_length=160, required=False)
    address = blocks.URLBlock(label=_("Web address"), required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for a service of the register or for a name."""
        result = super().clean(value)
        if not (result["service"] or result["name"]):
            raise ValidationError(_("Choose a service from the register, or give a name."))
        return result


class HelpBlock(blocks.StructBlock):
    """Where to get help with what the module is about."""

    entries = blocks.ListBlock(HelpEntryBlock(), label=_("Where to get help"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        """Show services of the register and a place that a district fills in, as an example."""
        register = self.child_blocks["entries"].child_block.child_blocks["service"].target_model
        named = [{"service": service} for service in register.objects.filter(is_checked=True)[:EXAMPLES]]
        return self.normalize({"entries": [*named, {"service": None, "name": "Helsestasjonen [lokalt]"}]})

    class Meta:
        icon = "mobile-alt"
        label = _("Help box")
        group = _("Help and rights")
        template = "modules/blocks/help.html"
        description = _("Who helps. Numbers come from the register and are right everywhere at once.")


class ModuleBody(blocks.StreamBlock):
    """What a module may consist of."""

    goals = reading.GoalsBlock()
    key_messages = reading.KeyMessagesBlock()
    text = reading.TextBlock()
    picture = reading.PictureBlock()
    audio = media.SoundBlock()
    video = media.FilmBlock()
    words = WordsBlock()
    session_plan = evening.SessionPlanBlock()
    exercises = evening.ExercisesBlock()
    reflection = evening.ReflectionBlock()
    dilemma = evening.DilemmaBlock()
    quiz = evening.QuizBlock()
    worksheet = evening.WorksheetBlock()
    home_task = evening.HomeTaskBlock()
    rights = reading.RightsBlock()
    help = HelpBlock()
    sources = reading.SourcesBlock()
    guest = reading.GuestBlock()
    coordinator_notes = reading.CoordinatorNotesBlock()

    class Meta:
        collapsed = True  # a page of twenty parts opens as its own list of contents
        block_counts = {
            "goals": {"max_num": 1},
            "session_plan": {"max_num": 1},
            "guest": {"max_num": 1},
            "sources": {"max_num": 1},
        }
