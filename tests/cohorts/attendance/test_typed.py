"""The paper list, printed and typed in again."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.utils import timezone

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Status
from cohorts.models import Attendance, AttendanceOperation, WalkIn
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def session():
    """An evening that was yesterday, with three women."""
    cohort = CohortFactory()
    for name in ("Amina Yusuf", "Bahar Demir", "Celine Diop"):
        trainee_of(cohort, name=name)
    return session_of(cohort, timezone.localdate() - timedelta(days=1))


@pytest.fixture
def host(session, client):
    person = person_with(Role.COORDINATOR, session.cohort.district)
    client.force_login(person)
    return person


def women(session):
    return list(session.cohort.enrolments.order_by("person__name"))


def address(session, end=""):
    return f"/cohorts/evenings/{session.public_id}/roll/{end}"


def typed(session, *letters, key=None, **more):
    """Give what the page sends when these marks stand beside the women in their order."""
    lines = zip(women(session), letters, strict=False)
    return {"key": key or uuid4(), **{f"status-{woman.public_id}": letter for woman, letter in lines}, **more}


def send(client, session, data, end="typed/"):
    return client.post(address(session, end), data, headers={"accept-language": "nb"})


def stands(session):
    return dict(Attendance.objects.filter(session=session).values_list("enrolment__person__name", "status"))


def test_column_is_taken_in_as_it_stands_and_sent_twice_it_changes_nothing(session, host, client):
    amina = women(session)[0]
    minutes = {f"minutes-{amina.public_id}": "15", "guest-1": "Leyla"}
    data = typed(session, "late", "", "absent", **minutes)
    for _again in range(2):
        assert send(client, session, data).status_code == 302
    assert stands(session) == {"Amina Yusuf": "late", "Celine Diop": "absent"}
    mark = Attendance.objects.get(enrolment=amina)
    assert (mark.minutes, mark.source, mark.revision) == (15, "paper", 1)
    assert AttendanceOperation.objects.count() == 2
    assert [line.name for line in WalkIn.objects.standing()] == ["Leyla"]


def test_mark_that_stands_is_never_overwritten_before_both_were_shown(session, host, client):
    amina, bahar, _celine = women(session)
    marks = [Mark(uuid4(), woman.public_id, Status.PRESENT, 1) for woman in (amina, bahar)]
    record_marks(by=host, session=session, marks=marks, device="phone-one")
    answer = send(client, session, typed(session, "absent", "present", "present"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Amina Y." in page
    assert "Bahar" not in page  # sheet and roll say the same of her
    assert "La det stå som «til stede»" in page
    assert "Endre til «borte», som på arket" in page
    assert stands(session) == {"Amina Yusuf": "present", "Bahar Demir": "present", "Celine Diop": "present"}
    decided = {f"status-{amina.public_id}": "absent", f"base-{amina.public_id}": "1", "key": uuid4()}
    assert send(client, session, decided).status_code == 302
    assert stands(session)["Amina Yusuf"] == "absent"


@pytest.mark.parametrize(
    "wrong",
    [("status", "sick", "Velg en av bokstavene."), ("minutes", "a lot", "Skriv minuttene som et tall, høyst 600.")],
)
def test_line_that_cannot_be_read_is_named_and_nothing_is_saved(session, host, client, wrong):
    (kind, text, sentence), amina = wrong, women(session)[0]
    data = typed(session, "late", "present") | {f"{kind}-{amina.public_id}": text}
    answer = send(client, session, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AttendanceOperation.objects.exists()


def test_evening_of_long_ago_is_typed_in_only_by_who_means_it(session, host, client):
    session.date -= timedelta(days=30)
    session.save()
    assert send(client, session, typed(session, "present")).status_code == 302
    assert stands(session) == {}
    send(client, session, typed(session, "present", confirmed="on"))
    assert stands(session) == {"Amina Yusuf": "present"}


def test_journal_balances_whatever_was_typed(session, host, client):
    for letters in (("present", "late", "absent"), ("absent", "late", ""), ("", "", "present")):
        send(client, session, typed(session, *letters))
    assert AttendanceOperation.objects.filter(source="paper").count() == 6
    assert AttendanceOperation.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize("second", ["ar", "xx"])
def test_list_is_a_pdf_and_a_word_file_with_columns_in_one_more_language(session, host, client, second):
    pdf = client.get(address(session, f"paper/?second={second}"), headers={"accept-language": "nb"})
    assert pdf.content.startswith(b"%PDF")
    word = client.get(address(session, f"paper/word/?second={second}"), headers={"accept-language": "nb"})
    text = ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert all(each in text for each in ("Amina Y.", "Minutter borte"))
    assert "Yusuf" not in text
    assert ("دقائق الغياب" in text) is (second == "ar")


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_the_women(session, host, client, django_assert_num_queries, more):
    for _each in range(more):
        trainee_of(session.cohort)
    client.get(address(session, "typed/"))
    with django_assert_num_queries(9):
        client.get(address(session, "typed/"))
