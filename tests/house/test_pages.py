"""Wagtail's pages, one by one: open to everybody, for whoever is signed out without a cookie; drafts to nobody."""

from urllib.parse import urlsplit

import pytest
from wagtail.models import Page

from home.models import StandardPage
from tests.house.checks import content_of, print_of
from tests.house.world import ACTORS, ANONYMOUS


@pytest.mark.parametrize("actor", ACTORS)
def test_every_published_page_is_open(actor, world):
    pages = list(Page.objects.live().filter(depth__gt=1).specific())
    assert len(pages) > 5
    for page in pages:
        if page.get_view_restrictions().exists() or not page.get_url():
            continue
        response = world.actor(actor).ask("GET", urlsplit(page.get_url()).path)
        assert response.status_code == 200, page.get_url()
        assert actor != ANONYMOUS or not response.cookies, page.get_url()
        assert not [person for person in world.people.values() if person.name.encode() in content_of(response)]


@pytest.mark.parametrize("actor", ACTORS)
def test_page_that_is_a_draft_answers_as_if_absent(actor, world):
    parent = Page.objects.filter(depth=2, locale__language_code="nb").specific().first()
    draft = parent.add_child(instance=StandardPage(title="Utkast", slug="utkast", live=False))
    try:
        asking = world.actor(actor)
        answers = [asking.ask("GET", url) for url in ("/utkast/", "/finnes-ikke/")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert print_of(answers[0]) == print_of(answers[1])
    finally:
        draft.delete()
