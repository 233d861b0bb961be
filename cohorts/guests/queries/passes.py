"""What a guest meets: who receives her, who the women are, which evenings stand around hers, and her other evenings."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cohorts.roster.models import Cohort
from cohorts.roster.queries import coordinators_of
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from lms.people.models import District, RoleAssignment, SpokenLanguage, User
from lms.people.models.assignments import has_right_at
from lms.people.roles import Right, Role

from ..models import FactsQuestion, GuestAfterword, GuestInvitation, GuestProfessional
from ..models.invitations import OPEN, PASS_LASTS

EVENING = (
    "guest",
    "entry",
    "request__edition_module__module__locale",
    "request__session__venue",
    "request__session__cohort__edition",
    "request__session__cohort__district__municipality__country",
    "request__session__cohort__municipality__country",
)
"""What the evening of an invitation is shown with."""
ASKED_AFTER = timedelta(days=300)
"""So long after her evening a guest is first asked whether the facts are right: before the next round."""
A_YEAR = timedelta(days=365)
TAUGHT_WITHIN = timedelta(days=3 * 365)
NEWEST_WORDS = 3


def hosts_of(session: CourseSession) -> list[User]:
    """Give those who receive a guest: the named coordinators of the cohort who still have their role, helpers last;
    where nobody is left, whoever is coordinator of the place."""
    place = session.cohort.place
    named = [runs.person for runs in coordinators_of(session.cohort)]
    able = [person for person in named if person.is_active and has_right_at(person, Right.SEE_COHORTS, place)]
    if able:
        return able
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    held = RoleAssignment.objects.running().filter(role=Role.COORDINATOR, **at)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def invitations_with_evening() -> QuerySet[GuestInvitation]:
    """Give invitations with everything that their evening is shown with, in one query."""
    return GuestInvitation.objects.select_related(*EVENING)


def open_invitations_at(address: str) -> list[GuestInvitation]:
    """Give the invitations whose links still open of everybody with an address, the next evening first; for "" none.
    One query."""
    if not address:
        return []
    theirs = Q(guest__email=address) | Q(guest__phone=address)
    return [each for each in _not_long_over(invitations_with_evening().filter(theirs, state__in=OPEN)) if each.opens]


def evenings_of_guest(guest: GuestProfessional) -> list[GuestInvitation]:
    """Give the evenings of a guest that are ahead or not long over, in the order of time. One query."""
    return list(_not_long_over(invitations_with_evening().filter(guest=guest)))


def _not_long_over(invitations: QuerySet[GuestInvitation]) -> QuerySet[GuestInvitation]:
    first = timezone.localdate() - PASS_LASTS - timedelta(days=1)
    return invitations.filter(request__session__date__gte=first).order_by("request__session__date", "pk")


def taught_on(invitation: GuestInvitation) -> list[EditionModule]:
    """Give what a guest is asked to teach: one module, or all of the evening."""
    if invitation.request.edition_module:
        return [invitation.request.edition_module]
    rows = invitation.session.session_modules.select_related("edition_module__module__locale")
    return [row.edition_module for row in rows]


def women_and_languages(cohort: Cohort) -> tuple[int, Counter]:
    """Give how many women take part, and how many of them speak each language. Two queries.

    Nothing here looks at who is protected: what is told must not change with it, or the change would tell."""
    people = cohort.enrolments.active().values("person")
    spoken = SpokenLanguage.objects.filter(person__in=people).values_list("tag", flat=True)
    return people.count(), Counter(spoken)


def evenings_around(session: CourseSession) -> tuple[CourseSession | None, CourseSession | None]:
    """Give the evening before and the one after, of those that are held, with their modules. Two queries each."""
    held = CourseSession.objects.held().filter(cohort=session.cohort_id).exclude(pk=session.pk).with_modules()
    earlier = Q(date__lt=session.date) | Q(date=session.date, starts_at__lt=session.starts_at)
    before = held.filter(earlier).order_by("-date", "-starts_at").first()
    after = held.exclude(earlier).order_by("date", "starts_at").first()
    return before, after


def words_of_guests(invitation: GuestInvitation) -> list[str]:
    """Give what earlier guests of the same modules in the municipality said that worked, where the coordinator lets
    others read it; the newest. One query."""
    keys = [place.module.translation_key for place in taught_on(invitation)]
    municipality = invitation.session.cohort.in_municipality
    here = Q(invitation__request__session__cohort__municipality=municipality)
    here |= Q(invitation__request__session__cohort__district__municipality=municipality)
    same = Q(invitation__request__edition_module__module__translation_key__in=keys) | Q(
        invitation__request__edition_module=None,
        invitation__request__session__session_modules__edition_module__module__translation_key__in=keys,
    )
    found = GuestAfterword.objects.shown().filter(here & same).exclude(invitation=invitation)
    rows = found.order_by("-said_at").values_list("worked", "pk").distinct()
    return [worked for worked, _pk in rows[:NEWEST_WORDS]]


def afterwords_to_read(session: CourseSession) -> list[GuestAfterword]:
    """Give what the guests of an evening said after it, for its coordinator. One query."""
    rows = GuestAfterword.objects.filter(invitation__request__session=session)
    return list(rows.select_related("invitation__guest"))


def facts_to_ask(now: datetime) -> list[tuple[GuestProfessional, EditionModule]]:
    """Give whom to ask now about the facts of what: those who agreed to be asked again, of modules they have taught
    some months ago, unless they were asked within a year. Two queries."""
    taught = GuestInvitation.objects.accepted().filter(
        guest__may_be_asked_again_at__isnull=False,
        request__edition_module__isnull=False,
        request__session__date__lte=(now - ASKED_AFTER).date(),
        request__session__date__gte=(now - TAUGHT_WITHIN).date(),
    )
    rows = taught.select_related("guest", "request__edition_module__module").order_by("pk")
    asked = FactsQuestion.objects.filter(Q(asked_at__gt=now - A_YEAR) | Q(year=timezone.localdate(now).year))
    done = {*asked.values_list("guest", "edition_module__module__translation_key")}
    found = {}
    for each in rows:
        key = (each.guest_id, each.request.edition_module.module.translation_key)
        if key not in done:
            found[key] = (each.guest, each.request.edition_module)
    return list(found.values())
