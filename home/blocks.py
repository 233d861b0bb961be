"""The blocks a public page is built of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        description = _("Running text. Short paragraphs, one message each.")
        preview_value = "<h2>En overskrift</h2><p>En kort setning. Så en til.</p>"


class CallToActionBlock(blocks.StructBlock):
    """One thing the reader can do next, as a button to a page of ours."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=300, rows=2)
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=40, help_text=_("What happens: “See where you can get help”.")
    )
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "link"
        label = _("Next step")
        template = "blocks/call_to_action.html"
        description = _("One button to another page. Not more than two on a page.")
        preview_value = {"heading": "Vil du bli med?", "text": "Kurset er gratis.", "label": "Les mer", "page": None}


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=400, rows=3)


class StepsBlock(blocks.StructBlock):
    """Steps in their order, numbered by the page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        description = _("What comes first, and what comes then. The numbers are set for you.")
        preview_value = {
            "heading": "Slik går det til",
            "steps": [{"title": "Først", "text": "Vi møtes."}, {"title": "Så", "text": "Vi lærer."}],
        }


class ValueBlock(blocks.StructBlock):
    """One value."""

    name = blocks.CharBlock(label=_("Value"), max_length=40)
    text = blocks.CharBlock(label=_("In other words"), max_length=160)


class ValuesBlock(blocks.StructBlock):
    """Values, each with its explanation."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    values = blocks.ListBlock(ValueBlock(), label=_("Values"), min_num=2, max_num=8)

    class Meta:
        icon = "pick"
        label = _("Values")
        template = "blocks/values.html"
        description = _("Words we live by, each with one sentence that explains it.")
        preview_value = {
            "heading": "Dette tror vi på",
            "values": [
                {"name": "Respekt", "text": "Du bestemmer over livet ditt."},
                {"name": "Tillit", "text": "Det du sier, blir hos meg."},
            ],
        }


class HelpNumbersBlock(blocks.StructBlock):
    """Services to call, each with when, who, and a button that calls. What they are called and their numbers stand in
    the register, so that a number is changed in one place."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    intro = blocks.CharBlock(label=_("Introduction"), max_length=200, required=False)
    services = blocks.ListBlock(
        SnippetChooserBlock("modules.HelpService", label=_("Help service")), label=_("Help services"), min_num=1
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Help numbers")
        template = "blocks/help_numbers.html"
        description = _("Services to call, with a button. The most urgent first.")
        preview_value = {"heading": "Det haster", "intro": "Er det fare for liv, ring med en gang.", "services": []}


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, shown with her consent."""

    text = blocks.TextBlock(label=_("Words"), max_length=400, rows=3)
    who = blocks.CharBlock(
        label=_("Who says it"),
        max_length=80,
        required=False,
        help_text=_("Only what she has agreed to. Often a role is enough: “a coordinator”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        description = _("Somebody's own words. Ask her first.")
        preview_value = {"text": "Ring heller én gang for mye enn én gang for lite.", "who": ""}


class QuestionBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=120)
    answer = blocks.RichTextBlock(label=_("Answer"), features=["bold", "ol", "ul", "link"])


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to show their answer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions.html"
        description = _("Questions a woman would ask, each with a short answer.")
        preview_value = {
            "heading": "Spørsmål og svar",
            "questions": [{"question": "Koster det noe?", "answer": "<p>Nei, det er gratis.</p>"}],
        }


class FrontBody(blocks.StreamBlock):
    """What a public page may consist of."""

    text = TextBlock()
    call_to_action = CallToActionBlock()
    steps = StepsBlock()
    values = ValuesBlock()
    help_numbers = HelpNumbersBlock()
    quote = QuoteBlock()
    questions = QuestionsBlock()

    class Meta:
        block_counts = {"call_to_action": {"max_num": 2}}
