"""What was erased, taken back or protected stays so when an older copy of the database is put back."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cohorts.guests.actions.retention import forget_guests
from cohorts.guests.models import GuestProfessional
from cohorts.roster.actions.agreements import take_back
from cohorts.roster.models import AgreementText, Enrolment, Purpose, Signature
from lms.erasures import AGAIN, erase_again
from lms.kit import erasures
from lms.people.actions.accounts import end_account
from lms.people.actions.data_requests import ask, forget
from lms.people.actions.protection import end_protection, protect
from lms.people.actions.roles import end_role
from lms.people.actions.settings import choose_name
from lms.people.models import DataRequest, RoleAssignment, User
from lms.people.notices import tell_of_end
from lms.people.roles import Role
from modules.actions.voices import take_voice_back
from modules.models import VoiceConsent, VoiceText
from tests.databases import ROOT
from tests.factories.cohorts import CohortFactory, trainee_of
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

    assert "now again: 6." in capsys.readouterr().out
    women = User.objects.filter(pk__in=[woman.pk, stays.pk, hidden.pk])
    people = {person.name: person.is_protected for person in women}
    assert people == {"Leyla Blir": False, "Hodan": True}
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


def test_every_event_that_is_noted_can_be_done_again():
    code = "".join(path.read_text() for room in ("lms", "cohorts", "modules") for path in (ROOT / room).rglob("*.py"))
    noted = set(re.findall(r'erasures\.note\(\s*"([^"]+)"', code))
    assert noted == {*AGAIN, "people.User:found"}
