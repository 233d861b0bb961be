"""What the editor shows above the parts of a module: how long its evening takes, counted while she types."""

import json
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.panels import Panel
from wagtail.models import Page


def evening_lengths(page: Page) -> list[tuple[str, int]]:
    """Give for which editions a module's plan is written and how many minutes their evenings have.

    Whoever knows editions stands above this floor and answers through the hook `module_evening_lengths`.
    """
    return [each for hook in hooks.get_hooks("module_evening_lengths") for each in hook(page)]


def plan_sentences() -> dict[str, str]:
    """Give what is said of a plan, by the codes of `modules.rules.PlanCode`, with places for the
    numbers: {total}, {length}, {difference}, {edition}."""
    return {
        "total": _("Together the steps take {total} minutes."),
        "fits": _("That is the evening of {edition}."),
        "too-long": _(
            "That is {difference} minutes more than an evening of {edition} has ({length}). "
            "You can save all the same; shorten a step, or leave one for another evening."
        ),
        "too-short": _("That is {difference} minutes less than an evening of {edition} has ({length})."),
        "no-check-in": _("Every evening begins with a check-in, after food and welcome."),
        "no-check-out": _("Every evening ends with a check-out."),
    }


class PlanPanel(Panel):
    """Brings sentences and lengths into the editor; a script shows them with the plan itself."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "modules/admin/plan_panel.html"

        @cached_property
        def media(self) -> forms.Media:
            """Load what counts."""
            return forms.Media(js=["js/plan-sum.js"], css={"all": ["css/plan-sum.css"]})

        def get_context_data(self, parent_context: Any = None) -> dict:
            """Hand over what the script says and knows."""
            by_length: dict[int, list[str]] = {}
            for code, minutes in evening_lengths(self.instance):
                by_length.setdefault(minutes, []).append(code)
            lengths = [{"edition": ", ".join(codes), "length": minutes} for minutes, codes in by_length.items()]
            return super().get_context_data(parent_context) | {
                "lengths": json.dumps(lengths),
                "sentences": json.dumps(plan_sentences()),
            }
