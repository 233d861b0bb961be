"""Those who lead evenings say what worked; the secretariat reads it beside the review of the module."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from modules.actions.experience import consider_experience, write_experience
from modules.models import ExperienceNote
from tests.factories.modules import make_module
from tests.factories.people import DistrictFactory, person_with

pytestmark = pytest.mark.django_db


def test_coordinator_writes_and_the_secretariat_reads(client, coordinator, secretary):
    page = make_module(title="Kropp")
    client.force_login(coordinator)
    assert b"Kropp" in client.get(reverse("my_experience")).content
    url = reverse("experience_write", args=[page.slug])
    assert "Ingen navn" in client.get(url).content.decode()
    assert client.post(url, {"operation": str(uuid4()), "worked": "Tegningene."}).status_code == 302
    client.force_login(secretary)
    shown = client.get(reverse("experiences")).content.decode()
    assert "Tegningene." in shown
    note = ExperienceNote.objects.get()
    client.post(reverse("experience_considered", args=[note.public_id]))
    note.refresh_from_db()
    assert note.considered_at


def test_note_sent_twice_is_stored_once(coordinator, home):
    page, operation = make_module(), uuid4()
    for _time in range(2):
        write_experience(by=coordinator, page=page, operation=operation, worked="Bra.", change="")
    assert ExperienceNote.objects.count() == 1
    other = person_with("coordinator", DistrictFactory())
    with pytest.raises(ValidationError) as refused:
        write_experience(by=other, page=page, operation=operation, worked="Bra.", change="")
    assert refused.value.code == "not_yours"


def test_empty_note_is_refused_with_a_sentence(client, coordinator, home):
    page = make_module()
    client.force_login(coordinator)
    answer = client.post(reverse("experience_write", args=[page.slug]), {"operation": str(uuid4()), "worked": " "})
    assert answer.status_code == 422
    assert not ExperienceNote.objects.exists()


def test_trainee_writes_nothing_and_others_read_only_their_own(coordinator, secretary):
    page = make_module()
    note = write_experience(by=coordinator, page=page, operation=uuid4(), worked="Bra.", change="")
    other = person_with("coordinator", DistrictFactory())
    assert list(ExperienceNote.objects.visible_to(secretary)) == [note]
    assert list(ExperienceNote.objects.visible_to(coordinator)) == [note]
    assert list(ExperienceNote.objects.visible_to(other)) == []
    with pytest.raises(PermissionDenied):
        consider_experience(by=coordinator, note=note)
    with pytest.raises(PermissionDenied):
        write_experience(by=secretary, page=page, operation=uuid4(), worked="Bra.", change="")


def test_page_of_a_module_leads_those_who_lead_to_the_note(client, coordinator, home):
    page = make_module()
    url = reverse("experience_write", args=[page.slug])
    assert url not in client.get(page.url).content.decode()
    client.force_login(coordinator)
    assert url in client.get(page.url).content.decode()
