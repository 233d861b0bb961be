"""Many at the same moment: one woman gets one diploma, and many women get numbers without a gap."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from cohorts.credentials.actions import confirm_completions
from cohorts.models import CompletionDecision, Diploma, NumberSeries, RegisterEntry
from lms.people.models import Notice
from tests.factories.credentials import CEREMONY, confirm_completion, propose_completion, woman_at

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def at_once(actions: list) -> list[str]:
    """Do all of this at the same moment, and give what became of each."""
    barrier, found = Barrier(len(actions)), []

    def run(action) -> None:
        barrier.wait()
        try:
            found.append(action())
        except ValidationError as refusal:
            found.append(refusal.messages[0])
        except OperationalError as error:  # a database that is busy for too long would be one, and fail the test
            found.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def confirming(pk: int, by):
    """Give what a window does that was opened before: it reads the proposal as it was, and confirms it."""
    stale = CompletionDecision.objects.select_related("enrolment__cohort", "enrolment__person").get(pk=pk)
    return lambda: confirm_completion(by=by, decision=stale, **CEREMONY).entry.number


def one_woman(times: int, cohort, coordinator, secretary) -> None:
    decision = propose_completion(by=coordinator, enrolment=woman_at(cohort, 3))
    found = at_once([confirming(decision.pk, secretary) for _ in range(times)])
    assert found.count("decided_already") == times - 1
    assert Diploma.objects.count() == RegisterEntry.objects.count() == 1
    assert NumberSeries.objects.get().last == 1
    assert Notice.objects.filter(event="diploma_issued").count() == 1


def many_women(number: int, at_a_time: int, cohort, coordinator, secretary) -> None:
    places = [woman_at(cohort, 3) for _ in range(number)]
    keys = [propose_completion(by=coordinator, enrolment=place).pk for place in places]
    for first in range(0, number, at_a_time):
        at_once([confirming(key, secretary) for key in keys[first : first + at_a_time]])
    numbers = sorted(RegisterEntry.objects.values_list("number", flat=True))
    assert [int(each.rpartition("-")[2]) for each in numbers] == list(range(1, number + 1))
    assert RegisterEntry.objects.values("code_hash").distinct().count() == number
    assert Notice.objects.filter(event="diploma_issued").count() == number


def window(keys: list[int], by):
    """Give what a window does that confirms women in one go: how many it was refused."""
    seen = list(CompletionDecision.objects.filter(pk__in=keys).select_related("enrolment__cohort"))
    return lambda: str(len(confirm_completions(by=by, decisions=seen, **CEREMONY)))


def windows_of_two(number: int, each: int, cohort, coordinator, secretary) -> None:
    """Let two windows at once confirm the same women, and others others, in one go each."""
    keys = [propose_completion(by=coordinator, enrolment=woman_at(cohort, 3)).pk for _ in range(number)]
    groups = [keys[first : first + each] for first in range(0, number, each)]
    found = at_once([window(group, secretary) for group in groups for _twice in range(2)])
    assert sum(map(int, found)) == number  # each woman was refused to one of the two
    numbers = sorted(RegisterEntry.objects.values_list("number", flat=True))
    assert [int(one.rpartition("-")[2]) for one in numbers] == list(range(1, number + 1))
    assert Notice.objects.filter(event="diploma_issued").count() == number


def test_women_confirmed_in_one_go_by_two_windows_get_one_diploma_each(cohort, coordinator, secretary):
    windows_of_two(6, 3, cohort, coordinator, secretary)


@pytest.mark.long
def test_four_hundred_women_confirmed_by_thirty_two_windows_get_numbers_without_a_gap(cohort, coordinator, secretary):
    windows_of_two(400, 25, cohort, coordinator, secretary)


def test_one_woman_confirmed_many_times_at_once_gets_one_diploma(cohort, coordinator, secretary):
    one_woman(6, cohort, coordinator, secretary)


def test_women_confirmed_at_once_get_numbers_without_a_gap(cohort, coordinator, secretary):
    many_women(8, 8, cohort, coordinator, secretary)


@pytest.mark.long
def test_one_woman_confirmed_fifty_times_at_once_gets_one_diploma(cohort, coordinator, secretary):
    one_woman(50, cohort, coordinator, secretary)


@pytest.mark.long
def test_four_hundred_women_confirmed_at_once_get_numbers_without_a_gap(cohort, coordinator, secretary):
    many_women(400, 50, cohort, coordinator, secretary)


def test_woman_proposed_by_two_at_once_is_proposed_once(cohort, coordinator):
    place = woman_at(cohort, 3)
    found = at_once([lambda: str(propose_completion(by=coordinator, enrolment=place).state) for _ in range(4)])
    assert sorted(found) == ["already_proposed"] * 3 + ["proposed"]
