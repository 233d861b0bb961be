"""The content version: whatever readers may see differently afterwards raises it, and a draft does not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from modules.actions import raise_content_version
from modules.models import ContentVersion
from tests.factories.modules import make_exercise, make_module, make_service, make_source, make_word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def version() -> tuple:
    """Give the version as it is now."""
    return ContentVersion.objects.values_list("content", "baked").get()


@contextmanager
def change(*, content: bool = True, baked: bool) -> Iterator[None]:
    """Expect what is done inside to raise the version so."""
    before = version()
    yield
    after = version()
    assert (before[0] != after[0], before[1] != after[1]) == (content, baked)


def test_published_text_is_a_new_version_and_a_draft_is_not():
    page = make_module()
    page.title = "Anders"
    with change(content=False, baked=False):
        revision = page.save_revision()
    with change(baked=False):
        revision.publish()


def test_unpublished_deleted_moved_and_restricted_pages_are_new_versions():
    page = make_module()
    with change(baked=False):
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with change(baked=True):
        restriction.delete()
    index = page.get_parent()
    other = Page.objects.filter(depth=2).exclude(pk=index.get_parent().pk).first()
    with change(baked=True):
        index.move(other, pos="last-child")
    page.refresh_from_db()
    with change(baked=False):
        page.unpublish()
    with change(baked=True):
        page.delete()


def test_new_address_of_a_page_is_taken_up_by_the_texts_that_link_to_it(django_capture_on_commit_callbacks):
    page = make_module()
    page.slug = "anders"
    with change(baked=True), django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()


def test_number_of_a_service_leaves_stored_bodies_as_they_are():
    service = make_service("prove")
    service.number = "1"
    with change(baked=False):
        service.save()
    with change(baked=False):
        service.texts.get().save()


@pytest.mark.parametrize(("make", "name"), [(make_word, "prøveord"), (make_exercise, "Prøve"), (make_source, "K9999")])
def test_what_texts_have_taken_in_makes_them_anew(make, name):
    with change(baked=True):
        row = make(name)
    with change(baked=True):
        row.save()
    with change(baked=True):
        row.delete()


def test_version_that_is_rolled_back_never_comes_again():
    seen = version()
    with transaction.atomic():
        raise_content_version()
        tried = version()
        transaction.set_rollback(True)
    assert version() == seen
    raise_content_version()
    assert version() not in (seen, tried)


def test_version_begins_anew_where_its_row_is_gone():
    ContentVersion.objects.all().delete()
    raise_content_version(baked=False)
    assert ContentVersion.objects.count() == 1
