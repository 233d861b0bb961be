"""Where a request came from. (Where one may be led is tested with the ways in: tests/people/test_redirects.py.)"""

import pytest
from django.test import RequestFactory

from lms.kit.addresses import network_address


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (0, None, "192.0.2.1"),
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.66, 198.51.100.9", "198.51.100.9"),
        (1, "a, b, c,198.51.100.9 ", "198.51.100.9"),
        (2, "203.0.113.66, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, " , ", "192.0.2.1"),
        (1, None, "192.0.2.1"),
    ],
)
def test_address_is_the_one_that_the_outermost_trusted_proxy_saw(settings, trusted, forwarded, expected):
    settings.TRUSTED_PROXIES = trusted
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    assert network_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == expected
