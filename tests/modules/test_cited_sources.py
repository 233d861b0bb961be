"""A source that a text names in its own words stands in the queue by the day that the text gives it."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from modules.actions import renew_cited_sources
from modules.actions.checks import confirm
from modules.dashboards.drafts import draft_of
from modules.dashboards.reviews import to_check
from modules.models import CitedSource, EditorialTodo, HelpService, ModulePage, Source
from modules.rules.checks import next_check
from tests.factories.curriculum import translate
from tests.factories.modules import make_module, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_else(home) -> None:
    """Empty the registers that come with the starter data."""
    for register in (EditorialTodo, HelpService, Source):
        register.objects.all().delete()


def on(days: int) -> date:
    """Give the day so many days from now."""
    return timezone.localdate() + timedelta(days=days)


def cite(page: ModulePage, *lines: tuple[str, date | None], publish: bool = True) -> ModulePage:
    """Let a text name sources in its own words; lines that were there keep their place."""
    page = ModulePage.objects.get(pk=page.pk)
    raw = [part for part in page.body.raw_data if part["type"] != "sources"]
    entries = [
        {"type": "item", "id": f"line-{number}", "value": {"text": text, "check_by": day and day.isoformat()}}
        for number, (text, day) in enumerate(lines)
    ]
    raw.append({"type": "sources", "id": "sources", "value": {"sources": entries}})
    page.body = page.body.stream_block.to_python(raw)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return ModulePage.objects.get(pk=page.pk)


def waiting() -> list[tuple[str, str, date | None]]:
    """Give what stands in the queue."""
    return [(thing.kind, thing.title, thing.due) for thing in to_check() if thing.kind != "page"]


def test_line_with_a_day_stands_in_the_queue_the_oldest_first():
    make_source(check_by=on(10))
    page = cite(make_module(title="Kropp"), ("Helsedirektoratet 2024", on(20)), ("NOU 2020:14", on(-3)), ("Brev", None))
    assert [each[:2] for each in waiting()] == [
        ("cited", "NOU 2020:14"),
        ("source", str(Source.objects.get())),
        ("cited", "Helsedirektoratet 2024"),
    ]
    assert to_check()[0].detail == page.title


def test_line_of_a_draft_or_far_away_is_not_in_the_queue():
    page = cite(make_module(), ("NOU 2020:14", on(300)))
    cite(page, ("Utkast", on(1)), publish=False)
    assert waiting() == []


def test_confirming_keeps_the_text_and_comes_back_in_a_year(client, secretary):
    page = cite(make_module(), ("NOU 2020:14", on(-3)))
    before = page.revisions.count()
    client.force_login(secretary)
    thing = to_check()[0]
    shown = client.get(reverse("checks")).content.decode()
    assert thing.name in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown
    client.post(reverse("check_confirm"), {"what": thing.name, "seen": on(-3).isoformat()})
    assert CitedSource.objects.get().check_by == next_check(timezone.localdate())
    assert page.revisions.count() == before
    assert waiting() == []
    # The editor's content check knows of it, although the old day stands in the text.
    assert next_check(timezone.localdate()) in {fact.check_by for fact in draft_of(page, "nb").facts}


def test_publishing_anew_keeps_what_was_confirmed_unless_words_or_day_are_others(secretary):
    page = cite(make_module(), ("NOU 2020:14", on(-3)))
    confirm(by=secretary, what=CitedSource.objects.get(), seen=on(-3))
    cite(page, ("NOU 2020:14", on(-3)))
    assert waiting() == []
    cite(page, ("NOU 2020:14", on(5)))
    assert waiting() == [("cited", "NOU 2020:14", on(5))]
    cite(page, ("NOU 2024:1", on(5)))
    assert waiting() == [("cited", "NOU 2024:1", on(5))]
    cite(page)
    assert not CitedSource.objects.exists()


def test_line_that_a_translation_repeats_counts_once():
    page = cite(make_module(), ("NOU 2020:14", on(-3)))
    danish = cite(translate(page, "da", "Krop"), ("NOU 2020:14", on(-3)), ("Sundhedsstyrelsen", on(-2)))
    assert [(each[1], each[2]) for each in waiting()] == [("NOU 2020:14", on(-3)), ("Sundhedsstyrelsen", on(-2))]
    confirm_all = CitedSource.objects.filter(page=page)
    confirm_all.update(check_by=on(365))
    assert [each[1] for each in waiting()] == ["Sundhedsstyrelsen"]
    assert danish.cited_sources.count() == 2


def test_only_the_secretariat_confirms_and_renews(coordinator):
    page = cite(make_module(), ("NOU 2020:14", on(-3)))
    with pytest.raises(PermissionDenied):
        confirm(by=coordinator, what=CitedSource.objects.get(), seen=on(-3))
    with pytest.raises(PermissionDenied):
        renew_cited_sources(by=coordinator, page=page)


def test_migration_finds_the_lines_of_texts_that_are_published_already():
    cite(make_module(), ("NOU 2020:14", on(-3)), ("Brev", None))
    CitedSource.objects.all().delete()
    import_module("modules.migrations.0012_cited_sources").follow_published_texts(apps, None)
    assert [(row.text, row.written, row.check_by) for row in CitedSource.objects.all()] == [
        ("NOU 2020:14", on(-3), on(-3))
    ]
