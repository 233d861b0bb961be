"""`/healthz` and `/readyz`: alive, and fit to serve."""

import pytest


def test_healthz_answers_without_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_when_all_is_well(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "storage": True, "outbox": True}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_rows_of_migrations_are_back_after_a_test_that_commits(turn):
    from wagtail.models import Page, Site

    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.exists()
