"""Does again, in a database that was put back from a copy, what was erased or taken back since that copy was made.

`lms.kit.erasures` is the journal. Every event that is noted there has its line in `AGAIN`, every kind of thing that
leaves one value for another its line in `LEFT_AGAIN`; an action notes it where it erases. docs/operate.md lists what is
noted, and what is not.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from cohorts.credentials.actions.consents import hide_name
from cohorts.credentials.actions.ending import end_papers_again
from cohorts.credentials.actions.photos import forget_photos
from cohorts.guests.actions.answering_consents import take_back_again
from cohorts.guests.actions.retention import forget_guests
from cohorts.roster.actions.agreements import take_back
from cohorts.roster.actions.enrolments import leave_areas_again, withdraw
from cohorts.roster.models import Enrolment, Purpose
from cohorts.schedule.actions.calendars import choose_calendars_again
from lms.kit import erasures
from lms.people.actions.accounts import end_account
from lms.people.actions.again import leave_values_again
from lms.people.actions.protection import protect
from lms.people.actions.roles import close_run_out_roles
from modules.actions.voices import leave_names_again, take_voice_back

Rows = QuerySet[Any]


def erase_again() -> Counter[str]:
    """Do again what the journal tells and the database does not know; give how much of each event. Again it does
    nothing."""
    told = erasures.latest()
    done = Counter({event: act(_marked(event, told[event])) for event, act in AGAIN.items() if event in told})
    for kind, acts in LEFT_AGAIN.items():
        if values := erasures.values(kind):
            done[f"{kind}{erasures.LEFT}"] = sum(act(values) for act in acts)
    return +done


def _marked(event: str, marks: set[str]) -> Rows:
    """Give the rows of an event's model whose ids bear one of these marks."""
    rows, mark_of = apps.get_model(event.partition(":")[0])._default_manager, erasures.marker()
    ids = rows.values_list("pk", "public_id")
    return rows.filter(pk__in=[pk for pk, public_id in ids if mark_of(public_id) in marks])


def _end_accounts(people: Rows) -> int:
    return sum(end_account(person=person) for person in people)


def _protect(people: Rows) -> int:
    found = list(people.filter(is_protected=False))
    for person in found:
        protect(by=person, person=person)
    return len(found)


def _take_back(signatures: Rows) -> int:
    found = list(signatures.standing().select_related("enrolment__person"))
    for signature in found:
        person = signature.enrolment.person
        if signature.purpose == Purpose.CHECK_NAME:
            hide_name(by=person, person=person)
        else:
            take_back(by=person, signature=signature)
    return len(found)


def _silence(consents: Rows) -> int:
    found = list(consents.standing().select_related("person"))
    for consent in found:
        take_voice_back(by=consent.person)
    return len(found)


def _leave(places: Rows) -> int:
    found = list(places.filter(pk__in=Enrolment.objects.open().values("pk")).select_related("person"))
    for place in found:
        withdraw(by=place.person, enrolment=place)
    return len(found)


def _end_readers(readers: Rows) -> int:
    return readers.delete()[0]


def _end_roles(assignments: Rows) -> int:
    ended = assignments.running().update(ends_at=timezone.now())
    if ended:
        close_run_out_roles()
    return ended


AGAIN: dict[str, Callable[[Rows], int]] = {
    "people.User:gone": _end_accounts,
    "people.User:protected": _protect,
    "people.RoleAssignment:ended": _end_roles,
    "people.ProtectionReader:gone": _end_readers,
    "cohorts.Enrolment:left": _leave,
    "cohorts.CardPhoto:gone": forget_photos,
    "cohorts.GuestProfessional:gone": forget_guests,
    "cohorts.Signature:taken_back": _take_back,
    "modules.VoiceConsent:taken_back": _silence,
}
"""Each event of the journal with what does it again."""
OVER = {"people.User:found": "people.User:protected", "cohorts.Enrolment:back": "cohorts.Enrolment:left"}
"""Events that only say that another one is over."""
LEFT_AGAIN: dict[str, tuple[Callable[[erasures.Values], int], ...]] = {
    "people.User": (leave_values_again, choose_calendars_again),
    "cohorts.Enrolment": (leave_areas_again,),
    "cohorts.RegisterEntry": (end_papers_again,),
    "cohorts.GuestProfessional": (take_back_again,),
    "modules.VoiceConsent": (leave_names_again,),
}
"""Each kind of thing that leaves one value for another, with what lets it leave that value again."""
