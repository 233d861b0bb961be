"""Fills the site of a measurement: one body of sixty blocks, as a module and as a plain page. Prints what it made."""

import io
import json
import uuid

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from benchmarks.reading.plain.models import PlainPage
from lms.people.models import RoleAssignment
from lms.people.roles import Role
from modules.models import ModuleIndexPage, ModulePage

WORDS = "Helsestasjonen er gratis for alle barn. Du kan ringe og spørre om det du lurer på. Tolk koster ikke noe. "
PATTERN = 10 * ["text", "text", "picture", "key_messages", "rights", "reflection"]
RARER = {11: "dilemma", 17: "quiz", 23: "home_task", 29: "dilemma", 35: "quiz", 41: "home_task", 59: "goals"}


def block(number: int, kind: str, links: list[str], picture: int) -> dict:
    """Give one block as a StreamField stores it; every fourth text links to a page or a document."""
    linked = links[number // 4 % len(links)] if number % 4 == 0 else "Spør helsestasjonen"
    paragraph = f"<p>{WORDS * 2}</p>"
    rich = f"{paragraph}<ul><li>{WORDS}</li><li>{linked}</li></ul>"
    answers = [{"text": "Ja", "is_right": True, "reply": WORDS}, {"text": "Nei", "is_right": False, "reply": WORDS}]
    values = {
        "text": {"heading": f"Del {number}", "text": rich},
        "picture": {"picture": {"image": picture, "decorative": False, "alt_text": "Et hus"}, "caption": WORDS[:60]},
        "key_messages": {"items": [paragraph, paragraph]},
        "goals": {"items": [paragraph, paragraph]},
        "rights": {"text": rich},
        "home_task": {"text": paragraph},
        "reflection": {"questions": [WORDS[:90], WORDS[40:120]]},
        "dilemma": {"title": f"Dilemma {number}", "story": rich, "questions": [WORDS[:90]]},
        "quiz": {"questions": [{"question": WORDS[:60], "answers": answers}]},
    }
    return {"type": kind, "id": str(uuid.uuid4()), "value": values[kind]}


def body() -> str:
    """Give the sixty blocks. Each picture and each document is one of its own."""
    pictures = []
    for number in range(10):
        drawn = io.BytesIO()
        Picture.new("RGB", (900, 600), (80 + number * 10, 30, 70)).save(drawn, "JPEG")
        image = get_image_model().objects.create(
            title=f"Bilde {number}", file=ImageFile(io.BytesIO(drawn.getvalue()), name=f"bilde{number}.jpg")
        )
        pictures.append(image.pk)
    pages = ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)[:10]
    links = [f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in pages]
    for number in range(5):
        document = get_document_model()(title=f"Ark {number}")
        document.file.save(f"ark{number}.txt", ContentFile(b"Ark"))
        links.append(f'<a linktype="document" id="{document.pk}">Ark {number}</a>')
    kinds = [RARER.get(number, kind) for number, kind in enumerate(PATTERN)]
    return json.dumps([block(n, kind, links, pictures[n // 6 % 10]) for n, kind in enumerate(kinds)])


def publish(parent: Page, page: Page) -> str:
    """Publish a page and give its path."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page.get_url()


def session() -> str:
    """Sign in a trainee of the demo and give the cookie."""
    held = RoleAssignment.objects.running().filter(role=Role.TRAINEE).select_related("person").first()
    browser = Client()
    browser.force_login(held.person)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    """Make both pages and say where they are."""
    index = ModuleIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    stored = body()
    first = ModulePage.objects.child_of(index).live().order_by("path").first()
    home = index.get_parent()
    made = {
        "module": publish(index, ModulePage(title="Seksti deler", body=stored, locale=index.locale)),
        "plain": publish(home, PlainPage(title="Seksti deler", slug="plain", body=stored, locale=index.locale)),
        "first": first.get_url(),
        "index": index.get_url(),
        "cookie": session(),
    }
    print(json.dumps(made))


if __name__ == "__main__":
    main()
