"""The translation that the views of the matrix are about: a module that is translated into Arabic."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail_localize.models import Translation

from home.models import HomePage
from lms.kit.po import write_po
from modules.figures.exchange import LANGUAGE, MODULE
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from tests.factories.translations import original, translated
from tests.house.things import Objects
from tests.house.world import World

SLUG = "trnslt"


def translation(world: World, actor: str) -> Objects:
    """Give a module that is translated into Arabic."""
    if not ModulePage.objects.filter(slug=SLUG).exists():
        if not HomePage.objects.exists():
            call_command("load_starter", verbosity=0)
        translated(original(SLUG))
    return {"x": {"module": SLUG, "language": "ar"}}


def no_such_translation() -> dict:
    """Give a module that is not there."""
    return {"module": "nothing", "language": "ar"}


def right_texts(world: World, actor: str, letter: str) -> dict:
    """Translate one text anew."""
    found = Translation.objects.filter(source__object_id__in=_keys()).first()
    return {f"text_{sheet_of(found)[0].segment_id}": "نص"} if found else {}


def right_file(world: World, actor: str, letter: str) -> dict:
    """Give a PO file in which nothing is new."""
    file = SimpleUploadedFile("m.po", write_po({MODULE: SLUG, LANGUAGE: "ar"}, []))
    return {"file": file, "made_by": "person"}


def _keys() -> list:
    return list(ModulePage.objects.filter(slug=SLUG).values_list("translation_key", flat=True))
