"""The plan of an evening: its sum against the evening, check-in first and check-out last; saved all the same."""

import html
import json
import re

import pytest
from django.urls import reverse

from modules.blocks.evening import STEP_KINDS
from modules.blocks.plan import plan_sentences
from modules.models import ModulePage
from modules.rules import PlanCode, PlanStep, check_plan
from modules.rules.plan import BEFORE_CHECK_IN, CHECK_IN, CHECK_OUT
from tests.factories.curriculum import make_edition
from tests.factories.modules import make_module
from tests.factories.people import UserFactory


def plan(*steps: tuple[str, int]) -> list[PlanStep]:
    return [PlanStep(kind, minutes) for kind, minutes in steps]


WHOLE = [("welcome", 20), ("check-in", 15), ("input", 137), ("check-out", 8)]


def test_plan_that_fills_its_evening_is_fine():
    assert check_plan(plan(*WHOLE), [180]) == []
    assert check_plan(plan(*WHOLE)) == []


@pytest.mark.parametrize(("minutes", "code", "total"), [(197, PlanCode.TOO_LONG, 240), (100, PlanCode.TOO_SHORT, 143)])
def test_plan_of_another_length_is_held_against_each_evening(minutes, code, total):
    steps = plan(("welcome", 20), ("check-in", 15), ("input", minutes), ("check-out", 8))
    assert [(each.code, each.total, each.length) for each in check_plan(steps, [180, 180])] == [(code, total, 180)]
    assert [each.length for each in check_plan(steps, [180, total])] == [180]


@pytest.mark.parametrize(
    ("kinds", "codes"),
    [
        (["input", "check-in", "check-out"], [PlanCode.NO_CHECK_IN]),
        (["check-in", "check-out", "questions"], [PlanCode.NO_CHECK_OUT]),
        (["input"], [PlanCode.NO_CHECK_IN, PlanCode.NO_CHECK_OUT]),
        ([], [PlanCode.NO_CHECK_IN, PlanCode.NO_CHECK_OUT]),
    ],
)
def test_plan_begins_and_ends_with_the_group(kinds, codes):
    assert [each.code for each in check_plan(plan(*((kind, 10) for kind in kinds)))] == codes


def test_rule_speaks_of_kinds_that_steps_can_have():
    assert {CHECK_IN, CHECK_OUT, *BEFORE_CHECK_IN} <= {kind for kind, _label in STEP_KINDS}


def test_there_is_a_sentence_for_everything_that_can_be_found():
    assert set(PlanCode) <= plan_sentences().keys()


def test_new_plan_begins_with_check_in_and_ends_with_check_out():
    steps = ModulePage._meta.get_field("body").stream_block.child_blocks["session_plan"].get_default()["steps"]
    kinds = [step["kind"] for step in steps]
    assert (kinds[0], kinds[-1]) == ("check-in", "check-out")


@pytest.mark.django_db
def test_editor_is_told_how_long_the_evening_of_the_edition_is(home, client):
    page = make_module()
    edition = make_edition(modules=[page], evening_minutes=150)
    client.force_login(UserFactory(is_superuser=True))
    written = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    lengths = json.loads(html.unescape(re.search(r'data-lengths="([^"]*)"', written)[1]))
    assert lengths == [{"edition": edition.code, "length": 150}]
    assert "js/plan-sum.js" in written


@pytest.mark.django_db
def test_plan_of_240_minutes_is_saved_all_the_same(home):
    steps = [
        {"minutes": 232, "kind": "check-in", "text": "Lenge"},
        {"minutes": 8, "kind": "check-out", "text": "Slutt"},
    ]
    page = make_module(body=[{"type": "session_plan", "steps": steps}])
    assert page.body[0].value.total == 240
