"""The example of each block that an editor sees before she chooses it."""

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from modules.models import ModulePage
from tests.factories.modules import make_service, make_source, make_word
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BLOCKS = ModulePage._meta.get_field("body").stream_block.child_blocks
SAID = {
    "words": "provord",
    "help": 'href="tel:',
    "sources": "<strong>K",
    "picture": "<img ",
    "quiz": "tolk",
    "text": "gratis",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_an_example_that_looks_as_for_readers(name, client):
    make_word("provord")
    make_service("provelinjen", "Provelinjen")
    make_source("K99")
    Image.objects.create(title="Bro", file=get_test_image_file())
    client.force_login(UserFactory(is_superuser=True))
    block = BLOCKS[name]
    assert block.is_previewable
    html = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).content.decode()
    assert f'<section class="part is-{name}">' in html
    assert "/look." in html
    assert SAID.get(name, "<") in html
