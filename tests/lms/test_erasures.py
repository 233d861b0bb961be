"""What was erased, taken back or protected stays so when an older copy of the database is put back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cohorts.credentials.actions import remove_photo
from cohorts.credentials.actions.ending import ask_end, end_paper
from cohorts.credentials.models import CardPhoto, RegisterEntry
from cohorts.guests.actions.retention import forget_guests
from cohorts.guests.models import GuestProfessional
from cohorts.roster.actions.agreements import take_back
from cohorts.roster.actions.enrolments import place_for, tell_about_herself, withdraw
from cohorts.roster.models import AgreementText, Enrolment, Purpose, Signature
from cohorts.schedule.actions.calendars import choose_calendar
from lms.erasures import AGAIN, LEFT_AGAIN, OVER, erase_again
from lms.kit import erasures
from lms.people.actions.accounts import end_account
from lms.people.actions.data_requests import ask, forget
from lms.people.actions.off_lists import leave_off_lists
from lms.people.actions.protection import end_protection, end_reader, name_reader, protect
from lms.people.actions.roles import change_person, end_role
from lms.people.actions.settings import choose_look, choose_name, choose_ways
from lms.people.models import DataRequest, ProtectionReader, RoleAssignment, User
from lms.people.notices import tell_of_end
from lms.people.roles import Role
from modules.actions.voices import take_voice_back
from modules.models import VoiceConsent, VoiceText
from tests.databases import ROOT
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.credentials import diploma_of
from tests.factories.guests import GuestFactory
from tests.people.town import Town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="pg_restore puts it back there")


@pytest.fixture(autouse=True)
def journal(settings, tmp_path) -> Path:
    """Give where the journal lies, in a folder of data of its own."""
    settings.DATA_DIR = tmp_path
    settings.ERASURES_FILE = tmp_path / "erasures"
    return settings.ERASURES_FILE


@pytest.fixture
def town() -> Town:
    return Town()


def agreed() -> AgreementText:
    facts = {"purpose": Purpose.PHOTO_GROUP, "language": "nb", "version": 99}
    return AgreementText.objects.create(**facts, title="Bilde", text="Ja.")


@contextmanager
def lost() -> Iterator[None]:
    """What is done here is told by the journal alone, as if a copy from before had been put back: on any database."""
    later = []
    with transaction.atomic():
        before = len(connection.run_on_commit)
        yield
        later = [each for _savepoints, each, _robust in connection.run_on_commit[before:]]
        transaction.set_rollback(True)
    for each in later:
        if isinstance(each, partial) and each.func.__module__ == erasures.__name__:
            each()


def restored(copy: Path) -> None:
    call_command("restore", copy)
    place = Path(connection.settings_dict["NAME"])
    for old in place.parent.glob(f"{place.stem}-before-*"):
        old.unlink()


@only_sqlite
def test_older_copy_forgets_again_what_was_erased_since(town, tmp_path, capsys):
    woman, stays, hidden = (town.person(Role.TRAINEE, name=name) for name in ("Amal Borte", "Leyla Blir", "Hodan"))
    secretary, left = town.person(Role.SECRETARIAT), town.person(Role.COORDINATOR)
    guest = GuestFactory(district=town.a)
    place = Enrolment.objects.create(cohort=CohortFactory(local_group=town.group_a, district=town.a), person=stays)
    photo = Signature.objects.create(enrolment=place, purpose=Purpose.PHOTO_GROUP, text=agreed(), channel="phone")
    VoiceConsent.objects.create(person=stays, text=VoiceText.objects.first() or VoiceText.objects.create(version=1))
    call_command("backup", tmp_path / "copy.sqlite3")

    forget(by=secretary, request=ask(by=woman, kind=DataRequest.Kind.FORGET))
    for person in (hidden, stays):
        protect(by=person, person=person)
    end_protection(by=stays)
    with transaction.atomic():
        forget_guests(GuestProfessional.objects.filter(pk=guest.pk))
    take_back(by=stays, signature=photo)
    take_voice_back(by=stays)
    end_role(by=secretary, assignment=left.running_roles[0])
    restored(tmp_path / "copy.sqlite3")

    assert "now again: 7." in capsys.readouterr().out
    women = User.objects.filter(pk__in=[woman.pk, stays.pk, hidden.pk])
    people = {person.name: person.is_protected for person in women}
    assert people == {"Leyla Blir": False, "Hodan": True}
    assert all(person.is_off_lists for person in women)
    assert not GuestProfessional.objects.exists()
    assert not Signature.objects.standing().exists()
    assert not VoiceConsent.objects.standing().exists()
    assert not RoleAssignment.objects.running().filter(person=left).exists()
    assert erase_again() == {}


@only_sqlite
def test_no_byte_of_whoever_was_forgotten_is_left_in_the_database(town):
    secretary = town.person(Role.SECRETARIAT)
    woman = town.person(Role.TRAINEE, name="Qamar Xborte", email="qamar@example.org")
    place = trainee_of(CohortFactory(local_group=town.group_a, district=town.a), name="Leyla Blir")
    Enrolment.objects.create(cohort=place.cohort, person=woman)
    choose_name(by=woman, name="Qamar Yborte")
    tell_of_end(woman, timezone.localdate())
    traces = [each.encode() for each in ("Qamar", "borte", "qamar@example.org", woman.phone)]
    assert all(trace in content_of_database() for trace in traces)
    forget(by=secretary, request=ask(by=woman, kind=DataRequest.Kind.FORGET))
    assert [trace for trace in traces if trace in content_of_database()] == []


def content_of_database() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).read_bytes()


def test_journal_names_nobody_and_is_read_by_its_owner_only(town, journal):
    woman = town.person(Role.TRAINEE, name="Amal Borte")
    end_account(person=woman)
    kind, mark = journal.read_text().split()[1:]
    assert (kind, len(mark), journal.stat().st_mode & 0o077) == ("people.User:gone", 64, 0)
    assert str(woman.public_id) not in journal.read_text()
    assert erasures.latest() == {kind: {erasures.marker()(woman.public_id)}}


def test_erasure_that_was_rolled_back_is_not_noted(town):
    woman = town.person(Role.TRAINEE)
    with transaction.atomic():
        end_account(person=woman)
        transaction.set_rollback(True)
    assert User.objects.filter(public_id=woman.public_id).exists()
    assert erasures.latest() == {}


def test_nobody_is_erased_while_the_journal_cannot_be_written(town, journal):
    woman = town.person(Role.TRAINEE)
    journal.mkdir()
    with pytest.raises(OSError, match="directory"):
        end_account(person=woman)
    assert User.objects.filter(pk=woman.pk).exists()


def test_line_that_a_power_cut_has_torn_counts_for_nothing_and_spoils_no_other(town, journal):
    first, second = town.person(Role.TRAINEE), town.person(Role.TRAINEE)
    end_account(person=first)
    journal.write_text(journal.read_text()[:-30])
    end_account(person=second)
    assert erasures.latest() == {"people.User:gone": {erasures.marker()(second.public_id)}}


def test_what_a_woman_left_since_an_older_copy_does_not_come_back_with_it(town):
    secretary, second, coordinator = (
        town.person(role) for role in (Role.SECRETARIAT, Role.SECRETARIAT, Role.COORDINATOR)
    )
    woman = town.person(Role.TRAINEE, name="Amal Borte", email="amal@example.org", message_ways={"plan": "sms"})
    place = Enrolment.objects.create(
        cohort=CohortFactory(local_group=town.group_a, district=town.a), person=woman, area="Grorud"
    )
    back = Enrolment.objects.create(cohort=CohortFactory(local_group=town.group_a, district=town.a), person=woman)
    CardPhoto.objects.create(enrolment=place, file="credentials/x/photo.jpg", digest="x")
    reader = name_reader(by=secretary, person=coordinator, place=town.a)
    paper = diploma_of(woman, organisation=town.organisation).entry
    key = Authenticator.objects.create(user=woman, type=Authenticator.Type.TOTP, data={"secret": "x"})
    phone = woman.phone

    with lost():
        choose_calendar(by=woman, fuller_titles=False, shows_place=False, by_mail=False)
        choose_look(by=woman, neutral=True)
        choose_ways(by=woman, ways={"plan": "in_app"})
        leave_off_lists(by=woman, person=woman)
        tell_about_herself(by=woman, enrolment=place, spoken=[], area="")
        choose_name(by=woman, name="Noor")
        change_person(by=coordinator, person=woman, name="Noor", phone="+4799000001", email=None)
        remove_photo(by=coordinator, photo=place.card_photo)
        for each in (place, back):
            withdraw(by=woman, enrolment=each)
        place_for(by=coordinator, cohort=back.cohort, person=woman)
        end_reader(by=secretary, reader=reader)
        ask_end(by=secretary, entry=paper, why=RegisterEntry.Why.MISUSED)
        end_paper(by=second, entry=paper)
    woman = User.objects.get(pk=woman.pk)
    assert (woman.name, woman.phone) == ("Amal Borte", phone)
    assert erase_again()

    woman = User.objects.get(pk=woman.pk)
    assert woman.name == "Nytt navn"
    assert (woman.phone, woman.email) == (None, f"{woman.public_id.hex}@changed.invalid")
    assert (woman.neutral_look, woman.is_off_lists, woman.message_ways) == (True, True, {"plan": "in_app"})
    assert not woman.calendar_choice.shows_place
    states = dict(Enrolment.objects.values_list("pk", "state"))
    assert states == {place.pk: Enrolment.State.WITHDRAWN, back.pk: Enrolment.State.ACTIVE}
    assert not Enrolment.objects.exclude(area="").exists()
    for model in (CardPhoto, ProtectionReader):
        assert not model.objects.exists()
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    paper.refresh_from_db()
    assert (paper.state, paper.why) == ("withdrawn", "misused")
    assert erase_again() == {}


def test_value_she_came_back_to_stays(town):
    woman = town.person(Role.TRAINEE, name="Amal")
    for name in ("Noor", "Amal"):
        choose_name(by=woman, name=name)
    assert erase_again() == {}
    assert User.objects.get(pk=woman.pk).name == "Amal"


def test_every_event_that_is_noted_can_be_done_again():
    code = "".join(path.read_text() for room in ("lms", "cohorts", "modules") for path in (ROOT / room).rglob("*.py"))
    noted = set(re.findall(r'erasures\.note\(\s*"([^"]+)"', code))
    assert noted == {*AGAIN, *OVER}
    assert set(re.findall(r'erasures\.note_value\(\s*"([^"]+)"', code)) == {*LEFT_AGAIN}
