"""A pinned text says what its exercises of the bank said when it was pinned, however the bank changes."""

import json
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from docx import Document
from wagtail.models import Revision

from curriculum.actions.releasing import pin_correction, pin_translation
from curriculum.documents import edition_book
from curriculum.figures import diff_of, new_texts
from curriculum.models import CurriculumEdition, PinnedText
from curriculum.queries import pins_taking, text_for_readers
from modules.documents.printed import Reader
from modules.models import Exercise, ModulePage
from tests.factories.curriculum import make_edition, make_module, make_released, translate
from tests.factories.modules import make_exercise
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db
OLD, NEW = "Vis nøkkelknippet.", "Legg nøklene bort."


@pytest.fixture
def exercise(db) -> Exercise:
    """Give an exercise of the bank."""
    make_page("home")
    return make_exercise("Nøkler", how=OLD, minutes=10)


@pytest.fixture
def module(exercise) -> ModulePage:
    """Give a published module that takes the exercise from the bank, and one that is its own."""
    return put_in(make_module("Tillit"), exercise)


@pytest.fixture
def edition(module) -> CurriculumEdition:
    """Release an edition with the module."""
    return make_released([make_module("Start", "frame"), module, make_module("Slutt", "frame")])


def put_in(module: ModulePage, *exercises: Exercise) -> ModulePage:
    """Publish a module with exercises of the bank and one of its own."""
    own = {"exercise": None, "name": "Egen", "minutes": 5, "how": "<p>Gå en runde.</p>"}
    taken = [{"exercise": each, "name": "", "minutes": None, "how": ""} for each in exercises]
    module.body = [("exercises", {"items": [*taken, own]})]
    module.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)


def change(exercise: Exercise, how: str = NEW) -> None:
    """Change the bank as an editor does."""
    exercise = Exercise.objects.get(pk=exercise.pk)
    exercise.how = how
    exercise.save()


def shown(client, page: ModulePage) -> str:
    """Give the page as a reader gets it."""
    return client.get(ModulePage.objects.get(pk=page.pk).get_url()).content.decode()


def correct(edition: CurriculumEdition, page: ModulePage) -> PinnedText:
    """Pin what is published now."""
    return pin_correction(
        by=None,
        edition_module=edition.places.get(module__translation_key=page.translation_key),
        locale=page.locale,
        revision=Revision.objects.get(pk=page.live_revision_id),
        reason="Rettet",
    )


def test_reader_of_a_pinned_text_reads_on_when_an_exercise_changes(client, module, edition, exercise):
    assert OLD in shown(client, module)
    change(exercise)
    page = shown(client, module)
    assert OLD in page
    assert NEW not in page
    assert "Gå en runde." in page


def test_reader_in_a_new_process_reads_the_same(client, module, edition, exercise):
    change(exercise)
    page = shown(client, module)
    assert OLD in page
    assert NEW not in page


def test_coordinator_reads_name_and_minutes_of_the_pinned_exercise(client, module, edition, exercise, coordinator):
    Exercise.objects.filter(pk=exercise.pk).update(name="Noe annet", minutes=77)
    change(exercise)
    client.force_login(coordinator)
    page = shown(client, module)
    assert "<h3>Nøkler</h3>" in page
    assert "10 min" in page
    assert "77 min" not in page


def test_exercise_that_left_the_bank_stands_in_the_pinned_text(client, module, edition, exercise):
    exercise.delete()
    assert OLD in shown(client, module)


def test_module_in_no_released_edition_follows_the_bank(client, module, exercise):
    make_edition([module])
    assert OLD in shown(client, module)
    change(exercise)
    assert NEW in shown(client, module)


def test_preview_shows_what_the_bank_says_now(module, edition, exercise):
    change(exercise)
    draft = Revision.objects.get(pk=module.live_revision_id).as_object()
    assert NEW in draft.make_preview_request().content.decode()


def test_correction_takes_the_new_words_though_the_text_itself_is_the_same(client, module, edition, exercise):
    shown(client, module)
    change(exercise)
    correct(edition, module)
    page = shown(client, module)
    assert NEW in page
    assert OLD not in page
    change(exercise, "Noe tredje.")
    assert NEW in shown(client, module)


def test_same_text_with_the_same_exercises_is_not_pinned_twice(module, edition):
    with pytest.raises(ValidationError) as refusal:
        correct(edition, module)
    assert [error.code for error in refusal.value.error_list] == ["already_pinned"]


def test_new_edition_says_the_new_words_and_the_old_one_the_old(module, edition, exercise):
    change(exercise)
    later = make_released([make_module("Start 2", "frame"), module, make_module("Slutt 2", "frame")], code="NO-5")
    said = [str(edition_book(each, Reader.GUIDE, "nb").blocks) for each in (edition, later)]
    assert [OLD in book for book in said] == [True, False]
    assert [NEW in book for book in said] == [False, True]
    texts = diff_of(edition, later).texts
    assert [text.number for text in texts] == [2]


def test_translation_keeps_its_own_exercises(client, module, edition, exercise):
    make_page("home", "ar")
    arabic = put_in(translate(module, "ar", "الثقة"), exercise)
    pin_translation(
        by=None,
        edition_module=edition.places.get(module=module),
        locale=arabic.locale,
        revision=Revision.objects.get(pk=arabic.live_revision_id),
    )
    change(exercise)
    assert OLD in shown(client, arabic)


@pytest.mark.parametrize("reader", list(Reader))
def test_book_keeps_the_words_of_the_exercises(edition, exercise, reader):
    change(exercise)
    said = str(edition_book(edition, reader, "nb").blocks)
    assert OLD in said
    assert NEW not in said


@pytest.mark.parametrize("name", ["module_handout", "module_guide"])
def test_guide_and_handout_keep_the_exercises(client, edition, exercise, coordinator, name):
    client.force_login(coordinator)
    module = ModulePage.objects.get(title="Tillit")
    url = reverse(name, args=["nb", module.slug, "docx"])
    before = client.get(url)
    assert before.status_code == 200
    change(exercise)
    assert said_in(client.get(url).content) == said_in(before.content)
    correct(edition, module)
    assert NEW in said_in(client.get(url).content)


def said_in(file: bytes) -> str:
    """Give the words of a Word file."""

    return "\n".join(paragraph.text for paragraph in Document(BytesIO(file)).paragraphs)


def test_secretariat_is_offered_the_new_words_as_a_correction_and_sees_them(module, edition, exercise):
    place = edition.places.get(module=module)
    place.edition, place.module = edition, module
    assert new_texts(place) == []
    change(exercise)
    [offered] = new_texts(place)
    assert offered.revision_id == module.live_revision_id
    [passage] = offered.passages
    assert NEW in " ".join(piece.text for paragraph in passage.after for piece in paragraph)


def test_pin_holds_only_what_its_text_takes_from_the_bank(module, edition, exercise):
    make_exercise("En annen")
    pin = PinnedText.objects.get(edition_module__module=module)
    assert pin.exercises == {
        str(exercise.pk): {"name": "Nøkler", "minutes": 10, "how": OLD, "locale_id": exercise.locale_id}
    }
    assert PinnedText.objects.get(edition_module__position=1).exercises == {}


def test_text_with_copies_is_stored_with_them_and_asks_the_bank_for_nothing(
    module, edition, exercise, django_assert_num_queries
):
    page = text_for_readers(module).page
    with django_assert_num_queries(0):
        entry = next(iter(page.body)).value["items"][0]
        assert entry["exercise"].how == OLD
        assert page.body.get_prep_value()[0]["value"]["items"][0]["value"]["exercise"]["how"] == OLD


def test_revision_of_a_pinned_text_itself_holds_no_copy(module, edition, exercise):
    text_for_readers(module)
    body = json.loads(Revision.objects.get(pk=module.live_revision_id).content["body"])
    assert body[0]["value"]["items"][0]["value"]["exercise"] == exercise.pk


@pytest.mark.django_db(transaction=True)
def test_pins_from_before_keep_what_the_bank_says_when_it_begins(client):
    migration = import_module("curriculum.migrations.0003_exercises_of_a_pin")
    exercise = make_exercise("Nøkler", how=OLD, minutes=10)
    module = put_in(make_module("Tillit", "frame"), exercise)
    make_released([module, make_module("Slutt", "frame")])
    pins = PinnedText.objects.order_by("pk")
    with connection.schema_editor() as editor:
        migration.let_go(apps, editor)
        pins.update(exercises={})
        migration.keep_words(apps, editor)
        migration.hold(apps, editor)
    assert pins[0].exercises == {
        str(exercise.pk): {"name": "Nøkler", "minutes": 10, "how": OLD, "locale_id": exercise.locale_id}
    }
    assert pins[1].exercises == {}
    with pytest.raises(Exception, match="holds still"), transaction.atomic():
        pins.update(exercises={})


def test_who_changes_an_exercise_is_told_that_editions_keep_the_old_words(editor, exercise, edition, module):
    address = reverse("wagtailsnippets_modules_exercise:edit", args=[exercise.pk])
    shown = editor.get(address)
    assert [str(edition) in str(said) for said in shown.context["messages"]] == [True]
    form = {"name": "Nøkler", "kind": "check-in", "minutes": 10, "how": OLD}
    told = editor.post(address, form, follow=True).content.decode()
    texts = reverse("edition_texts", args=[edition.public_id, module.slug])
    assert texts not in told  # it says the same as before
    told = editor.post(address, form | {"how": NEW}, follow=True).content.decode()
    assert texts in told
    assert "som en rettelse" in told
    correct(edition, module)
    assert texts not in editor.post(address, form | {"how": NEW}, follow=True).content.decode()


def test_exercise_of_no_released_edition_is_changed_without_a_word(editor, exercise, module):
    make_edition([make_module("Start", "frame"), module, make_module("Slutt", "frame")])
    assert pins_taking(exercise) == []
    address = reverse("wagtailsnippets_modules_exercise:edit", args=[exercise.pk])
    assert list(editor.get(address).context["messages"]) == []


def test_pins_that_count_no_more_are_left_out(exercise, edition, module):
    correct(edition, put_in(module))
    assert pins_taking(exercise) == []
