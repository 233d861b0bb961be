"""What the secretariat uploads in Wagtail is looked into; what is refused gets a sentence beside the field."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images.models import Image as LibraryImage

from tests.kit.test_pictures import GPS, photo

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
MP3 = b"\xff\xfb\x90\x00" + b"\0" * 413


def upload(editor, kind: str, name: str, content: bytes):
    """Send a file to one of the libraries, as the form does."""
    return editor.post(reverse(f"wagtail{kind}:add"), {"title": "Lyd", "file": SimpleUploadedFile(name, content)})


def test_sound_is_taken(editor):
    assert upload(editor, "docs", "hei.mp3", MP3).status_code == 302
    assert Document.objects.get().file_size == len(MP3)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("hei.mp3", MP3 + b"\0" * (31 * MEGABYTE), "32 MB; 30 MB"),
        ("hei.mp3", b"<html>no sound</html>", "av et annet slag"),
        ("hei.wav", b"RIFF\0\0\0\0WAVE", "slutter på .pdf"),
        ("tom.pdf", b"", "tom"),
    ],
)
def test_sound_that_cannot_be_taken_is_refused_with_a_sentence(editor, name, content, sentence):
    response = upload(editor, "docs", name, content)
    assert response.status_code == 200
    (said,) = response.context["form"].errors["file"]
    assert sentence in str(said)
    assert not Document.objects.exists()


def test_sound_of_300_megabytes_is_refused_beside_the_field(editor):
    response = upload(editor, "docs", "lang.mp3", MP3 + bytes(300 * MEGABYTE))
    assert "Gjør den mindre eller kortere" in str(response.context["form"].errors["file"])
    assert not Document.objects.exists()


def test_picture_in_the_library_does_not_tell_where_it_was_taken(editor):
    assert upload(editor, "images", "photo.jpg", photo().getvalue()).status_code == 302
    kept = LibraryImage.objects.get()
    assert (kept.width, kept.height) == (20, 40)
    for file in (kept.file, kept.get_rendition("width-10").file):
        with file.open("rb") as stored:
            assert not Image.open(stored).getexif().get_ifd(GPS)


def test_picture_uploaded_while_choosing_does_not_tell_either(editor):
    file = SimpleUploadedFile("photo.jpg", photo().getvalue(), "image/jpeg")
    sent = {"image-chooser-upload-title": "Lyd", "image-chooser-upload-file": file}
    assert editor.post(reverse("wagtailimages_chooser:create"), sent).status_code == 200
    with LibraryImage.objects.get().file.open("rb") as stored:
        assert not Image.open(stored).getexif().get_ifd(GPS)


def test_address_of_a_document_cannot_be_guessed(editor, client, settings, tmp_path):
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    name = "Skjema for dem som har et svært langt navn på sin fil, og litt til.pdf"
    assert upload(editor, "docs", name, b"%PDF-1.7\n" + b"x" * 100).status_code == 302
    document = Document.objects.get()
    assert re.fullmatch(r"Skjema_for_dem.*-[a-z2-7]{16}\.pdf", document.filename)
    assert client.get(document.url).status_code == 200
    assert client.get(reverse("wagtaildocs_serve", args=[document.pk, name])).status_code == 404
