"""Places in a text that each district fills in: their names hold, and numbers in what was written can be called."""

import pytest

from modules.rules import (
    is_shelter,
    named_throughout,
    phones_in,
    slot_key,
    slots_in,
    tells_where,
    with_named_slots,
    with_slots,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("helsestasjon", "helsestasjon"), ("NAV-kontor", "nav-kontor"), ("Utlånssentral ", "utlanssentral"),
        ("organisatorisk frivillig", "organisatorisk-frivillig"),
        ("Öppen förskola", "oppen-forskola"), ("المكتبة", "المكتبة"),
        ("R&amp;D", "r-d"), ("  ", ""),
    ],
)  # fmt: skip
def test_key_is_the_name_whatever_its_spelling(name, key):
    assert slot_key(name) == key


@pytest.mark.parametrize("mark", ["[lokalt: PPT]", "[LOKALT:ppt]", "[local:  PPT ]"])
def test_slot_has_one_key_in_every_language(mark):
    assert [slot.key for slot in slots_in(f"<p>Ring {mark} nå.</p>")] == ["ppt"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Helsestasjonen [lokalt]", "Helsestasjonen [lokalt: Helsestasjonen]"),
        ("<p>Først.</p><p>Skolen (rektor) [lokalt].</p>", "<p>Først.</p><p>Skolen (rektor) [lokalt: rektor].</p>"),
        ("<li>[local]</li>", "<li>[local: local]</li>"),
        ("Ring [lokalt: ]", "Ring [lokalt: Ring]"),
        ("Bydelen [lokalt: PPT]", "Bydelen [lokalt: PPT]"),
    ],
)  # fmt: skip
def test_slot_without_a_name_gets_the_words_before_it(text, named):
    assert with_named_slots(text) == named
    assert with_named_slots(named) == named


def test_names_are_given_throughout_a_stored_block():
    raw = [{"type": "help", "id": "1", "value": {"entries": [{"name": "Skolen [lokalt]", "service": None}]}}]
    assert named_throughout(raw)[0]["value"]["entries"][0] == {"name": "Skolen [lokalt: Skolen]", "service": None}


def test_slot_says_in_which_sentence_it_stands():
    slot, other = slots_in("<p>Du kan ringe. Ring <b>PPT</b> [lokalt: PPT], eller skolen [lokalt: skolen].</p>")
    assert (slot.name, slot.sentence) == ("PPT", "Ring PPT …")
    assert other.sentence == "Ring PPT …, eller skolen …"


def test_each_slot_is_replaced_by_what_is_said_to_its_key():
    assert with_slots("PPT [lokalt: PPT] · Skolen [lokalt]", lambda key: f"<{key}>") == "PPT <ppt> · Skolen <skolen>"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kari Nes, 23 47 60 00, tirsdag 9–15", ["tel:23476000"]),
        ("+47 412 34 567 eller 02800", ["tel:+4741234567", "tel:02800"]),
        ("116 117 hele døgnet, 0668 Oslo, 2027, 10.12.2026, 10:30–12", ["tel:116117"]),
        ("123456789012345678", []),
        ("", []),
    ],
)
def test_numbers_are_found_and_nothing_else(text, numbers):
    assert [url for _start, _end, url in phones_in(text)] == numbers


@pytest.mark.parametrize("text", ["Storgata 5", "Demoveien 12 B", "0668 Oslo", "Nørregade 3", "ved Torgplass 1"])
def test_street_and_postal_place_are_recognised(text):
    assert tells_where(text)


@pytest.mark.parametrize("text", ["Ring 23 47 60 00, hele døgnet", "Du bestemmer selv", "Åpent 24 timer"])
def test_what_tells_no_place_passes(text):
    assert not tells_where(text)


def test_crisis_centre_is_recognised_in_every_language():
    assert all(is_shelter(name) for name in ("Krisesenteret", "Krisecenter", "Kvinnojouren", "Turvakoti", "Shelter"))
    assert not is_shelter("Biblioteket", "Helsestasjonen")
