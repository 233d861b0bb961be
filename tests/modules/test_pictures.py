"""A picture of a module reaches its reader, and its original does not."""

import re

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.modules import make_module

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
