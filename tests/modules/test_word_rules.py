"""How anybody's Word file becomes the parts of a module."""

import pytest
from django.utils.translation import gettext, override

from lms.kit.docx_reading.notes import Piece
from modules.blocks import ModuleBody
from modules.rules.word import Known, Reported, module_from
from modules.rules.word.names import SECTIONS, section_of

KNOWN = Known(
    words={"samtykke": ("samtykke", "du sier ja")},
    services={"vo-linjen": "vo-linjen"},
    numbers={"vo-linjen": "116 006"},
    sources={"k14": ("K14", "Straffeloven")},
    exercises={"nøkler": ("Nøkler", "Vis nøkkelknippet.")},
)


def heading(words: str, level: int = 1) -> Piece:
    return Piece("heading", 1, level, html=words)


def line(html: str) -> Piece:
    return Piece("text", 2, html=f"<p>{html}</p>")


def items(*inner: str) -> Piece:
    return Piece("text", 3, html=f"<ul>{''.join(f'<li>{each}</li>' for each in inner)}</ul>", items=inner)


def rows(*cells: tuple[str, ...]) -> Piece:
    return Piece("table", 4, rows=cells, has_header=True)


def made(*pieces: Piece):
    return module_from(pieces, KNOWN, {"pause": "break"})


def parts(*pieces: Piece) -> list[tuple[str, dict]]:
    return [(part.kind, part.fields) for part in made(*pieces).parts]


def codes(*pieces: Piece) -> list[Reported]:
    return [remark.code for remark in made(*pieces).remarks]


@pytest.mark.parametrize("language", ["nb", "da", "en", "sv", "fi", "ar"])
def test_every_name_a_part_has_on_screen_is_known(language):
    shown = {
        "goals": "Learning goals", "key_messages": "Key messages", "words": "Words to know", "exercises": "Exercises",
        "reflection": "To think about", "home_task": "Home task", "rights": "Your rights", "sources": "Sources",
        "help": "Where to get help", "guest": "Guest professionals", "coordinator_notes": "Notes for the coordinator",
        "session_plan": "The evening",
    }  # fmt: skip
    with override(language):
        assert {kind: section_of(gettext(name))[0] for kind, name in shown.items()} == {kind: kind for kind in shown}


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_kind_of_section_is_a_part(kind):
    assert kind in ModuleBody().child_blocks


def test_number_colon_and_capitals_of_a_heading_do_not_matter():
    assert section_of("3. LÆRINGSMÅL:") == ("goals", "")
    assert section_of("Arbeidsark: Møteplanen") == ("worksheet", "Møteplanen")
    assert section_of("Legen") == ("", "")


def test_title_loses_its_number_since_an_edition_gives_that():
    module = made(heading("Modul 2: Søvn", 0), line("Tekst."))
    assert module.title == "Søvn"


def test_only_heading_of_the_highest_level_is_the_title():
    assert made(heading("Søvn"), heading("Barn", 2), line("x"), heading("Voksne", 2), line("y")).title == "Søvn"
    assert made(heading("Barn"), line("x"), heading("Voksne"), line("y")).title == ""


def test_goals_become_goals_and_what_stands_around_them_stays():
    assert parts(heading("Læringsmål"), line("Etter kvelden:"), items("Du kan <b>lytte</b>."), line("Slutt.")) == [
        ("text", {"text": "<p>Etter kvelden:</p>"}),
        ("goals", {"items": ["<p>Du kan <b>lytte</b>.</p>"]}),
        ("text", {"text": "<p>Slutt.</p>"}),
    ]


def test_goals_with_lists_inside_them_stay_text_and_it_is_said():
    pieces = heading("Læringsmål"), items("a<ul><li>b</li></ul>")
    assert parts(*pieces) == [("text", {"heading": "Læringsmål", "text": "<ul><li>a<ul><li>b</li></ul></li></ul>"})]
    assert codes(*pieces) == [Reported.SECTION_AS_TEXT]


def test_plan_becomes_steps():
    plan = rows(
        ("Kl.", "Min", "Hva", "Hvem"),
        ("17.00", "20 min", "Velkommen", "Alle"),
        ("", "15", "Pause", ""),
        ("Sum", "35", "", ""),
    )
    assert parts(heading("Kveldsplan"), plan) == [
        (
            "session_plan",
            {
                "steps": [
                    {"minutes": 20, "kind": "welcome", "text": "Velkommen", "who": "Alle"},
                    {"minutes": 15, "kind": "break", "text": "Pause"},
                ]
            },
        )
    ]
    assert codes(heading("Kveldsplan"), plan) == [Reported.KINDS_GUESSED, Reported.CLOCK_LEFT_OUT]


def test_minutes_follow_from_times_of_day():
    plan = rows(("Tid", "Innhold"), ("17.00–17.25", "Mat"), ("17.25–17.40", "Pause"))
    [(_kind, fields)] = parts(heading("Program"), plan)
    assert [step["minutes"] for step in fields["steps"]] == [25, 15]


@pytest.mark.parametrize("minutes", ["", "litt", "0", "300"])
def test_plan_with_unclear_minutes_stays_text_and_it_is_said(minutes):
    pieces = heading("Kveldsplan"), rows(("Min", "Hva"), (minutes, "Mat"))
    assert [kind for kind, _fields in parts(*pieces)] == ["text"]
    assert Reported.PLAN_UNCLEAR in codes(*pieces)


def test_plan_with_an_unknown_column_loses_nothing():
    [(kind, fields)] = parts(heading("Kveldsplan"), rows(("Min", "Hva", "Rom"), ("20", "Mat", "Kjøkkenet")))
    assert kind == "text"
    assert "Kjøkkenet" in fields["text"]


def test_known_words_are_chosen_and_new_ones_stay_text():
    pieces = heading("Ord å kunne"), rows(("Ord", "Forklaring"), ("Samtykke", "Du sier ja."), ("vern", "hjelp"))
    assert parts(*pieces) == [
        ("words", {"words": [{"term": "samtykke"}]}),
        ("text", {"heading": "Ord å kunne", "text": "<ul><li><b>vern</b> – hjelp</li></ul>"}),
    ]
    assert codes(*pieces) == [Reported.WORDS_UNKNOWN]


def test_help_is_found_in_the_register_and_another_number_is_said():
    pieces = heading("Her får du hjelp"), items("VO-linjen: 800 40 008, hele døgnet", "Koordinator [lokalt]")
    assert parts(*pieces) == [
        ("help", {"entries": [{"service": "vo-linjen", "note": "hele døgnet"}, {"name": "Koordinator [lokalt]"}]})
    ]
    assert codes(*pieces) == [Reported.NUMBER_DIFFERS]


def test_sources_are_found_by_their_code():
    assert parts(heading("Kilder"), items("K14: Straffeloven", 'Se <a href="https://nav.no/">Nav</a>')) == [
        ("sources", {"sources": [{"source": "K14"}, {"text": "Se Nav (https://nav.no/)"}]})
    ]


def test_exercises_are_found_in_the_bank_by_their_name():
    assert parts(heading("Øvelser"), items("<b>Nøkler:</b> Vis nøkkelknippet.", "<b>Kart:</b> Tegn.")) == [
        ("exercises", {"items": [{"exercise": "Nøkler"}, {"name": "Kart", "how": "<p>Tegn.</p>"}]})
    ]


def test_quiz_stays_text_and_it_is_said():
    pieces = heading("Quiz"), line("Hva koster tolk?")
    assert parts(*pieces) == [("text", {"heading": "Quiz", "text": "<p>Hva koster tolk?</p>"})]
    assert codes(*pieces) == [Reported.QUIZ_AS_TEXT]


def test_second_list_of_goals_stays_text():
    pieces = heading("Læringsmål"), items("a"), heading("Mål"), items("b")
    assert parts(*pieces)[1] == ("text", {"text": "<p>b</p>"})
    assert codes(*pieces) == [Reported.SECOND_AS_TEXT]


def test_other_headings_make_texts_and_deeper_ones_stand_inside():
    assert parts(heading("Legen"), line("En."), heading("Tolk", 2), line("To."), heading("Nav"), line("Tre.")) == [
        ("text", {"heading": "Legen", "text": "<p>En.</p><h3>Tolk</h3><p>To.</p>"}),
        ("text", {"heading": "Nav", "text": "<p>Tre.</p>"}),
    ]


def test_long_heading_stands_inside_its_text():
    [(_kind, fields)] = parts(heading("x" * 81), line("En."))
    assert fields == {"text": f"<h3>{'x' * 81}</h3><p>En.</p>"}


def test_table_becomes_a_list_and_it_is_said():
    pieces = heading("Priser"), rows(("Hva", "Pris", "Hvor"), ("Tolk", "0", "legen"))
    [(_kind, fields)] = parts(*pieces)
    assert fields["text"] == "<p><b>Hva</b></p><ul><li><b>Tolk</b> – Pris: 0 · Hvor: legen</li></ul>"
    assert codes(*pieces) == [Reported.TABLE_AS_LIST]


def test_picture_stands_between_two_texts():
    shown = Piece("picture", 5, picture="picture-1.jpg", alt="En dør")
    assert parts(heading("Legen"), line("En."), shown, line("To.")) == [
        ("text", {"heading": "Legen", "text": "<p>En.</p>"}),
        ("picture", {"file": "picture-1.jpg", "alt": "En dør"}),
        ("text", {"text": "<p>To.</p>"}),
    ]


def test_notes_for_leaders_keep_everything_inside_them():
    shown = Piece("picture", 5, picture="picture-1.jpg")
    pieces = heading("Til koordinator"), line("En."), heading("Øvelser", 2), line("To."), shown
    assert parts(*pieces) == [("coordinator_notes", {"text": "<p>En.</p><p><b>Øvelser</b></p><p>To.</p>"})]
    assert codes(*pieces) == [Reported.PICTURE_IN_NOTES]


def test_footnotes_stand_last_under_their_heading():
    pieces = (heading("Legen"), line("En[1]."), Piece("footnotes", 9, html="<p>[1] Kilde.</p>"))
    module = module_from(pieces, KNOWN, {}, "Fotnoter")
    assert module.parts[-1].fields == {"heading": "Fotnoter", "text": "<p>[1] Kilde.</p>"}


def test_no_word_is_lost():
    pieces = [
        line("Før alt."), heading("Kapittel"), heading("Tomt", 2), heading("Refleksjon", 2), items("Hvorfor?"),
        rows(("A", "B"), ("c", "d")), heading("Min egen del", 2), line("Siste &amp; slutt."),
    ]  # fmt: skip
    text = str(parts(*pieces))
    for word in ("Før alt.", "Kapittel", "Tomt", "Hvorfor?", "A", "B", "c", "d", "Min egen del", "Siste &amp; slutt."):
        assert word in text
