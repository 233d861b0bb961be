"""The files of the starter curriculum: exported as they were loaded, and loaded again without a change."""

import pytest
from django.core.management import call_command
from wagtail.log_actions import log

from lms.management.commands.load_curriculum import FOLDER
from modules.models import GlossaryTerm, HelpService, ModuleIndexPage, ModulePage
from tests.factories.people import UserFactory
from tests.modules.folders import assert_same

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("curriculum")]


def test_export_gives_the_files_that_were_loaded(tmp_path):
    call_command("export_curriculum", tmp_path, verbosity=0)
    assert_same(FOLDER, tmp_path)


def test_second_load_changes_nothing(capsys):
    revisions = {page.pk: page.latest_revision_id for page in ModulePage.objects.all()}
    call_command("load_curriculum")
    assert "0 written" in capsys.readouterr().out
    assert {page.pk: page.latest_revision_id for page in ModulePage.objects.all()} == revisions


def test_number_that_a_person_has_changed_is_kept_unless_told_otherwise():
    service = HelpService.objects.get(code="giftinformasjonen")
    service.number, service.is_checked = "11 11 11 11", True
    service.save()
    log(instance=service, action="wagtail.edit", user=UserFactory())
    call_command("load_curriculum", verbosity=0)
    assert HelpService.objects.get(pk=service.pk).number == "11 11 11 11"
    call_command("load_curriculum", overwrite=True, verbosity=0)
    assert HelpService.objects.get(pk=service.pk).number == "22 59 13 00"


def test_exported_files_load_to_the_same_content_in_an_empty_house(tmp_path):
    before = {page.slug: page.body.get_prep_value() for page in ModulePage.objects.all()}
    call_command("export_curriculum", tmp_path / "one", verbosity=0)
    for index in ModuleIndexPage.objects.all():
        index.delete()
    for model in (HelpService, GlossaryTerm):
        model.objects.all().delete()
    call_command("load_curriculum", tmp_path / "one", verbosity=0)
    call_command("export_curriculum", tmp_path / "two", verbosity=0)
    assert_same(tmp_path / "one", tmp_path / "two")
    after = {page.slug: page.body.get_prep_value() for page in ModulePage.objects.all()}
    assert after.keys() == before.keys()
    for slug, body in after.items():
        assert [part["id"] for part in body] == [part["id"] for part in before[slug]]
