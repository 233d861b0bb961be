"""The contracts of the house: each catches the violation it is there for."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.databases import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LINT = Path(sys.executable).parent / "lint-imports"

# For each contract: files to plant (added to what is there), and a word that the complaint must hold.
VIOLATIONS = {
    "floors of the house": ({"lms/kit/planted.py": "import lms.people.roles"}, "lms.kit.planted -> lms.people.roles"),
    "rooms of cohorts": (
        {"cohorts/desk/__init__.py": "", "cohorts/roster/__init__.py": "import cohorts.desk"},
        "cohorts.roster -> cohorts.desk",
    ),
    "shelves in a room": ({"home/planted.py": ""}, "home.planted"),
    "rules are plain Python": ({"home/rules.py": "import django"}, "home.rules -> django"),
    "views are reached only through routes": (
        {"lms/planted.py": "import home.views.my_page"},
        "lms.planted -> home.views.my_page",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """Give a copy of everything the contracts look at."""
    tree = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for package in SETTINGS["root_packages"]:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__", "static", "*.po"))
    return tree


def verdicts(tree: Path) -> tuple[dict[str, str], str]:
    """Run the linter as `make check` does: the word for each contract, and everything it said."""
    done = subprocess.run([LINT, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False)
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.MULTILINE))
    assert (done.returncode == 0) == ("BROKEN" not in found.values()), done.stdout + done.stderr
    return found, done.stdout


def test_house_keeps_every_contract():
    found, said = verdicts(ROOT)
    assert found == dict.fromkeys(VIOLATIONS, "KEPT"), said


def test_every_contract_has_a_violation_to_catch():
    assert {contract["name"] for contract in SETTINGS["contracts"]} == VIOLATIONS.keys()


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_planted_violation_is_caught(copy, contract):
    files, complaint = VIOLATIONS[contract]
    before = {name: (copy / name).read_text() if (copy / name).exists() else None for name in files}
    try:
        for name, line in files.items():
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_text((before[name] or "") + line + "\n")
        found, said = verdicts(copy)
    finally:
        for name, text in before.items():
            (copy / name).unlink() if text is None else (copy / name).write_text(text)
    assert found == {**dict.fromkeys(VIOLATIONS, "KEPT"), contract: "BROKEN"}
    assert complaint in said


def test_upward_import_between_shelves_is_caught(copy):
    planted = copy / "lms/people/permissions.py"
    text = planted.read_text()
    try:
        planted.write_text(text + "\nfrom lms.people.actions import roles\n")
        found, said = verdicts(copy)
    finally:
        planted.write_text(text)
    assert found["shelves in a room"] == "BROKEN", said
