"""What every template keeps to: nothing inline, and each component says what it takes."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
INLINE = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "script without src": r"<script(?![^>]*\ssrc=)",
    "event handler": r"<[^>]*\son[a-z]+\s*=",
    "javascript: address": r"javascript:",
    "file from another site": r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//",
}


def name(path) -> str:
    """Give a template's path as its test's name."""
    return str(path.relative_to(settings.ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_nothing_inline(path):
    text = path.read_text()
    assert [what for what, pattern in INLINE.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_names_its_variables_on_top(path):
    comment = re.match(r"{% comment %}(.*?){% endcomment %}", path.read_text(), re.DOTALL)
    assert comment, "a component begins with a comment"
    assert re.search(r"Variables: |No variables\.", comment[1])
