"""Secrets: enough chance in each, and what is stored leads nowhere."""

import base64
import re

from lms.kit.tokens import blind, draw_token, hash_token


def test_token_has_at_least_128_bits_and_fits_into_an_address():
    tokens = {draw_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(base64.urlsafe_b64decode(token)) * 8 >= 128 for token in tokens)
    assert all(re.fullmatch(r"[\w-]+", token) for token in tokens)


def test_hash_is_the_same_each_time_and_not_the_token():
    token = draw_token()
    assert hash_token(token) == hash_token(token)
    assert token not in hash_token(token)
    assert hash_token(token) != hash_token(draw_token())


def test_blinded_value_depends_on_purpose_and_key_but_not_on_case_or_space(settings):
    first = blind("Hodan@Example.org", "account")
    assert blind(" hodan@example.org ", "account") == first
    assert blind("hodan@example.org", "address") != first
    settings.SECRET_KEY = "another"
    assert blind("hodan@example.org", "account") != first
