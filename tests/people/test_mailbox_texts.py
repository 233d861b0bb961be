"""Every message's text: short, plain, with a subject, and without a sensitive word in any language."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from lms.people.mailbox.wording import SENSITIVE, sensitive_words_in

FOLDER = Path(settings.ROOT) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.glob("**/notices/**/*.txt"))
LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Anything(dict):
    """A context in which every name is there, with a value of one word."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> str:
        return "ord"


def rendered(name: str, language: str) -> str:
    context = Context(autoescape=False)
    context.dicts.append(Anything())
    with translation.override(language):
        return Engine.get_default().get_template(name).render(context)


def translations(name: str, language: str) -> list[str]:
    """Give every text of a template in a language, whichever way its conditions go."""
    nodes = Engine.get_default().get_template(name).nodelist
    sources = [str(node.filter_expression.var) for node in nodes.get_nodes_by_type(TranslateNode)]
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        sources += [node.render_token_list(part)[0] for part in (node.singular, node.plural) if part]
    with translation.override(language):
        return [translation.gettext(source) for source in sources]


def test_there_are_messages_to_look_at():
    assert "people/notices/something_for_you.txt" in TEMPLATES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_message_has_a_subject_and_at_most_sixty_words(name, language):
    first, _, body = rendered(name, language).strip().partition("\n")
    assert first.startswith("Subject: ")
    assert len(first) <= len("Subject: ") + 60
    assert len(body.split()) <= 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_message_has_no_sensitive_word(name, language):
    assert sensitive_words_in(" ".join(translations(name, language))) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_itself_has_no_sensitive_word_and_no_markup(name):
    source = (FOLDER / name).read_text(encoding="utf-8")
    assert sensitive_words_in(source) == []
    assert "</" not in source
    assert "|safe" not in source


@pytest.mark.parametrize(
    "text",
    [
        "Tema: vold i nære relasjoner",
        "VOLD",
        "voldsutsatt",
        "Møte på krisesenteret",
        "seksuell helse",
        "tvangsekteskap",
        "kjønnslemlestelse",
        "domestic violence",
        "sexual health",
        "våld i hemmet",
        "lähisuhdeväkivalta",
        "familievolden",
        "seksuelle overgreb",
        "العنف الأسري",
        "عنف",
        "ختان الإناث",
        "الحماية والعنف",
        "مساعدة للعنف",
        "Oppmøte ved politistasjonen",
        "politimannen",
        "en politikvinde",
        "politifolk",
        "politianmeldelse",
        "politiets råd",
        "rettsmedisinsk undersøkelse",
        "retsmedicinsk",
        "forensic care",
        "polisanmälan",
        "rättsmedicinsk",
        "oikeuslääketiede",
    ],
)
def test_sensitive_word_is_found_in_any_form(text):
    assert sensitive_words_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Voldsløkka skole",
        "Kari Grønvold",
        "politisk",
        "politiker",
        "politikk",
        "Norsk på norsk",
        "انطلاق الدورة",
        "russisk te",
        "Tervetuloa",
    ],
)
def test_ordinary_word_is_left_alone(text):
    assert sensitive_words_in(text) == []


def test_sensitive_words_cover_the_languages_of_readers():
    assert {code for codes in SENSITIVE for code in codes.split()} >= {"nb", "da", "en", "sv", "fi", "ar"}
