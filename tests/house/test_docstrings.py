"""What no linter knows of this house: a line on top of each module, no writes in views, no rooms without a meaning."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import ROOT

OURS = ["lms", "modules", "curriculum", "cohorts", "community", "home", "deploy", "benchmarks", "tests"]
NAMES_WITHOUT_A_MEANING = {"utils", "util", "helpers", "services", "tasks", "api", "common", "misc"}
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
NOT_THE_DATABASE = {"session", "data", "context", "headers", "dict", "hashlib"}
"""What else has an `update` or a `delete`: a dictionary, a session, a hash."""


def modules() -> list[Path]:
    """Give every module of ours, migrations aside: those are written by a machine."""
    found = [path for name in OURS for path in (ROOT / name).rglob("*.py")]
    return [ROOT / "manage.py", *(path for path in sorted(found) if "migrations" not in path.parts)]


def name_of(path: Path) -> str:
    """Give the path as a reader knows it."""
    return str(path.relative_to(ROOT))


def writes(tree: ast.AST) -> Iterator[str]:
    """Give each call that writes rows: `.save()`, `.objects.create()`, `bulk_…`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, owner = node.func.attr, node.func.value
            base = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (called in WRITES or called.startswith("bulk_")) and base not in NOT_THE_DATABASE:
                yield f"line {node.lineno}: {ast.unparse(node.func)}()"


def test_every_module_says_what_it_is():
    silent = []
    for path in modules():
        said = ast.get_docstring(ast.parse(path.read_text())) or ""
        if not said.strip():
            silent.append(name_of(path))
    assert silent == []


def test_first_line_of_a_module_stands_alone():
    """One line that is a sentence; whatever follows is set off by an empty line."""
    ragged = []
    for path in modules():
        lines = (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines()
        if lines and (not lines[0].rstrip().endswith((".", "?", "!", ")")) or (len(lines) > 1 and lines[1].strip())):
            ragged.append(name_of(path))
    assert ragged == []


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path.stem in ("views", "viewsets") or "views" in path.parts[:-1]],
    ids=name_of,
)
def test_views_write_nothing(path):
    assert list(writes(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    "line",
    ["person.save()", "User.objects.create(name='x')", "rows.bulk_update(a, b)", "q.filter(a=1).update(b=2)"],
)
def test_write_in_a_view_would_be_caught(line):
    assert list(writes(ast.parse(line)))


def test_no_module_has_a_name_without_a_meaning():
    nameless = [name_of(path) for path in modules() if path.stem in NAMES_WITHOUT_A_MEANING]
    nameless += [
        name_of(path) for path in modules() if set(path.relative_to(ROOT).parts[:-1]) & NAMES_WITHOUT_A_MEANING
    ]
    assert nameless == []


def test_no_signals_outside_apps():
    listening = [
        name_of(path)
        for path in modules()
        if path.name != "apps.py" and path.parts[len(ROOT.parts)] != "tests" and "@receiver" in path.read_text()
    ]
    assert listening == []
