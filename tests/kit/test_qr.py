"""QR codes as pictures in a page."""

from xml.etree import ElementTree

from lms.kit.qr import qr_svg


def test_picture_is_svg_that_scales_and_has_no_style_of_its_own():
    text = qr_svg("https://example.org/in/" + "x" * 32 + "/")
    picture = ElementTree.fromstring(text)  # noqa: S314  # our own
    assert picture.tag.endswith("svg")
    assert "viewBox" in picture.attrib
    assert "style=" not in text


def test_different_texts_give_different_pictures():
    assert qr_svg("https://example.org/in/a/") != qr_svg("https://example.org/in/b/")
