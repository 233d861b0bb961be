"""A file is sent whole or in the part that was asked for."""

import io

import pytest
from django.test import RequestFactory

from lms.kit.ranges import answer_with

CONTENT = bytes(range(100)) * 1000


def ask(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    response = answer_with(request, io.BytesIO(CONTENT), size=len(CONTENT), kind="audio/mpeg", etag="abc")
    return response, b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_file_says_that_parts_can_be_asked_for():
    response, body = ask()
    assert (response.status_code, body) == (200, CONTENT)
    assert (response["Accept-Ranges"], response["Content-Length"]) == ("bytes", str(len(CONTENT)))
    assert response["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=500-", 500, 99_999),
        ("bytes=-10", 99_990, 99_999),
        ("bytes=70000-999999999", 70_000, 99_999),
        ("bytes=-999999999", 0, 99_999),
    ],
)
def test_part_is_sent_as_asked_for(wanted, start, end):
    response, body = ask(Range=wanted)
    assert (response.status_code, response["Content-Range"]) == (206, f"bytes {start}-{end}/{len(CONTENT)}")
    assert body == CONTENT[start : end + 1]
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("wanted", ["bytes=100000-", "bytes=9-3", "bytes=-0"])
def test_part_that_is_not_there_is_refused_with_the_size(wanted):
    response, body = ask(Range=wanted)
    assert (response.status_code, response["Content-Range"], body) == (416, f"bytes */{len(CONTENT)}", b"")


@pytest.mark.parametrize("wanted", ["bytes=-", "bytes=0-1,5-6", "bytes=a-b", "lines=0-1"])
def test_what_cannot_be_understood_gets_the_whole_file(wanted):
    assert ask(Range=wanted)[0].status_code == 200


def test_part_of_an_older_content_gets_the_whole_of_the_new_one():
    assert ask(Range="bytes=0-1", **{"If-Range": '"old"'})[0].status_code == 200
    assert ask(Range="bytes=0-1", **{"If-Range": '"abc"'})[0].status_code == 206


def test_content_that_she_has_is_not_sent_again():
    assert ask(**{"If-None-Match": '"abc"'})[0].status_code == 304
