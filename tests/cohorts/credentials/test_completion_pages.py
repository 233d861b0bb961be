"""The screens of completion: the coordinator proposes, the secretariat confirms, she herself says what she wants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.models import AgreementText, CompletionDecision, Diploma, DiplomaWishes, Enrolment
from lms.people.models import ReadLog
from tests.factories.cohorts import trainee_of
from tests.factories.credentials import issued_to, propose_completion, woman_at

pytestmark = pytest.mark.django_db


def told(response) -> str:
    return response.content.decode()


def test_coordinator_proposes_in_one_go_and_only_with_a_reason_below_the_rule(client, cohort, coordinator):
    enough, less, paper = woman_at(cohort, 3), woman_at(cohort, 1), woman_at(cohort, 1)
    address = reverse("cohort_completion", args=[cohort.public_id])
    client.force_login(coordinator)
    form = {
        f"outcome_{enough.public_id}": "diploma",
        f"outcome_{less.public_id}": "diploma",
        f"outcome_{paper.public_id}": "attendance",
    }
    assert client.post(address, form).status_code == 422
    assert not CompletionDecision.objects.exists()
    assert client.post(address, form | {f"reason_{less.public_id}": "Hun har ledet gruppa"}).status_code == 302
    found = CompletionDecision.objects.values_list("enrolment", "outcome", "fulfilled")
    assert set(found) == {
        (enough.pk, "diploma", True),
        (less.pk, "diploma", False),
        (paper.pk, "attendance", False),
    }
    assert client.post(address, form).status_code == 302  # who is proposed is not asked again
    assert CompletionDecision.objects.count() == 3


def test_women_beside_one_more_cost_no_more_questions(client, cohort, coordinator, django_assert_max_num_queries):
    woman_at(cohort, 3)
    client.force_login(coordinator)
    address = reverse("cohort_completion", args=[cohort.public_id])
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for _ in range(2):
        woman_at(cohort, 3)
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_secretariat_sees_what_proposed_women_have_and_confirms_them_for_a_ceremony(
    client, cohort, coordinator, secretary
):
    women = [woman_at(cohort, 3), woman_at(cohort, 3)]
    unnamed = trainee_of(cohort)
    for each in (*women, unnamed):
        propose_completion(by=coordinator, enrolment=each, reason="Avtalt")
    client.force_login(secretary)
    assert str(cohort.name) in told(client.get(reverse("completions")))
    address = reverse("completions_of", args=[cohort.public_id])
    page = client.get(address)
    assert "1, 2, 3" in told(page)
    assert unnamed.person.name not in told(page)
    assert {str(each.person.public_id) for each in women} <= set(ReadLog.objects.latest("pk").subjects.split())
    chosen = [str(each.decisions.get().public_id) for each in women]
    form = {"given_at": "Oslo", "given_on": timezone.localdate().isoformat(), "chosen": chosen}
    assert client.post(address, {**form, "given_on": ""}).status_code == 422
    assert client.post(address, form).status_code == 302
    assert Diploma.objects.count() == 2
    assert [*CompletionDecision.objects.proposed().values_list("enrolment", flat=True)] == [unnamed.pk]


def test_second_person_is_shown_three_women_for_as_many_questions_as_one(client, cohort, coordinator, secretary):
    client.force_login(secretary)
    asked = []
    for women in (1, 2):
        for _woman in range(women):
            propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
        for address in (reverse("completions"), reverse("completions_of", args=[cohort.public_id])):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(address)
            asked.append(len(queries))
    assert len(page.context["proposed"]) == 3
    assert asked[:2] == asked[2:]


def test_proposal_is_sent_back_with_a_word_that_the_coordinator_reads(client, cohort, coordinator, secretary):
    decision = propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
    client.force_login(secretary)
    address = reverse("completion_return", args=[decision.public_id])
    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "Hun heter noe annet nå"}).status_code == 302
    client.force_login(coordinator)
    page = told(client.get(reverse("cohort_completion", args=[cohort.public_id])))
    assert "Hun heter noe annet nå" in page
    assert f"outcome_{decision.enrolment.public_id}" in page


def test_woman_says_how_her_name_is_spelt_in_her_own_letters(client, cohort):
    place = trainee_of(cohort)
    client.force_login(place.person)
    address = reverse("my_wishes", args=[place.public_id])
    for bad in ({"name": "123"}, {"name": "Amal 💐"}, {"languages": ["nb", "da", "sv"]}, {"languages": ["xx"]}):
        form = {"name": "أمل حداد", "languages": ["nb", "en"]} | bad
        assert client.post(address, form).status_code == 422
    answer = client.post(address, {"name": "王小梅", "languages": ["nb"]})
    assert (answer.status_code, "Velg en annen skrivemåte" in told(answer)) == (422, True)  # no font of ours has it
    assert client.post(address, {"name": "أمل  حداد", "languages": ["nb", "en"]}).status_code == 302
    wishes = DiplomaWishes.objects.get(enrolment=place)
    assert (wishes.name, wishes.languages, wishes.counts_evenings) == ("أمل حداد", ["nb", "en"], False)
    assert (wishes.channel, wishes.noted_by) == ("phone", place.person)
    assert "أمل حداد" in told(client.get(reverse("my_diplomas")))


def test_coordinator_notes_what_a_woman_without_a_phone_told(client, cohort, coordinator):
    AgreementText.objects.create(purpose="check_name", language="nb", version=1, title="Navn", text="Vis navnet.")
    place = trainee_of(cohort)
    client.force_login(coordinator)
    address = reverse("woman_wishes", args=[place.public_id])
    assert client.post(address, {"name": "Amal Haddad", "languages": ["nb"], "shows_name": "on"}).status_code == 302
    assert DiplomaWishes.objects.get(enrolment=place).channel == "told"
    assert place.signatures.standing().get().channel == "paper"
    client.post(reverse("woman_name_hide", args=[place.public_id]))
    assert not place.signatures.standing().exists()


def test_woman_agrees_and_takes_it_back_in_one_click(client, cohort, coordinator, secretary):
    text = AgreementText.objects.create(purpose="check_name", language="nb", version=1, title="Navn", text="Vis.")
    diploma = issued_to(woman_at(cohort, 3), coordinator=coordinator, secretary=secretary)
    client.force_login(diploma.person)
    place = diploma.entry.enrolment
    assert client.get(reverse("my_check_name", args=[place.public_id])).context["text"] == text
    client.post(reverse("my_check_name", args=[place.public_id]), {"text": text.public_id})
    assert Diploma.objects.get().shows_name
    client.post(reverse("my_name_hide"))
    assert not Diploma.objects.get().shows_name
    assert place.signatures.get().withdrawn_at


def test_new_diploma_is_asked_for_on_the_page_and_issued_by_another(client, cohort, coordinator, secretary):
    diploma = issued_to(woman_at(cohort, 3), coordinator=coordinator, secretary=secretary)
    page, settle = (reverse(view, args=[diploma.entry.public_id]) for view in ("paper", "paper_settle"))
    client.force_login(coordinator)
    assert client.post(reverse("paper_end", args=[diploma.entry.public_id]), {"why": "lost"}).status_code == 302
    assert 'value="do"' not in told(client.get(page))
    assert client.post(settle, {"answer": "do"}).status_code == 404
    client.force_login(secretary)
    assert diploma.entry.number in told(client.get(reverse("completions")))
    assert "Amal" not in told(client.get(page))  # a name only where it has to decide about one
    client.post(settle, {"answer": "do"})
    assert sorted(Diploma.objects.values_list("entry__state", flat=True)) == ["issued", "replaced"]


def test_who_has_completed_stays_where_she_belongs_and_cannot_leave(client, cohort, coordinator, secretary):
    diploma = issued_to(woman_at(cohort, 3), coordinator=coordinator, secretary=secretary)
    place = diploma.entry.enrolment
    client.force_login(diploma.person)
    assert place.cohort.name in told(client.get(reverse("my_cohorts")))
    assert client.get(reverse("leave_cohort", args=[place.public_id])).status_code == 404
    client.force_login(coordinator)
    for view in ("cohort_progress", "women", "cohort_completion"):
        assert diploma.person.name in told(client.get(reverse(view, args=[cohort.public_id])))
    assert client.get(reverse("woman_leave", args=[place.public_id])).status_code == 404
    assert Enrolment.objects.taken().filter(cohort=cohort).count() == 1
