"""Propose women of a cohort, confirm proposals for a ceremony, send one back, ask for the end of a paper."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment

from ..dashboards import Candidate
from ..dashboards.completion import Proposed
from ..models import CompletionDecision, RegisterEntry
from ..rules import REPLACING, WITHDRAWING, Refusal
from .drawn import check_drawn
from .sentences import SENTENCES, RefusingForm

Outcome = CompletionDecision.Outcome


class ProposingForm(RefusingForm):
    """For each woman who can be proposed: what she is to get, and why if she has less than the rule asks for."""

    def __init__(self, *args, candidates: Sequence[Candidate], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = [each for each in candidates if each.can_be_proposed]
        for each in self.candidates:
            key = each.enrolment.public_id
            self.fields[f"outcome_{key}"] = forms.ChoiceField(
                label=_("What she gets"),
                required=False,
                choices=[("", _("Nothing yet")), *Outcome.choices],
                initial=Outcome.DIPLOMA if each.fulfilled and each.name_confirmed else "",
            )
            if not each.fulfilled:
                self.fields[f"reason_{key}"] = forms.CharField(
                    label=_("Why she gets the diploma all the same"),
                    required=False,
                    max_length=400,
                    widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                )

    def rows(self) -> list[tuple[Candidate, forms.BoundField, forms.BoundField | None]]:
        """Give each woman with her fields."""
        keys = [(each, each.enrolment.public_id) for each in self.candidates]
        return [
            (each, self[f"outcome_{key}"], self[f"reason_{key}"] if f"reason_{key}" in self.fields else None)
            for each, key in keys
        ]

    def clean(self) -> dict:
        """Ask for a reason beside each woman who has less than the rule asks for."""
        for each in self.candidates:
            key = each.enrolment.public_id
            wanted = self.cleaned_data.get(f"outcome_{key}")
            if wanted == Outcome.DIPLOMA and not each.fulfilled and not self.cleaned_data.get(f"reason_{key}"):
                self.add_error(f"reason_{key}", SENTENCES[Refusal.REASON_NEEDED])
        return self.cleaned_data

    def chosen(self) -> list[tuple[Enrolment, CompletionDecision.Outcome, str]]:
        """Give who is proposed for what, and why."""
        said = self.cleaned_data
        chosen = [(each.enrolment, said[f"outcome_{each.enrolment.public_id}"]) for each in self.candidates]
        return [
            (place, Outcome(wanted), said.get(f"reason_{place.public_id}", "")) for place, wanted in chosen if wanted
        ]

    def refuse_some(self, refused: Mapping[int, str]) -> None:
        """Say beside each woman why she was not proposed."""
        for each in self.candidates:
            if code := refused.get(each.enrolment.pk):
                self.add_error(f"outcome_{each.enrolment.public_id}", SENTENCES[code])


class CeremonyForm(RefusingForm):
    """Where and when the diplomas are handed over, and which of the proposals are confirmed."""

    given_at = forms.CharField(
        label=_("Place of the ceremony"),
        max_length=80,
        help_text=_("The town, as it stands beside the date on the diploma."),
        validators=[check_drawn],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    given_on = forms.DateField(label=_("Day of the ceremony"), widget=forms.DateInput(attrs={"type": "date"}))
    chosen = forms.MultipleChoiceField(
        label=_("Confirm for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one woman.")},
    )

    def __init__(self, *args, proposed: Sequence[Proposed], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = [each for each in proposed if each.name]
        names = [(str(each.decision.public_id), each.name) for each in self.proposed]
        self.fields["chosen"].choices = names
        self.fields["chosen"].initial = [key for key, _name in names]

    def decisions(self) -> list[CompletionDecision]:
        """Give the proposals that were chosen."""
        chosen = set(self.cleaned_data["chosen"])
        return [each.decision for each in self.proposed if str(each.decision.public_id) in chosen]

    def refuse_some(self, refused: Mapping[int, str]) -> None:
        """Say for each that was not confirmed why."""
        for each in self.proposed:
            if code := refused.get(each.decision.pk):
                self.add_error(None, f"{each.name}: {SENTENCES[code]}")


class ReturnForm(RefusingForm):
    """Why a proposal is sent back."""

    answer = forms.CharField(
        label=_("Why it is sent back"),
        max_length=400,
        help_text=_("Whoever proposed her reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class EndForm(RefusingForm):
    """Why a paper is to be withdrawn or, if it can be, replaced."""

    why = forms.ChoiceField(label=_("What has happened?"), widget=forms.RadioSelect)

    def __init__(self, *args, can_be_replaced: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = (*REPLACING, *WITHDRAWING) if can_be_replaced else WITHDRAWING
        self.fields["why"].choices = [(each.value, each.label) for each in RegisterEntry.Why if each.value in offered]
