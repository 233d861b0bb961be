"""What a phone does with marks that wait, tried under Node with servers that behave badly."""

import os
import shutil
import subprocess

import pytest
from django.conf import settings

from tests.readers import NODE_TOOLS


def test_mark_leaves_the_queue_only_when_the_server_names_it(tmp_path):
    node = os.environ.get("NODE") or shutil.which("node")
    if not node:
        pytest.skip("Node.js is not here: install it and run again (NODE).")
    copy = tmp_path / "queue.mjs"  # by this name Node takes it for a module
    copy.write_bytes((settings.ROOT / "lms/static/js/roll-queue.js").read_bytes())
    command = [node, str(NODE_TOOLS / "roll_queue.mjs"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
