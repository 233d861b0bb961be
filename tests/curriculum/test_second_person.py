"""A sensitive text that nobody but its writer has read does not count in an edition."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from curriculum.actions.releasing import pin_correction
from curriculum.forms import SENTENCES
from curriculum.models import EditionModule
from lms.people.actions.rights import mirror_roles
from lms.people.roles import Role
from modules.models import ModulePage
from tests.factories.curriculum import body, make_module, make_released
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


def corrected(by, sensitivity: str) -> EditionModule:
    """Give the place of a module in a released edition, whose text somebody has corrected and published alone."""
    modules = [make_module("Vern", "frame", sensitivity=sensitivity), make_module("Slutt", "frame")]
    place = make_released(modules).places.get(position=1)
    page = ModulePage.objects.get(pk=place.module_id)
    page.body = body("Loven er ny.")
    page.save_revision(user=by).publish()
    return EditionModule.objects.get(pk=place.pk)


@pytest.fixture
def colleague(secretary):
    """Give somebody else of the secretariat."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), email="nasra@example.org")
    mirror_roles(person)
    return person


def pin(place, by):
    """Let the corrected text count."""
    locale = Locale.objects.get(language_code="nb")
    revision = place.module.live_revision
    return pin_correction(by=by, edition_module=place, locale=locale, revision=revision, reason="Ny lov.")


def test_writer_of_a_sensitive_correction_cannot_let_it_count_alone(secretary, colleague):
    place = corrected(secretary, "yes")
    with pytest.raises(ValidationError) as refusal:
        pin(place, secretary)
    assert refusal.value.error_list[0].code == "second_person"
    assert pin(place, colleague).by == colleague


def test_page_of_the_texts_says_who_can(client, secretary):
    place = corrected(secretary, "partly")
    client.force_login(secretary)
    address = reverse("edition_pin", args=[place.edition.public_id, place.module.slug])
    shown = client.post(address, {"language": "nb", "reason": "Ny lov."})
    assert shown.status_code == 422
    assert str(SENTENCES["second_person"]) in shown.content.decode()
    assert place.pins.count() == 1


def test_writer_lets_count_what_is_not_sensitive(secretary):
    place = corrected(secretary, "no")
    assert pin(place, secretary).by == secretary
