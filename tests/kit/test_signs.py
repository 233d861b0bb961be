"""A sign that no font draws is found before anything is printed."""

import pytest

from lms.kit.signs import undrawable

NAMES = {
    "Latin": "Åse Marie Ødegård",
    "Vietnamese": "Nguyễn Thị Ánh Nguyệt",
    "Arabic": "أمل حدّاد",
    "Urdu": "فرزانہ یوسفزئی",
    "Tigrinya": "ሰላም ገብረመድህን",
    "Tamil": "லக்ஷ்மி சிவகுமார்",
    "Cyrillic": "Оксана Їжакевич",
    "Greek": "Ελένη Παπαδοπούλου",
    "Hindi": "सुनीता शर्मा",
    "Bengali": "শর্মিলা চক্রবর্তী",
    "Panjabi": "ਹਰਪ੍ਰੀਤ ਕੌਰ",
    "Thai": "สมหญิง ใจดี",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_that_our_fonts_draw(name):
    assert undrawable(name) == ""


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Wang 秀英", "秀"),
        ("Amal 🌷", "🌷"),
        ("Amal\u202eHaddad", "\u202e"),
        ("Amal\x07", "\x07"),
        ("ሰ\u0e31ላ", "ሰ\u0e31"),
    ],
    ids=["Chinese", "picture", "turned round", "bell", "mark of another script"],
)
def test_first_sign_that_no_font_draws_is_named(name, sign):
    assert undrawable(name) == sign


def test_joiner_of_persian_spelling_is_no_missing_sign():
    assert undrawable("مه\u200cلقا") == ""
