"""Pages are set side by side by other processes, and come back as if they had been set here."""

from datetime import UTC, datetime

from lms.kit.pdf import NoSignError, Page, set_page
from lms.kit.press import Job, PressError, hands, pressed

AT = datetime(2027, 6, 1, tzinfo=UTC)


def signs(name: str) -> Page:
    told = {"language": "nb", "title": "Navneskilt", "under": "Alna", "names": [{"name": name, "rtl": False}]}
    return Page("name_signs.typ", told, AT)


def test_pages_come_back_as_they_are_set_here_and_one_that_cannot_be_set_stops_no_other():
    names = ["Amal", "Sara", "Wang 秀英", "Åse"]
    jobs = [Job(signs(name)) for name in names]
    found = dict(pressed([*jobs, PressError("before")]))
    assert [found[number] == set_page(jobs[number].page) for number in (0, 1, 3)] == [True] * 3
    assert isinstance(found[2], NoSignError)
    assert found[2].sign == "秀"
    assert str(found[4]) == "before"


def test_what_a_killed_process_held_is_set_by_another_one(monkeypatch):
    list(pressed([Job(signs("Amal"))] * 4))
    for hand in hands._idle:
        hand.process.kill()  # as a machine does that runs out of memory; nobody has noticed yet
        monkeypatch.setattr(hand.process, "poll", lambda: None)
    found = dict(pressed([Job(signs(name)) for name in ("Amal", "Sara", "Åse")]))
    assert sorted(found) == [0, 1, 2]
    assert all(isinstance(each, bytes) for each in found.values())
