"""A woman reads the modules of her course as its edition has pinned them, before and after the evening."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale

from cohorts.models import Cohort, EveningNote
from curriculum.actions.releasing import pin_translation
from lms.people.roles import Role
from modules.models import GlossaryTerm, ModulePage
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.evenings import held
from tests.factories.people import CountryFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WEEK = timedelta(weeks=1)


def term(word, meaning, language="nb", **fields):
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return GlossaryTerm.objects.create(term=word, explanation=meaning, locale=locale, **fields)


def written(text, *words, message="Du kan ringe helsestasjonen."):
    body = [("key_messages", {"items": [f"<p>{message}</p>"]}), ("text", {"heading": "", "text": f"<p>{text}</p>"})]
    return [*body, ("words", {"words": [{"term": each, "here": ""} for each in words]})] if words else body


def rewrite(module, body, **fields):
    page = ModulePage.objects.get(pk=module.pk)
    page.body = body
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


class Course:
    """A course of four modules: the first evening is over, the second is tomorrow. Module 3 leaves no trace."""

    def __init__(self) -> None:
        self.word = term("helsestasjonen", "der barnet blir veid")
        self.heavy = term("krisesenter", "et trygt sted")
        kinds = ("frame", "subject", "subject", "frame")
        self.modules = [make_module(f"Modul {n}", kind) for n, kind in enumerate(kinds, 1)]
        for n, module in enumerate(self.modules, 1):
            rewrite(module, written(f"Hele teksten {n}.", self.heavy if n == 3 else self.word))
        rewrite(self.modules[2], written("Det tunge.", self.heavy), sensitivity="yes", neutral_name="Tema")
        self.edition = make_released(self.modules)
        self.cohort = CohortFactory(edition=self.edition, state=Cohort.State.RUNNING)
        planned_weekly(self.cohort, timezone.localdate() + timedelta(days=1) - WEEK)
        self.woman = trainee_of(self.cohort)

    def address(self, number, **query):
        slug = self.edition.places.get(position=number).module.slug
        return reverse("course_module", args=[self.cohort.public_id, slug], query=query)

    def page(self, client, number, **query):
        client.force_login(self.woman.person)
        return client.get(self.address(number, **query))


@pytest.fixture
def course(db):
    return Course()


def test_text_stays_as_her_course_began_with_it_whatever_is_published_since(course, client):
    rewrite(course.modules[0], written("Noe helt nytt."))
    make_released([ModulePage.objects.get(pk=each.pk) for each in course.modules], label="2028")
    shown = course.page(client, 1).content.decode()
    assert "Hele teksten 1." in shown
    assert "Noe helt nytt." not in shown


def test_before_the_evening_what_is_most_important_and_a_way_to_everything(course, client):
    shown = course.page(client, 2).content.decode()
    assert "Du kan ringe" in shown
    assert "der barnet blir veid" in shown
    assert "Hele teksten 2." not in shown
    assert "Hele teksten 2." in course.page(client, 2, read="all").content.decode()


def test_after_the_evening_everything_and_a_way_to_what_is_most_important(course, client):
    assert "Hele teksten 1." in course.page(client, 1).content.decode()
    assert "Hele teksten 1." not in course.page(client, 1, read="short").content.decode()


def test_module_that_leaves_no_trace_does_so_in_a_course(course, client):
    answer = course.page(client, 3, read="all")
    shown = answer.content.decode()
    assert "Det tunge." in shown
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "<title>Tema</title>" in shown
    assert "data-exit" in shown
    assert "<form" not in shown


def test_page_that_has_become_more_sensitive_is_shown_so_in_a_running_course(course, client):
    rewrite(course.modules[0], written("Nytt."), sensitivity="yes", neutral_name="Tema")
    answer = course.page(client, 1)
    assert "Hele teksten 1." in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_words_of_her_course_stand_together_but_for_those_of_heavy_modules(course, client):
    client.force_login(course.woman.person)
    shown = client.get(reverse("my_words")).content.decode()
    assert "helsestasjonen" in shown
    assert "Du kan ringe helsestasjonen." in shown  # an example from the text
    assert "krisesenter" not in shown
    assert "krisesenter" in course.page(client, 3).content.decode()


def test_word_stands_beside_the_one_it_was_translated_from(course, client):
    arabic = term("مركز", "مكان", "ar", translation_key=course.word.translation_key)
    original = ModulePage.objects.get(pk=course.modules[0].pk)
    there = make_module("وحدة", language="ar", translation_key=original.translation_key)
    rewrite(there, written("النص كله.", arabic, message="رسالة."))
    place = course.edition.places.get(position=1)
    newest = ModulePage.objects.get(pk=there.pk)
    pin_translation(by=None, edition_module=place, locale=newest.locale, revision=newest.live_revision)
    course.woman.person.content_language = "ar"
    course.woman.person.save()
    shown = course.page(client, 1).content.decode()
    assert "النص كله." in shown
    assert "helsestasjonen" in shown
    together = course.page(client, 1, **{"with": "nb"}).content.decode()
    assert "النص كله." in together
    assert "Hele teksten 1." in together


def test_danish_course_in_arabic_gives_her_own_words_beside_the_danish_ones(client):
    word = term("krisesenter", "et trygt sted")
    there = term("krisecenter", "et sikkert sted", "da", translation_key=word.translation_key)
    term("ملجأ", "مكان آمن", "ar", translation_key=word.translation_key)
    modules = [make_module(f"Hjem {n}", "frame") for n in range(4)]
    for module in modules[:2]:
        rewrite(module, written("Hele teksten.", word, message="Et krisesenter er åpent."))
    translated = make_module("Hjem", language="da", translation_key=modules[0].translation_key)
    rewrite(translated, written("Hele den danske tekst.", there, message="Et krisecenter er åbent."))
    cohort = CohortFactory(edition=make_released(modules, country=CountryFactory(code="DK")), state="running")
    client.force_login(trainee_of(cohort, interface_language="ar").person)
    with translation.override("ar"):
        texts = [reverse("course_module", args=[cohort.public_id, each.slug]) for each in modules[:2]]
        pages = [client.get(address).content.decode() for address in (*texts, reverse("my_words"))]
        EveningNote.objects.create(session=held(cohort, 0, days=-7), revision=1, sent_at=timezone.now())
        my_page = client.get(reverse("my_page")).content.decode()
    assert "Et krisecenter er åbent." in my_page  # what they did
    assert "Et krisesenter" not in my_page
    assert "Hele den danske tekst." in pages[0]  # nothing is pinned in Arabic; Danish comes before Norwegian
    assert "Et krisecenter er åbent." in pages[0]
    for card in (page[page.index("data-words") :] for page in pages):
        assert "ملجأ" in card
        assert "مكان آمن" in card
        assert re.search(r'class="learnt"[^>]*>krisecenter<', card)
        assert "krisesenter" not in card


def test_words_stand_in_her_language_where_only_the_text_is_not(course, client):
    term("مركز", "مكان", "ar", translation_key=course.word.translation_key)
    client.force_login(course.woman.person)
    with translation.override("ar"):
        pages = [client.get(address).content.decode() for address in (course.address(1), reverse("my_words"))]
        honest = translation.gettext("This page is not yet in your language. You see it in %(language)s.")
    assert honest.split("%")[0] in pages[0]
    for page, marked in zip(pages, (' lang="ar" dir="rtl"', ""), strict=True):
        assert f"<dfn{marked}>مركز</dfn>" in page
        assert f"<p{marked}>مكان</p>" in page
        assert "helsestasjonen</bdi>" in page  # the word she meets outside


def test_words_that_she_needs_first_stand_open(course, client):
    client.force_login(course.woman.person)
    folds = r'class="fold"( open)?><summary><h2[^>]*><bdi>(\d)'
    shown = client.get(reverse("my_words")).content.decode()
    assert re.findall(folds, shown) == [("", "1"), (" open", "2"), ("", "4")]
    course.cohort.sessions.filter(number__in=[2, 3]).update(state="cancelled")
    shown = client.get(reverse("my_words")).content.decode()
    assert re.findall(folds, shown) == [("", "1"), ("", "2"), (" open", "4")]


def test_words_cost_the_same_with_one_and_with_three_modules(client):
    counts = []
    for number in (1, 3):
        words = [term(f"ord {number}{n}", "noe") for n in range(3)]
        modules = [make_module(f"Modul {n}", "frame") for n in range(4)]
        for module, word in zip(modules[:number], words, strict=False):
            rewrite(module, written("Alt.", word))
        cohort = CohortFactory(edition=make_released(modules, label=f"{number}"), state=Cohort.State.RUNNING)
        client.force_login(trainee_of(cohort).person)
        client.get(reverse("my_words"))
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(reverse("my_words")).content.decode()
        assert shown.count('<details class="word"') == number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_whoever_runs_it_reads_the_same_text_and_others_nothing(course, client):
    address = course.address(1)
    client.force_login(person_with(Role.COORDINATOR, course.cohort.district))
    assert "Hele teksten 1." in client.get(address).content.decode()
    client.force_login(trainee_of(CohortFactory(edition=course.edition)).person)
    assert client.get(address).status_code == 404
    assert client.get(course.address(1).replace(course.modules[0].slug, "nope")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_module_costs_few_queries(course, client, django_assert_max_num_queries, number):
    course.page(client, number)
    address = course.address(number)
    with django_assert_max_num_queries(20):
        client.get(address)
