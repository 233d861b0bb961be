"""The register: a paper is looked up by its number, also when whoever holds it is no longer known here."""

import pytest
from django.urls import reverse

from cohorts.credentials.dashboards import checked
from cohorts.credentials.queries import entry_with
from cohorts.credentials.rules import shown
from tests.factories.credentials import issued_to, woman_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def diplomas(cohort, coordinator, secretary):
    return [issued_to(woman_at(cohort, 3), coordinator=coordinator, secretary=secretary) for _ in range(3)]


def found(client, **asked) -> list[str]:
    """Give the numbers that the register lists."""
    return [entry.number for entry in client.get(reverse("register"), asked).context["entries"]]


def test_paper_is_found_by_a_part_of_its_number_or_by_its_code_however_it_is_typed(client, diplomas, secretary):
    client.force_login(secretary)
    numbers = [each.entry.number for each in diplomas]
    assert found(client) == numbers[::-1]
    assert found(client, q=f" {numbers[1].lower()} ") == [numbers[1]]
    assert found(client, q=numbers[0][:-1]) == numbers[::-1]
    assert found(client, q=shown(diplomas[2].code).lower().replace("-", " ")) == [numbers[2]]
    assert found(client, q="NO-XXX-1999-001") == []
    assert "Amal" not in client.get(reverse("register")).content.decode()


def test_register_costs_the_same_for_one_paper_and_for_three(
    client, diplomas, secretary, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(secretary)
    number = diplomas[0].entry.number
    with django_assert_max_num_queries(8) as three:
        found(client)
    with django_assert_num_queries(len(three)):
        assert len(found(client, q=number)) == 1


def test_paper_in_the_drawer_of_somebody_erased_is_withdrawn_by_two(
    client, diplomas, coordinator, secretary, second_secretary
):
    diploma = diplomas[0]
    entry, code = diploma.entry, diploma.code
    diploma.person.delete()
    page, end, settle = (reverse(view, args=[entry.public_id]) for view in ("paper", "paper_end", "paper_settle"))
    client.force_login(coordinator)
    assert client.get(page).status_code == 404  # with her place it has left the coordinator's sight
    client.force_login(secretary)
    assert client.post(end, {"why": "lost"}).status_code == 422  # nobody is there to give a new one to
    assert client.post(end, {"why": "misused"}).status_code == 302
    client.post(settle, {"answer": "do"})
    assert checked(entry_with(code)).state == "valid"  # the one who asked does not do it
    client.force_login(second_secretary)
    assert entry.number in client.get(reverse("completions")).content.decode()
    client.post(settle, {"answer": "do"})
    assert checked(entry_with(code)).state == "withdrawn"
