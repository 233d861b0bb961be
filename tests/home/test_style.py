"""The stylesheet and the base page: light, readable, the same for everybody."""

import gzip
import re

import pytest
from django.conf import settings
from django.urls import reverse

from lms.look import sheet

TOKENS = (settings.ROOT / "lms/static/css/tokens.css").read_text()
STRONG = (settings.ROOT / "lms/static/css/contrast.css").read_text()
TEXT = [
    *[(text, ground) for text in ("ink", "muted", "link") for ground in ("paper", "surface", "sunken")],
    *[(f"on-{name}", name) for name in ("deck", "action", "info", "success", "warning", "danger", "danger-action")],
    ("on-action", "action-hover"),
    ("on-danger", "surface"),
]
SHAPES = [
    *[(mark, ground) for mark in ("edge", "focus", "action") for ground in ("paper", "surface")],
    ("lamp", "deck"),
]


def colours(scheme: str, sheet: str = TOKENS) -> dict[str, str]:
    """Read the colours of one scheme; the dark one inherits from the light one."""
    light, dark = sheet.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))


def luminance(colour: str) -> float:
    """Give the relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_their_contrast(scheme):
    palette = colours(scheme)
    weak = {pair: contrast(*(palette[name] for name in pair)) for pair in TEXT}
    assert {pair: found for pair, found in weak.items() if found < 4.5} == {}
    weak = {pair: contrast(*(palette[name] for name in pair)) for pair in SHAPES}
    assert {pair: found for pair, found in weak.items() if found < 3} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_strong_colours_are_stronger_than_anybody_asks(scheme):
    palette = colours(scheme, STRONG)
    weak = {pair: contrast(*(palette[name] for name in pair)) for pair in TEXT}
    assert {pair: found for pair, found in weak.items() if found < 9} == {}
    weak = {pair: contrast(*(palette[name] for name in pair)) for pair in SHAPES}
    assert {pair: found for pair, found in weak.items() if found < 7} == {}


@pytest.mark.django_db
def test_strong_colours_hold_on_this_device_and_a_page_that_shows_them_sets_no_cookie(client):
    assert client.post(reverse("contrast"), {"contrast": "more", "next": "/ar/help/"}).url == "/ar/help/"
    shown = client.get("/v/", follow=True)
    assert not shown.cookies
    assert "contrast.css" in client.get("/account/code/").content.decode()
    client.post(reverse("contrast"), {"contrast": "usual"})
    assert "contrast.css" not in client.get("/account/code/").content.decode()
    refused = client.post(reverse("contrast"), {"contrast": "none"})
    assert refused.status_code == 422
    assert 'class="error"' in refused.content.decode()


def test_stylesheet_uses_logical_properties_only():
    sides = r"(?:(?:margin|padding|border)-)?(?:left|right|top|bottom)"
    physical = rf"(?<![\w-])(?:{sides}|(?:(?:min|max)-)?(?:width|height))\s*:"
    rules = re.sub(r"@media[^{]*", "", sheet().plain.decode())
    assert re.findall(physical, rules) == []
    assert not re.search(r"(text-align|float|clear):\s*(left|right)", rules)


def test_stylesheet_fetches_nothing_else():
    assert re.findall(r"@import|url\((?!\"data:)", sheet().plain.decode()) == []


def test_stylesheet_with_its_true_name_is_kept_for_a_year(client):
    response = client.get(f"/look.{sheet().digest}.css", headers={"accept-encoding": "gzip"})
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(response.content) == sheet().plain
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_stylesheet_with_an_old_name_is_current_but_not_kept(client):
    response = client.get("/look.000000000000.css")
    assert response.content == sheet().plain
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.django_db
def test_base_page_weighs_at_most_20_kb_with_all_it_loads(client):
    page = client.get("/dev/nothing-here/", headers={"accept-encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    weight = len(page.content)
    files = re.findall(r'<(?:link|script)[^>]* (?:href|src)="(/[^"]+)"', html)
    for address in files:
        if address.startswith("/static/"):
            weight += len((settings.ROOT / "lms" / address[1:]).read_bytes())
        else:
            weight += len(client.get(address, headers={"accept-encoding": "gzip"}).content)
    assert len(files) == 2
    assert weight <= 20_000


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/dev/nothing-here/", "/v/"])
def test_public_page_is_the_same_for_all_and_sets_no_cookie(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_language_menu_links_this_page_in_each_language(client):
    html = client.get("/ar/dev/style/?tab=2").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert '<a href="/dev/style/?tab=2" lang="nb" dir="ltr" hreflang="nb">Norsk</a>' in html
    assert 'href="/ar/dev/style/?tab=2" lang="ar" dir="rtl" hreflang="ar" aria-current="true"' in html


@pytest.mark.django_db
def test_field_with_an_error_names_it_for_those_who_listen(client):
    html = client.get("/dev/style/").content.decode()
    for name in re.findall(r'aria-describedby="([^"]+)"', html):
        assert all(f'id="{part}"' in html for part in name.split())


def test_error_page_renders_without_a_request(rf):
    from django.views.defaults import server_error

    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b'<html lang="nb"' in response.content


def test_nothing_moves_for_whoever_asked_for_stillness():
    """What moves stands in the one block for those who did not ask."""
    moving = re.compile(r"\b(transition|animation|scroll-behavior)\b[^:;{}]*:|@keyframes")
    calm = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]|\{[^{}]*\})*\}")
    files = sorted((settings.ROOT / "lms/static/css").glob("*.css"))
    texts = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in files}
    assert any(calm.search(text) for text in texts.values())
    assert [name for name, text in texts.items() if moving.search(calm.sub("", text))] == []
