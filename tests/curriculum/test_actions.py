"""What the secretariat does with editions, and what is refused."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Locale, ModelLogEntry, Revision

from curriculum.actions.auditing import AUDITED, audit
from curriculum.actions.drafting import (
    Place,
    change_edition,
    copy_to_draft,
    create_edition,
    discard_draft,
    set_modules,
    set_rule,
)
from curriculum.actions.releasing import pin_correction, pin_translation, release, retire
from curriculum.models import CompletionRule, CurriculumEdition, EditionModule, PinnedText
from curriculum.rules import Way
from lms.people.actions.rights import mirror_roles, sync_roles
from modules.models import EditorialTodo, ModulePage
from tests.factories.curriculum import make_edition, make_module, make_released, rewrite, translate
from tests.factories.people import CountryFactory

pytestmark = pytest.mark.django_db
NEW = {"code": "NO-17", "label": "2027", "valid_from": date(2027, 1, 1)}


def codes(refusal) -> set[str]:
    """Give the codes of a refusal."""
    return {error.code for error in refusal.value.error_list}


def first(edition: CurriculumEdition) -> EditionModule:
    """Give the first place."""
    return edition.places.get(position=1)


def nb() -> Locale:
    """Give Norwegian."""
    return Locale.objects.get(language_code="nb")


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_new_edition_is_a_draft_with_a_rule_and_a_line_in_the_log(secretary):
    edition = create_edition(by=secretary, country=CountryFactory(), **NEW)
    assert (edition.state, edition.rule.share) == ("draft", Decimal("0.8"))
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.label) == ("curriculum.edition_created", secretary, "NO-17 2027")


def test_name_of_an_edition_is_used_once(secretary):
    create_edition(by=secretary, country=CountryFactory(), **NEW)
    with pytest.raises(ValidationError) as refusal:
        create_edition(by=secretary, country=CountryFactory(), **NEW)
    assert codes(refusal) == {"name_taken"}


@pytest.mark.parametrize(
    ("numbers", "code"),
    [({"evening_minutes": 0}, "evening_not_positive"), ({"size_min": 26, "size_max": 18}, "size_turned_round")],
)
def test_numbers_that_make_no_sense_are_refused(secretary, numbers, code):
    with pytest.raises(ValidationError) as refusal:
        create_edition(by=secretary, country=CountryFactory(), **NEW, **numbers)
    assert codes(refusal) == {code}


def test_change_of_a_draft_notes_the_fields_that_changed(secretary):
    edition = make_edition()
    facts = {"evening_minutes": 200, "size_min": 18, "size_max": 25}
    change_edition(by=secretary, edition=edition, label="2028", valid_from=edition.valid_from, **facts)
    edition.refresh_from_db()
    assert str(edition) == "NO-4 2028"
    assert ModelLogEntry.objects.latest("pk").data == {"fields": ["evening_minutes", "label"]}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"position": 1}, "position_taken_twice"), ({"position": 0}, "position_gap"),
        ({"hours": Decimal(0)}, "hours_not_positive"),
    ],
)  # fmt: skip
def test_modules_that_make_no_sense_are_refused_and_nothing_changes(secretary, changes, code):
    edition = make_edition()
    fields = {"position": 2} | changes
    with pytest.raises(ValidationError) as refusal:
        set_modules(
            by=secretary,
            edition=edition,
            places=[Place(module=make_module("A"), position=1), Place(module=make_module("B"), **fields)],
        )
    assert codes(refusal) == {code}
    assert edition.places.count() == 4


def test_module_twice_in_an_edition_is_refused(secretary):
    module = make_module("A")
    with pytest.raises(ValidationError) as refusal:
        set_modules(by=secretary, edition=make_edition([]), places=[Place(module, 1), Place(module, 2)])
    assert codes(refusal) == {"module_twice"}


def test_modules_of_a_draft_can_change_places(secretary):
    edition = make_edition()
    places = [Place(module=place.module, position=5 - place.position) for place in edition.places.all()]
    set_modules(by=secretary, edition=edition, places=places)
    assert [place.module.title for place in edition.places.all()] == ["Modul 4", "Modul 3", "Modul 2", "Modul 1"]


def test_rule_without_catching_up_has_no_limit_of_it(secretary):
    edition = make_edition()
    set_rule(by=secretary, edition=edition, share=Decimal("0.9"), catch_up_allowed=False, max_catch_ups=3)
    rule = CompletionRule.objects.get(edition=edition)
    assert (rule.share, rule.catch_up_allowed, rule.max_catch_ups) == (Decimal("0.9"), False, None)


def test_ways_to_make_a_module_up_are_a_choice_and_one_at_least(secretary):
    edition = make_edition()
    set_rule(by=secretary, edition=edition, share=Decimal("0.8"), ways=[Way.READ, Way.VISIT])
    assert CompletionRule.objects.get(edition=edition).made_up_by == ["read", "visit"]
    draft = copy_to_draft(by=secretary, edition=edition, country=CountryFactory(), **NEW)
    assert draft.rule.ways == {Way.READ, Way.VISIT}
    set_rule(by=secretary, edition=edition, share=Decimal("0.8"))
    assert CompletionRule.objects.get(edition=edition).made_up_by is None
    with pytest.raises(ValidationError) as refusal:
        set_rule(by=secretary, edition=edition, share=Decimal("0.8"), ways=[])
    assert codes(refusal) == {"no_way"}


@pytest.mark.parametrize("share", [Decimal(0), Decimal("1.1")])
def test_share_nobody_can_reach_is_refused(secretary, share):
    with pytest.raises(ValidationError) as refusal:
        set_rule(by=secretary, edition=make_edition(), share=share)
    assert codes(refusal) == {"share_out_of_range"}


def test_copy_has_the_modules_and_the_rule_and_can_be_changed(secretary):
    edition = make_edition()
    set_rule(by=None, edition=edition, share=Decimal("0.75"), max_catch_ups=2)
    release(by=None, edition=edition, reason="Starter")
    draft = copy_to_draft(by=secretary, edition=edition, country=CountryFactory(), **NEW)
    assert (draft.state, draft.copied_from, draft.rule.share) == ("draft", edition, Decimal("0.75"))
    same = ("module_id", "position", "hours", "mandatory")
    assert list(draft.places.values(*same)) == list(edition.places.values(*same))
    set_modules(by=secretary, edition=draft, places=[])
    assert edition.places.count() == 4


def test_released_edition_of_another_country_can_be_copied_and_its_drafts_cannot(secretary, abroad):
    danish = CountryFactory(code="DK")
    theirs = copy_to_draft(by=abroad, edition=make_released(), country=danish, **NEW)
    assert theirs.country == danish
    with pytest.raises(PermissionDenied):
        copy_to_draft(by=secretary, edition=theirs, country=CountryFactory(), **NEW | {"label": "2"})
    with pytest.raises(PermissionDenied):
        copy_to_draft(by=abroad, edition=make_released(label="3"), country=CountryFactory(), **NEW | {"label": "4"})


def test_draft_can_be_thrown_away_unless_it_was_copied(secretary):
    edition = make_edition()
    copy = copy_to_draft(by=secretary, edition=edition, country=CountryFactory(), **NEW)
    with pytest.raises(ValidationError) as refusal:
        discard_draft(by=secretary, edition=edition)
    assert codes(refusal) == {"has_copies"}
    discard_draft(by=secretary, edition=copy)
    discard_draft(by=secretary, edition=edition)
    assert not CurriculumEdition.objects.exists()


# --- who may ---------------------------------------------------------------------------------------------------------


def verbs(by, draft: CurriculumEdition, released: CurriculumEdition) -> dict:
    """Give each action as somebody would call it."""
    place = first(released)
    pin = {"edition_module": place, "locale": nb(), "revision": rewrite(place.module, "Ny.").live_revision}
    return {
        "create": lambda: create_edition(by=by, country=CountryFactory(), **NEW),
        "copy": lambda: copy_to_draft(by=by, edition=draft, country=CountryFactory(), **NEW),
        "change": lambda: change_edition(
            by=by, edition=draft, label="x", valid_from=date(2027, 1, 1), evening_minutes=1, size_min=1, size_max=2
        ),
        "modules": lambda: set_modules(by=by, edition=draft, places=[]),
        "rule": lambda: set_rule(by=by, edition=draft, share=Decimal(1)),
        "discard": lambda: discard_draft(by=by, edition=draft),
        "release": lambda: release(by=by, edition=draft, reason="x"),
        "retire": lambda: retire(by=by, edition=released),
        "correct": lambda: pin_correction(by=by, reason="x", **pin),
        "translate": lambda: pin_translation(by=by, **pin),
    }


@pytest.mark.parametrize("who", ["abroad", "coordinator"])
def test_nobody_but_the_secretariat_of_the_country_does_anything(request, who):
    by, draft, released = request.getfixturevalue(who), make_edition(), make_released(label="2")
    before = (CurriculumEdition.objects.count(), PinnedText.objects.count(), ModelLogEntry.objects.count())
    for verb, act in verbs(by, draft, released).items():
        with pytest.raises(PermissionDenied):
            pytest.fail(f"{who} may {verb}: {act()}")
    assert (CurriculumEdition.objects.count(), PinnedText.objects.count(), ModelLogEntry.objects.count()) == before


def test_draft_is_seen_by_the_secretariat_of_its_country_only(secretary, abroad, coordinator):
    from django.contrib.auth.models import AnonymousUser

    draft, released = make_edition(), make_released(label="2")
    assert set(CurriculumEdition.objects.visible_to(secretary)) == {draft, released}
    for other in (abroad, coordinator, AnonymousUser()):
        assert set(CurriculumEdition.objects.visible_to(other)) == {released}


def test_every_entry_of_the_log_has_its_wording():
    ours = {action for action, _label in registry.get_choices() if action.startswith("curriculum.")}
    assert ours == AUDITED
    with pytest.raises(KeyError):
        audit(by=None, edition=make_edition(), action="curriculum.something_else")


# --- release ---------------------------------------------------------------------------------------------------------


def test_release_pins_the_published_text_of_every_module_in_each_language(secretary):
    module = make_module("Start", "frame")
    danish = translate(module, "da", "Begynd")
    later = rewrite(module, "Ikke ferdig.", publish=False)
    edition = make_edition([module, make_module("Slutt", "frame")])
    release(by=secretary, edition=edition, reason="Vi begynner.")
    edition.refresh_from_db()
    assert (edition.state, edition.released_by, edition.release_reason) == ("released", secretary, "Vi begynner.")
    pins = {pin.locale.language_code: pin for pin in first(edition).pins.all()}
    assert {code: pin.revision_id for code, pin in pins.items()} == {
        "nb": module.live_revision_id,
        "da": danish.live_revision_id,
    }
    assert pins["nb"].revision_id != later.latest_revision_id
    assert {pin.kind for pin in PinnedText.objects.all()} == {"release"}


def test_open_to_dos_need_a_reason(secretary):
    edition = make_edition()
    EditorialTodo.objects.create(page=first(edition).module, text="Stemmer det?")
    for reason in ("", "   "):
        with pytest.raises(ValidationError) as refusal:
            release(by=secretary, edition=edition, reason=reason)
        assert codes(refusal) == {"reason_needed"}
    release(by=secretary, edition=edition, reason="Vi sjekker i mai.")


def test_edition_with_mistakes_is_refused_whatever_the_reason(secretary):
    edition = make_edition([make_module("A"), make_module("B", "frame")])
    CompletionRule.objects.filter(edition=edition).update(share=Decimal(2))
    with pytest.raises(ValidationError) as refusal:
        release(by=secretary, edition=edition, reason="Likevel.")
    assert codes(refusal) == {"first_is_no_frame", "share_out_of_range"}


def test_module_that_is_not_published_stops_the_release(secretary):
    edition = make_edition()
    first(edition).module.unpublish()
    with pytest.raises(ValidationError) as refusal:
        release(by=secretary, edition=edition, reason="Likevel.")
    assert codes(refusal) == {"unpublished_module"}
    assert not PinnedText.objects.exists()


def test_edition_without_modules_is_not_released(secretary):
    with pytest.raises(ValidationError) as refusal:
        release(by=secretary, edition=make_edition([]), reason="Likevel.")
    assert "no_modules" in codes(refusal)


def test_released_edition_is_neither_changed_nor_released_again(secretary):
    edition = make_edition()
    stale = CurriculumEdition.objects.get(pk=edition.pk)  # as somebody else's page still has it
    release(by=secretary, edition=edition, reason="x")
    for act in (
        lambda: release(by=secretary, edition=stale, reason="x"),
        lambda: set_modules(by=secretary, edition=stale, places=[]),
        lambda: set_rule(by=secretary, edition=stale, share=Decimal(1)),
        lambda: discard_draft(by=secretary, edition=stale),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert codes(refusal) == {"not_a_draft"}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_people_releasing_at_the_same_moment_one_wins(secretary):
    edition = make_edition()
    meet, outcomes = threading.Barrier(2), []

    def press() -> None:
        try:
            mine = CurriculumEdition.objects.get(pk=edition.pk)
            meet.wait(10)
            release(by=secretary, edition=mine, reason="x")
            outcomes.append("released")
        except ValidationError as error:
            outcomes.append(error.error_list[0].code)
        finally:
            connection.close()

    people = [threading.Thread(target=press) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert sorted(outcomes) == ["not_a_draft", "released"]
    assert PinnedText.objects.count() == 4
    assert ModelLogEntry.objects.filter(action="curriculum.edition_released").count() == 1


def test_retired_edition_keeps_its_texts_and_is_retired_once(secretary):
    edition = make_released()
    retire(by=secretary, edition=edition)
    assert CurriculumEdition.objects.get().state == "retired"
    assert PinnedText.objects.count() == 4
    with pytest.raises(ValidationError) as refusal:
        retire(by=secretary, edition=edition)
    assert codes(refusal) == {"not_released"}


# --- what comes later ------------------------------------------------------------------------------------------------


def test_correction_counts_from_now_on_and_the_old_text_stays(secretary):
    place = first(make_released())
    revision = rewrite(place.module, "Loven er ny.").live_revision
    pin = pin_correction(by=secretary, edition_module=place, locale=nb(), revision=revision, reason=" Ny lov. ")
    assert (pin.kind, pin.reason, pin.by) == ("correction", "Ny lov.", secretary)
    assert place.pins.count() == 2
    assert ModelLogEntry.objects.latest("pk").data == {"kind": "correction", "position": 1, "language": "nb"}


def test_correction_needs_a_reason_and_a_text_that_is_new(secretary):
    place = first(make_released())
    same = place.module.live_revision
    with pytest.raises(ValidationError) as refusal:
        pin_correction(by=secretary, edition_module=place, locale=nb(), revision=same, reason=" ")
    assert codes(refusal) == {"reason_needed", "already_pinned"}


def test_text_of_another_module_or_language_is_refused(secretary):
    place = first(make_released())
    danish = translate(place.module, "da", "Begynd")
    for revision in (make_module("Annet").live_revision, danish.live_revision):
        with pytest.raises(ValidationError) as refusal:
            pin_correction(by=secretary, edition_module=place, locale=nb(), revision=revision, reason="x")
        assert codes(refusal) == {"other_text"}


def test_translation_that_comes_later_is_pinned_once_and_then_corrected(secretary):
    place = first(make_released())
    arabic = translate(place.module, "ar", "بداية")
    how = {"by": secretary, "edition_module": place, "locale": arabic.locale}
    with pytest.raises(ValidationError) as refusal:
        pin_correction(revision=arabic.live_revision, reason="x", **how)
    assert codes(refusal) == {"nothing_to_correct"}
    pin_translation(revision=arabic.live_revision, **how)
    with pytest.raises(ValidationError) as refusal:
        pin_translation(revision=rewrite(arabic, "ثان").live_revision, **how)
    assert codes(refusal) == {"already_translated"}


def test_draft_pins_nothing(secretary):
    place = first(make_edition())
    with pytest.raises(ValidationError) as refusal:
        pin_translation(by=secretary, edition_module=place, locale=nb(), revision=place.module.live_revision)
    assert codes(refusal) == {"is_draft"}


# --- pages that an edition holds -------------------------------------------------------------------------------------


@pytest.fixture
def editor(client, secretary):
    """Sign the secretariat in to Wagtail."""
    sync_roles()
    mirror_roles(secretary)
    client.force_login(secretary)
    return client


@pytest.mark.parametrize("make", [make_edition, make_released])
def test_page_that_an_edition_holds_is_not_deleted_and_the_editor_is_told(editor, make):
    module = first(make()).module
    for page in (module, module.get_parent()):
        answer = editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "NO-4 2027" in answer.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    editor.post(f"{bulk}?id={module.pk}", {"confirm": "on"})
    assert ModulePage.objects.filter(pk=module.pk).exists()


def test_translation_that_is_pinned_is_not_deleted(editor):
    module = make_module("Start", "frame")
    danish = translate(module, "da", "Begynd")
    make_released([module, make_module("Slutt", "frame")])
    editor.post(reverse("wagtailadmin_pages:delete", args=[danish.pk]))
    assert ModulePage.objects.filter(pk=danish.pk).exists()


def test_page_that_no_edition_holds_is_deleted(editor):
    make_released()
    free = make_module("Alene")
    editor.post(reverse("wagtailadmin_pages:delete", args=[free.pk]))
    assert not ModulePage.objects.filter(pk=free.pk).exists()


def test_cleaning_up_old_revisions_leaves_those_that_are_pinned():
    module = make_module("Start", "frame")
    make_released([module, make_module("Slutt", "frame")])
    pinned = module.live_revision_id
    between = rewrite(module, "Ny.").latest_revision_id
    rewrite(module, "Nyere.")
    call_command("purge_revisions", verbosity=0)
    assert Revision.objects.filter(pk=pinned).exists()
    assert not Revision.objects.filter(pk=between).exists()
