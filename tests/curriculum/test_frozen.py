"""What is released holds still: the database refuses, whoever asks it and however."""

# ruff: noqa: S608  # the statements are made of the names of our own columns

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from curriculum.models import CompletionRule, CurriculumEdition, EditionModule, PinnedText
from tests.factories.curriculum import make_edition, make_module, make_released
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(statement: str, *values) -> bool:
    """Tell whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "holds still" in str(error)
    return False


def columns(model) -> list[str]:
    """Give the columns of a model."""
    return [field.column for field in model._meta.local_fields]


@pytest.mark.parametrize("column", columns(CurriculumEdition))
def test_no_fact_of_a_released_edition_can_be_changed(column):
    edition = make_released()
    assert refused(f"UPDATE curriculum_curriculumedition SET {column} = {column} WHERE id = %s", edition.pk)


@pytest.mark.parametrize("column", [name for name in columns(CurriculumEdition) if name not in ("id", "state")])
def test_retiring_an_edition_can_change_nothing_else(column):
    edition = make_released()
    value = {
        "public_id": "00000000000000000000000000000001", "country_id": "SE", "valid_from": "2031-01-01",
        "released_at": "2031-01-01 00:00:00+00:00", "evening_minutes": 1, "size_min": 1, "size_max": 99,
        "released_by_id": 77, "copied_from_id": edition.pk,
    }.get(column, "other")  # fmt: skip
    statement = f"UPDATE curriculum_curriculumedition SET state = 'retired', {column} = %s WHERE id = %s"
    assert refused(statement, value, edition.pk)


def test_released_edition_can_be_retired_and_comes_never_back():
    edition = make_released()
    assert CurriculumEdition.objects.filter(pk=edition.pk).update(state="retired") == 1
    assert refused("UPDATE curriculum_curriculumedition SET state = 'released' WHERE id = %s", edition.pk)
    assert refused("UPDATE curriculum_curriculumedition SET state = 'draft' WHERE id = %s", edition.pk)


def test_released_edition_and_its_parts_cannot_be_removed():
    edition = make_released()
    for table, column in (
        ("curriculum_curriculumedition", "id"),
        ("curriculum_editionmodule", "edition_id"),
        ("curriculum_completionrule", "edition_id"),
    ):
        assert refused(f"DELETE FROM {table} WHERE {column} = %s", edition.pk)
    assert refused("DELETE FROM curriculum_pinnedtext")


@pytest.mark.parametrize("model", [EditionModule, CompletionRule])
def test_no_column_of_a_released_place_or_rule_can_be_written(model):
    edition = make_released()
    for column in columns(model):
        statement = f"UPDATE {model._meta.db_table} SET {column} = {column} WHERE edition_id = %s"
        assert refused(statement, edition.pk), column


def test_no_module_or_rule_can_come_into_a_released_edition():
    edition, draft = make_released(), make_edition([make_module("A", "frame")], label="draft")
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionModule.objects.create(edition=edition, module=make_module("Ny"), position=5)
    assert refused("UPDATE curriculum_editionmodule SET edition_id = %s WHERE edition_id = %s", edition.pk, draft.pk)
    CompletionRule.objects.filter(edition=draft).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        CompletionRule.objects.create(edition=edition)


@pytest.mark.parametrize("column", columns(PinnedText))
def test_no_column_of_a_pinned_text_can_be_written(column):
    make_released()
    assert refused(f"UPDATE curriculum_pinnedtext SET {column} = {column}")


def test_pinned_text_through_its_model_refuses_changes():
    make_released()
    pin = PinnedText.objects.first()
    with pytest.raises(TypeError):
        pin.save()
    with pytest.raises(TypeError):
        pin.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PinnedText.objects.update(reason="other")


def test_revision_that_is_pinned_keeps_its_content_and_any_other_may_be_overwritten():
    module = make_module("A", "frame")
    module.save_revision()
    edition = make_released([module, make_module("B", "frame")])
    pinned = PinnedText.objects.get(edition_module__edition=edition, edition_module__position=1).revision
    pinned.content = {**pinned.content, "title": "Noe annet"}
    with pytest.raises(DatabaseError), transaction.atomic():
        pinned.save()
    pinned.refresh_from_db()
    pinned.save()  # unchanged is fine, as is what else Wagtail writes there
    draft = module.save_revision()
    draft.content = {**draft.content, "title": "Noe annet"}
    draft.save()


def test_draft_can_be_changed_and_removed():
    draft = make_edition()
    CurriculumEdition.objects.filter(pk=draft.pk).update(label="annet")
    EditionModule.objects.filter(edition=draft).update(hours=2)
    CompletionRule.objects.filter(edition=draft).update(share=1)
    draft.delete()
    assert not CurriculumEdition.objects.exists()


def test_released_edition_outlives_whoever_released_it():
    by = UserFactory()
    edition = make_edition()
    CurriculumEdition.objects.update(state="released", released_by=by, released_at=timezone.now())
    number = by.pk
    by.delete()
    connection.check_constraints()
    edition.refresh_from_db()
    assert edition.released_by_id == number
