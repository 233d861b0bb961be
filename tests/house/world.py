"""A small world in which rights are tried: two districts that must not see each other, and another country."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie

from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from cohorts.models import Cohort, CourseSession, Enrolment
from lms.people.actions.rights import mirror_roles
from lms.people.adapters import begin_session
from lms.people.models import ProtectionReader, RoleAssignment, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of
from tests.factories.people import (
    CountryFactory,
    DistrictFactory,
    LocalGroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
    person_with,
)

A_SLOW_RUN = 3600  # seconds for which somebody who has just signed in counts as having done so
ANONYMOUS = "anonymous"
ACTORS: tuple[str, ...] = (ANONYMOUS, *Role.values)

PEOPLE = {
    # letter: (role, place) – small letters in district A or at the organisation above it, capitals out of its sight
    "t": (Role.TRAINEE, "group A"),
    "v": (Role.VOLUNTEER, "group A"),
    "w": (Role.ORG_VOLUNTEER, "group A"),
    "h": (Role.HELPER, "district A"),
    "c": (Role.COORDINATOR, "district A"),
    "s": (Role.SECRETARIAT, "organisation"),
    "l": (Role.ORG_LEADER, "organisation"),
    "g": (Role.STEERING_MEMBER, "organisation"),
    "T": (Role.TRAINEE, "group B"),
    "C": (Role.COORDINATOR, "district B"),
    "X": (Role.COORDINATOR, "district abroad"),
}
COHORTS = {"A": ("district A", "group A"), "B": ("district B", "group B"), "Z": ("district abroad", "group abroad")}
"""The cohort of each district, by letter."""
SEATS = {
    Role.SECRETARIAT: "organisation",
    Role.ORG_LEADER: "organisation",
    Role.STEERING_MEMBER: "organisation",
    Role.COORDINATOR: "district A",
    Role.HELPER: "district A",
    Role.ORG_VOLUNTEER: "group A",
    Role.VOLUNTEER: "group A",
    Role.TRAINEE: "group A",
}


@dataclass
class World:
    """The people by letter, and those who act, by role."""

    people: dict[str, User]
    actors: dict[str, User]
    places: dict
    sleeper: User  # nobody's sight: she signs in where somebody signed out tries to
    clients: dict[str, "Actor"] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    evenings: dict[str, CourseSession] = field(default_factory=dict)  # the next one of each cohort
    readers: dict[str, ProtectionReader] = field(default_factory=dict)  # of marks of protection, by district
    enrolments: dict[str, Enrolment] = field(default_factory=dict)  # by letter of the woman, or her role if she acts

    def person(self, letter: str, actor: str) -> User:
        """Give a person by letter; `m` is whoever acts."""
        return self.actors[actor] if letter == "m" else self.people[letter]

    def role_of(self, letter: str, actor: str) -> RoleAssignment:
        """Give the one role that a person holds."""
        return self.person(letter, actor).role_assignments.get()

    def letters(self, actor: str) -> list[str]:
        """Give everybody by letter; whoever is signed out is nobody."""
        return [*PEOPLE] if actor == ANONYMOUS else ["m", *PEOPLE]

    def actor(self, name: str) -> "Actor":
        """Give somebody's browser, signed in once."""
        if name not in self.clients:
            self.clients[name] = Actor(name, self.actors.get(name))
        return self.clients[name]


def build_world() -> World:
    """Make the places and the people."""
    country, abroad = CountryFactory(), CountryFactory(code="DK", name="Danmark", time_zone="Europe/Copenhagen")
    district_a, district_b = DistrictFactory(name="Bydel A"), DistrictFactory(name="Bydel B")
    places = {
        "organisation": OrganisationFactory(slug="matrix", country=country),
        "district A": district_a,
        "district B": district_b,
        "group A": LocalGroupFactory(district=district_a),
        "group B": LocalGroupFactory(district=district_b),
        "district abroad": DistrictFactory(municipality=MunicipalityFactory(slug="by-dk", country=abroad)),
    }
    places["group abroad"] = LocalGroupFactory(district=places["district abroad"])
    people = {
        # The names are canaries: wherever one turns up in an answer, somebody is shown.
        letter: person_with(role, places[place], name=f"Kanari {ord(letter)} {role.value.replace('_', '')}")
        for letter, (role, place) in PEOPLE.items()
    }
    actors = {role.value: person_with(role, places[seat], name=f"Hun {role.value}") for role, seat in SEATS.items()}
    for person in (*people.values(), *actors.values()):
        mirror_roles(person)
    call_command("load_starter", verbosity=0)
    world = World(people, actors, places, sleeper=UserFactory(name="Sovende"))
    world.readers = {
        letter: ProtectionReader.objects.create(person=person, district=places[place], seat=1)
        for letter, person, place in (
            ("A", actors["coordinator"], "district A"),
            ("Z", people["X"], "district abroad"),
        )
    }
    _hold_courses(world)
    return world


def _hold_courses(world: World) -> None:
    """Give each district a running cohort with one evening behind it and two before it; women in A and B."""
    today = timezone.localdate()
    for letter, (district, group) in COHORTS.items():
        place = world.places[district]
        cohort = world.cohorts[letter] = CohortFactory(
            district=place,
            local_group=world.places[group],
            name=f"Kull {letter}",
            state=Cohort.State.RUNNING,
            venue=VenueFactory(district=place),
        )
        session_of(cohort, today - timedelta(days=4))
        world.evenings[letter] = session_of(cohort, today + timedelta(days=3))
        session_of(cohort, today + timedelta(days=10))
    women = {"t": ("A", world.people["t"]), "T": ("B", world.people["T"])}
    women[Role.TRAINEE.value] = ("A", world.actors[Role.TRAINEE.value])
    for key, (letter, woman) in women.items():
        world.enrolments[key] = Enrolment.objects.create(cohort=world.cohorts[letter], person=woman)


class Actor:
    """Somebody's browser. Each request is undone, in the database and in the browser."""

    def __init__(self, name: str, person: User | None) -> None:
        self.name, self.person = name, person
        self.absent: dict[str, HttpResponse] = {}
        self.client = Client(raise_request_exception=False)
        if person:
            self._sign_in(person)
        self.cookies = self.client.cookies.output(header="")

    def _sign_in(self, person: User) -> None:
        """Begin a session as a sign-in does, fresh enough to change what protects the account."""
        self.client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        request = RequestFactory().get("/")
        request.user, request.session = person, self.client.session
        begin_session(request, person)
        request.session["account_authentication_methods_user"] = user_id_to_str(person)
        request.session["account_authentication_methods"] = [
            {"method": "password", "at": time.time() + A_SLOW_RUN, "reauthenticated": True}
        ]
        request.session.save()

    def nothing(self) -> dict[str, HttpResponse]:
        """Give what she gets, by method, where there has never been anything; asked once."""
        if not self.absent:
            self.absent = {method: self.ask(method, "/nothing-is-here/") for method in ("GET", "HEAD", "POST")}
        return self.absent

    def ask(
        self,
        method: str,
        url: str,
        data: Callable[[], dict] = dict,
        prepare: Callable[["Actor"], dict | None] = lambda actor: None,
        look: Callable[[HttpResponse], object] | None = None,
    ):
        """Send a request and undo it. `prepare` runs before it and gives what to write into the session, `data` gives
        the form; `look`, if given, is called before the undoing, and its answer comes back beside the response."""
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            if session := prepare(self):
                stored = self.client.session
                stored.update(session)
                stored.save()
            response: HttpResponse = getattr(self.client, method.lower())(url, data())
            if getattr(response, "streaming", False):
                b"".join(response.streaming_content)  # read before the undoing
            seen = look(response) if look else None
            transaction.set_rollback(True)
        return (response, seen) if look else response
