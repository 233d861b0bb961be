"""Languages answer in their own direction, and numbers stay readable from right to left."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_info

from lms.kit import mail
from lms.management.commands.compile_translations import compile_catalogues
from lms.people.mailbox import wording
from lms.people.roles import Role
from lms.settings import languages
from tests.factories.people import DistrictFactory, LocalGroupFactory, UserFactory, person_with, role_of
from tests.house.test_translations import LEFT_TO_RIGHT, POP, TRANSLATED

# --- the languages -------------------------------------------------------------------------------------------------


def address(language: str, name: str, *args) -> str:
    """Give the address of a page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


@pytest.mark.parametrize(
    ("code", "bidi"), [("so", False), ("ti", False), ("am", False), ("ps", True), ("prs", True), ("ur", True)]
)
def test_language_django_may_not_know_has_a_name_and_a_direction(code, bidi):
    info = get_language_info(code)
    assert info["bidi"] is bidi
    assert info["name_local"]
    assert (code in settings.LANGUAGES_BIDI) is bidi


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_sign_in_page_speaks_its_language(client, db, code):
    page = client.get(address(code, "account_request_login_code"))
    assert page.status_code == 200
    text = page.content.decode()
    direction = "rtl" if code in settings.LANGUAGES_BIDI else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in text
    with translation.override(code):
        assert str(translation.gettext("Send me a code")) in text
    assert ("Send me a code" in text) is (code == "en")


@pytest.mark.parametrize("language", [code for code in TRANSLATED if code not in ("nb", "da")])
def test_norwegian_is_named_in_the_readers_language(language):
    with translation.override(language):
        assert get_language_info("nb")["name_translated"] != get_language_info("nb")["name"]


def test_prepared_language_is_offered_once_it_has_a_catalogue(client, db, settings, tmp_path):
    sign_in = "account/code/"
    assert "so" in languages.PREPARED
    assert "so" not in languages.offered(tmp_path)
    assert client.get(f"/so/{sign_in}").status_code == 404
    assert "Soomaali" not in client.get(f"/{sign_in}").content.decode()

    source = tmp_path / "so/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Sign in"\nmsgstr "Soo gal"\n'
    )
    compile_catalogues(tmp_path)
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = languages.named(languages.offered(tmp_path))
    assert "Soomaali" in client.get(f"/{sign_in}").content.decode()
    page = client.get(f"/so/{sign_in}")
    assert page.status_code == 200
    assert '<html lang="so" dir="ltr">' in page.content.decode()
    assert "Soo gal" in page.content.decode()


def test_every_prepared_language_is_named_by_its_speakers_and_runs_their_way(client, db, settings, tmp_path):
    for code in languages.PREPARED:
        source = tmp_path / code / "LC_MESSAGES/django.po"
        source.parent.mkdir(parents=True)
        source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    compile_catalogues(tmp_path)
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = languages.named(languages.offered(tmp_path))
    menu = client.get("/account/code/").content.decode()
    own_names = ["Soomaali", "ትግርኛ", "اردو", "Українська", "Türkçe", "فارسی", "پښتو"]
    assert languages.PREPARED == ["so", "ti", "ur", "uk", "tr", "fa", "ps"]
    for code, name in zip(languages.PREPARED, own_names, strict=True):
        direction = "rtl" if code in ("ur", "fa", "ps") else "ltr"
        assert f'lang="{code}" dir="{direction}" hreflang="{code}">{name}</a>' in menu
        page = client.get(f"/{code}/account/code/")
        assert f'<html lang="{code}" dir="{direction}"' in page.content.decode()


# --- from right to left --------------------------------------------------------------------------------------------


class Apart(HTMLParser):
    """Collects what stands in `<bdi>`, and the running text outside of it."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.main, self.inside, self.outside = 0, False, "", ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.depth += tag == "bdi"
        self.main = self.main or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "bdi"
        self.main = self.main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.main and self.depth:
            self.inside += f"{data}\n"
        elif self.main:
            self.outside += data


def parts(response) -> Apart:
    """Sort the text of a page."""
    assert response.status_code == 200
    reader = Apart()
    reader.feed(response.content.decode())
    assert 'dir="rtl"' in response.content.decode()
    return reader


@pytest.fixture
def place(db) -> Iterator:
    return LocalGroupFactory(district=DistrictFactory())


def test_phone_number_and_dates_of_a_person_stand_apart(client, place):
    client.force_login(person_with(Role.COORDINATOR, place.district))
    trainee = UserFactory(phone="+4791234567", email="leser@example.org")
    role_of(trainee, Role.TRAINEE, place, ends_at=timezone.now() + timedelta(days=40))
    page = parts(client.get(address("ar", "person", trainee.public_id)))
    for value in ("+4791234567", "leser@example.org", str(timezone.localdate().year)):
        assert value in page.inside
    assert re.findall(r"\d{2,}", page.outside) == []


def test_number_a_code_is_sent_to_stands_apart(client, db):
    asked = client.post(address("ar", "account_request_login_code"), {"login": "912 34 567"}, follow=True)
    assert "+4791234567" in parts(asked).inside


def test_last_day_on_my_page_stands_apart(client, place):
    trainee = UserFactory()
    ends_at = timezone.now() + timedelta(days=40)
    role_of(trainee, Role.TRAINEE, place, ends_at=ends_at)
    client.force_login(trainee)
    page = parts(client.get(address("ar", "my_page")))
    assert str(timezone.localtime(ends_at).year) in page.inside
    assert str(timezone.localtime(ends_at).year) not in page.outside


@pytest.mark.parametrize("value", ["+47 912 34 567", "912 34 567", "+4791234567", "17:00–20:00", "17.00 – 20.00"])
def test_number_or_time_in_a_message_stands_apart(tmp_path, settings, value):
    (tmp_path / "moved.txt").write_text("Subject: Kurskveld\n\nمرحبًا {{ value }} {{ link }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    link = f"{settings.BASE_URL}/ar/in/17:00-20:00/"
    for language, apart in (("ar", f"{LEFT_TO_RIGHT}{value}{POP}"), ("nb", f" {value} ")):
        _, body = wording.write("moved.txt", {"value": value, "link": link}, language, discreet=False)
        assert apart in body
        assert link in body


def test_mail_runs_from_right_to_left_with_its_link_apart():
    page = mail.as_html("مرحبًا\nhttp://localhost:8000/ar/", "ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<a href="http://localhost:8000/ar/" dir="ltr"' in page
