"""What a page costs her phone the first time and again, and that a phone keeps for it only what knows nobody."""

import gzip
import re
from http.client import responses

import brotli
import pytest
from backports import zstd
from django.conf import settings
from django.urls import reverse

from lms.kit.known import MAGIC, Known
from lms.people.models import User
from lms.people.roles import Role
from lms.skeleton import skeleton
from modules.models import ModulePage
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, held, taught
from tests.factories.people import LocalGroupFactory, person_with

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd, dcb, dcz"}
MODULE = taught(1) | {"slug": "bcdfgh", "title": "Havet og fjorden"}
LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon|compression-dictionary)"|script)[^>]* (?:href|src)="(/[^"]+)"')


def knowing(known: Known) -> dict[str, str]:
    return BROWSER | {"Available-Dictionary": known.mark}


def unpacked(answer) -> str:
    match answer.headers.get("Content-Encoding"):
        case "gzip":
            return gzip.decompress(answer.content).decode()
        case "br":
            return brotli.decompress(answer.content).decode()
        case "dcz":
            known = skeleton(answer["Content-Language"])
            assert answer.content.startswith(MAGIC + known.digest)
            rest = answer.content[len(MAGIC) + len(known.digest) :]
            return zstd.decompress(rest, zstd_dict=zstd.ZstdDict(known.plain, is_raw=True)).decode()
    return answer.content.decode()


def weight(answer) -> int:
    """Count what goes over the wire, with the lines above the body and those that the server itself adds."""
    lines = [f"HTTP/1.1 {answer.status_code} {responses[answer.status_code]}", *map(": ".join, answer.items())]
    lines += [f"set-cookie: {cookie.OutputString()}" for cookie in answer.cookies.values()]
    return (
        len(answer.content)
        + sum(len(line) + 2 for line in lines)
        + len("server: granian\r\ndate: " + 29 * "-" + "\r\n\r\n")
    )


def loaded_with(client, page: str) -> list[int]:
    """Weigh everything a browser fetches for a page; files as the site packs them."""
    weights = []
    for address in LOADED.findall(page):
        if address.startswith("/static/"):
            weights.append(300 + len(brotli.compress((settings.ROOT / "lms" / address[1:]).read_bytes())))
        else:
            weights.append(weight(client.get(address, headers=BROWSER)))
    return weights


@pytest.fixture
def course(db):
    return course_with(MODULE, taught(2) | {"sensitivity": "yes", "neutral_name": "Tema", "title": "Vold"})


@pytest.fixture
def trainee(client, course):
    held(course, 1, days=-7)
    held(course, 2, days=7)
    client.force_login(trainee_of(course, name="Selam Tesfay").person)
    return client


def test_skeleton_is_made_without_asking_the_database():
    skeleton.cache_clear()  # a test without the mark for the database may not ask it
    known = skeleton("ar")
    assert 'lang="nb"' in known.plain.decode()
    assert known.mark != skeleton("nb").mark


def test_skeleton_is_kept_by_every_phone_and_says_where_it_helps(client, db):
    answer = client.get(f"/look.ar.{skeleton('ar').name}.txt", headers=BROWSER)
    assert brotli.decompress(answer.content) == skeleton("ar").plain
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Use-As-Dictionary"] == 'match="/ar/*", match-dest=("document")'
    assert (answer.cookies, "Cookie" in answer["Vary"]) == ({}, False)


def test_skeleton_with_an_old_name_is_not_kept(client, db):
    answer = client.get("/look.nb.000000000000.txt", headers=BROWSER)
    assert (answer["Cache-Control"], "Use-As-Dictionary" in answer) == ("no-cache", False)
    assert client.get("/look.xx.000000000000.txt").status_code == 404


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_my_page_costs_little_at_first_and_hardly_anything_again(trainee, language):
    address = ("" if language == "nb" else f"/{language}") + "/my/"
    first = trainee.get(address, headers=BROWSER)
    beside = loaded_with(trainee, unpacked(first))
    assert len(beside) + 1 <= 6
    assert weight(first) + sum(beside) <= 40_000
    again = trainee.get(address, headers=knowing(skeleton(language)))
    assert again["Content-Encoding"] == "dcz"
    assert "Selam" in unpacked(again)
    assert again["Cache-Control"] == "private, no-store"
    assert weight(again) <= 2_000


def test_page_is_not_sent_as_a_difference_to_something_else(trainee):
    other = Known("<!doctype html> not ours, or of yesterday")
    assert trainee.get("/my/", headers=knowing(other))["Content-Encoding"] == "gzip"
    assert trainee.get("/my/", headers=knowing(skeleton("ar")))["Content-Encoding"] == "gzip"


@pytest.mark.django_db
def test_page_that_may_show_a_secret_is_sent_as_it_is(client):
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    for address in (reverse("my_settings"), "/my/?guess=a"):
        assert "Content-Encoding" not in client.get(address, headers=knowing(skeleton("nb")))


def module_of(course, slug="bcdfgh") -> str:
    return reverse("course_module", args=[course.public_id, slug])


def test_module_costs_little_at_first_and_next_to_nothing_again(trainee, course):
    trainee.get("/my/")  # where signing in leads
    first = trainee.get(module_of(course), headers=BROWSER)
    beside = loaded_with(trainee, unpacked(first))
    assert len(beside) + 1 <= 6
    assert weight(first) + sum(beside) <= 40_000
    assert first["Cache-Control"] == "private, no-cache"
    assert "Selam" not in unpacked(first)
    again = trainee.get(module_of(course), headers=BROWSER | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert weight(again) <= 2_000


def test_module_that_the_browser_of_another_woman_kept_is_sent_anew(trainee, course):
    kept = {"If-None-Match": trainee.get(module_of(course))["ETag"]}
    trainee.force_login(trainee_of(course).person)
    assert trainee.get(module_of(course), headers=kept).status_code == 200
    trainee.logout()
    assert trainee.get(module_of(course), headers=kept).status_code == 302


def test_module_is_kept_by_no_browser_of_whoever_must_leave_no_trace(trainee, course):
    address, woman = module_of(course), User.objects.filter(name="Selam Tesfay")
    stored_nowhere = ("private, no-store", False)
    asked = trainee.get(address, {"read": "all"})
    assert (asked["Cache-Control"], "ETag" in asked) == stored_nowhere
    for choice in ("is_protected", "neutral_look"):
        woman.update(**{choice: True})
        answer = trainee.get(address)
        assert (answer["Cache-Control"], "ETag" in answer) == stored_nowhere
        woman.update(**{choice: False})
    ModulePage.objects.filter(slug="bcdfgh").update(sensitivity="partly")
    answer = trainee.get(address)
    assert (answer["Cache-Control"], "ETag" in answer) == stored_nowhere


def test_page_that_leaves_no_trace_is_sent_short_and_stored_nowhere(trainee, course):
    page = trainee.get(module_of(course, "bcdfg2"), headers=knowing(skeleton("nb")))
    assert (page["Content-Encoding"], page["Cache-Control"], page["Referrer-Policy"]) == (
        "dcz",
        "no-store",
        "no-referrer",
    )
    assert "compression-dictionary" not in unpacked(page)


def test_cookie_of_forms_is_sent_once(trainee):
    assert "csrftoken" in trainee.get("/my/").cookies
    assert "csrftoken" not in trainee.get("/my/").cookies
    trainee.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    trainee.cookies["csrftoken"] = "of somebody else"
    assert "csrftoken" in trainee.get("/my/").cookies
