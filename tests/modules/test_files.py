"""The curriculum as files: load, export, load again, and nothing is lost or overwritten."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.rich_text import RichText

from lms.kit.toml import write
from modules.models import (
    GlossaryTerm,
    GoalTag,
    GoalTagName,
    HelpService,
    Material,
    MaterialVersion,
    ModuleIndexPage,
    ModulePage,
)
from tests.factories.modules import (
    load_modules,
    make_goal,
    make_material,
    make_module,
    make_service,
    make_source,
    make_word,
    module_item,
)
from tests.factories.people import UserFactory
from tests.modules.folders import assert_same

pytestmark = pytest.mark.django_db


# --- load → export → load ---------------------------------------------------------------------------------------------


def test_every_kind_of_block_survives_the_way_through_a_file(home, tmp_path):
    make_service("provelinjen")
    make_word("provested")
    make_source("K991")
    body = [
        {"type": "text", "heading": "«Å»", "text": '<p>En <a href="https://example.org/?a=1&amp;b=2">vei</a>.</p>\n<ul><li>to</li></ul>'},
        {"type": "words", "words": [{"term": "provested", "here": "ja, her"}]},
        {"type": "exercises", "items": [{"name": "Egen", "minutes": 5, "how": "Bare <b>si</b> det."}]},
        {"type": "dilemma", "title": "Sent", "story": "Hun kom sent.", "questions": ["Hva nå?"]},
        {"type": "quiz", "questions": [{"question": "Hva?", "answers": [
            {"text": "A", "is_right": True, "reply": "Ja."}, {"text": "B", "reply": "Nei."}]}]},
        {"type": "worksheet", "title": "Ark", "items": ["En \"linje\"", "C:\\"]},
        {"type": "rights", "text": "Du har rett til tolk."},
        {"type": "help", "entries": [{"service": "provelinjen", "note": "nå"}, {"name": "Skolen [lokalt]"}]},
        {"type": "sources", "sources": [{"source": "K991"}, {"text": "En bok"}]},
    ]  # fmt: skip
    item = module_item(body=body, lead="Kort", content_warning="Varsomt", sensitivity="yes", neutral_name="Kveld")
    assert load_modules(item)["written"] == 2
    assert load_modules(item) == {"unchanged": 2}
    call_command("export_curriculum", tmp_path, verbosity=0)
    call_command("load_curriculum", tmp_path, verbosity=0)
    assert load_modules(item) == {"unchanged": 2}


# --- again ------------------------------------------------------------------------------------------------------------


def test_page_that_a_person_has_edited_is_kept_unless_told_otherwise(home):
    page = make_module()
    page.title = "Hennes tittel"
    page.save_revision(user=UserFactory()).publish()
    assert load_modules(module_item(lead="Ny"))["kept"] == 1
    assert ModulePage.objects.get().title == "Hennes tittel"
    load_modules(module_item(lead="Ny"), overwrite=True)
    assert (ModulePage.objects.get().title, ModulePage.objects.get().lead) == ("Modul bcdfgh", "Ny")


def test_part_that_stays_keeps_its_id_when_another_comes(home):
    page = make_module()
    goals = page.body.get_prep_value()[0]["id"]
    body = [{"type": "rights", "text": "Tolk er gratis."}, *module_item()["body"]]
    load_modules(module_item(body=body))
    assert ModulePage.objects.get().body.get_prep_value()[1]["id"] == goals


def test_translation_shares_the_key_of_its_original(home):
    make_word("samtykke")
    make_module()
    words = [{"term": "consent", "explanation": "you say yes", "of": "samtykke"}]
    body = [{"type": "words", "words": [{"term": "consent"}]}]
    load_modules(module_item(title="Module", body=body), language="en", words=words)
    assert len(set(ModulePage.objects.values_list("translation_key", flat=True))) == 1
    assert len(set(GlossaryTerm.objects.values_list("translation_key", flat=True))) == 1


# --- bad input: a sentence, and nothing is loaded ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({"type": "help", "entries": [{"service": "nobody"}]}, "nobody"),
        ({"type": "poem", "text": "…"}, "poem"),
        ({"type": "text", "txet": "…"}, "txet"),
        ({"type": "reflection", "questions": []}, "cannot be stored"),
    ],
)
def test_file_with_a_mistake_is_refused_whole(home, tmp_path, part, complaint):
    folder = tmp_path / "nb"
    folder.mkdir()
    (folder / "index.toml").write_text(write({"slug": "moduler", "title": "Modulene"}))
    (folder / "01-a.toml").write_text(write(module_item()))
    (folder / "02-b.toml").write_text(write(module_item("zzzzzz", body=[part])))
    with pytest.raises(CommandError, match=complaint):
        call_command("load_curriculum", tmp_path, verbosity=0)
    assert not ModulePage.objects.exists()


def test_file_that_is_no_toml_is_named(home, tmp_path):
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb/index.toml").write_text("slug = ")
    with pytest.raises(CommandError, match=r"index\.toml"):
        call_command("load_curriculum", tmp_path, verbosity=0)


def test_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_curriculum", tmp_path / "away", verbosity=0)


def test_exercise_without_words_is_refused(home):
    with pytest.raises(ValidationError):
        load_modules(module_item(body=[{"type": "exercises", "items": [{"name": "Tom"}]}]))


# --- pictures, sound, material, goals ---------------------------------------------------------------------------------


def picture(title: str = "Landskap") -> Image:
    row = Image(title=title, file=get_test_image_file_jpeg(filename="IMG 1.jpg"))
    row._set_image_file_metadata()
    row.save()
    return row


def sound(title: str = "Hør ordet", content: bytes = b"ID3 a sound") -> Document:
    row = Document(title=title, file=ContentFile(content, name="opptak.mp3"))
    row._set_document_file_metadata()
    row.save()
    return row


def with_everything() -> None:
    """Make a module with a picture and a sound, a word with both, a service with a face, material and goals."""
    page = make_module("bbbccc")
    recording = {
        "title": "Hør",
        "file": sound("Innsjekk"),
        "transcript": RichText("<p>Hei.</p>"),
        "not_written_yet": False,
    }
    page.body = [
        ("picture", {"picture": {"image": picture(), "decorative": False, "alt_text": "Et fjell"}, "caption": "Fjell"}),
        ("audio", recording),
    ]
    page.tags = [make_goal()]
    page.save_revision().publish()
    word = make_word("tillit", "å stole på noen")
    word.picture, word.sound = picture("Hender"), sound()
    word.save()
    make_service("med-ansikt", contact_name="Amina", contact_alt="Amina smiler.", contact_picture=picture("Amina"))
    make_material(page, title="Lysbilder", audience="guests")


def empty_house() -> None:
    for index in ModuleIndexPage.objects.all():
        index.delete()
    for model in (HelpService, GlossaryTerm, GoalTag, Image, Document):
        for row in model.objects.all():
            row.delete()


def test_pictures_sound_material_and_goals_survive_the_way_through_files(home, tmp_path):
    with_everything()
    call_command("export_curriculum", tmp_path / "one", verbosity=0)
    empty_house()
    call_command("load_curriculum", tmp_path / "one", verbosity=0)
    page = ModulePage.objects.get(slug="bbbccc")
    assert page.body[0].value["picture"].contextual_alt_text == "Et fjell"
    assert page.body[1].value["file"].file.read() == b"ID3 a sound"
    assert [tag.code for tag in page.tags.all()] == ["tillit"]
    word = GlossaryTerm.objects.get(term="tillit")
    assert (word.picture.title, word.sound.title) == ("Hender", "Hør ordet")
    assert HelpService.objects.get(code="med-ansikt").contact_picture.title == "Amina"
    assert Material.objects.get().versions.get().file.read() == b"%PDF-1.4 x"
    call_command("export_curriculum", tmp_path / "two", verbosity=0)
    assert_same(tmp_path / "one", tmp_path / "two")
    call_command("load_curriculum", tmp_path / "two", verbosity=0)
    assert (Image.objects.count(), Document.objects.count(), MaterialVersion.objects.count()) == (3, 2, 1)


def test_goal_and_material_are_set_back_only_when_told(home, tmp_path):
    with_everything()
    call_command("export_curriculum", tmp_path, verbosity=0)
    GoalTagName.objects.update(name="Noe annet")
    Material.objects.update(audience="leaders")
    call_command("load_curriculum", tmp_path, verbosity=0)
    assert (GoalTagName.objects.get().name, Material.objects.get().audience) == ("Noe annet", "leaders")
    call_command("load_curriculum", tmp_path, "--overwrite", verbosity=0)
    assert GoalTagName.objects.get().name != "Noe annet"
    assert Material.objects.get().audience == "guests"


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [(lambda path: path.unlink(), "is missing"), (lambda path: path.write_bytes(b"ID3 other"), "is not the file")],
)
def test_file_that_is_missing_or_has_changed_on_the_way_stops_the_load(home, tmp_path, harm, complaint):
    with_everything()
    call_command("export_curriculum", tmp_path, verbosity=0)
    harm(next((tmp_path / "media").glob("innsjekk-*.mp3")))
    with pytest.raises(CommandError, match=complaint):
        call_command("load_curriculum", tmp_path, verbosity=0)
