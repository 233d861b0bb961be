"""The mailbox: what is stored, in which words, and to whom it goes."""

import pytest
from django.core import mail
from django.db import transaction

from lms.kit import sms
from lms.people.mailbox import post
from lms.people.models import Notice
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_sms_outbox():
    sms.outbox.clear()


def test_post_goes_to_her_mail_when_she_has_one():
    notice = post(
        event="hello",
        template="people/notices/something_for_you.txt",
        context={},
        dedupe_key="1",
        to=UserFactory(email="a@example.org"),
    )
    assert mail.outbox[0].to == ["a@example.org"]
    notice.refresh_from_db()
    assert notice.state == Notice.State.SENT
