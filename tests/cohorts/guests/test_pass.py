"""The page behind the link: what a guest reads, what she does one thing at a time, and what nobody learns from it."""

import gzip
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.guests.actions.answering_after import say_afterword, show_afterword
from cohorts.guests.actions.answering_links import fetch_guest_feed
from cohorts.guests.rules import guests_steps, languages_shown
from cohorts.models import GuestConsent, GuestInvitation, GuestProfessional, GuestRequest, SessionModule
from lms.people.actions.protection import protect
from lms.people.models import AccessLink, FailedAttempt, Notice, SpokenLanguage
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.guests import GuestFactory, invitation_to, pass_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))


@pytest.fixture
def host(session):
    person = person_with(Role.COORDINATOR, session.cohort.district, name="Hanne Vert")
    session.cohort.coordinators.create(person=person)
    return person


@pytest.fixture
def invitation(session, host):
    return invitation_to(session)


@pytest.fixture
def path(invitation):
    return pass_of(invitation)


def do(client, path: str, step: str, **fields):
    return client.post(f"{path}{step}/", fields)


def moved(session, **fields) -> None:
    for name, value in fields.items():
        setattr(session, name, value)
    session.sequence += 1
    session.save()


# --- what she reads ---------------------------------------------------------------------------------------------------


def test_page_names_the_host_with_her_number_and_no_woman(client, session, host, path):
    women = [trainee_of(session.cohort, name=f"Kvinne {n}") for n in range(4)]
    text = client.get(path).content.decode()
    assert "Hanne Vert" in text
    assert f"tel:{host.phone}" in text
    assert not any(place.person.name in text or place.person.phone in text for place in women)
    assert "4 kvinner" in text


def test_protecting_a_woman_changes_nothing_on_the_page(client, session, host, path):
    women = [trainee_of(session.cohort).person for _ in range(6)]
    for woman in women[:3]:
        SpokenLanguage.objects.create(person=woman, tag="so")
    shown = [_body(client, path)]
    protect(by=women[0], person=women[0])
    shown.append(_body(client, path))
    assert shown[0] == shown[1]
    assert "somali" in shown[0].lower()


def _body(client, path: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(path).content.decode())


@pytest.mark.parametrize(
    ("speakers", "women", "shown"),
    [
        ({"ar": 2, "so": 1}, 18, {}),
        ({"ar": 9, "so": 4, "ti": 3}, 18, {"ar": 5, "so": 3, "ti": 3}),
        ({"ar": 17}, 18, {"ar": 15}),  # one is left over, and must not stand out
        ({"ar": 4}, 5, {}),
        ({"ar": 5}, 5, {}),
    ],
)
def test_no_number_points_at_fewer_than_three_women(speakers, women, shown):
    assert languages_shown(speakers, women) == shown


def test_minutes_are_hers_by_profession_where_the_plan_names_several():
    steps = ["Alle", "Barnehagestyrer", "Lærer eller SFO-leder", "Koordinator", "Fagperson og koordinator"]
    assert guests_steps(steps, "barnehage") == [False, True, False, False, True]
    assert guests_steps(steps, "psykolog") == [False, True, True, False, True]


def test_page_is_light_and_keeps_a_plan_with_her_minutes(client, session, invitation, path):
    place = session.cohort.edition.places.order_by("position")[1]
    SessionModule.objects.create(session=session, edition_module=place)
    page = client.get(path, headers={"accept-encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    weight = len(page.content)
    for address in re.findall(r'<(?:link|script)[^>]* (?:href|src)="(/[^"]+)"', html):
        if address.startswith("/static/"):
            weight += len((settings.ROOT / "lms" / address[1:]).read_bytes())
        else:
            weight += len(client.get(address, headers={"accept-encoding": "gzip"}).content)
    assert weight < 40_000
    assert "<script" not in html
    assert place.shown_title in html


def test_number_of_queries_is_the_same_for_one_woman_and_for_three(
    client, session, path, django_assert_max_num_queries, host
):
    trainee_of(session.cohort)
    with django_assert_max_num_queries(40) as few:
        client.get(path)
    for _ in range(2):
        SpokenLanguage.objects.create(person=trainee_of(session.cohort).person, tag="so")
    with django_assert_max_num_queries(40) as many:
        client.get(path)
    assert len(many) == len(few)


@pytest.mark.parametrize("language", ["nb", "da", "sv", "fi", "ar"])
def test_page_and_every_step_speak_her_language(client, path, language):
    prefix = "" if language == "nb" else f"/{language}"
    pages = [client.get(prefix + path)]
    pages += [
        client.get(f"{prefix}{path}{step}/") for step in ("needs", "minutes", "note", "days", "contact", "remove")
    ]
    assert {page.status_code for page in pages} == {200}
    assert all(f'lang="{language}"' in page.content.decode() for page in pages)


def test_answering_in_a_language_makes_it_hers(client, session, invitation, path):
    client.post("/ar" + path, {"do": "accept", "seen": session.sequence})
    invitation.guest.refresh_from_db()
    assert invitation.guest.language == "ar"


def test_words_of_an_earlier_guest_are_read_only_once_the_host_lets_them(client, session, host):
    place = session.cohort.edition.places.order_by("position")[1]
    earlier = session_of(session.cohort, timezone.localdate() - timedelta(days=3))
    said = invitation_to(
        earlier,
        request=GuestRequest.objects.create(session=earlier, edition_module=place),
        state=State.ACCEPTED,
        answered_at=timezone.now(),
    )
    afterword = say_afterword(by=_link(said), invitation=said, planned="yes", worked="Kort med bilder.", again=True)
    path = pass_of(invitation_to(session, request=GuestRequest.objects.create(session=session, edition_module=place)))
    assert "Kort med bilder" not in client.get(path).content.decode()
    show_afterword(by=host, afterword=afterword, shown=True)
    text = client.get(path).content.decode()
    assert "Kort med bilder" in text
    assert said.guest.name not in text


def _link(invitation) -> AccessLink:
    token = pass_of(invitation).strip("/").split("/")[-1]
    return AccessLink.objects.opened_by(token, AccessLink.Purpose.GUEST)


# --- what she does ----------------------------------------------------------------------------------------------------


def test_needs_minutes_and_a_note_reach_the_host_once(client, invitation, host, path):
    for _ in range(2):
        assert do(client, path, "needs", needed=["projector", "parking"], needs="To stoler").status_code == 302
        assert do(client, path, "minutes", minutes=50).status_code == 302
        assert do(client, path, "note", note="Jeg kommer litt før.").status_code == 302
    invitation.refresh_from_db()
    assert (invitation.needed, invitation.minutes) == (["projector", "parking"], 50)
    assert Notice.objects.filter(event="guest_answered", recipient=host).count() == 3


def test_proposed_days_are_a_question_to_the_host(client, invitation, path):
    do(client, path, "days", proposal="Tirsdager i mars")
    invitation.refresh_from_db()
    assert (invitation.state, invitation.proposal) == (State.PROPOSED, "Tirsdager i mars")
    assert do(client, path, "days", proposal=" ").status_code == 422


def test_handing_over_ends_her_link_and_gives_the_colleague_one_of_her_own(client, invitation, host, path):
    answer = do(client, path, "colleague", name="Kari Kollega", reach="kari@example.org")
    assert answer.status_code == 302
    invitation.refresh_from_db()
    colleague = invitation.handed_over_to
    assert (invitation.state, colleague.state, colleague.guest.name) == (State.HANDED_OVER, State.ASKED, "Kari Kollega")
    assert colleague.guest.place == invitation.guest.place
    assert client.get(path).status_code == 410
    assert client.post(path, {"do": "accept", "seen": 0}).status_code == 410
    assert client.get(pass_of(colleague)).status_code == 200
    assert Notice.objects.filter(event="guest_handed", address="kari@example.org").count() == 1


def test_handing_over_twice_makes_one_colleague_and_to_herself_none(client, invitation, path):
    assert do(client, path, "colleague", name="Meg selv", reach=invitation.guest.email).status_code == 422
    do(client, path, "colleague", name="Kari", reach="kari@example.org")
    assert do(client, path, "colleague", name="Anne", reach="anne@example.org").status_code == 410
    assert GuestInvitation.objects.count() == 2


def test_colleague_who_cannot_be_reached_is_asked_for_and_nothing_is_lost(client, invitation, path):
    answer = do(client, path, "colleague", name="Kari Kollega", reach="hos oss")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Lenken sendes dit." in str(answer.context["form"].errors["reach"]), "it is not her own that is asked for"
    assert 'value="Kari Kollega"' in text
    assert client.get(path).status_code == 200


def test_consent_is_kept_with_its_time_and_taken_back_at_once(client, invitation, path):
    do(client, path, "contact", keep="on", share="on")
    guest = GuestProfessional.objects.get()
    assert guest.may_be_asked_again_at
    assert guest.shared_at
    do(client, path, "contact", keep="on")
    guest.refresh_from_db()
    assert guest.shared_at is None
    assert GuestConsent.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert GuestConsent.objects.count() == 2


def test_everything_about_her_is_removed_everywhere_when_she_types_her_address(
    client, invitation, host, path, django_capture_on_commit_callbacks
):
    guest = invitation.guest
    elsewhere = GuestFactory(email=guest.email)
    do(client, path, "note", note="Hei")
    assert do(client, path, "remove", reach="noen@example.org").status_code == 422
    assert GuestProfessional.objects.count() == 2
    assert do(client, path, "remove", reach=guest.email.upper()).status_code == 302
    assert not GuestProfessional.objects.filter(pk__in=[guest.pk, elsewhere.pk]).exists()
    assert not GuestInvitation.objects.exists()
    assert not Notice.objects.filter(address=guest.email).exists()
    assert Notice.objects.filter(event="guest_removed", recipient=host).count() == 1
    assert client.get(path).status_code == 410


def test_two_questions_are_asked_after_the_evening_and_not_before(client, session, invitation, path):
    client.post(path, {"do": "accept", "seen": session.sequence})
    assert client.get(f"{path}after/").status_code == 302
    session.date = timezone.localdate() - timedelta(days=1)
    session.save()
    assert do(client, path, "after", planned="partly", worked="Øvelsen", again="yes").status_code == 302
    invitation.refresh_from_db()
    assert (invitation.afterword.planned, invitation.afterword.again) == ("partly", True)
    assert client.get(f"{path}needs/").status_code == 302


@pytest.mark.parametrize("step", ["", "note/", "colleague/", "calendar/"])
def test_every_step_needs_the_cookie_of_a_page(path, step):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path + step, {"do": "accept", "seen": 0, "note": "x"}).status_code == 403
    page = strict.get(path).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert strict.post(f"{path}note/", {"note": "x", "csrfmiddlewaretoken": token}).status_code == 302


def test_looking_at_every_page_changes_nothing(client, invitation, path):
    before = GuestInvitation.objects.values().get()
    for step in ("", "needs/", "minutes/", "note/", "days/", "colleague/", "contact/", "remove/", "calendar/"):
        for _ in range(3):
            client.get(path + step)
            client.head(path + step)
    assert GuestInvitation.objects.values().get() == before
    assert AccessLink.objects.count() == 1


def test_pass_signs_nobody_in_and_keeps_no_session(client, session, path):
    client.get(path)
    client.post(path, {"do": "accept", "seen": session.sequence})
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert client.get(reverse("my_page")).status_code == 302


def test_pass_leaves_the_session_of_whoever_is_signed_in_alone(client, session, host, path):
    client.force_login(host)
    key = client.session.session_key
    client.get(path)
    client.post(path, {"do": "accept", "seen": session.sequence})
    assert client.session.session_key == key
    assert int(client.session["_auth_user_id"]) == host.pk


# --- what happens meanwhile -------------------------------------------------------------------------------------------


def test_moved_evening_shows_both_times_and_is_answered_anew(client, session, invitation, path):
    client.post(path, {"do": "accept", "seen": session.sequence})
    was = session.date
    moved(session, date=was + timedelta(days=7))
    text = client.get(path).content.decode()
    assert f'datetime="{session.date.isoformat()}"' in text
    assert f"{was.day}." in text
    assert "er flyttet" in text
    assert client.post(path, {"do": "accept", "seen": session.sequence - 1}).status_code == 409
    assert client.post(path, {"do": "accept", "seen": session.sequence}).status_code == 302
    invitation.refresh_from_db()
    assert not invitation.said_yes_to_another_time


def test_pass_goes_on_after_the_host_has_lost_her_role_and_names_who_is_there_now(client, session, host, path):
    new = person_with(Role.COORDINATOR, session.cohort.district, name="Nina Ny")
    host.role_assignments.all().delete()
    text = client.get(path).content.decode()
    assert "Nina Ny" in text
    assert "Hanne Vert" not in text
    assert client.post(path, {"do": "accept", "seen": session.sequence}).status_code == 302
    assert [each.recipient for each in Notice.objects.filter(event="guest_answered")] == [new]


def test_cancelled_evening_says_so_and_takes_no_answer(client, session, path):
    moved(session, state="cancelled")
    text = client.get(path)
    assert text.status_code == 200
    assert 'value="accept"' not in text.content.decode()
    assert client.post(path, {"do": "accept", "seen": session.sequence}).status_code == 409


# --- beside the page --------------------------------------------------------------------------------------------------


def test_calendar_names_no_subject_and_ends_with_the_last_pass(client, session, invitation, path):
    place = session.cohort.edition.places.order_by("position")[1]
    SessionModule.objects.create(session=session, edition_module=place)
    client.post(path, {"do": "accept", "seen": session.sequence})
    entry = client.get(f"{path}evening.ics").content.decode()
    assert "BEGIN:VEVENT" in entry
    assert place.shown_title not in entry
    address = re.search(r"/calendar/guest/[\w-]+\.ics", client.post(f"{path}calendar/").content.decode())[0]
    fetched = client.get(address)
    assert fetched.content.count(b"BEGIN:VEVENT") == 1
    assert client.get(address, headers={"if-none-match": fetched["ETag"]}).status_code == 304
    session.date = timezone.localdate() - timedelta(days=20)
    session.save()
    assert client.get(address).status_code == 404


def test_new_feed_address_ends_the_one_before(client, path):
    first, second = (
        re.search(r"/calendar/guest/([\w-]+)\.ics", client.post(f"{path}calendar/").content.decode())[1]
        for _ in range(2)
    )
    assert fetch_guest_feed(token=first, known=[]) is None
    assert fetch_guest_feed(token=second, known=[]) is not None


def test_lost_pass_answers_known_and_unknown_alike_and_sends_one_message(
    client, session, invitation, mailoutbox, django_capture_on_commit_callbacks
):
    second = session_of(session.cohort, session.date + timedelta(days=7))
    invitation_to(second, guest=invitation.guest)
    answers = []
    for address in (invitation.guest.email, "ukjent@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(client.post("/guest/", {"reach": address}))
    assert {(each.status_code, each["Location"]) for each in answers} == {(302, "/guest/?sent=1")}
    (letter,) = mailoutbox
    assert letter.to == [invitation.guest.email]
    links = re.findall(r"http\S+/(guest/[\w-]+/)", letter.body)
    assert [client.get("/" + link).status_code for link in links] == [200, 200]


def test_lost_pass_asks_as_much_of_the_database_whether_known_or_not(client, invitation, django_assert_max_num_queries):
    counts = []
    for address in (invitation.guest.email, "ukjent@example.org"):
        client.post("/guest/", {"reach": "for.oppvarming@example.org"})
        with django_assert_max_num_queries(60) as asked:
            client.post("/guest/", {"reach": address})
        counts.append(len(asked))
    assert abs(counts[0] - counts[1]) <= 1


def test_lost_pass_is_held_back_after_five_questions_known_or_not(client, invitation):
    for address in (invitation.guest.email, "ukjent@example.org"):
        codes = [client.post("/guest/", {"reach": address}).status_code for _ in range(6)]
        assert codes == [302] * 5 + [429]
    assert FailedAttempt.objects.count() == 10
