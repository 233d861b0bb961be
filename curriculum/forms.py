"""Forms of the secretariat for editions, and the sentences for what the rules and actions refuse."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit.refusing import RefusingForm
from lms.people.models import Country, User
from modules.models import ModulePage

from .figures import WAY_WORDS, NewText
from .models import CompletionRule, CurriculumEdition, EditionModule, countries_edited_by
from .rules import EditionCode, OrderCode, Way

SENTENCES: dict[str, str | Promise] = {
    EditionCode.NO_MODULES: _("There are no modules yet."),
    EditionCode.POSITION_TAKEN_TWICE: _("Two modules have the same number."),
    EditionCode.POSITION_GAP: _("A number is missing in the order. The first module is number 1."),
    EditionCode.MODULE_TWICE: _("A module stands in the edition twice."),
    EditionCode.HOURS_NOT_POSITIVE: _("A module has no hours."),
    EditionCode.HOURS_DIFFER_FROM_EVENING: _("The hours are not those of one evening."),
    EditionCode.FIRST_IS_NO_FRAME: _("The first module must be one that opens the course."),
    EditionCode.LAST_IS_NO_FRAME: _("The last module must be one that closes the course."),
    EditionCode.EVENING_NOT_POSITIVE: _("An evening needs a length."),
    EditionCode.SIZE_TURNED_ROUND: _("The smallest cohort cannot be larger than the largest."),
    EditionCode.NO_RULE: _("There is no rule of completion yet."),
    EditionCode.SHARE_OUT_OF_RANGE: _("The share must be between 1 and 100 per cent."),
    EditionCode.MANDATORY_UNKNOWN: _("The rule asks for a module that is not in the edition."),
    EditionCode.MORE_MANDATORY_THAN_MODULES: _(
        "The rule asks for more modules than there are. Nobody could fulfil it."
    ),
    OrderCode.NOT_FIRST: _("Another module stands before the one that opens the course."),
    OrderCode.NOT_LAST: _("Another module stands after the one that closes the course."),
    OrderCode.TOO_EARLY: _("A module stands before one it builds upon."),
    "no_way": _("Choose at least one way, or say that a missed module cannot be made up."),
    "unpublished_module": _("A module has no published text."),
    "reason_needed": _("Give a reason. It is kept with the edition."),
    "not_a_draft": _("Somebody else has released this edition. It can no longer be changed."),
    "not_released": _("This edition is not in use."),
    "name_taken": _("There is already an edition with this code and name."),
    "has_copies": _("A draft that was copied cannot be thrown away."),
    "nothing_to_correct": _("There is no text in this language to correct."),
    "already_pinned": _("This text already counts. Publish the corrected text first."),
    "already_translated": _("There is a text in this language already. Correct it instead."),
    "other_text": _("This text belongs to another module or language."),
    "second_person": _(
        "This module is sensitive, and nobody else has approved the text. Another person in the secretariat must "
        "approve it, or let it count."
    ),
    "is_draft": _("A draft has no texts of its own yet."),
}
"""What a person reads for a code. A test asks for every code there is."""


class EditionForm(RefusingForm):
    """The facts of an edition."""

    sentences = SENTENCES


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FactsForm(EditionForm):
    """What can be changed of a draft."""

    label = forms.CharField(
        label=_("Name of the edition"),
        max_length=60,
        help_text=_("For example the year it begins."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=_day())
    evening_minutes = forms.IntegerField(label=_("Minutes of an evening"), min_value=1, max_value=600, initial=180)
    size_min = forms.IntegerField(label=_("Women in a cohort, at least"), min_value=1, max_value=200, initial=18)
    size_max = forms.IntegerField(label=_("Women in a cohort, at most"), min_value=1, max_value=200, initial=25)


class _OfCountry(EditionForm):
    """A new edition belongs to a country she looks after."""

    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.none(), empty_label=None)
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Country and number of modules, for example NO-17."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        countries = Country.objects.filter(code__in=countries_edited_by(by))
        self.fields["country"].queryset = countries
        self.fields["country"].initial = countries.first()


class NewEditionForm(FactsForm, _OfCountry):
    """A draft without modules."""

    field_order = ("country", "code", "label")


class CopyForm(_OfCountry):
    """A draft with the modules and the rule of another edition."""

    label = FactsForm.base_fields["label"]
    valid_from = FactsForm.base_fields["valid_from"]
    field_order = ("country", "code", "label", "valid_from")


class RuleForm(EditionForm):
    """When the education is completed."""

    percent = forms.IntegerField(label=_("Share of the modules, in per cent"), min_value=1, max_value=100, initial=80)
    catch_up_allowed = forms.BooleanField(label=_("A missed module can be made up"), required=False)
    max_catch_ups = forms.IntegerField(
        label=_("How many modules made up may count"),
        min_value=0,
        max_value=50,
        required=False,
        help_text=_("Leave it empty if all count."),
    )
    ways = forms.MultipleChoiceField(
        label=_("How can it be made up?"),
        choices=list(WAY_WORDS.items()),
        initial=[way.value for way in Way],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    late_minutes = forms.IntegerField(
        label=_("Minutes late that still count as there"), min_value=0, max_value=600, initial=30
    )

    @staticmethod
    def initial_of(rule: CompletionRule | None) -> dict:
        """Give the values of a stored rule."""
        if rule is None:
            return {}
        return {
            "percent": int(rule.share * 100),
            "catch_up_allowed": rule.catch_up_allowed,
            "max_catch_ups": rule.max_catch_ups,
            "late_minutes": rule.late_minutes,
            "ways": [way.value for way in Way if way in rule.ways],
        }

    def clean(self) -> dict:
        """Ask for a way where a module can be made up."""
        cleaned = super().clean()
        if cleaned.get("catch_up_allowed") and not cleaned.get("ways") and "ways" not in self.errors:
            self.add_error("ways", SENTENCES["no_way"])
        return cleaned

    def rule(self) -> dict:
        """Give the clean values as `set_rule` takes them."""
        data = dict(self.cleaned_data)
        return {"share": Decimal(data.pop("percent")) / 100, **data}


class ReleaseForm(EditionForm):
    """Release, with a reason where something is open."""

    reason = forms.CharField(
        label=_("Why it can be released with open to-dos"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, needs_reason: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class PinForm(EditionForm):
    """Let a newly published text count in an edition."""

    language = forms.ChoiceField(label=_("Text"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What was wrong"),
        max_length=600,
        help_text=_("Coordinators of running courses read it: “The law has changed.”"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, offered: Sequence[NewText], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {text.code: text for text in offered}
        self.fields["language"].choices = [(text.code, text.name) for text in offered]
        self.fields["language"].initial = next(iter(self._offered), None)

    @property
    def text(self) -> NewText:
        """Give the chosen text of a valid form."""
        return self._offered[self.cleaned_data["language"]]


class ModulesForm(EditionForm):
    """All modules there are; those with a number stand in the edition."""

    PARTS = ("number", "hours", "mandatory", "title", "title_is_proposal")

    def __init__(self, *args, modules: Iterable[ModulePage], places: Iterable[EditionModule], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.module_id: place for place in places}
        held = [self._places[module.pk].position if module.pk in self._places else 10_000 for module in modules]
        self._modules = [
            module for _number, module in sorted(zip(held, modules, strict=True), key=lambda each: each[0])
        ]
        for module in self._modules:
            self._offer(module, self._places.get(module.pk))

    def _offer(self, module: ModulePage, place: EditionModule | None) -> None:
        fields = {
            "number": forms.IntegerField(
                label=_("Number"), min_value=1, max_value=99, required=False, initial=place and place.position
            ),
            "hours": forms.DecimalField(
                label=_("Hours"),
                min_value=Decimal("0.25"),
                max_value=24,
                decimal_places=2,
                initial=f"{place.hours.normalize():f}" if place else 3,
            ),
            "mandatory": forms.BooleanField(
                label=_("Mandatory"), required=False, initial=bool(place and place.mandatory)
            ),
            "title": forms.CharField(
                label=_("Own title in this edition"),
                max_length=80,
                required=False,
                initial=place.title if place else "",
                widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            ),
            "title_is_proposal": forms.BooleanField(
                label=_("The title is a proposal"), required=False, initial=bool(place and place.title_is_proposal)
            ),
        }
        self.fields |= {f"{part}_{module.pk}": field for part, field in fields.items()}

    @property
    def rows(self) -> list[tuple[ModulePage, list[forms.BoundField]]]:
        """Give each module with its fields, those of the edition first."""
        return [(module, [self[f"{part}_{module.pk}"] for part in self.PARTS]) for module in self._modules]

    def places(self) -> list[dict]:
        """Give the clean values of each place as `Place` takes them."""
        found = []
        for module in self._modules:
            values = {part: self.cleaned_data[f"{part}_{module.pk}"] for part in self.PARTS}
            position, old = values.pop("number"), self._places.get(module.pk)
            if position:
                kept = {"phase": old.phase, "note": old.note} if old else {}
                found.append({"module": module, "position": position} | values | kept)
        return found


def facts_of(edition: CurriculumEdition) -> dict:
    """Give the values of an edition as `FactsForm` shows them."""
    return {name: getattr(edition, name) for name in FactsForm.base_fields}
