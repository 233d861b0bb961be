"""The playbooks as they are delivered."""

import pytest
from django.core.management import call_command
from wagtail.blocks import StructValue

from modules.figures.matrix import CellState, whole_matrix
from modules.models import PlaybookPage
from tests.databases import ROOT
from tests.modules.folders import assert_same

FIXTURES = ROOT / "fixtures/curriculum"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("curriculum")]


def test_playbooks_go_out_to_files_and_come_back(tmp_path):
    call_command("export_curriculum", tmp_path / "one", verbosity=0)
    for language in ("nb", "da"):
        assert_same(tmp_path / "one" / language / "playbooks", FIXTURES / language / "playbooks")


def test_starter_playbooks_are_there_in_danish_and_say_that_a_machine_translated_them(client):
    _modules, rows = whole_matrix(["da"])
    assert [(row.cells[0].state, row.cells[0].origin) for row in rows] == [(CellState.IN_SYNC, "machine")] * 2
    for row in rows:
        pages = [PlaybookPage.objects.get(slug=row.slug, locale__language_code=code) for code in ("nb", "da")]
        norwegian, danish = ([_build(part.value) for part in page.body] for page in pages)
        assert norwegian == danish
        assert "nobody who grew up" not in client.get(pages[0].url).content.decode()
    page = client.get(PlaybookPage.objects.get(slug=rows[0].slug, locale__language_code="da").url)
    assert "maskine" in page.content.decode()


def _build(step: StructValue) -> tuple:
    """Give how a step is built, without its words."""
    lines = [len(printout["lines"]) for printout in step["printouts"]]
    return step["minutes"], bool(step["when"]), bool(step["who"]), len(step["material"]), lines
