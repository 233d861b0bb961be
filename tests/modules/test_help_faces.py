"""A help service may show a face and a name; both are asked for together, with the picture in words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from modules.models import HelpService
from modules.queries import help_cards
from tests.factories.modules import make_module, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def face() -> Image:
    return Image.objects.create(title="Portrett", file=get_test_image_file(size=(200, 200)))


def with_face(code: str = "med-ansikt", **more) -> HelpService:
    return make_service(code, contact_name="Amina", contact_picture=face(), contact_alt="Amina smiler.", **more)


def test_card_shows_the_face_and_the_name(client):
    with_face()
    page = make_module(body=[{"type": "help", "entries": [{"service": "med-ansikt"}]}])
    html = client.get(page.url).content.decode()
    assert 'alt="Amina smiler."' in html
    assert "Du møter <bdi>Amina</bdi>." in html


@pytest.mark.parametrize(
    ("more", "field"),
    [({"contact_name": ""}, "contact_name"), ({"contact_alt": ""}, "contact_alt")],
)
def test_face_without_a_name_or_words_is_refused(more, field):
    service = with_face()
    for name, value in more.items():
        setattr(service, name, value)
    with pytest.raises(ValidationError) as caught:
        service.full_clean()
    assert field in caught.value.message_dict


def test_three_faces_cost_as_many_queries_as_one():
    services = [with_face(f"tjeneste-{number}") for number in range(3)]
    help_cards([each.pk for each in services], "nb")
    counts = []
    for chosen in (services[:1], services):
        with CaptureQueriesContext(connection) as counted:
            help_cards([each.pk for each in chosen], "nb")
        counts.append(len(counted))
    assert counts[0] == counts[1]
