"""Lists that are handed out: what stands in them, who does not, and what will be missing for whoever pays."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from openpyxl import load_workbook

from cohorts.attendance.actions import record_marks
from cohorts.attendance.dashboards.funding import readiness_of
from cohorts.attendance.documents.attendance import word_of
from cohorts.attendance.queries import book_of
from cohorts.attendance.rules import Mark, Status
from cohorts.attendance.rules.funding import SCHEMES, Held, Lack, Taken, findings, schemes_of
from cohorts.models import AgreementText, Cohort, Enrolment, Signature
from cohorts.roster.actions import note_on_paper, take_back
from cohorts.roster.actions.agreements import take_back_for_left_out
from cohorts.roster.models import PAYERS_ASK_NAMES, Purpose
from lms.kit.sheets import read_text
from lms.people.actions.off_lists import leave_off_lists, stand_on_lists
from lms.people.actions.protection import protect
from lms.people.models import ReadLog, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import OrganisationFactory, person_with

NORWEGIAN = SCHEMES[0]


def week(number, marked=3, minutes=180, over=True):
    return Held(number, date(2026, 9, 1) + timedelta(weeks=number), minutes, over, marked, 3)


def lacks(evenings, women):
    return {each.lack: each for each in findings(NORWEGIAN, evenings, women, shown=women)}


# --- the rules -------------------------------------------------------------------------------------------------------


def test_in_week_two_it_is_said_what_will_be_missing_in_january():
    evenings = [week(1), week(2, marked=0), *(week(n, over=False) for n in range(3, 8))]
    women = {"a": Taken(180, 180), "b": Taken(0, 180), "c": Taken(180, 180)}
    found = lacks(evenings, women)
    assert found[Lack.ROLL_MISSING].about == (2,)
    assert found[Lack.BELOW_NOW].about == ("b",)
    assert (found[Lack.TOO_FEW].has, found[Lack.TOO_FEW].needs) == (3, 4)
    assert Lack.OUT_OF_REACH not in found
    assert NORWEGIAN.due_on([each.day for each in evenings], date(2026, 9, 20)) == date(2027, 1, 15)


def test_who_cannot_reach_the_share_any_more_is_told_apart_from_who_still_can():
    evenings = [week(n, over=n < 5) for n in range(1, 8)]
    women = {"just": Taken(540, 720), "never": Taken(360, 720), "late": Taken(530, 720)}
    found = lacks(evenings, women)
    assert found[Lack.OUT_OF_REACH].about == ("never",)
    assert found[Lack.BELOW_NOW].about == ("late",)


@pytest.mark.parametrize(("minutes", "short"), [(159, True), (160, False)])
def test_eight_hours_are_asked_for(minutes, short):
    evenings = [week(n, minutes=minutes) for n in range(1, 4)]
    assert (Lack.HOURS_SHORT in lacks(evenings, dict.fromkeys("abcd", Taken(1, 1)))) is short


@pytest.mark.parametrize(
    ("last", "due"), [(date(2026, 5, 31), date(2026, 8, 31)), (date(2026, 11, 30), date(2027, 1, 15))]
)
def test_day_of_the_report_follows_from_the_last_evening(last, due):
    assert NORWEGIAN.due_on([date(2026, 1, 13), last], date(2026, 2, 1)) == due


def test_report_of_each_year_is_due_for_the_first_year_too():
    danish, days = SCHEMES[1], [date(2026, 11, 3), date(2027, 3, 2)]
    assert danish.due_on(days, date(2026, 11, 22)) == date(2027, 4, 1)
    assert danish.due_on(days, date(2027, 4, 2)) == date(2028, 4, 1)
    assert danish.due_on([], date(2027, 4, 2)) is None


def test_who_is_not_named_is_counted_and_nothing_tells_who_that_is():
    found = findings(NORWEGIAN, [week(1, minutes=600)], dict.fromkeys("abcd", Taken(9, 9)), shown={"a", "c", "d"})
    assert [(each.lack, each.about, each.has, each.needs) for each in found] == [(Lack.UNNAMED, (), 1, 4)]
    assert not findings(SCHEMES[1], [week(1)], {"a": Taken(180, 180)}, shown=())


def test_women_are_asked_for_their_names_where_a_scheme_asks_for_names():
    assert {each.country for each in SCHEMES if each.names_women} == PAYERS_ASK_NAMES


def test_every_scheme_names_its_sources_and_what_is_to_be_confirmed():
    assert {each.country for each in SCHEMES} == {"NO", "DK"}
    assert all(each.sources and all(line.startswith("[check]") for line in each.check) for each in SCHEMES)
    assert schemes_of("SE") == ()


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cohort(db):
    """A running cohort with three evenings behind it and two ahead."""
    kinds = ["frame", "subject", "subject", "subject", "frame"]
    edition = make_released([make_module(f"Modul {n}", kind) for n, kind in enumerate(kinds, 1)])
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=2, days=1))
    return Cohort.objects.with_places().get(pk=cohort.pk)


@pytest.fixture
def coordinator(cohort):
    return person_with(Role.COORDINATOR, cohort.district, name="=Ingrid")


def marked(cohort, by, woman, *statuses, minutes=None):
    for session, status in zip(cohort.sessions.order_by("date"), statuses, strict=False):
        mark = Mark(uuid4(), woman.public_id, Status(status), 1, minutes=minutes)
        phone = {"device": f"d-{uuid4().hex}", "label": "=cmd|'/c calc'!A1"}
        record_marks(by=by, session=session, marks=[mark], confirmed=True, **phone)


def fetch(client, cohort, name):
    response = client.get(f"/cohorts/{cohort.public_id}/lists/{name}", headers={"accept-language": "nb"})
    assert response.status_code == 200
    return response.content


def rows_of(data):
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows()]


def test_attendance_says_each_mark_in_words_and_nothing_becomes_a_formula(cohort, coordinator, client):
    woman = trainee_of(cohort, name="=HYPERLINK(1) Amina")
    marked(cohort, coordinator, woman, "present", "excused")
    client.force_login(coordinator)
    data = fetch(client, cohort, "attendance.xlsx")
    cells = [cell for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    head, row, *_rest, note = rows_of(data)
    assert row[0] == "=HYPERLINK(1) Amina"
    assert row[1:4] == ["til stede", "borte, sa fra", None]
    assert dict(zip(head[4:], row[4:], strict=True))["Moduler hun har"] == "1"
    assert "=Ingrid" in note[0]
    text = fetch(client, cohort, "attendance.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1) Amina" in text
    assert fetch(client, cohort, "attendance.pdf").startswith(b"%PDF")


def says_yes(by, place):
    AgreementText.objects.get_or_create(purpose=Purpose.PAYER_NAME, language="nb", version=1, title="T", text="T")
    return note_on_paper(by=by, enrolment=place, purposes=[Purpose.PAYER_NAME])[0]


def test_only_who_said_yes_is_named_to_whoever_pays_and_the_others_are_counted_alike(cohort, coordinator, client):
    women = {name: trainee_of(cohort, name=name) for name in ("Amina", "Selam", "Oksana", "Lwam")}
    for woman in women.values():
        marked(cohort, coordinator, woman, "present", "present", "present")
    client.force_login(coordinator)

    def rows():
        head, *rest = rows_of(fetch(client, cohort, "no-study.xlsx"))
        return [row for row in (dict(zip(head, line, strict=True)) for line in rest) if row["Navn"]]

    assert [row["Navn"] for row in rows()] == ["Uten navn: 4. Av dem med minst 75 prosent: 4."]
    assert not ReadLog.objects.exists()
    said = {name: says_yes(coordinator, women[name]) for name in ("Amina", "Selam", "Lwam")}
    protect(by=coordinator, person=women["Lwam"].person)
    named, other, rest = rows()
    assert (named["Navn"], other["Navn"]) == ("Amina", "Selam")
    assert (rest["Navn"], rest["Timer"], rest["Prosent"]) == ("Uten navn: 2. Av dem med minst 75 prosent: 2.", 18, None)
    assert [value for value in rest.values() if value is not None] == [rest["Navn"], 18]
    assert take_back_for_left_out() == 1
    assert set(Signature.objects.standing()) == {said["Amina"], said["Selam"]}  # as if she had said no
    assert take_back_for_left_out() == 0
    take_back(by=women["Selam"].person, signature=said["Selam"])
    Enrolment.objects.filter(pk=women["Amina"].pk).update(state=Enrolment.State.WITHDRAWN)
    assert [row["Navn"] for row in rows()] == ["Uten navn: 4. Av dem med minst 75 prosent: 4."]
    assert "4 av 4 kvinner er talt med uten navn" in fetch(client, cohort, "").decode()


@pytest.mark.parametrize("name", ["attendance.csv", "no-study.xlsx"])
def test_whoever_is_left_out_stands_in_no_file_and_only_she_changes_that(cohort, coordinator, client, name):
    shown, hidden = trainee_of(cohort, name="Amina Yusuf"), trainee_of(cohort, name="Selam Tesfay")
    marked(cohort, coordinator, hidden, "present")
    for place in (shown, hidden):
        says_yes(coordinator, place)
    protect(by=coordinator, person=hidden.person)
    client.force_login(coordinator)

    def names():
        data = fetch(client, cohort, name)
        rows = rows_of(data) if name.endswith("xlsx") else read_text(data.decode("utf-8-sig"))
        return {value for row in rows for value in row} & {"Amina Yusuf", "Selam Tesfay"}

    assert names() == {"Amina Yusuf"}
    assert str(hidden.person.public_id) not in ReadLog.objects.latest("pk").subjects
    stand_on_lists(by=hidden.person)
    assert names() == {"Amina Yusuf"}  # not as long as she is protected
    leave_off_lists(by=coordinator, person=shown.person)
    assert names() == set()
    stand_on_lists(by=shown.person)
    assert names() == {"Amina Yusuf"}


def test_list_for_the_study_association_holds_hours_and_leaves_the_rest_to_a_pen(cohort, coordinator, client):
    woman = trainee_of(cohort, name="Amina")
    says_yes(coordinator, woman)
    marked(cohort, coordinator, woman, "present", "late", "absent", minutes=60)
    client.force_login(coordinator)
    head, row, *_rest = rows_of(fetch(client, cohort, "no-study.xlsx"))
    found = dict(zip(head, row, strict=True))
    assert (found["Navn"], found["Timer"], found["Prosent"]) == ("Amina", 4, 44)
    assert [row[head.index(day)] for day in head[5:10]] == [2, 2, 0, None, None]
    assert {found[name] for name in ("Fødselsår", "Kjønn", "Postnummer", "Underskrift")} == {None}
    assert fetch(client, cohort, "no-study.pdf").startswith(b"%PDF")
    assert client.get(f"/cohorts/{cohort.public_id}/lists/dk-hours.pdf").status_code == 404


def test_danish_report_counts_hours_and_names_nobody(cohort, coordinator, client):
    municipality = cohort.district.municipality
    type(municipality.country).objects.get_or_create(
        code="DK", defaults={"name": "Danmark", "time_zone": "Europe/Oslo"}
    )
    type(municipality).objects.filter(pk=municipality.pk).update(country="DK")
    marked(cohort, coordinator, trainee_of(cohort, name="Amina"), "present", "absent")
    client.force_login(coordinator)
    rows = rows_of(fetch(client, cohort, "dk-hours.xlsx"))
    assert [row[3:5] for row in rows[1:4]] == [[3, 1], [3, 0], [3, 0]]
    assert "Amina" not in str(rows)


def test_journal_for_the_secretariat_holds_every_operation_and_no_womans_name(cohort, coordinator, client):
    woman = trainee_of(cohort, name="Amina Yusuf")
    marked(cohort, coordinator, woman, "present", "absent")
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory(country=cohort.in_municipality.country))
    client.force_login(secretary)
    text = fetch(client, cohort, "journal.csv").decode("utf-8-sig")
    for operation in woman.operations.all():
        assert str(operation.key) in text
    assert "Yusuf" not in text
    assert "'=cmd|" in text
    assert ReadLog.objects.filter(reader=secretary, view="attendance_audit", subjects__contains=woman.person.public_id)
    client.force_login(coordinator)
    assert client.get(f"/cohorts/{cohort.public_id}/lists/journal.csv").status_code == 404


@pytest.mark.parametrize("women", [1, 3])
def test_queries_do_not_grow_with_the_women(cohort, coordinator, django_assert_num_queries, women):
    for _each in range(women):
        marked(cohort, coordinator, trainee_of(cohort), "present", "absent")
    with django_assert_num_queries(7), translation.override("en"):
        assert [each.lack for each in readiness_of(book_of(cohort))[0].missing] == [
            Lack.ROLL_MISSING,
            Lack.BELOW_NOW,
            Lack.TOO_FEW,
            Lack.UNNAMED,
        ]


@pytest.mark.parametrize("name", ["attendance.csv", "no-study.xlsx"])
def test_queries_of_a_file_do_not_grow_with_the_women(cohort, coordinator, client, name):
    client.force_login(coordinator)
    counts = []
    for women in (1, 2):
        for _each in range(women):
            marked(cohort, coordinator, trainee_of(cohort), "present", "absent")
        fetch(client, cohort, name)
        with CaptureQueriesContext(connection) as queries:
            fetch(client, cohort, name)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 25


def test_page_says_what_is_missing_and_takes_out_no_file(cohort, coordinator, client):
    woman = trainee_of(cohort, name="Amina Yusuf")
    marked(cohort, coordinator, woman, "absent")
    client.force_login(coordinator)
    page = fetch(client, cohort, "").decode()
    for said in ("Kveld 2 og 3 mangler opprop", "Amina Yusuf", "Fødselsår", "Postnummer"):
        assert said in page
    assert str(woman.person.public_id) in ReadLog.objects.latest("pk").subjects


def test_word_of_a_mark_holds_the_minutes_that_were_counted(cohort, coordinator):
    woman = trainee_of(cohort)
    marked(cohort, coordinator, woman, "late", minutes=15)
    with translation.override("nb"):
        assert word_of(woman.marks.get()) == "kom sent (15 min)"


@pytest.mark.django_db
def test_she_leaves_her_name_out_in_her_settings(client):
    woman = trainee_of(CohortFactory()).person
    client.force_login(woman)
    for choice, is_off in (("no", True), ("yes", False)):
        client.post("/my/lists/", {"lists": choice})
        assert User.objects.get(pk=woman.pk).is_off_lists is is_off
