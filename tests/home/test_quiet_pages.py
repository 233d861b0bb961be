"""Pages about what is sensitive leave no trace, signed in or not: each line of quick exit, on every such page."""

import re

import pytest
from django.urls import reverse

from cohorts.models import Enrolment
from modules.models import ModulePage
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, taught
from tests.factories.local import make_entry
from tests.factories.pages import make_page
from tests.factories.people import DistrictFactory

pytestmark = pytest.mark.django_db
SECRET = "Vold i nære relasjoner"
BODY = [
    {"type": "key_messages", "items": ["Det er ikke din skyld"]},
    {"type": "text", "heading": "", "text": "<p>Du kan ringe.</p>"},
]


@pytest.fixture
def woman():
    """Give a woman whose course has a sensitive module."""
    careful = taught(2, sensitivity="yes", neutral_name="Tema", title=SECRET, content_warning="Tungt.")
    course = course_with(taught(1), careful | {"body": BODY + careful["body"]})
    return trainee_of(course).person


def addresses(woman) -> dict[str, str]:
    """Give every page that shows the sensitive module to her, each with its address."""
    place = Enrolment.objects.get(person=woman)
    module = ModulePage.objects.get(title=SECRET)
    read = reverse("course_module", args=[place.cohort.public_id, module.slug])
    return {
        "for everybody": module.get_url(),
        "in two languages": f"{module.get_url()}?beside=1",
        "of her course": f"{read}?read=all",
        "of her course, in short": f"{read}?read=short",
        "of her course, in two languages": f"{read}?beside=1",
        "questions about it": reverse("catch_up_questions", args=[place.public_id, module.slug]),
        "kept on the phone": reverse("phone_keep", args=[module.slug]),
    }


def faults(response) -> list[str]:
    """Give what a page would leave behind or show to others."""
    page = response.content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    wanted = {
        "is not stored": "no-store" in response["Cache-Control"],
        "names itself to nobody": response["Referrer-Policy"] == "no-referrer",
        "has the exit": 'class="exit"' in page and "data-exit" in page,
        "leaves at three shifts": "js/exit" in page,
        "has a title that says nothing": not re.search("vold|relasjon|hjelp|help|brobygger", title.lower()),
        "has an icon that says nothing": '<link rel="icon" href="data:,">' in page,
        "is no app with our name": 'rel="manifest"' not in page and "apple-touch-icon" not in page,
        "asks nothing that needs a cookie": "csrfmiddlewaretoken" not in page,
        "is in no search engine": 'content="noindex' in page,
        "plays nothing by itself": "autoplay" not in page,
        "is described to nobody": SECRET
        not in (re.search(r'<meta name="description" content="(.*?)"', page) or ["", ""])[1],
        "has an address that says nothing": "vold" not in response.wsgi_request.get_full_path(),
    }
    return [name for name, holds in wanted.items() if not holds]


def test_every_page_of_a_sensitive_module_leaves_no_trace(woman, client):
    client.force_login(woman)
    found = {name: client.get(address) for name, address in addresses(woman).items()}
    assert {name: answer.status_code for name, answer in found.items() if answer.status_code != 200} == {}
    assert {name: wrong for name, answer in found.items() if (wrong := faults(answer))} == {}


def test_every_page_about_help_leaves_no_trace(client, home):
    make_page("help", slug="hjelp", title="Hjelp", leaves_no_trace=True)
    place = DistrictFactory()
    make_entry(place)
    found = {
        name: client.get(address, follow=True)
        for name, address in {
            "numbers": "/help/",
            "near her": reverse("directory", args=[place.path]),
            "places": reverse("directory_index"),
        }.items()
    }
    # That there is help may be found by all; that she looked for it may not.
    assert {fault for answer in found.values() for fault in faults(answer)} == {"is in no search engine"}


def test_reading_it_signed_out_sets_no_cookie(woman, client):
    answer = client.get(addresses(woman)["for everybody"])
    assert (answer.status_code, faults(answer)) == (200, [])
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_her_own_pages_name_it_only_neutrally(woman, client):
    client.force_login(woman)
    for address in (
        "/my/",
        "/my/modules/",
        "/my/evenings/",
        "/my/words/",
        "/my/held/",
        "/my/calendar/",
        "/my/cohorts/",
    ):
        page = client.get(address).content.decode()
        assert SECRET not in page, address


def test_search_does_not_suggest_it(woman, client):
    answer = client.post("/search/", {"q": "vald i nære relasjoner"})
    assert "no-store" in answer["Cache-Control"]
    assert "data-exit" in answer.content.decode()
    assert not re.search(r"Mente du.{0,80}vold", answer.content.decode(), re.DOTALL)
