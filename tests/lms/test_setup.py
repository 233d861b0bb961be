"""What stands behind the Makefile: finding Python, installing once, asking for Debian packages, the closing line."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.databases import ROOT


def run(*command: object, **environment: str) -> subprocess.CompletedProcess:
    """Run a command in the checkout with exactly this environment."""
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def in_deploy(code: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python beside the scripts of deploy/."""
    return run(sys.executable, "-c", f"import sys; sys.path.insert(0, 'deploy'); {code}", **environment)


def test_python_that_fits_is_found():
    done = run("/bin/sh", "deploy/python", "-c", "print('found')", PATH="/usr/bin:/bin", PYTHON=sys.executable)
    assert done.stdout == "found\n"


def test_machine_without_python_is_told_what_to_install():
    done = run("/bin/sh", "deploy/python", "-V", PATH="/nowhere")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert "apt-get install" in done.stderr


def test_python_that_is_too_old_is_passed_over(tmp_path):
    old = tmp_path / "python3.10"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert run("/bin/sh", "deploy/python", "-V", PATH="/nowhere", PYTHON=str(old)).returncode == 1


def test_lock_file_is_installed_once(tmp_path):
    (tmp_path / "a.lock").write_text("one==1")
    code = f"""
import pathlib, setup
setup.ROOT = setup.VENV = pathlib.Path({str(tmp_path)!r})
before = setup.is_installed("a.lock")
setup.stamp_of("a.lock").write_text(setup.hashlib.sha256(b"one==1").hexdigest())
same = setup.is_installed("a.lock")
(setup.ROOT / "a.lock").write_text("one==2")
print(before, same, setup.is_installed("a.lock"))
"""
    done = in_deploy(f"exec({code!r})")
    assert done.stdout.split() == ["False", "True", "False"], done.stderr


def test_tools_for_node_are_left_out_where_there_is_no_npm():
    done = in_deploy("import setup; setup.install_node_tools()", PATH="/nowhere")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_lock_of_the_node_tools_names_no_registry():
    lock = (ROOT / "tests" / "node" / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert "://" not in lock


def test_missing_packages_are_one_line_for_who_is_not_root():
    done = in_deploy("import os, debian; os.geteuid = lambda: 1000; debian.ensure()", PATH="/nowhere")
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("sudo ")]
    assert line == "sudo apt-get install -y --no-install-recommends chromium gettext fontconfig fonts-noto-core"


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({"tests": 12}, "12 passed in 3.00s"),
        ({"tests": 12, "failures": 2, "skipped": 1}, "2 failed, 9 passed, 1 skipped in 3.00s"),
        ({"tests": 12, "errors": 1}, "11 passed, 1 error in 3.00s"),
        ({}, "no tests ran in 3.00s"),
    ],
)
def test_closing_line_has_the_shape_of_pytests(counts, line):
    done = in_deploy(f"import test; print(test.closing_line(test.Counter({dict(Counter(counts))!r}), 3))")
    assert done.stdout.strip().strip("=").strip() == line, done.stderr


def test_lock_files_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert text.count("--hash=sha256:") > 100


def test_both_lock_files_agree():
    def pins(name: str) -> set[str]:
        return {line.split(" \\")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}

    assert pins("requirements.lock") - pins("requirements-test.lock") == set()
