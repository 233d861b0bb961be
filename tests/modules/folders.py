"""Compares folders of files."""

import filecmp
from pathlib import Path


def files(folder: Path) -> list[str]:
    """Give the files of a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def assert_same(one: Path, two: Path) -> None:
    """Demand the same files with the same bytes."""
    assert files(one) == files(two)
    assert filecmp.cmpfiles(one, two, files(one), shallow=False)[1:] == ([], [])
