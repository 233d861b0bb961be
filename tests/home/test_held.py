"""Everything that is held about somebody: it is all there, it is hers alone, and a copy comes at once."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db.models import DateTimeField, Model
from django.utils import timezone
from django.utils.functional import Promise

from cohorts.models import AgreementText, Attendance, Rsvp
from cohorts.roster.actions import sign
from cohorts.roster.models import Purpose
from home.figures import held_about, seen_of
from home.figures.held import LABELS
from home.queries.held import CHAPTERS, LEFT_OUT, PLACES
from lms.kit.privacy import Privacy, tags_of
from lms.people.actions.protection import protect
from lms.people.actions.reads import log_reads
from lms.people.mailbox import post
from lms.people.models import DataRequest, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with
from tests.house.test_field_classes import is_ours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
KEPT = {kept.model: kept for chapter in CHAPTERS for kept in chapter.kept}
ABOUT = {Privacy.PERSONAL, Privacy.SPECIAL}


# --- what others see -------------------------------------------------------------------------------------------------


def test_nothing_is_seen_of_her_that_is_not_of_taking_part_until_she_says_yes():
    place = trainee_of(CohortFactory())
    assert not any(thing.shown for thing in seen_of(place.person))
    text = AgreementText.objects.create(purpose=Purpose.PAYER_NAME, language="nb", version=1, title="T", text="T")
    sign(by=place.person, enrolment=place, text=text)
    assert [thing.name for thing in seen_of(place.person) if thing.shown] == [Purpose.PAYER_NAME.label]
    protect(by=place.person, person=place.person)
    things = {thing.name: thing for thing in seen_of(User.objects.get(pk=place.person_id))}
    assert not any(thing.shown for thing in things.values())
    assert things[Purpose.PAYER_NAME.label].url == "/my/lists/"


# --- nothing is forgotten --------------------------------------------------------------------------------------------


def reached() -> dict[type[Model], set[str]]:
    """Give every model that leads to a person, straight or over rows of hers, with the fields that do. Of ours it is
    the tag that says whether a row is about whom it points at; of others' every model that points at a person."""
    found: dict[type[Model], set[str]] = {User: set()}
    todo: list[type[Model]] = [User]
    while todo:
        target = todo.pop()
        for model in apps.get_models():
            for field in model._meta.local_fields:
                if field.remote_field is None or field.remote_field.model is not target:
                    continue
                ours = is_ours(model) and vars(field).get("privacy") in ABOUT
                if ours or (target is User and not is_ours(model)):
                    todo += [model] if ours and model not in found else []
                    found.setdefault(model, set()).add(field.name)
    return found


def test_every_model_that_leads_to_a_person_is_told_or_left_out_for_a_reason():
    found = {model._meta.label for model in reached()}
    assert {"cohorts.Rsvp", "people.Notice", "mfa.Authenticator"} <= found
    assert found - KEPT.keys() - LEFT_OUT.keys() == set(), "Give each of these a line in home/queries/held.py."


def test_every_field_about_her_is_told_or_left_out_for_a_reason():
    ways = reached()
    silent = set()
    for label, kept in KEPT.items():
        model = apps.get_model(label)
        told = {*kept.names, *(PLACES if "place" in kept.names else ()), *ways.get(model, set())}
        about = {name for name, tag in tags_of(model).items() if tag and tag[0] in ABOUT}
        silent |= {f"{label}.{name}" for name in about - told} - LEFT_OUT.keys()
    assert silent == set()


def test_every_field_that_is_told_has_a_name_in_her_language():
    """A moment may be called “when”; all else has a name of its own."""
    nameless = {
        f"{label}.{name}"
        for label, kept in KEPT.items()
        for name in kept.names
        if name not in LABELS and not has_a_name(apps.get_model(label), name)
    }
    assert nameless == set()


def has_a_name(model: type[Model], name: str) -> bool:
    """Tell whether a field is a moment, or is named in all languages."""
    field = model._meta.get_field(name)
    return isinstance(field, DateTimeField) or isinstance(field.verbose_name, Promise)


# --- what she reads --------------------------------------------------------------------------------------------------


@pytest.fixture
def woman():
    """Give a woman with an evening behind her, a message, and somebody who has looked."""
    cohort = CohortFactory()
    place = trainee_of(cohort, name="Amal Haddad")
    evening = session_of(cohort, timezone.localdate() - timedelta(days=1))
    Rsvp.objects.create(session=evening, enrolment=place, answer=Rsvp.Answer.COMING, source="app", sequence=0)
    host = person_with(Role.COORDINATOR, cohort.district, name="Kari Vert")
    log_reads(by=host, view="roll", subjects=[str(place.person.public_id)])
    post(
        event="account_ends",
        to=place.person,
        about=place.person,
        context={"name": "Amal", "day": "1. mai", "link": ""},
        dedupe_key="x",
    )
    other = trainee_of(cohort, name="Farida Annen")
    Rsvp.objects.create(session=evening, enrolment=other, answer=Rsvp.Answer.COMING, source="app", sequence=0)
    return place.person


def test_she_reads_her_rows_who_has_looked_and_nothing_about_others(woman, client):
    client.force_login(woman)
    page = client.get("/my/held/").content.decode()
    for text in ("Amal Haddad", str(woman.phone), "Kurskveld 1", "1. mai"):
        assert text in page
    assert f"{Role.COORDINATOR.label}, {woman.running_roles[0].place.district.name}" in page
    assert "Farida" not in page
    assert "Kari Vert" not in page  # by office and place, not by name


def test_her_page_costs_the_same_however_much_there_is(woman, client, django_assert_max_num_queries):
    cohort = woman.enrolments.get().cohort
    for day in (2, 3, 4):
        evening = session_of(cohort, timezone.localdate() - timedelta(days=day))
        Attendance.objects.create(session=evening, enrolment=woman.enrolments.get(), status="present")
        log_reads(by=person_with(Role.COORDINATOR, cohort.district), view="women", subjects=[str(woman.public_id)])
    held_about(woman)
    with django_assert_max_num_queries(len(KEPT) + 6):
        held_about(woman)


def test_copy_comes_at_once_to_read_and_for_machines(woman, client):
    client.force_login(woman)
    answer = client.post("/my/held/copy/")
    assert "no-store" in answer["Cache-Control"]
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == ["1.pdf", "1.json"]
        assert archive.read("1.pdf").startswith(b"%PDF")
        data = json.loads(archive.read("1.json"))
    account = data["parts"][0]["groups"][0]["rows"][0]
    assert (account["name"], account["phone"]) == ("Amal Haddad", woman.phone)
    assert "Farida" not in json.dumps(data)
    asked = DataRequest.objects.get()
    assert (asked.person, asked.kind, asked.state) == (woman, "copy", "answered")


def test_name_that_no_font_can_write_does_not_stop_the_copy(woman, client):
    User.objects.filter(pk=woman.pk).update(name="Amal 𓀀")
    client.force_login(woman)
    with ZipFile(BytesIO(b"".join(client.post("/my/held/copy/").streaming_content))) as archive:
        assert "𓀀" in archive.read("1.json").decode()


def test_copy_that_cannot_be_made_waits_for_the_secretariat(woman, client, monkeypatch):
    monkeypatch.setattr("home.views.held.copy_of", lambda person: 1 / 0)
    client.force_login(woman)
    assert client.post("/my/held/copy/").status_code == 302
    assert DataRequest.objects.open().get().due_on > timezone.localdate() + timedelta(days=27)


def test_what_she_chose_stands_there_in_words(woman):
    User.objects.filter(pk=woman.pk).update(message_ways={"plan": "in_app"}, content_language="ar")
    told = {fact.name: fact.text for fact in held_about(User.objects.get(pk=woman.pk))[0].groups[0].rows[0]}
    assert told["message_ways"] == "Når en kveld flyttes, endres eller avlyses: På plattformen"
    assert told["content_language"] == "arabisk"


def test_text_of_a_secret_message_is_not_told(woman):
    post(event="sign_in_code", to=woman, about=woman, context={"code": "493817"}, dedupe_key="y", secret=True)
    assert "493817" not in str(held_about(woman))
