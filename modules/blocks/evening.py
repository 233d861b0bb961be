"""Blocks of the evening: its plan, exercises, questions, dilemma, quiz, worksheet and home task."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import MARKS, PARAGRAPHS

STEP_KINDS = [
    ("welcome", _("Welcome and food")),
    ("check-in", _("Check-in")),
    ("input", _("Talk")),
    ("exercise", _("Exercise")),
    ("break", _("Break")),
    ("questions", _("Questions")),
    ("reflection", _("Reflection")),
    ("check-out", _("Check-out")),
]


class StepBlock(blocks.StructBlock):
    """One step of the evening."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=STEP_KINDS)
    text = blocks.CharBlock(label=_("What"), max_length=240)
    who = blocks.CharBlock(label=_("Who"), max_length=120, required=False)
    material = blocks.CharBlock(label=_("Material"), max_length=160, required=False)


class PlanValue(blocks.StructValue):
    """A plan with its sum."""

    @property
    def total(self) -> int:
        """Give how long the evening takes, in minutes."""
        return sum(step["minutes"] or 0 for step in self["steps"])


class SessionPlanBlock(blocks.StructBlock):
    """The evening, minute by minute."""

    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, default=[
        {"minutes": 15, "kind": "check-in", "text": "", "who": "", "material": ""},
        {"minutes": 8, "kind": "check-out", "text": "", "who": "", "material": ""},
    ])  # fmt: skip

    class Meta:
        icon = "time"
        label = _("Plan of the evening")
        group = _("The evening")
        template = "modules/blocks/session_plan.html"
        value_class = PlanValue
        description = _("What happens, in its order. Check-in first, check-out last; the sum is shown.")
        preview_value = {
            "steps": [
                {"minutes": 20, "kind": "welcome", "text": "Mat og velkommen", "who": "Alle", "material": ""},
                {"minutes": 15, "kind": "check-in", "text": "Innsjekk: Nøkler", "who": "Alle", "material": ""},
            ]
        }


class BankBlock(SnippetChooserBlock):
    """An exercise of the bank: its id, which follows the bank, or in a pinned text a copy of its words."""

    def to_python(self, value: int | dict | None) -> Model | None:
        """Give the exercise."""
        return self._copied(value) if isinstance(value, dict) else super().to_python(value)

    def bulk_to_python(self, values: Iterable[int | dict | None]) -> list[Model | None]:
        """Give several, those of the bank with one query; none where all are copies."""
        values = list(values)
        ids = [None if isinstance(value, dict) else value for value in values]
        found = super().bulk_to_python(ids) if any(ids) else ids
        return [
            self._copied(value) if isinstance(value, dict) else row for value, row in zip(values, found, strict=True)
        ]

    def get_prep_value(self, value: Model | None) -> int | dict | None:
        """Give what is stored: a copy stays one, so that what is made of it is kept apart from what follows the
        bank."""
        copy = getattr(value, "copied_words", None)
        return copy if copy is not None else super().get_prep_value(value)

    def _copied(self, words: dict) -> Model:
        exercise = self.model_class(pk=words["id"], **{name: said for name, said in words.items() if name != "id"})
        exercise.copied_words = words
        return exercise


# To migrations it is the chooser it was: what it can read besides is no matter of the database.
DECONSTRUCT_ALIASES = {BankBlock: "wagtail.snippets.blocks.SnippetChooserBlock"}


class ExerciseEntryBlock(blocks.StructBlock):
    """One exercise: from the bank, of its own, or from the bank with something added."""

    exercise = BankBlock("modules.Exercise", label=_("From the bank"), required=False)
    name = blocks.CharBlock(label=_("Or a name of its own"), max_length=80, required=False)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240, required=False)
    how = blocks.RichTextBlock(label=_("How to do it"), features=PARAGRAPHS, required=False, help_text=MARKS)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for an exercise of the bank or for words."""
        result = super().clean(value)
        if not (result["exercise"] or result["how"]):
            raise ValidationError(_("Choose an exercise from the bank, or say how it is done."))
        return result


class ExercisesBlock(blocks.StructBlock):
    """What the group does together."""

    items = blocks.ListBlock(ExerciseEntryBlock(), label=_("Exercises"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Exercises")
        group = _("The evening")
        template = "modules/blocks/exercises.html"
        description = _("What the group does together, from the exercise bank or of its own.")
        preview_value = {
            "items": [{"exercise": None, "name": "Alderslinja", "minutes": 25, "how": "<p>Legg kort.</p>"}]
        }


class ReflectionBlock(blocks.StructBlock):
    """Questions to think about."""

    questions = blocks.ListBlock(blocks.CharBlock(max_length=240, label=_("Question")), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Reflection")
        group = _("The evening")
        template = "modules/blocks/reflection.html"
        description = _("Open questions without a right answer. At most three.")
        preview_value = {"questions": ["Hvorfor vil jeg bli bydelsmor?"]}


class DilemmaBlock(blocks.StructBlock):
    """A small story without an easy answer."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    story = blocks.RichTextBlock(label=_("Story"), features=PARAGRAPHS)
    questions = blocks.ListBlock(blocks.CharBlock(max_length=240, label=_("Question")), label=_("Questions"))

    class Meta:
        icon = "openquote"
        label = _("Dilemma")
        group = _("The evening")
        template = "modules/blocks/dilemma.html"
        description = _("A small story to talk about. Nobody in it can be recognised.")
        preview_value = {
            "title": "Ved leggetid",
            "story": "<p>Barnet vil ikke sove.</p>",
            "questions": ["Hva gjør du?"],
        }


class AnswerBlock(blocks.StructBlock):
    """One answer and what to say to it."""

    text = blocks.CharBlock(label=_("Answer"), max_length=160)
    is_right = blocks.BooleanBlock(label=_("This is right"), required=False)
    reply = blocks.CharBlock(
        label=_("What we say to it"), max_length=240, help_text=_("Kind, and with the reason. Nothing is stored.")
    )


class QuizQuestionBlock(blocks.StructBlock):
    """One question with its answers."""

    question = blocks.CharBlock(label=_("Question"), max_length=240)
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=5)


class QuizBlock(blocks.StructBlock):
    """Questions she can try for herself."""

    questions = blocks.ListBlock(QuizQuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "tick-inverse"
        label = _("Quiz")
        group = _("The evening")
        template = "modules/blocks/quiz.html"
        description = _("She opens an answer and sees at once what we say to it. Nothing is stored.")
        preview_value = {
            "questions": [
                {
                    "question": "Hva koster tolk hos legen?",
                    "answers": [
                        {"text": "Ingenting", "is_right": True, "reply": "Ja. Helsetjenesten betaler."},
                        {"text": "500 kroner", "is_right": False, "reply": "Nei, tolk er gratis for deg."},
                    ],
                }
            ]
        }


class WorksheetBlock(blocks.StructBlock):
    """A sheet to fill in."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    intro = blocks.CharBlock(label=_("Introduction"), max_length=240, required=False)
    items = blocks.ListBlock(blocks.CharBlock(max_length=240, label=_("Line")), label=_("Lines"), min_num=1)

    class Meta:
        icon = "form"
        label = _("Worksheet")
        group = _("The evening")
        template = "modules/blocks/worksheet.html"
        description = _("Questions to answer on paper or together.")
        preview_value = {"title": "Møteplanen", "intro": "", "items": ["Tre ting jeg vil si"]}


class HomeTaskBlock(blocks.StructBlock):
    """Something small to do before the next evening."""

    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPHS)

    class Meta:
        icon = "home"
        label = _("Home task")
        group = _("The evening")
        template = "modules/blocks/home_task.html"
        description = _("One small thing to try before the next evening.")
        preview_value = {"text": "<p>Fortell én kvinne hva en bydelsmor er.</p>"}
