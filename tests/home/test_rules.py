"""How a search compares words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.rules import did_you_mean, fold, points, words_in

KNOWN = {fold(word): word for word in ["legevakt", "barnehage", "samtykke", "krisesenter", "økonomi"]}


@pytest.mark.parametrize(
    ("one", "other"), [("ØKONOMI", "økonomi"), ("Café", "cafe"), ("أُمّ الحي", "ام الحي"), ("شهادة", "شهاده")]
)
def test_words_that_look_alike_compare_equal(one, other):
    assert fold(one) == fold(other)


def test_beginning_and_part_of_a_word_fit():
    assert points(["lege"], fold("Legevakt"), "")
    assert points(["vakt"], fold("Legevakt"), "")
    assert not points(["vak"], fold("Legevakt"), "")  # three letters stand in too many words


def test_every_word_of_the_question_must_fit():
    assert points(["gratis", "advokat"], fold("Gratis hjelp"), fold("Snakk med en advokat"))
    assert not points(["gratis", "tannlege"], fold("Gratis hjelp"), fold("Snakk med en advokat"))


def test_title_comes_before_text_and_whole_word_before_part():
    title = points(["barn"], fold("Barn og skole"), "")
    assert title > points(["barn"], fold("Barnehage"), "") > points(["barn"], "", fold("Et barn"))


def test_empty_question_fits_nothing():
    assert points([], "alt", "alt") == 0


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("legevkt", "legevakt"),
        ("Krisesentr", ""),  # the beginning of a word is not wrong
        ("krisesnter nå", "krisesenter nå"),
        ("legevakt", ""),
        ("qqqqqq", ""),
        ("bil", ""),
    ],
)
def test_slip_of_the_finger_is_mended(asked, meant):
    assert did_you_mean(asked, KNOWN | {"krisesentre": "krisesentre"}) == meant


@given(st.text(max_size=80))
def test_any_question_can_be_asked(asked):
    points(words_in(asked), "legevakt", "lege")
    meant = did_you_mean(asked, KNOWN)
    assert did_you_mean(meant, KNOWN) == ""  # what is suggested needs no further mending
