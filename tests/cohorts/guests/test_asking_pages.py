"""The guests' page of an evening: ask, look first, note what was said, take back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.guests.queries.busy import may_be_busy
from cohorts.models import GuestInvitation, GuestProfessional, SessionModule
from lms.people.models import Notice
from modules.models import ModuleKind, Sensitivity
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.guests import GuestFactory, invitation_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def host(client, runner):
    client.force_login(runner)
    return client


def page(name: str, evening) -> str:
    return reverse(name, args=[evening.public_id])


def taught(evening, **fields):
    """Let the evening teach its first subject."""
    place = evening.cohort.edition.places.filter(module__kind=ModuleKind.SUBJECT).first()
    type(place.module).objects.filter(pk=place.module_id).update(**fields)
    SessionModule.objects.create(session=evening, edition_module=place)
    return place


def test_looking_shows_each_letter_and_sends_nothing(host, evening):
    place = taught(evening, title="Helse", sensitivity=Sensitivity.NO)
    guests = [GuestFactory(district=evening.cohort.district, language=code) for code in ("nb", "da")]
    data = {"module": place.pk, "minutes": 65, "guest": guests[0].public_id, "second": guests[1].public_id}
    data |= {"next_after_days": 5}
    shown = host.post(page("guest_ask", evening), data | {"do": "look"})
    text = shown.content.decode()
    assert "Det handler om «" in text
    assert "65 minutter" in text
    assert "Det handler om »" in text
    assert not GuestInvitation.objects.exists()

    form = shown.context["form"]
    words = {"offered": form["offered"].value(), "text": form["text"].value()}
    assert host.post(page("guest_ask", evening), data | words | {"do": "send"}).status_code == 302
    states = [(each.state, each.text) for each in GuestInvitation.objects.order_by("place")]
    assert states == [("asked", ""), ("queued", "")]
    assert Notice.objects.filter(event="guest_asked").count() == 1


@pytest.mark.parametrize("sensitivity", [Sensitivity.PARTLY, Sensitivity.YES])
def test_name_of_what_is_sensitive_never_leaves(host, evening, sensitivity):
    place = taught(evening, title="Helse", sensitivity=sensitivity)
    data = {"module": place.pk, "guest": GuestFactory(district=evening.cohort.district).public_id}
    host.post(page("guest_ask", evening), data)
    assert place.shown_title not in Notice.objects.get(event="guest_asked").body


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"guest": "nobody"},
        {"name": "Kari"},
        {"name": "Kari", "reach": "kari@"},
        {"minutes": "-5"},
        {"text": "Om vold.", "name": "Kari", "reach": "kari@example.org"},
    ],
)
def test_what_cannot_be_sent_is_said_and_nothing_is_kept(host, evening, data):
    assert host.post(page("guest_ask", evening), data).status_code == 422
    assert not GuestProfessional.objects.exists()
    assert not Notice.objects.exists()


def test_word_that_no_mail_carries_is_said_beside_it_before_anything_is_shown(host, evening):
    data = {"do": "look", "text": "Om vold.", "name": "Kari", "reach": "kari@example.org"}
    answer = host.post(page("guest_ask", evening), data)
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["text"])
    assert not answer.context["letters"]
    assert "Om vold." in answer.content.decode()


def test_who_is_new_is_entered_and_asked(host, evening):
    data = {"name": "Kari", "reach": "412 34 567", "service": "NAV", "language": "nb"}
    assert host.post(page("guest_ask", evening), data).status_code == 302
    assert GuestInvitation.objects.get().guest.phone == "+4741234567"


def test_what_she_said_on_the_phone_is_noted_as_told_to_the_host(host, evening):
    invitation = invitation_to(evening)
    data = {"said": "accept", "seen": evening.sequence}
    assert host.post(page("guest_answer", invitation), data).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.state, invitation.source) == ("accepted", "host")
    assert host.post(page("guest_answer", invitation), data | {"said": "propose"}).status_code == 422
    assert host.post(page("guest_answer", invitation), data | {"seen": 99}).status_code == 422
    assert host.post(page("guest_cancel", invitation)).status_code == 302
    assert "Hva som ble sagt" in host.get(page("evening_guests", evening)).content.decode()


def test_needs_and_a_colleague_are_noted_for_her(host, evening):
    invitation = invitation_to(evening)
    data = {"said": "need", "needed": ["projector"], "needs": "Kaffe", "seen": evening.sequence}
    response = host.post(page("guest_answer", invitation), data)
    assert response.status_code == 302, response.context["form"].errors
    text = host.get(page("evening_guests", evening)).content.decode()
    assert "Kaffe" in text
    over = {"said": "hand_over", "seen": evening.sequence}
    assert host.post(page("guest_answer", invitation), over).status_code == 422
    assert (
        host.post(page("guest_answer", invitation), over | {"name": "Ola", "reach": "x@example.org"}).status_code == 302
    )
    assert sorted(GuestInvitation.objects.values_list("state", flat=True)) == ["asked", "handed_over"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_guest_and_for_three(host, evening, count, django_assert_max_num_queries):
    for _ in range(count):
        invitation_to(evening)
    with django_assert_max_num_queries(24):
        host.get(page("evening_guests", evening))


def test_who_is_asked_elsewhere_for_the_same_hours_may_be_busy_and_no_more_is_said(host, evening):
    guest = GuestFactory(district=evening.cohort.district)
    other = session_of(CohortFactory(name="Hemmelig kull"), evening.date)
    same = GuestFactory(district=other.cohort.district, email=guest.email)
    invitation_to(other, guest=same)
    invitation_to(evening, guest=guest)
    text = host.get(page("evening_guests", evening)).content.decode()
    assert "er kanskje opptatt da" in text
    assert "Hemmelig kull" not in text
    assert may_be_busy(other, [same]) == {same.pk}  # and so it reads there

    type(other).objects.filter(pk=other.pk).update(starts_at=evening.ends_at, ends_at="21:00")
    assert may_be_busy(evening, [guest]) == set()  # one begins as the other ends
    type(other).objects.filter(pk=other.pk).update(time_zone="Europe/Helsinki")
    assert may_be_busy(evening, [guest]) == {guest.pk}  # by real clocks
    type(other).objects.filter(pk=other.pk).update(date=evening.date + timedelta(days=1))
    assert may_be_busy(evening, [guest]) == set()


def test_reminders_are_set_or_left_out(host, evening):
    data = {"answer": 14, "material": "", "practical": 2, "thanks": 1}
    address = page("guest_reminders", evening.cohort)
    assert host.post(address, data).status_code == 302
    kept = evening.cohort.guest_reminders
    assert (kept.answer, kept.material, kept.practical) == (14, None, 2)
    assert host.post(address, data | {"answer": -1}).status_code == 422
