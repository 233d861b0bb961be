"""Marks in texts, words of the glossary, short addresses: plain Python."""

import pytest

from modules.rules import LOCAL, draw_slug, first_use, forms_of, marks_in, minutes_to_read, plain, without_checks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Maksprisen endrer seg [kontroller].", "Maksprisen endrer seg."),
        ("<p>Barn: 60 minutter [kontroller råd]. Mer.</p>", "<p>Barn: 60 minutter. Mer.</p>"),
        ("Grensen [kontroller: endret i 2025]", "Grensen"),
        ("Prisen [check the price] i dag", "Prisen i dag"),
        ("Uten merke", "Uten merke"),
        ("Helsestasjonen [lokalt]", "Helsestasjonen [lokalt]"),
    ],
)
def test_readers_get_a_text_without_its_marks(text, shown):
    assert without_checks(text) == shown


def test_mark_is_given_with_its_sentence_and_what_was_written_into_it():
    marks = marks_in("<p>Alle kan søke. Prisen har et tak [kontroller]. Du kan bytte lege [kontroller hvor ofte].</p>")
    assert [(mark.sentence, mark.what) for mark in marks] == [
        ("Prisen har et tak", ""),
        ("Du kan bytte lege", "hvor ofte"),
    ]


def test_places_for_the_district_are_found():
    assert len(LOCAL.findall("Skolen [lokalt] · PPT [LOKALT] · [local] · [kontroller lokalt]")) == 3


def test_slug_is_short_and_drawn_anew():
    slugs = {draw_slug() for _ in range(200)}
    assert len(slugs) == 200
    assert all(len(slug) == 6 and slug.isascii() and not set(slug) & set("aeiouyl01") for slug in slugs)


@pytest.mark.parametrize(
    ("term", "forms"),
    [("SFO / AKS", ["SFO", "AKS"]), ("vise videre, henvise", ["vise videre", "henvise"]), ("NAV", ["NAV"])],
)
def test_word_with_two_forms_is_found_under_both(term, forms):
    assert forms_of(term) == forms


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("Et samtykke er et ja.", "samtykke"),
        ("<p>Samtykke <b>samtykke</b></p>", "Samtykke"),
        ('<a href="/x/samtykke">samtykke</a> og samtykke', "samtykke"),
        ("<h3>samtykke</h3><p>Uten</p>", None),
        ("samtykkeerklæring", None),
        ("ikke-samtykke", None),
    ],
)
def test_word_is_found_where_it_first_stands_in_running_text(html, found):
    place = first_use(html, "samtykke")
    assert (html[slice(*place)] if place else None) == found


def test_word_in_a_link_is_passed_over():
    html = '<a href="/x/">vold</a> og vold'
    assert first_use(html, "vold") == (len(html) - 4, len(html))


def test_reading_takes_at_least_a_minute():
    assert minutes_to_read([""]) == 1
    assert minutes_to_read(["ord " * 650]) == 5


def test_plain_text_keeps_words_apart():
    assert plain("<ul><li>en</li><li>to</li></ul>") == "en to"
