"""One message a woman for all changes together: in her language, of the future only, and recalled if it can be."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cohorts.models import Announcement, CoursePlan, PlanChange
from cohorts.schedule.actions import PlannedEvening, use_plan
from cohorts.schedule.actions.changes import change_plan, undo_change
from cohorts.schedule.actions.messages import discard_messages, send_messages
from cohorts.schedule.notices import bundles_of
from cohorts.schedule.queries.changing import outlook_of, version_of
from cohorts.schedule.queries.telling import deliveries_of, draft_of, has_news
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Add, Cancel, Move, Rearrange, Swap
from lms.kit import sms
from lms.kit.sms import segments
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, trainee_of
from tests.factories.people import person_with

NOW = datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))  # the first two evenings are over
THURSDAY = Slot(date(2027, 1, 28), time(17), time(20))
LANGUAGES = ["nb", "da", "sv", "fi", "ar", "en"]


@pytest.fixture
def cohort(one_edition, db):
    return CohortFactory()


@pytest.fixture
def women(cohort):
    return [
        trainee_of(cohort, phone=f"+474700001{number}", email=None, interface_language=language).person
        for number, language in enumerate(LANGUAGES)
    ]


@pytest.fixture
def evenings(cohort, coordinator, women, time_machine):
    time_machine.move_to(NOW, tick=False)
    places = cohort.edition.places.order_by("position")
    sessions = use_plan(
        by=coordinator,
        cohort=cohort,
        evenings=[
            PlannedEvening(date(2027, 1, 12) + timedelta(weeks=week), time(17), time(20), ((place.pk, 1, 1),))
            for week, place in enumerate(places)
        ],
    )
    return [str(session.public_id) for session in sessions]


def change(cohort, by, wish) -> PlanChange:
    accepted = {each.name for each in outlook_of(cohort, wish).cautions}
    return change_plan(
        by=by, cohort=cohort, wish=wish, seen=version_of(cohort), accepted=accepted, reason="Avtalt med gruppa"
    )


def send(cohort, by) -> int:
    return send_messages(by=by, cohort=cohort, seen=version_of(cohort))


def said(cohort, language: str = "nb") -> list[str]:
    """Give what stands in the messages of a language before her own link."""
    bodies = [each.wording.body for each in bundles_of(draft_of(cohort)) if each.wording.language == language]
    return [body.partition("\nKan du ikke komme?")[0] for body in bodies]


def test_nothing_is_told_of_a_plan_that_has_only_been_used(cohort, evenings):
    assert not has_news(cohort)


def test_draft_names_old_and_new_time_and_no_module(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    assert said(cohort) == ["Kurskveld 3 er flyttet fra tir. 26.1. 17:00 til tor. 28.1. 17:00."]


def test_several_changes_make_one_message_and_taking_back_says_nothing(cohort, coordinator, evenings):
    venue = VenueFactory(district=cohort.district, name="Huset", where="Veien 1")
    first = change(cohort, coordinator, Move(evenings[2], THURSDAY))
    second = change(cohort, coordinator, Rearrange(evenings[3], time(18), time(21), venue.pk))
    assert said(cohort) == [
        "Kurskveld 3 er flyttet fra tir. 26.1. 17:00 til tor. 28.1. 17:00.\n"
        "Kurskveld 4 er flyttet fra tir. 2.2. 17:00 til tir. 2.2. 18:00. Sted: Huset, Veien 1."
    ]
    undo_change(by=coordinator, change=second, seen=3)
    undo_change(by=coordinator, change=first, seen=4)
    assert said(cohort) == []


def test_swapped_modules_are_told_to_nobody(cohort, coordinator, evenings):
    change(cohort, coordinator, Swap(evenings[2], evenings[3]))
    assert not has_news(cohort)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_change_fits_into_one_sms_in_every_language(cohort, coordinator, evenings, language):
    for wish in (Move(evenings[2], THURSDAY), Cancel(evenings[2]), Add(Slot(date(2027, 2, 25), time(17), time(20)))):
        change(cohort, coordinator, wish)
        [bundle] = [each for each in bundles_of(draft_of(cohort)) if each.wording.language == language]
        assert bundle.wording.segments == 1, bundle.wording.body
        discard_messages(by=coordinator, cohort=cohort, seen=version_of(cohort))


def test_many_changes_become_a_short_sms_and_stand_whole_on_the_platform(cohort, coordinator, evenings):
    for place, day in ((2, 28), (3, 29)):
        change(cohort, coordinator, Move(evenings[place], Slot(date(2027, 1, day), time(17), time(20))))
    for day in (9, 16, 23):
        change(cohort, coordinator, Add(Slot(date(2027, 2, day), time(17), time(20))))
    (body,) = said(cohort)
    assert "5 kvelder er nye eller endret" in body
    assert "Kurskveld 3" in body
    assert segments(body) == 1
    send(cohort, coordinator)
    whole = Notice.objects.get(channel=Notice.Channel.IN_APP, language="nb").body
    assert len(whole.splitlines()) == 5


def test_each_woman_gets_one_sms_and_can_read_it_again(
    cohort, coordinator, evenings, women, django_capture_on_commit_callbacks
):
    sms.outbox.clear()
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    with django_capture_on_commit_callbacks(execute=True):
        assert send(cohort, coordinator) == len(women)
    assert sorted(text.to for text in sms.outbox) == sorted(woman.phone for woman in women)
    for woman in women:
        assert Notice.objects.visible_to(woman).shown().count() == 1
    assert not has_news(cohort)
    with pytest.raises(ValidationError) as refusal:
        send(cohort, coordinator)
    assert refusal.value.messages == ["nothing_to_tell"]
    assert deliveries_of(cohort).sent == len(women)


def test_message_about_one_evening_brings_each_woman_her_own_link(client, cohort, coordinator, evenings, women):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    send(cohort, coordinator)
    body = Notice.objects.get(recipient=women[0], channel=Notice.Channel.SMS).body
    path = re.search(r"https?://[^/]+(/a/\S+)", body).group(1)
    assert "Kurskveld 3" in client.get(path).content.decode()
    assert not Notice.objects.filter(channel=Notice.Channel.IN_APP, body__contains="/a/").exists()


def test_no_time_or_place_of_a_protected_woman_leaves_the_platform(cohort, coordinator, evenings, women):
    type(women[0]).objects.filter(pk=women[0].pk).update(is_protected=True)
    venue = VenueFactory(district=cohort.district, name="Huset", where="Veien 1")
    change(cohort, coordinator, Rearrange(evenings[2], time(18), time(21), venue.pk))
    change(cohort, coordinator, Rearrange(evenings[3], time(18), time(21), venue.pk))
    shown = [(each.wording.language, len(each.letters)) for each in bundles_of(draft_of(cohort))]
    assert sorted(shown) == sorted((language, 1) for language in LANGUAGES)  # the page does not tell who she is
    send(cohort, coordinator)
    here = Notice.objects.get(recipient=women[0], channel=Notice.Channel.IN_APP)
    assert "Sted: Huset" in here.body
    empty = Notice.objects.get(recipient=women[0], channel=Notice.Channel.SMS)  # one, of two evenings
    assert not {"Huset", "18:00", "Kurskveld"} & set(empty.body.replace(",", " ").split())


def test_who_has_left_is_told_nothing_more(cohort, coordinator, evenings, women):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    cohort.enrolments.filter(person=women[0]).update(state="withdrawn")
    assert send(cohort, coordinator) == len(women) - 1
    assert not Notice.objects.filter(recipient=women[0]).exists()


def test_message_that_waits_is_withheld_once_she_has_left(cohort, coordinator, evenings, women):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    send(cohort, coordinator)
    enrolment = cohort.enrolments.get(person=women[0])
    enrolment.state = "withdrawn"
    assert not enrolment.may_be_told_to(women[0])


def test_message_is_not_sent_any_more_when_the_evening_has_begun(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    send(cohort, coordinator)
    ends = {notice.good_until for notice in Notice.objects.all()}
    assert ends == {datetime(2027, 1, 28, 16, 59, tzinfo=ZoneInfo("Europe/Oslo"))}


def test_what_became_past_while_the_draft_waited_is_dropped(cohort, coordinator, evenings, time_machine):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    time_machine.move_to(datetime(2027, 1, 28, 18, tzinfo=ZoneInfo("Europe/Oslo")), tick=False)
    assert not has_news(cohort)


def test_discarded_messages_are_sent_to_nobody(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    discard_messages(by=coordinator, cohort=cohort, seen=2)
    assert not Notice.objects.exists()
    assert not has_news(cohort)
    assert not Announcement.objects.get().is_sent


def test_messages_of_an_older_version_are_not_sent(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    with pytest.raises(ValidationError) as refusal:
        send_messages(by=coordinator, cohort=cohort, seen=1)
    assert refusal.value.messages == ["changed_meanwhile"]
    assert not Notice.objects.exists()


def test_undo_recalls_what_waits_and_corrects_what_was_sent(cohort, coordinator, evenings, women):
    made = change(cohort, coordinator, Move(evenings[2], THURSDAY))
    send(cohort, coordinator)
    out = Notice.objects.exclude(channel=Notice.Channel.IN_APP)
    out.filter(recipient=women[0]).update(state=Notice.State.SENT, sent_at=timezone.now())
    undo_change(by=coordinator, change=made, seen=2)
    assert out.filter(state=Notice.State.WITHHELD, problem="recalled").count() == len(women) - 1
    assert not Notice.objects.visible_to(women[1]).shown().exists()
    assert Notice.objects.visible_to(women[0]).shown().exists()
    # Only she who was told needs to hear that it is as before.
    assert [letter.person for letter in draft_of(cohort).letters] == [women[0]]
    assert said(cohort) == ["Kurskveld 3 er flyttet fra tor. 28.1. 17:00 til tir. 26.1. 17:00."]


def test_plan_without_women_is_told_to_whoever_comes_later_as_it_stands(cohort, coordinator, evenings):
    cohort.enrolments.all().delete()
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    trainee_of(cohort)
    assert not has_news(cohort)
    assert CoursePlan.objects.get().told[evenings[2]]["date"] == "2027-01-28"


def test_only_who_runs_the_cohort_sends(cohort, coordinator, evenings, women):
    change(cohort, coordinator, Move(evenings[2], THURSDAY))
    for person in (women[0], person_with(Role.HELPER, cohort.district)):
        for action in (send_messages, discard_messages):
            with pytest.raises(PermissionDenied):
                action(by=person, cohort=cohort, seen=2)
