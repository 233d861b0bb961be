"""The mailbox: what is stored, in which words, and to whom it goes."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lms.people.mailbox import Word, post, post_all, post_decoy, retry_due
from lms.people.models import Notice, User
from tests.factories.people import DistrictFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wording")]
State, Channel = Notice.State, Notice.Channel


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Post a message, commit, and give the row as it then is."""
    counter = iter(range(1000))

    def post_and_commit(**changes) -> Notice:
        fields = {"event": "moved", "context": {"name": "Anna"}, "dedupe_key": f"test:{next(counter)}"}
        with django_capture_on_commit_callbacks(execute=True):
            notice = post(**(fields | changes))
        notice.refresh_from_db()
        return notice

    return post_and_commit


def body_of(message) -> str:
    return message.body.replace("\r\n", "\n")


# --- by which way, to which address ----------------------------------------------------------------------------------


def test_post_to_somebody_with_mail_goes_by_mail(send, sms_outbox):
    notice = send(to=UserFactory(email="a@example.org"))
    assert (notice.state, notice.channel, notice.tries, notice.problem) == (State.SENT, Channel.EMAIL, 1, "")
    assert mail.outbox[0].to == ["a@example.org"]
    assert sms_outbox == []


def test_post_to_somebody_without_mail_goes_by_sms(send, sms_outbox):
    notice = send(to=UserFactory(phone="+4790000001"))
    assert notice.state == State.SENT
    assert [(text.to, text.reference) for text in sms_outbox] == [("+4790000001", str(notice.pk))]
    assert mail.outbox == []


@pytest.mark.parametrize(("address", "channel"), [("g@example.org", Channel.EMAIL), ("+4790000002", Channel.SMS)])
def test_post_to_a_bare_address_needs_no_user(send, sms_outbox, address, channel):
    notice = send(address=address)
    assert (notice.recipient, notice.channel, notice.state) == (None, channel, State.SENT)


def test_post_by_a_given_channel_goes_that_way(send, sms_outbox):
    send(to=UserFactory(email="a@example.org", phone="+4790000003"), channel=Channel.SMS)
    assert [text.to for text in sms_outbox] == ["+4790000003"]


def test_post_by_a_channel_she_has_no_address_for_gives_up_visibly(send):
    notice = send(to=UserFactory(phone="+4790000004"), channel=Channel.EMAIL)
    assert (notice.state, notice.problem) == (State.FAILED, "no_address")


def test_sms_that_cannot_be_sent_now_waits(send, settings):
    settings.SMS_URL = "pigeon://"
    notice = send(to=UserFactory())
    assert (notice.state, notice.problem, notice.tries) == (State.WAITING, "sms_not_configured", 1)


def test_post_on_the_platform_never_leaves(send, sms_outbox):
    person = UserFactory(email="a@example.org")
    notice = send(to=person, channel=Channel.IN_APP)
    assert (notice.state, notice.address, mail.outbox, sms_outbox) == (State.SENT, "", [], [])
    assert list(Notice.objects.visible_to(person)) == [notice]
    assert not Notice.objects.visible_to(UserFactory()).exists()


def test_signed_out_user_reads_no_message_of_a_guest():
    Notice.objects.create(event="asked", channel=Notice.Channel.IN_APP, language="nb", body="Hei", dedupe_key="guest")
    assert not Notice.objects.visible_to(AnonymousUser()).exists()


def test_post_to_nobody_is_refused():
    with pytest.raises(ValueError, match="a person or an address"):
        post(event="moved", context={}, dedupe_key="x")


def test_post_with_the_same_key_gives_the_first_row_and_sends_once(send):
    person = UserFactory(email="a@example.org")
    first = send(to=person, dedupe_key="same")
    second = send(to=person, dedupe_key="same", context={"name": "Berit"})
    assert first.pk == second.pk
    assert len(mail.outbox) == 1


def test_several_people_are_told_in_one_task_each_by_her_own_way_and_once(
    sms_outbox, django_capture_on_commit_callbacks
):
    people = [UserFactory(email="a@example.org"), UserFactory(), UserFactory(is_protected=True)]
    words = [Word(to=each, about=each, context={"name": "Ada"}, dedupe_key=f"all:{each.pk}") for each in people]
    with django_capture_on_commit_callbacks(execute=True) as tasks:
        post_all(event="moved", words=words)
    assert len(tasks) == 1
    with django_capture_on_commit_callbacks(execute=True):
        post_all(event="moved", words=words)
    assert (len(mail.outbox), len(sms_outbox)) == (1, 1)
    assert Notice.objects.filter(channel=Channel.IN_APP, state=State.SENT).get().recipient == people[2]


def test_notice_says_how_many_text_messages_it_is(send, sms_outbox):
    person = UserFactory()
    assert send(to=person).segments == 1
    assert send(to=person, context={"name": "A" * 150}).segments == 2
    assert send(address="a@example.org").segments == 0


# --- who may be told -------------------------------------------------------------------------------------------------


def test_message_about_something_that_agrees_is_sent(send, sms_outbox):
    person = UserFactory()
    assert send(to=person, about=person).state == State.SENT


@pytest.mark.parametrize("to_a_bare_address", [True, False])
def test_message_about_something_that_refuses_is_withheld(send, sms_outbox, to_a_bare_address):
    person = UserFactory()
    reader = {"address": person.phone} if to_a_bare_address else {"to": UserFactory()}
    notice = send(about=person, **reader)
    assert (notice.state, notice.problem, sms_outbox) == (State.WITHHELD, "not_to_this_reader", [])


def test_message_about_something_that_cannot_answer_is_withheld(send, sms_outbox):
    notice = send(to=UserFactory(), about=DistrictFactory())
    assert (notice.state, notice.problem, sms_outbox) == (State.WITHHELD, "does_not_say_to_whom", [])


def test_message_about_something_that_is_gone_is_withheld(sms_outbox, django_capture_on_commit_callbacks):
    about = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        notice = post(event="moved", context={}, dedupe_key="x", to=UserFactory(), about=about)
        User.objects.filter(pk=about.pk).delete()
    notice.refresh_from_db()
    assert (notice.state, notice.problem, sms_outbox) == (State.WITHHELD, "gone", [])


def test_message_to_somebody_who_is_inactive_is_withheld(send, sms_outbox):
    notice = send(to=UserFactory(is_active=False))
    assert (notice.state, notice.problem, sms_outbox) == (State.WITHHELD, "inactive", [])


def test_message_on_the_platform_is_asked_about_too(send):
    assert send(to=UserFactory(), about=UserFactory(), channel=Channel.IN_APP).state == State.WITHHELD


# --- words -----------------------------------------------------------------------------------------------------------


def test_message_has_subject_and_body_from_its_template(send):
    send(address="a@example.org")
    assert mail.outbox[0].subject == "Kurskveld 5"
    assert body_of(mail.outbox[0]) == "Hei Anna.\nKurskveld 5 er flyttet."


def test_template_without_a_subject_is_refused(wording):
    wording("moved", "Hei")
    with pytest.raises(ValueError, match="does not begin with a subject"):
        post(event="moved", context={}, dedupe_key="x", address="a@example.org")


@pytest.mark.parametrize(
    ("asked", "hers", "written"),
    [
        (None, "ar", "ar"),
        ("da", "ar", "da"),
        (None, "nb", "nb"),
        ("ti", "ar", "ar"),
        ("xx", "xx", "nb"),
        ("en-GB", "nb", "en"),
    ],
)
def test_message_is_in_the_readers_language_with_fallback(send, wording, asked, hers, written):
    wording("moved", "Subject: {% get_current_language as code %}{{ code }}\n\nx")
    notice = send(to=UserFactory(email="a@example.org", interface_language=hers), language=asked)
    assert (notice.language, mail.outbox[0].subject) == (written, written)


def test_user_text_in_a_message_is_plain_and_on_one_line(send):
    send(address="a@example.org", context={"name": "Anna\r\nBcc: m@x.org\n\n<b>&amp;"})
    assert body_of(mail.outbox[0]).startswith("Hei Anna Bcc: m@x. org <b>&amp;.\n")


def test_user_text_in_a_subject_adds_no_header(send):
    send(address="a@example.org", context={"subject": "Hei\r\nBcc: m@example.org"})
    assert "Bcc" not in mail.outbox[0].message()
    assert mail.outbox[0].recipients() == ["a@example.org"]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/x",
        "HTTP://EVIL.EXAMPLE",
        "www.evil.example",
        "evil.example/login",
        "evil。example",
        "javascript:alert(1)",
        "mailto:m@evil.example",
        "//evil.example",
        "http://localhost:8000.evil.example/",
        "http://localhost:8000@evil.example/",
    ],
)
def test_link_in_user_text_cannot_be_clicked(send, link):
    send(address="a@example.org", context={"name": link})
    text = body_of(mail.outbox[0])
    html = str(mail.outbox[0].alternatives[0][0])
    assert "://evil" not in text.lower()
    assert "evil.example" not in text.lower()
    assert "evil。example" not in text
    assert not any(scheme in text for scheme in ("javascript:", "mailto:"))
    assert "evil" not in "".join(part.split(">")[0] for part in html.split("<a ")[1:])


def test_link_to_our_own_site_stays_whole(send, settings):
    link = f"{settings.BASE_URL}/ar/moedested.html/?a=b.cd&c=1"
    send(address="a@example.org", context={"name": "Anna", "link": link})
    assert body_of(mail.outbox[0]).endswith(link)


@pytest.mark.parametrize("name", ["kl. 17.30", "f.eks. onsdag", "Voldsløkka skole"])
def test_ordinary_words_stay_readable(send, name):
    send(address="a@example.org", context={"name": name})
    assert body_of(mail.outbox[0]).startswith(f"Hei {name.replace('f.eks.', 'f. eks.')}.")


@pytest.mark.parametrize(
    "name", ["Vold i nære relasjoner", "voldtektsmottak", "العنف", "Krisesenteret", "domestic violence"]
)
def test_message_that_would_carry_a_sensitive_word_says_only_that_there_is_something(send, settings, name):
    send(address="a@example.org", context={"name": name, "subject": name})
    assert name not in mail.outbox[0].subject + mail.outbox[0].body
    assert settings.BASE_URL in mail.outbox[0].body


def test_message_on_the_platform_keeps_its_words(send):
    assert "Krisesenteret" in send(to=UserFactory(), channel=Channel.IN_APP, context={"name": "Krisesenteret"}).body


# --- secrets and time ------------------------------------------------------------------------------------------------


def test_secret_text_is_wiped_when_it_has_been_sent(send, sms_outbox):
    notice = send(to=UserFactory(), secret=True, context={"name": "123456"})
    assert "123456" in sms_outbox[0].text
    assert (notice.state, notice.subject, notice.body) == (State.SENT, "", "")


def test_secret_text_is_wiped_when_it_is_withheld(send):
    notice = send(to=UserFactory(is_active=False), secret=True)
    assert (notice.subject, notice.body) == ("", "")


def test_message_whose_time_has_passed_is_given_up(send, sms_outbox):
    notice = send(to=UserFactory(), good_until=timezone.now() - timedelta(seconds=1))
    assert (notice.state, notice.problem, sms_outbox) == (State.FAILED, "too_late", [])


def test_secret_is_not_sent_after_a_quarter_of_an_hour(sms_outbox):
    notice = post(event="moved", context={}, dedupe_key="x", to=UserFactory(), secret=True)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert retry_due() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.problem, notice.body, sms_outbox) == (State.FAILED, "too_late", "", [])


# --- the decoy -------------------------------------------------------------------------------------------------------


def test_decoy_stores_neither_address_nor_text_and_sends_nothing(sms_outbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = post_decoy(event="moved", context={"name": "000000"}, channel=Channel.SMS)
    notice.refresh_from_db()
    assert (notice.address, notice.subject, notice.body, notice.recipient) == ("", "", "", None)
    assert (notice.state, notice.tries, sms_outbox) == (State.WITHHELD, 0, [])


@pytest.mark.parametrize(
    "backend", ["django_tasks.backends.immediate.ImmediateBackend", "django_tasks_db.DatabaseBackend"]
)
def test_decoy_asks_as_much_of_the_database_as_a_message(settings, backend):
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}
    person = UserFactory()
    with CaptureQueriesContext(connection) as real:
        post(event="moved", context={}, dedupe_key="x", to=person, about=person)
    with CaptureQueriesContext(connection) as decoy:
        post_decoy(event="moved", context={}, channel=Channel.SMS)
    assert [query["sql"].split()[0] for query in real] == [query["sql"].split()[0] for query in decoy]


def test_decoy_is_removed_after_an_hour():
    post_decoy(event="moved", context={}, channel=Channel.SMS)
    retry_due()
    assert Notice.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        retry_due()
    assert not Notice.objects.exists()
