"""The clock of an evening, tried under Node."""

import os
import shutil
import subprocess

import pytest
from django.conf import settings

from tests.readers import NODE_TOOLS


def test_clock_says_what_runs_how_long_and_when_there_is_nothing_to_say(tmp_path):
    node = os.environ.get("NODE") or shutil.which("node")
    if not node:
        pytest.skip("Node.js is not here: install it and run again (NODE).")
    copy = tmp_path / "clock.mjs"  # by this name Node takes it for a module
    copy.write_bytes((settings.ROOT / "lms/static/js/evening-clock.js").read_bytes())
    command = [node, str(NODE_TOOLS / "evening_clock.mjs"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
