"""Lists of women are read as people write them; numbers of registers are refused; cohorts go forward only."""

import pytest

from cohorts.roster.rules import (
    Facts,
    Line,
    Missing,
    Problem,
    SizeWarning,
    check_step,
    compare_lines,
    holds_birth_number,
    read_lines,
    size_warning,
)

LANGUAGES = {"arabisk": "ar", "arabic": "ar", "ar": "ar", "norsk": "nb", "dansk": "da"}


def lines(*rows: list[str], country: str = "NO") -> list[Line]:
    return read_lines(rows, country=country, languages=LANGUAGES)


def one(*cells: str, country: str = "NO") -> Line:
    return lines(list(cells), country=country)[0]


@pytest.mark.parametrize(
    "headings",
    [
        ["Navn", "Telefon", "Språk"],
        ["NAVN:", "Tlf.", "språk"],
        ["Navn", "Mobil nr.", "Sprog"],
        ["Full name", "Phone number", "Language"],
        ["Deltaker", "Mobilnummer", "Morsmål"],
    ],
)
def test_columns_are_found_by_their_headings(headings):
    found = lines(headings, ["Amina Yusuf", "412 34 567", "Arabisk"])
    assert found == [Line(2, "Amina Yusuf", "+4741234567", "412 34 567", "ar")]


def test_columns_may_stand_in_any_order_among_others():
    found = lines(["Tlf", "Merknad", "Etternavn", "Fornavn"], ["41234567", "glad i mat", "Yusuf", "Amina"])
    assert found == [Line(2, "Amina Yusuf", "+4741234567", "41234567")]


def test_title_above_the_headings_is_no_woman():
    assert [line.name for line in lines(["Vårkullet 2027"], ["Navn", "Telefon"], ["Amina", "41234567"])] == ["Amina"]


@pytest.mark.parametrize(
    "cells",
    [
        ["Amina Yusuf", "412 34 567"],
        ["412 34 567", "Amina Yusuf"],
        ["1", "Amina Yusuf", "+47 412 34 567"],
        ["Amina Yusuf 412 34 567"],
        ["Amina Yusuf: 0047 41234567"],
        ["+47 412 34 567 Amina Yusuf"],
        ["Yusuf, Amina", "41234567"],
        ["Amina", "Yusuf", "41-23-45-67"],
    ],
)
def test_name_and_phone_are_found_by_their_shape(cells):
    line = one(*cells)
    assert (line.name, line.phone, line.problems) == ("Amina Yusuf", "+4741234567", ())


def test_language_is_found_without_a_heading():
    assert one("Amina Yusuf", "41234567", "arabic").language == "ar"


@pytest.mark.parametrize(
    ("cells", "name", "language"),
    [
        (["Farida Ali; 412 34 567; arabisk"], "Farida Ali", "ar"),
        (["Farida Ali\t41234567\tarabisk"], "Farida Ali", "ar"),
        (["Farida Ali, 41234567, arabisk"], "Farida Ali", "ar"),
        (["Farida - 41234567 - arabisk"], "Farida", "ar"),
        (["Ali, Farida", "41234567"], "Farida Ali", ""),
        (["2) Farida Ali 41234567"], "Farida Ali", ""),
        (["Anne-Marie 41234567"], "Anne-Marie", ""),
    ],
)
def test_line_with_another_separator_keeps_its_name(cells, name, language):
    assert one(*cells) == Line(1, name, "+4741234567", one(*cells).typed_phone, language)
    under_headings = lines(["Navn", "Telefon"], ["Amina", "41234500"], cells)[1]
    assert (under_headings.name, under_headings.phone) == (name, "+4741234567")


@pytest.mark.parametrize("cells", [["Amina 41234567 / 41234568"], ["Amina", "41234567", "22 33 44 55"]])
def test_several_numbers_are_said_and_the_first_is_taken(cells):
    line = one(*cells)
    assert (line.name, line.phone, line.problems) == ("Amina", "+4741234567", (Problem.SEVERAL_PHONES,))
    assert line.is_taken


def test_two_women_in_a_line_are_not_taken():
    line = one("Amina, 41234567", "Farida, 41234568")
    assert line.problems == (Problem.TWO_WOMEN,)
    assert not line.is_taken


def test_danish_number_belongs_to_denmark():
    assert one("Sara", "20 12 34 56", country="DK").phone == "+4520123456"


def test_number_of_another_country_is_taken():
    assert one("Sara", "+46 70 123 45 67").phone == "+46701234567"


def test_arabic_name_is_a_name():
    assert one("أمل", "41234567").problems == ()


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["Amina"], Problem.NO_PHONE),
        (["Amina", "1234"], Problem.PHONE_INVALID),
        (["Amina", "412 34 56"], Problem.PHONE_INVALID),
        (["Amina", "999999999999999"], Problem.PHONE_INVALID),
        (["A", "41234567"], Problem.NAME_TOO_SHORT),
        (["41234567"], Problem.NO_NAME),
        (["x" * 121, "41234567"], Problem.NAME_TOO_LONG),
    ],
)
def test_problem_stands_beside_its_line(cells, problem):
    line = one(*cells)
    assert line.problems == (problem,)
    assert not line.is_taken


def test_same_number_twice_is_taken_once():
    first, second = lines(["Amina", "41234567"], ["Amina Yusuf", "+47 412 34 567"])
    assert (first.is_taken, second.problems) == (True, (Problem.TWICE_IN_LIST,))


def test_unknown_language_is_only_a_note():
    line = lines(["Navn", "Tlf", "Språk"], ["Amina", "41234567", "klingon"])[0]
    assert (line.problems, line.is_taken) == ((Problem.LANGUAGE_UNKNOWN,), True)


def test_woman_who_is_here_already_is_not_doubled():
    here, known, new = compare_lines(
        lines(["Amina", "41234567"], ["Kari", "41234568"], ["Sara", "41234569"]),
        here={"+4741234567"},
        known={"+4741234567", "+4741234568"},
    )
    assert (here.problems, here.is_taken) == ((Problem.ALREADY_HERE,), False)
    assert (known.problems, known.is_taken) == ((Problem.ALREADY_KNOWN,), True)
    assert new.problems == ()


# --- birth numbers (all invented) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("01018012345", "NO"),
        ("010180 12345", "NO"),
        ("Amina 41018012345", "NO"),  # D number: the day + 40
        ("01418012345", "NO"),  # the month + 40
        ("311299-1234", "DK"),
        ("3112991234", "DK"),
        ("3112991234", "NO"),
        ("800101-1234", "SE"),
        ("19800101-1234", "SE"),
        ("010180-123A", "FI"),
        ("010180A1234", "FI"),
    ],
)
def test_number_of_a_register_is_seen(text, country):
    assert holds_birth_number(text, country=country)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("412 34 567", "NO"),
        ("+47 412 34 567", "NO"),
        ("+4701018012", "NO"),
        ("0047 412 34 567", "NO"),
        ("4741234567", "NO"),
        ("20123456", "DK"),
        ("0701234567", "SE"),
        ("99999999999", "NO"),
        ("12.01.2027", "NO"),
        ("Amina", "NO"),
    ],
)
def test_phone_number_is_no_number_of_a_register(text, country):
    assert not holds_birth_number(text, country=country)


def test_line_with_a_birth_number_keeps_nothing():
    assert one("Amina Yusuf", "01018012345") == Line(1, problems=(Problem.BIRTH_NUMBER,))
    found = lines(["Navn", "Telefon", "Annet"], ["Amina", "41234567", "010180 12345"])[0]
    assert (found.name, found.phone, found.is_taken) == ("", None, False)


# --- size and steps --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("women", "warning"),
    [(0, SizeWarning.FEW), (17, SizeWarning.FEW), (18, None), (25, None), (26, SizeWarning.MANY)],
)
def test_size_is_an_aim(women, warning):
    assert size_warning(women, least=18, most=25) is warning


def test_edition_sets_another_aim():
    assert size_warning(12, least=10, most=18) is None


READY = Facts(state="planned", women=20)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (READY, []),
        (Facts("planned", 0), [Missing.NO_WOMEN]),
        (Facts("planned", 20, coordinators=0), [Missing.NO_COORDINATOR]),
        (Facts("planned", 20, offered=2), [Missing.NOT_ANSWERED]),
        (Facts("planned", 20, has_venue=False), [Missing.NO_VENUE]),
        (Facts("planned", 20, unsigned=3), [Missing.TEXTS_NOT_SIGNED]),
        (Facts("planned", 12), [Missing.SIZE_FEW]),
        (Facts("planned", 30), [Missing.SIZE_MANY]),
    ],
)
def test_what_is_missing_before_a_cohort_starts_is_said(facts, missing):
    assert check_step(facts, to="running") == missing


@pytest.mark.parametrize("state", ["planned", "running", "completed", "cancelled"])
def test_cohort_goes_forward_only(state):
    open_to = {"planned": {"running", "cancelled"}, "running": {"completed", "cancelled"}}.get(state, set())
    for to in ("planned", "running", "completed", "cancelled"):
        refused = Missing.NO_SUCH_STEP in check_step(Facts(state, 20), to=to)
        assert refused is (to not in open_to)
