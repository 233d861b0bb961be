"""Whether a text tells who somebody is."""

import pytest

from lms.kit.names import tells_who


@pytest.mark.parametrize(
    "text", ["Liv spør", "Hva med Haddad?", "Amals bok", "Amal’s bok", "ring 412 34 567", "+47 41 23 45 67"]
)
def test_name_or_number_tells(text):
    assert tells_who(text, names=["Liv Li", "Amal Haddad"], phones=["+4741234567"])


@pytest.mark.parametrize("text", ["Vi vil ha liv i salen", "Li og annet", "Kveld 5 klokka 17", "1234", ""])
def test_words_short_parts_and_other_numbers_do_not(text):
    assert not tells_who(text, names=["Liv Li", "", "Amal Haddad"], phones=["+4741234567", ""])
