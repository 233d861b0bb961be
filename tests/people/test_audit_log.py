"""Wagtail's log, as the secretariat reads and exports it: what staff did, and no name of a trainee or volunteer."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from lms.people.actions.rights import audit, mirror_roles
from lms.people.actions.settings import choose_languages
from lms.people.actions.signing_in import sign_out_everywhere
from lms.people.roles import Role

pytestmark = pytest.mark.django_db

REPORTS = ["", "?export=csv"]


@pytest.fixture
def report(client, town):
    """Give what the secretariat reads in one form of the report."""
    secretary = town.person(Role.SECRETARIAT, name="Sekretær")
    mirror_roles(secretary)
    client.force_login(secretary)

    def read(form: str) -> str:
        response = client.get(reverse("wagtailadmin_reports:site_history") + form)
        assert response.status_code == 200
        return b"".join(response).decode(errors="replace")

    return read


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("role", [Role.TRAINEE, Role.VOLUNTEER])
def test_woman_who_changes_her_own_settings_is_not_named_to_the_secretariat(town, report, role, form):
    woman = town.person(role, name="Unverkennbar Kanari")
    choose_languages(by=woman, interface_language="ar", spoken=["so"])
    sign_out_everywhere(by=woman, person=woman)
    assert not ModelLogEntry.objects.filter(user=woman).exists()
    text = report(form)
    assert not {word for word in ("Unverkennbar", "Kanari", woman.phone, str(woman.public_id)) if word in text}


def test_whoever_holds_no_office_is_noted_without_being_named(town, report):
    woman, other = town.person(Role.TRAINEE, name="Unverkennbar Kanari"), town.person(Role.TRAINEE)
    audit(by=woman, obj=other, action="people.person_changed", fields=["name"])
    assert ModelLogEntry.objects.get().user is None
    assert "Kanari" not in report("?export=csv")


def test_what_a_coordinator_does_is_in_the_report_with_her_name(town, report):
    coordinator = town.person(Role.COORDINATOR, name="Koordinator Synlig")
    sign_out_everywhere(by=coordinator, person=town.person(Role.TRAINEE, name="Unverkennbar Kanari"))
    text = report("?export=csv")
    assert "Koordinator Synlig" in text
    assert "Kanari" not in text
