"""Nobody is led away from this site by an address that somebody else has put together."""

from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from lms.kit.addresses import safe_next
from lms.people.roles import Role
from tests.people.town import PASSWORD, ask_for_code, recently, sent_code, sign_in_by_password, type_code

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "http://evil.example", "https://evil.example", "https://evil.example/my/", "//evil.example", "///evil.example",
    "////evil.example", "//evil.example/my/", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example",
    "http:evil.example", "https:evil.example", "http:/evil.example", "http:///evil.example", "https:///evil.example/%2e",
    "HTTP://evil.example", "hTTps://EVIL.example", "ftp://evil.example", "javascript:alert(1)", "JavaScript:alert(1)",
    "java\tscript:alert(1)", "java\nscript:alert(1)", "\tjavascript:alert(1)", " javascript:alert(1)",
    "javascript://%0aalert(1)",
    "data:text/html,x", "data:text/html;base64,eA==", "vbscript:x", "file:///etc/passwd", "mailto:a@evil.example",
    "tel:112",
    "http://testserver@evil.example", "http://testserver:80@evil.example", "//testserver@evil.example",
    "http://evil.example#testserver", "http://evil.example?testserver", "http://evil.example/testserver",
    "http://testserver.evil.example", "http://eviltestserver", "http://evil.example\\@testserver",
    "http://evil.example\\testserver", "//evil.example\\testserver", "http://[::1]", "http://[::ffff:127.0.0.1]/",
    "http://0x7f000001", "http://2130706433", "http://evil.example:80", "//evil.example:443/my/", "\t//evil.example",
    "\n//evil.example", "/\t/evil.example", "/\n/evil.example", "\x01//evil.example", "\x00//evil.example",
    " //evil.example",
    "http://evil。example", "http://evil．example", "//evil%2eexample", "http://еvil.example",
    "http://evil.example/\r\nSet-Cookie: a=b", "//evil.example/\r\nX: y", "http://[evil", "x" * 4000 + "://evil.example",
]  # fmt: skip
HERE = ["/my/", "/people/", "/ar/my/", "/my/settings/?saved=1", "people/", "/people/#x"]


def stays(url: str) -> bool:
    """Tell whether a browser that follows this from our site stays on it."""
    text = url.strip().replace("\\", "/").replace("\t", "").replace("\n", "").replace("\r", "")
    parts = urlsplit(text)
    return not parts.scheme and not parts.netloc and not text.startswith("//")


def by_code(client: Client, person, url: str):
    """Sign in by code; `next` rides along on both pages."""
    ask_for_code(client, person.phone, next=url)
    return type_code(client, sent_code(), next=url)


def by_password(client: Client, person, url: str):
    """Sign in with a password."""
    return sign_in_by_password(client, person.phone, next=url)


def by_password_in_the_address(client: Client, person, url: str):
    """The same, with `next` in the address of the page."""
    login = {"login": person.phone, "password": PASSWORD}
    return client.post(reverse("account_login", query={"next": url}), login)


def out(client: Client, person, url: str):
    """Sign out."""
    client.force_login(person)
    return client.post(reverse("account_logout"), {"next": url})


def again(client: Client, person, url: str):
    """Show again who she is."""
    client.force_login(person)
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": url})


def already_in(client: Client, person, url: str):
    """Open the way in although she is in."""
    client.force_login(person)
    return client.get(reverse("account_request_login_code", query={"next": url}))


def new_password(client: Client, person, url: str):
    """Change the password."""
    recently(client, person)
    new = {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    return client.post(reverse("account_change_password"), {**new, "next": url})


WAYS = [by_code, by_password, by_password_in_the_address, out, again, already_in, new_password]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_way_in_or_out_leads_nowhere_else(town, way, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    person = town.person(Role.TRAINEE, password=PASSWORD)
    led_away = []
    for url in ELSEWHERE:
        person.set_password(PASSWORD)
        person.save()
        response = way(Client(), person, url)
        if response.status_code != 302 or not stays(response.url):
            led_away.append((url[:60], response.status_code, response.headers.get("Location")))
    assert led_away == []


@pytest.mark.parametrize("way", [by_code, by_password, by_password_in_the_address, out, again])
@pytest.mark.parametrize("url", HERE)
def test_way_in_or_out_leads_on_within_the_site(town, way, url):
    assert way(Client(), town.person(Role.TRAINEE, password=PASSWORD), url).url == url


@pytest.mark.parametrize("url", [*ELSEWHERE, "", None])
def test_safe_next_gives_the_default_for_another_site(url):
    assert safe_next(RequestFactory().get("/"), url, "/my/") == "/my/"


@pytest.mark.parametrize("url", HERE)
def test_safe_next_gives_an_address_of_this_site(url):
    assert safe_next(RequestFactory().get("/"), url, "/else/") == url
