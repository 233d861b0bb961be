"""Codes are read back however carelessly they are typed, and numbers are those of the programme."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.credentials.rules import (
    CARD,
    Refusal,
    Standpoint,
    check_sign,
    draw_code,
    name_proof,
    normalised,
    number_of,
    series_of,
    shown,
    why_not_confirmed,
    why_not_proposed,
)
from cohorts.credentials.rules.codes import SIGNS


@settings(deadline=None)  # the first example pays for what is imported
@given(st.text(SIGNS, min_size=15, max_size=15), st.randoms())
def test_code_is_read_back_however_it_is_typed(drawn: str, chance: random.Random):
    code = drawn + check_sign(drawn)
    typed = shown(code).lower().replace("-", chance.choice([" ", "", "-", " - "]))
    typed = "".join(chance.choice({"0": "0oO٠०", "1": "1iIlL١", "3": "3٣۳"}.get(sign, sign)) for sign in typed)
    assert normalised(f" {typed} ") == code
    assert normalised(typed.removeprefix("bm")) == code


@given(st.integers(0, 15), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(place: int, sign: str):
    code = draw_code()
    wrong = code[:place] + sign + code[place + 1 :]
    assert (normalised(wrong) is None) == (wrong != code)


@given(st.integers(0, 15), st.integers(0, 15))
def test_two_signs_in_the_wrong_order_are_noticed(one: int, other: int):
    code = draw_code()
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    assert (normalised("".join(signs)) is None) == ("".join(signs) != code)


@pytest.mark.parametrize(
    "typed", ["", "BM", "BM-UUUU-UUUU-UUUU-UUUU", "BM-0000-0000-0000-000", "١٢٣٤١٢٣٤١٢٣٤١٢٣٤", "x" * 500]
)
def test_what_cannot_be_a_code_is_none(typed: str):
    assert normalised(typed) is None


def test_name_is_proven_without_regard_to_case_accents_and_spaces():
    code = draw_code()
    assert name_proof(code, "Amal  El-Haddád") == name_proof(code, "amal el haddad")
    assert name_proof(code, "أمل حداد") != name_proof(code, "Amal Haddad")
    assert name_proof(code, "Amal") != name_proof(draw_code(), "Amal")


def test_numbers_are_those_of_the_programme():
    assert number_of(series_of("NO", "ALN", 2027), 3) == "NO-ALN-2027-003"
    assert number_of(series_of("NO", "ALN", 2027, CARD), 1234) == "NO-ALN-K-2027-1234"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (Standpoint(True, False, True, False), None),
        (Standpoint(False, False, True, True), Refusal.NOT_IN_COURSE),
        (Standpoint(True, True, True, True), Refusal.ALREADY_PROPOSED),
        (Standpoint(True, False, False, False, "Hun kan alt"), Refusal.COURSE_NOT_OVER),
        (Standpoint(True, False, False, True, "  "), Refusal.REASON_NEEDED),
        (Standpoint(True, False, False, True, "Hun kan alt"), None),
    ],
)
def test_who_has_less_than_the_rule_asks_for_needs_a_reason(facts, refusal):
    assert why_not_proposed(facts) == refusal


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"proposed_by": 1, "confirmed_by": 2, "is_open": True, "name_confirmed": True}, None),
        ({"proposed_by": 1, "confirmed_by": 1, "is_open": True, "name_confirmed": True}, Refusal.SAME_PERSON),
        ({"proposed_by": 1, "confirmed_by": 2, "is_open": False, "name_confirmed": True}, Refusal.DECIDED_ALREADY),
        ({"proposed_by": 1, "confirmed_by": 2, "is_open": True, "name_confirmed": False}, Refusal.NAME_NOT_CONFIRMED),
    ],
)
def test_a_second_person_confirms_once_she_has_confirmed_her_name(asked, refusal):
    assert why_not_confirmed(**asked) == refusal
