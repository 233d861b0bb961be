"""What somebody in no course reads: the text that is pinned, corrections at once, everything else as published."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from curriculum.actions.releasing import pin_correction, pin_translation, retire
from curriculum.models import CurriculumEdition
from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.models import User
from modules.models import ModulePage
from tests.factories.curriculum import make_edition, make_module, make_released, rewrite, translate
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(db) -> ModulePage:
    """Give a published module in a site."""
    make_page("home")
    return make_module("Søvn", text="Pinnet tekst.")


@pytest.fixture
def edition(module) -> CurriculumEdition:
    """Release an edition with the module."""
    return make_released([make_module("Start", "frame"), module, make_module("Slutt", "frame")])


def shown(client, page: ModulePage, prefix: str = "") -> str:
    """Give the page as a reader gets it."""
    response = client.get(prefix + ModulePage.objects.get(pk=page.pk).get_url())
    assert response.status_code == 200
    return response.content.decode()


def correct(edition: CurriculumEdition, page: ModulePage, reason: str = "Loven er endret"):
    """Pin what is published now."""
    place = edition.places.get(module__translation_key=page.translation_key)
    return pin_correction(
        by=None,
        edition_module=place,
        locale=page.locale,
        revision=Revision.objects.get(pk=page.live_revision_id),
        reason=reason,
    )


def test_published_change_of_a_pinned_module_waits(client, module, edition):
    assert "Pinnet tekst." in shown(client, module)
    rewrite(module, "Ny tekst.")
    page = shown(client, module)
    assert "Pinnet tekst." in page
    assert "Ny tekst." not in page


def test_module_in_no_released_edition_is_read_as_published(client, module):
    make_edition([module])
    rewrite(module, "Ny tekst.")
    assert "Ny tekst." in shown(client, module)


def test_module_of_a_retired_edition_is_read_as_published(client, module, edition):
    rewrite(module, "Ny tekst.")
    shown(client, module)
    retire(by=None, edition=edition)
    assert "Ny tekst." in shown(client, module)


def test_correction_is_read_at_once_and_says_so_without_its_reason(client, module, edition):
    shown(client, module)
    correct(edition, rewrite(module, "Rettet tekst."))
    page = shown(client, module)
    assert "Rettet tekst." in page
    assert re.search(r">Rettet \d+\. \w+ \d{4}<", page)
    assert "Loven er endret" not in page


def test_coordinator_reads_why_a_text_was_corrected(client, module, edition, coordinator):
    correct(edition, rewrite(module, "Rettet tekst."))
    client.force_login(coordinator)
    assert "Loven er endret" in shown(client, module)


def test_text_that_was_never_corrected_says_nothing(client, module, edition):
    assert 'class="muted small corrected"' not in shown(client, module)


def test_translation_is_read_as_published_until_it_is_pinned(client, module, edition):
    make_page("home", "ar")
    arabic = translate(module, "ar", "النوم")
    assert "Hei." in shown(client, arabic)
    pin_translation(
        by=None,
        edition_module=edition.places.get(module=module),
        locale=arabic.locale,
        revision=Revision.objects.get(pk=arabic.live_revision_id),
    )
    rewrite(arabic, "Ny.")
    assert "Hei." in shown(client, arabic)


def test_correction_in_one_language_leaves_the_others(client, module, edition):
    make_page("home", "ar")
    arabic = translate(module, "ar", "النوم")
    correct(edition, rewrite(module, "Rettet tekst."))
    assert "Hei." in shown(client, arabic)
    assert "Rettet tekst." in shown(client, module)


def test_preview_shows_the_draft(client, module, edition):
    draft = rewrite(module, "Et utkast.", publish=False).get_latest_revision_as_object()
    preview = draft.make_preview_request().content.decode()
    assert "Et utkast." in preview
    assert "Pinnet tekst." in shown(client, module)


# --- what editors are told -------------------------------------------------------------------------------------------


def editing(client, secretary: User, page: ModulePage) -> tuple[str, dict]:
    """Open a module in Wagtail's editor, as an editor does; give the address and what its form sends unchanged."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sync_roles()
    mirror_roles(secretary)
    client.force_login(secretary)
    form = client.get(url).context["form"]
    unsent = ("body", "comment_notifications", "go_live_at", "expire_at")
    sent = {name: value for name in form.fields if name not in unsent and (value := form[name].value())}
    return url, nested_form_data(sent | {"body": streamfield([]), "comments": inline_formset([])})


def publish(client, secretary: User, page: ModulePage, title: str) -> str:
    """Publish a new title; give the page the editor then sees."""
    url, form = editing(client, secretary, page)
    return client.post(url, form | {"title": title, "action-publish": "1"}, follow=True).content.decode()


def save_by_itself(client, url: str, form: dict, **sent) -> int:
    """Save as the editor does on its own while somebody writes; give the revision it then writes on."""
    response = client.post(url, form | sent, headers={"Accept": "application/json"})
    assert response.status_code == 200, response.content
    assert response.json()["success"]
    return response.json()["revision_id"]


def test_editor_who_publishes_a_pinned_module_is_told_that_readers_read_on(client, secretary, module, edition):
    page = publish(client, secretary, module, "Ny tittel")
    module.refresh_from_db()
    assert module.title == "Ny tittel"
    assert str(edition) in page
    assert reverse("edition_texts", args=[edition.public_id, module.slug]) in page


def test_editor_finds_on_the_page_where_to_let_readers_read_a_correction(client, secretary, module, edition):
    texts = reverse("edition_texts", args=[edition.public_id, module.slug])
    client.force_login(secretary)
    assert texts not in shown(client, module)
    rewrite(module, "Rettet tekst.")
    assert texts in shown(client, module)
    correct(edition, ModulePage.objects.get(pk=module.pk))
    assert texts not in shown(client, module)
    client.logout()
    rewrite(ModulePage.objects.get(pk=module.pk), "Enda en tekst.")
    assert texts not in shown(client, module)


def test_editor_of_a_module_in_no_edition_is_told_nothing(client, secretary, module):
    assert "/texts/" not in publish(client, secretary, module, "Ny tittel")


def test_saving_over_a_pinned_text_makes_a_new_one(module, edition, secretary):
    pinned = Revision.objects.get(pk=module.live_revision_id)
    Revision.objects.filter(pk=pinned.pk).update(user=secretary)
    pinned.refresh_from_db()
    module.title = "Skrevet av seg selv"
    first = module.save_revision(user=secretary, overwrite_revision=pinned)
    assert first.pk != pinned.pk
    assert Revision.objects.get(pk=pinned.pk).content["title"] == "Søvn"
    module.title = "Skrevet videre"
    assert module.save_revision(user=secretary, overwrite_revision=first).pk == first.pk


def test_saving_over_a_pinned_text_that_is_not_published_any_more_makes_a_new_one(module, edition):
    pinned = Revision.objects.get(pk=module.live_revision_id)
    module.unpublish()
    module = ModulePage.objects.get(pk=module.pk)
    assert module.save_revision(overwrite_revision=pinned).pk != pinned.pk


def test_module_that_becomes_sensitive_leaves_no_trace_though_its_pinned_text_is_older(client, module, edition):
    shown(client, module)
    page = ModulePage.objects.get(pk=module.pk)
    page.sensitivity, page.neutral_name, page.content_warning = "yes", "Tema", "Siden handler om vold."
    page.save_revision().publish()
    response = client.get(module.get_url())
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    text = response.content.decode()
    assert "<title>Tema</title>" in text
    assert "Siden handler om vold." in text
    assert "Pinnet tekst." in text


def test_pinned_text_that_was_careful_stays_so(client, module, edition):
    page = ModulePage.objects.get(pk=module.pk)
    page.sensitivity, page.content_warning = "yes", "Siden handler om vold."
    page.save_revision().publish()
    page = ModulePage.objects.get(pk=module.pk)
    correct(edition, page)
    page.sensitivity = "no"
    page.save_revision().publish()
    assert client.get(module.get_url())["Cache-Control"] == "no-store"


def test_editor_that_saves_by_itself_never_writes_over_the_pinned_text(client, secretary, module, edition):
    url, form = editing(client, secretary, module)
    pinned = module.live_revision_id
    Revision.objects.filter(pk=pinned).update(user=secretary)  # Wagtail lets everybody write over her own only
    first = save_by_itself(client, url, form, title="Skrevet", overwrite_revision_id=pinned)
    assert first != pinned
    second = save_by_itself(client, url, form, title="Skrevet videre", overwrite_revision_id=first)
    assert second == first
    assert Revision.objects.get(pk=pinned).content["title"] == "Søvn"
    assert Revision.objects.get(pk=first).content["title"] == "Skrevet videre"
    assert "Søvn" in shown(client, module)
    assert "Skrevet" not in shown(client, module)


def test_editor_that_saves_by_itself_never_writes_over_a_draft_that_was_published_and_pinned(
    client, secretary, module, edition
):
    url, form = editing(client, secretary, module)
    draft = save_by_itself(client, url, form, title="Rettet")
    Revision.objects.get(pk=draft).publish()
    correct(edition, ModulePage.objects.get(pk=module.pk))
    ModulePage.objects.get(pk=module.pk).unpublish()  # now only the edition holds on to it
    after = save_by_itself(client, url, form, title="Skrevet videre", overwrite_revision_id=draft)
    assert after != draft
    assert Revision.objects.get(pk=draft).content["title"] == "Rettet"
