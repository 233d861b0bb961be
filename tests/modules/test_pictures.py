"""A picture of a module reaches its reader, and its original does not."""

import re

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.modules import make_material, make_module, make_word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_address_of_a_picture_in_a_page_gives_the_picture(client):
    image = Image.objects.create(title="Bro", file=get_test_image_file())
    page = make_module("bbbccc")
    page.body = [("picture", {"picture": {"image": image, "decorative": False, "alt_text": "En bro"}, "caption": ""})]
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    address = re.search(r'<img[^>]* src="([^"]+)"', html)[1]
    assert client.get(address)["Content-Type"].startswith("image/")
    assert client.get(image.file.url).status_code == 404


def test_picture_on_a_page_that_leaves_no_trace_is_not_kept_by_the_browser(client):
    image = Image.objects.create(title="Bro", file=get_test_image_file())
    page = make_module("bbbccc", sensitivity="yes", content_warning="Vold", neutral_name="Tema")
    page.body = [("picture", {"picture": {"image": image, "decorative": False, "alt_text": "En bro"}, "caption": ""})]
    page.save_revision().publish()
    shown = re.search(r'<img[^>]* src="([^"]+)"[^>]* alt="En bro"', client.get(page.url).content.decode())
    response = client.get(shown[1])
    assert response["Content-Type"].startswith("image/")
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies


def test_word_to_know_shows_its_picture_and_is_heard(client):
    image = Image.objects.create(title="Bro", file=get_test_image_file())
    word = make_word("bro")
    word.picture = image
    word.sound = Document.objects.create(title="Bro", file=ContentFile(b"ID3" + bytes(50), name="bro.mp3"))
    word.save()
    make_module("bbbccc", body=[{"type": "words", "words": [{"term": "bro"}]}])
    html = client.get("/moduler/bbbccc/").content.decode()
    card = html[html.index('<details class="word">') :]
    picture = re.search(r'<img src="([^"]+)"[^>]* alt=""', card)[1]
    sound = re.search(r'<audio[^>]* preload="none"[^>]* src="([^"]+)" aria-label="bro"', card)[1]
    assert client.get(picture)["Content-Type"].startswith("image/")
    assert client.get(sound)["Content-Type"].startswith("audio/")
    assert "data-say" not in card  # nobody else says what somebody has recorded


def test_address_of_a_picture_in_a_draft_follows_from_no_name(client):
    image = Image.objects.create(title="Bro", file=get_test_image_file("bro.png"))
    folder, name = image.get_rendition("width-20").file.name.split("/")
    mark, plain = name.split(".", 1)
    assert (folder, plain) == ("images", "bro.width-20.png")
    assert re.fullmatch("[a-z2-7]{16}", mark)
    assert mark not in image.get_rendition("width-30").file.name
    assert client.get(f"/media/images/{name}").status_code == 200
    assert client.get(f"/media/images/{plain}").status_code == 404


def test_picture_that_lay_there_before_is_still_served(client):
    name = default_storage.save("images/gammel.width-20.png", get_test_image_file("x.png").file)
    assert client.get(f"/media/{name}").status_code == 200
    default_storage.delete(name)


@pytest.mark.parametrize("way", ["", "images/../", "quiet/images/../", "images/%2e%2e/", "images//../"])
def test_material_and_originals_have_no_address_among_the_pictures(client, way):
    version = make_material().versions.get()
    original = Image.objects.create(title="Bro", file=get_test_image_file("bro.png"))
    for file in (version.file, original.file):
        assert client.get(f"/media/{way}{file.name}").status_code in (301, 302, 404)


def test_picture_whose_sizes_were_thrown_away_is_shown_under_its_new_address(client):
    cache.clear()  # of the sizes of a picture that another test had under the same number
    image = Image.objects.create(title="Bro", file=get_test_image_file())
    page = make_module("bbbccc")
    page.body = [("picture", {"picture": {"image": image, "decorative": False, "alt_text": "En bro"}, "caption": ""})]
    page.save_revision().publish()
    shown = [client.get(page.url).content.decode()]
    call_command("wagtail_update_image_renditions", purge_only=True, verbosity=0)
    shown.append(client.get(page.url).content.decode())
    old, new = (re.search(r'<img[^>]* src="([^"]+)"', html)[1] for html in shown)
    assert old != new
    assert client.get(new).status_code == 200
