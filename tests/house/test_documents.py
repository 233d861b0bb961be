"""What the documents say of rights and of data is what the code says."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from lms.people.roles import TABLE, Right

DOCS = Path(settings.ROOT) / "docs"


def table_of_roles() -> str:
    """Write the table in `roles.py` for readers."""
    head = ["Role", "Held at", *[right.value.replace("_", " ") for right in Right], "gives and ends", "second factor"]
    lines = [head, ["---"] * len(head)]
    with translation.override("en"):
        for role, rule in TABLE.items():
            lines.append(
                [
                    str(role.label),
                    ", ".join(str(place.label) for place in rule.places),
                    *["yes" if right in rule.rights else "–" for right in Right],
                    ", ".join(sorted(str(given.label).lower() for given in rule.grants)) or "–",
                    "required" if rule.second_factor else "–",
                ]
            )
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def test_document_of_rights_holds_the_table_of_the_code():
    text = (DOCS / "rights.md").read_text()
    assert table_of_roles() in text, f"Put this table into docs/rights.md:\n\n{table_of_roles()}"
    assert len(text.splitlines()) <= 60


def test_processing_record_is_what_the_fields_say(tmp_path):
    written = tmp_path / "record.md"
    call_command("processing_record", str(written))
    assert (DOCS / "processing-record.md").read_text() == written.read_text(), "Run `manage.py processing_record`."


def documents() -> list[Path]:
    """Give every document of the project."""
    away = {".venv", "var", "node_modules", "build"}
    found = DOCS.parent.rglob("*.md")
    return sorted(path for path in found if not away & set(path.relative_to(DOCS.parent).parts))


def test_links_and_pictures_of_documents_are_there():
    """Links to other sites are not asked."""
    link = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
    broken = [
        f"{path.relative_to(DOCS.parent)}: {target}"
        for path in documents()
        for target in link.findall(path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert DOCS.parent / "README.md" in documents()
    assert broken == []


def test_picture_of_the_front_page_is_small():
    assert (DOCS / "img/front-page.png").stat().st_size <= 300_000


def test_assessment_names_only_proofs_that_exist():
    named = re.findall(r"`((?:tests|lms|docs)/[\w/.]+)`", (DOCS.parent / "DPIA.md").read_text())
    assert named
    assert [path for path in named if not (DOCS.parent / path).exists()] == []
