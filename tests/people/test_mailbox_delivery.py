"""The mailbox against a real mail server: nothing is lost, and only what SMTP leaves unclear can come twice."""

import json
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lms.people.mailbox import deliver, post, retry_due
from lms.people.models import Notice
from tests import mail_server
from tests.factories.people import UserFactory
from tests.mail_server import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.usefixtures("wording")]
State = Notice.State


@pytest.fixture
def post_one(settings):
    """Post one mail through a server, and commit."""

    def post_through(server: MailServer, **changes) -> Notice:
        server.use(settings)
        fields = {"event": "moved", "context": {}, "dedupe_key": "one", "address": "a@example.org"}
        with transaction.atomic():
            return post(**(fields | changes))

    return post_through


def after(minutes: float):
    """Go on in time."""
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def test_message_reaches_the_server_after_the_commit(post_one):
    with MailServer() as server:
        notice = post_one(server)
        notice.refresh_from_db()
    assert (notice.state, notice.tries) == (State.SENT, 1)
    assert [message["Message-ID"] for message in server.kept] == [notice.message_id]


def test_invitation_goes_along_with_the_mail(post_one):
    with MailServer() as server:
        post_one(server, calendar=b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:M\xc3\xb8te\r\nEND:VCALENDAR\r\n")
    (part,) = [part for part in server.kept[0].walk() if part.get_content_type() == "text/calendar"]
    assert part["Content-Type"].params["method"] == "CANCEL"
    assert "SUMMARY:Møte" in part.get_content()


def test_text_message_carries_no_calendar(post_one):
    with MailServer() as server:
        notice = post_one(server, address="+4790000000", calendar=b"METHOD:REQUEST")
    assert notice.calendar == ""


def test_nothing_is_sent_before_the_commit(settings):
    with MailServer() as server:
        server.use(settings)
        with transaction.atomic():
            post(event="moved", context={}, dedupe_key="one", address="a@example.org")
            assert server.kept == []
        assert len(server.kept) == 1


@pytest.mark.parametrize(
    "backend", ["django_tasks.backends.immediate.ImmediateBackend", "django_tasks_db.DatabaseBackend"]
)
def test_what_is_rolled_back_leaves_no_message_no_task_and_no_mail(settings, backend):
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}
    with MailServer() as server:
        server.use(settings)
        with transaction.atomic():
            post(event="moved", context={}, dedupe_key="one", address="a@example.org")
            transaction.set_rollback(True)
        assert retry_due() == 0
    assert (server.kept, Notice.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_task_is_stored_with_the_message_and_holds_no_address(settings, post_one):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with MailServer() as server:
        notice = post_one(server)
        [task] = DBTaskResult.objects.all()
        assert task.args_kwargs == {"args": [str(notice.pk)], "kwargs": {}}
        assert server.kept == []
        deliver.call(*task.args_kwargs["args"])
        assert len(server.kept) == 1


def test_451_is_tried_again_after_a_pause_and_arrives_once(post_one):
    with MailServer(mail_server.LATER, mail_server.OK) as server:
        notice = post_one(server)
        notice.refresh_from_db()
        assert (notice.state, notice.problem, notice.tries) == (State.WAITING, "smtp_451", 1)
        assert retry_due() == 0  # the pause is not over
        with after(minutes=1.1):
            assert retry_due() == 1
        notice.refresh_from_db()
    assert (notice.state, notice.problem, notice.tries, len(server.kept)) == (State.SENT, "", 2, 1)


@pytest.mark.parametrize(
    ("answer", "copies"),
    [
        (mail_server.DROP_AND_HANG_UP, 1),
        (mail_server.KEEP_AND_HANG_UP, 2),  # SMTP cannot say that it was kept
        (mail_server.KEEP_AND_SAY_NOTHING, 2),
        (mail_server.SAY_NOTHING, 1),
    ],
)
def test_silence_or_hanging_up_loses_nothing_and_any_copy_has_the_same_id(post_one, answer, copies):
    with MailServer(answer, mail_server.OK) as server:
        notice = post_one(server)
        notice.refresh_from_db()
        assert notice.state == State.WAITING
        with after(minutes=2):
            retry_due()
        notice.refresh_from_db()
    assert notice.state == State.SENT
    assert [message["Message-ID"] for message in server.kept] == [notice.message_id] * copies


def test_refusal_for_good_is_given_up_at_once_with_a_code_and_no_words(post_one):
    with MailServer(mail_server.NEVER) as server:
        notice = post_one(server)
    notice.refresh_from_db()
    assert (notice.state, notice.problem, notice.tries) == (State.FAILED, "smtp_550", 1)


def test_pauses_grow_and_after_eight_tries_it_is_given_up_visibly(post_one):
    with MailServer(mail_server.LATER) as server:
        notice, pauses = post_one(server), []
        notice.refresh_from_db()
        while notice.state == State.WAITING:
            pauses.append(notice.next_try_at - timezone.now())
            with time_machine.travel(notice.next_try_at + timedelta(seconds=1)):
                assert retry_due() == 1
                notice.refresh_from_db()
    assert (notice.state, notice.problem, notice.tries) == (State.FAILED, "smtp_451", 8)
    assert pauses == sorted(pauses)
    assert len(pauses) == 7


def test_message_that_nobody_took_up_leaves_with_the_next_tick(settings):
    """The background worker is down: the tick sends by itself."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with MailServer() as server:
        server.use(settings)
        post(event="moved", context={}, dedupe_key="one", address="a@example.org")
        assert retry_due() == 1
        for task in DBTaskResult.objects.all():  # the worker comes back, and finds it done
            deliver.call(*task.args_kwargs["args"])
    assert len(server.kept) == 1


def test_eight_workers_at_once_send_it_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with MailServer() as server:
        server.use(settings)
        notice = post(event="moved", context={}, dedupe_key="one", address="a@example.org")
        before_writing = threading.Barrier(8, timeout=10)

        def work() -> None:
            waited = []

            def meet(execute, sql, *rest):
                """Whatever the workers read, they have all read it before the first of them writes."""
                if sql.startswith("UPDATE") and not waited:
                    waited.append(before_writing.wait())
                return execute(sql, *rest)

            with connection.execute_wrapper(meet):
                deliver.call(str(notice.pk))
            connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    notice.refresh_from_db()
    assert (notice.state, notice.tries, len(server.kept)) == (State.SENT, 1, 1)


def test_the_same_key_from_two_sides_at_once_is_one_message(settings):
    start, found = threading.Barrier(4), []

    def work() -> None:
        start.wait()
        found.append(post(event="moved", context={}, dedupe_key="one", address="a@example.org").pk)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Notice.objects.count() == 1


CHILD = """
import json, sys
from django.conf import settings
settings.DATABASES["default"].update(json.loads(sys.argv[2]))
import django
django.setup()
for name, value in json.loads(sys.argv[3]).items():
    setattr(settings, name, value)
from lms.people.mailbox import deliver
deliver.call(sys.argv[1])
"""


@pytest.mark.parametrize(("answer", "copies"), [(mail_server.SAY_NOTHING, 1), (mail_server.KEEP_AND_SAY_NOTHING, 2)])
def test_process_killed_while_sending_loses_nothing(settings, answer, copies):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with MailServer(answer, mail_server.OK) as server:
        server.use(settings)
        notice = post(event="moved", context={}, dedupe_key="one", address="a@example.org")
        database = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
        where = {"EMAIL_BACKEND": settings.EMAIL_BACKEND, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port}
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(notice.pk), json.dumps(database), json.dumps(where)],
            cwd=django_settings.ROOT,
        )
        assert server.asked.wait(30)
        child.kill()
        child.wait()
        notice.refresh_from_db()
        assert notice.state == State.SENDING
        assert retry_due() == 0  # it may still be on its way
        with after(minutes=11):
            assert retry_due() == 1
        notice.refresh_from_db()
    assert (notice.state, notice.tries) == (State.SENT, 2)
    assert [message["Message-ID"] for message in server.kept] == [notice.message_id] * copies


def test_claim_that_kills_its_process_every_time_is_given_up():
    notice = Notice.objects.create(
        event="moved",
        language="nb",
        channel="email",
        body="x",
        dedupe_key="one",
        state=State.SENDING,
        tries=8,
        claimed_at=timezone.now() - timedelta(minutes=11),
    )
    assert retry_due() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.problem) == (State.FAILED, "killed")


def test_mistake_of_our_own_keeps_the_message(post_one, monkeypatch):
    def broken(recipient):
        raise KeyError(recipient)

    person = UserFactory(email="a@example.org")
    monkeypatch.setattr(type(person), "may_be_told_to", lambda self, recipient: broken(recipient))
    with MailServer() as server:
        notice = post_one(server, to=person, about=person)
        notice.refresh_from_db()
        assert (notice.state, notice.problem, server.kept) == (State.WAITING, "error", [])
        monkeypatch.undo()
        server.use(django_settings)
        with after(minutes=2):
            retry_due()
    assert len(server.kept) == 1


def test_no_address_and_no_text_reaches_a_log_line(post_one, caplog):
    with MailServer(mail_server.NEVER) as server:
        post_one(server, address="secret.person@example.org", context={"name": "Anna"})
    assert "given up" in caplog.text
    assert "secret.person" not in caplog.text
    assert "Anna" not in caplog.text
