"""Sound and film in a module: nothing is loaded before somebody asks, and what is said can be read."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from modules.models import ModulePage
from modules.queries import recording_address
from tests.factories.modules import make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SOUND = b"ID3" + bytes(range(256)) * 20


def document(name: str = "hei.mp3", content: bytes = SOUND) -> Document:
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


def block(kind: str, **value):
    """Give a block of the body, cleaned as on publishing."""
    found = ModulePage._meta.get_field("body").stream_block.child_blocks[kind]
    raw = {"title": "Hør", "file": None, "transcript": "", "not_written_yet": False} | value
    return found.clean(found.to_python(raw))


def with_part(kind: str, page: ModulePage, **value) -> ModulePage:
    """Put a sound or a film on a page and publish it."""
    page.body = [(kind, block(kind, **value))]
    page.save_revision().publish()
    return page


def test_sound_loads_nothing_before_play_and_can_be_read(client):
    sound = document()
    page = with_part("audio", make_module(), file=sound.pk, transcript="<p>Hei og velkommen.</p>")
    html = client.get(page.url).content.decode()
    assert 'preload="none"' in html
    assert "autoplay" not in html
    assert "Hei og velkommen." in html
    assert recording_address(sound) in html
    assert "hei.mp3" not in html
    assert re.search(r'<audio[^>]* aria-label="Hør"', html)


def test_sound_without_its_words_says_so(client):
    page = with_part("audio", make_module(), file=document().pk, not_written_yet=True)
    assert "er ikke skrevet ned ennå" in client.get(page.url).content.decode()


def test_film_elsewhere_is_a_link_that_says_where_it_leads(client):
    page = with_part("video", make_module(), link="https://www.youtube.com/watch?v=1", transcript="<p>Tolk.</p>")
    html = client.get(page.url).content.decode()
    assert "<iframe" not in html
    assert html.count("youtube.com") == 2  # the link itself, and the sentence that names the site
    assert '<bdi dir="ltr">youtube.com</bdi>' in html
    assert re.search(r'href="https://www.youtube.com/watch\?v=1" rel="noreferrer', html)


def test_recording_on_a_page_that_leaves_no_trace_is_not_kept_by_the_browser(client):
    sound = document()
    page = make_module(sensitivity="yes", content_warning="Vold", neutral_name="Tema")
    html = client.get(with_part("audio", page, file=sound.pk, not_written_yet=True).url).content.decode()
    assert recording_address(sound, quiet=True) in html
    response = client.get(recording_address(sound, quiet=True))
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("audio", {"file": "a.pdf", "not_written_yet": True}, "file"),
        ("audio", {"file": "a.mp3"}, "transcript"),
        ("video", {"not_written_yet": True}, "file"),
        ("video", {"file": "a.mp4", "link": "https://x.no", "not_written_yet": True}, "file"),
        ("video", {"file": "a.mp3", "not_written_yet": True}, "file"),
        ("video", {"link": "javascript:x()", "not_written_yet": True}, "link"),
        ("video", {"link": "ftp://x.no/a.mp4", "not_written_yet": True}, "link"),
        ("video", {"link": "https://x.no"}, "transcript"),
    ],
)
def test_recording_that_cannot_be_is_refused_beside_the_field(kind, value, field):
    if "file" in value:
        value = value | {"file": document(value["file"]).pk}
    with pytest.raises(ValidationError) as caught:
        block(kind, **value)
    assert field in caught.value.block_errors


def test_draft_of_a_recording_can_be_saved_unfinished():
    found = ModulePage._meta.get_field("body").stream_block.child_blocks["audio"]
    found.defer_required_validation()
    try:
        found.clean(found.to_python({"title": "", "file": None, "transcript": "", "not_written_yet": False}))
    finally:
        found.restore_deferred_validation()


def test_phone_can_jump_to_the_middle(client):
    response = client.get(recording_address(document()), headers={"Range": "bytes=100-199"})
    assert (response.status_code, response["Content-Type"]) == (206, "audio/mpeg")
    assert b"".join(response.streaming_content) == SOUND[100:200]


def test_closed_collection_keeps_its_recordings(client):
    closed = Collection.get_first_root_node().add_child(name="Lukket")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
    sound = document()
    sound.collection = closed
    sound.save()
    assert client.get(recording_address(sound)).status_code == 302


def test_other_documents_are_not_sent_from_here(client):
    paper = document("a.pdf", b"%PDF-1.4")
    assert client.get(f"/media/recordings/{paper.get_file_hash()}.pdf").status_code == 404
    assert client.get(f"/media/recordings/{paper.get_file_hash()}.mp3").status_code == 404
