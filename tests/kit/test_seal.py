"""What is sealed comes back, and nothing else does."""

import re

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from lms.kit.seal import seal, unseal


@given(st.text())
def test_sealed_text_comes_back(text):
    assert unseal(seal(text, "test"), "test") == text


def test_sealed_text_does_not_show_itself_and_is_never_the_same():
    one, two = seal("JBSWY3DPEHPK3PXP", "test"), seal("JBSWY3DPEHPK3PXP", "test")
    assert "JBSWY3DP" not in one
    assert one != two


def test_sealed_text_fits_into_an_address():
    assert all(re.fullmatch(r"[\w-]+", seal("x" * length, "test")) for length in range(20))


def test_other_purpose_or_key_does_not_open(settings):
    sealed = seal("secret", "test")
    with pytest.raises(InvalidTag):
        unseal(sealed, "other")
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidTag):
        unseal(sealed, "test")


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: s[:-4] + "AAAA", lambda s: "", lambda s: "s1-", str.upper]
)
def test_changed_text_does_not_open(change):
    with pytest.raises(InvalidTag):
        unseal(change(seal("secret", "test")), "test")


@given(st.text())
def test_any_other_text_does_not_open(text):
    with pytest.raises(InvalidTag):
        unseal(text, "test")
