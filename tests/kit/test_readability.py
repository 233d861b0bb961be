"""Sentences are told apart, and LIX counts as Björnsson's formula does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kit.readability import level_of, lix, sentences_in, words_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hei. Kom inn!", ["Hei.", "Kom inn!"]),
        ("<p>Hei</p><p>Kom inn</p>", ["Hei", "Kom inn"]),
        ("<ul><li>Én</li><li>To<ul><li>Tre</li></ul></li></ul>", ["Én", "To", "Tre"]),
        ("Det er onsdag 17. mai kl. 17.00. Kom!", ["Det er onsdag 17. mai kl. 17.00.", "Kom!"]),
        ("Ta med noe, f.eks. Brød. Vi spiser.", ["Ta med noe, f.eks. Brød.", "Vi spiser."]),
        ("«Jeg er sliten.» «Vil du fortelle?»", ["«Jeg er sliten.»", "«Vil du fortelle?»"]),
        ("مرحبا. كيف حالك؟", ["مرحبا.", "كيف حالك؟"]),
        ("«Hjemme kl. 22» · «Mor leser alt»", ["«Hjemme kl. 22»", "«Mor leser alt»"]),
        ("<b>Mor</b>&nbsp;&amp; barn", ["Mor & barn"]),
        ("– ! 12 …", []),
        ("", []),
    ],
)
def test_sentences_are_told_apart(text, sentences):
    assert sentences_in(text) == sentences


def test_words_are_counted_without_numbers_and_signs():
    assert words_in("Ring 116 117 – helsesykepleieren på SFO/AKS!") == ["Ring", "helsesykepleieren", "på", "SFO", "AKS"]


def test_lix_is_words_a_sentence_plus_the_share_of_long_words():
    # 40 words in 4 sentences: 10; 8 of them have more than six letters: 20.
    sentence = "en to tre fire fem seks sju åtte bydelsmor kommune."
    assert lix([sentence] * 4) == 30


def test_lix_of_few_words_is_not_told():
    assert lix(["Kom inn og sett deg."]) is None
    assert lix([]) is None


@pytest.mark.parametrize(
    ("number", "level"),
    [
        (0, "very_easy"),
        (29, "very_easy"),
        (30, "easy"),
        (40, "medium"),
        (50, "hard"),
        (60, "very_hard"),
        (99, "very_hard"),
    ],
)
def test_number_has_a_word(number, level):
    assert level_of(number) == level


@given(st.text(max_size=400))
def test_no_text_is_too_strange(text):
    sentences = sentences_in(text)
    assert all(words_in(sentence) for sentence in sentences)
    number = lix(sentences)
    assert number is None or number > 0
