"""Reads of cohorts across tables."""

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import get_language_info, gettext

from curriculum.models import CurriculumEdition
from lms.people.models import District, LocalGroup, Municipality, RoleAssignment, User
from lms.people.models.assignments import places_where, roles_with
from lms.people.roles import Right, Role

from .models import (
    FIRST_EVENING,
    LATER,
    PAYERS_ASK_NAMES,
    REQUIRED,
    AgreementText,
    Cohort,
    CohortCoordinator,
    Enrolment,
    Purpose,
    Question,
    Signature,
    Venue,
)
from .models.places import CoursePlace
from .rules import Facts

TAKEN = Q(enrolments__state__in=Enrolment.TAKEN)


def cohorts_run_by(user: User) -> QuerySet[Cohort]:
    """Give the cohorts at her places, each with the number of its `women`; those that are open come first."""
    cohorts = Cohort.objects.run_by(user).with_places().annotate(women=Count("enrolments", filter=TAKEN))
    return cohorts.order_by("ended_at", "-created_at")


def women_of(cohort: Cohort) -> list[Enrolment]:
    """Give the places of a cohort with the women who have them: those who take part or are asked by name, then those
    who have left."""
    order: dict[str, int] = {Enrolment.State.ACTIVE: 0, Enrolment.State.COMPLETED: 0, Enrolment.State.OFFERED: 1}
    places = cohort.enrolments.select_related("person").prefetch_related("person__spoken_languages")
    return sorted(places, key=lambda place: (order.get(place.state, 2), place.person.name.casefold()))


def women_taking_part(cohort: Cohort) -> list[Enrolment]:
    """Give the places of the women who take part now, by name. One query."""
    return list(cohort.enrolments.active().select_related("person").order_by("person__name", "pk"))


def coordinators_of(cohort: Cohort) -> list[CohortCoordinator]:
    """Give those who run a cohort now, helpers last."""
    return list(CohortCoordinator.objects.current().filter(cohort=cohort).select_related("person"))


def places_to_open_at(user: User) -> dict[str, tuple[CoursePlace, LocalGroup | None]]:
    """Give where she may open a cohort: a key for the form, the place, and the group there; none where there is no
    group yet."""
    offered: dict[str, tuple[CoursePlace, LocalGroup | None]] = {}
    for place in course_places(user):
        groups = place.groups.all()
        own = [group for group in groups if isinstance(place, District) or group.district_id is None]
        kind = "district" if isinstance(place, District) else "municipality"
        for group in own:
            offered[f"group:{group.pk}"] = (place, group)
        if not own:
            offered[f"{kind}:{place.pk}"] = (place, None)
    return offered


def course_places(user: User) -> list[CoursePlace]:
    """Give the districts where she runs courses, and the municipalities without any."""
    held = roles_with(user, Right.RUN_COHORTS)
    municipalities = [role.municipality_id for role in held if role.municipality_id]
    districts = District.objects.filter(
        Q(pk__in=[role.district_id for role in held if role.district_id]) | Q(municipality__in=municipalities)
    )
    whole = Municipality.objects.filter(pk__in=municipalities, districts__isnull=True)
    return [
        *districts.select_related("municipality__country").prefetch_related("groups"),
        *whole.select_related("country").prefetch_related("groups"),
    ]


def editions_for(places: list[CoursePlace]) -> list[CurriculumEdition]:
    """Give the released editions of the countries of these places, the newest of a kind first."""
    countries = {place.municipality.country_id if isinstance(place, District) else place.country_id for place in places}
    return list(CurriculumEdition.objects.released().filter(country__in=countries))


def language_words() -> dict[str, str]:
    """Give the code of each language of the messages by its code and by its names, in small letters."""
    words: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        info = get_language_info(code)
        words |= {code: code, info["name"].casefold(): code, info["name_local"].casefold(): code}
        for spoken in ("nb", "da"):
            with translation.override(spoken):
                words[gettext(info["name"]).casefold()] = code
    return words | {"norsk": "nb", "norwegian": "nb", "bokmål": "nb", "no": "nb"}


def place_with_number(cohort: Cohort, phone: str) -> Enrolment | None:
    """Give the place in a cohort of the woman with a number, whatever has become of it. One query."""
    return cohort.enrolments.filter(person__phone=phone).first()


def numbers_known(user: User, cohort: Cohort, numbers: list[str]) -> tuple[set[str], set[str]]:
    """Give which of these numbers have a place in the cohort, and which belong to people she sees."""
    here = cohort.enrolments.taken().filter(person__phone__in=numbers).values_list("person__phone", flat=True)
    known = User.objects.visible_to(user).filter(phone__in=numbers).values_list("phone", flat=True)
    return set(here), set(known)


def was_used(venue: Venue) -> bool:
    """Tell whether an evening was held at a venue."""
    return Venue.objects.filter(pk=venue.pk, sessions__date__lt=timezone.localdate()).exists()


def venues_kept_by(user: User, cohort: Cohort) -> list[tuple[Venue, int]]:
    """Give the venues at the place of a cohort that are the user's to put right, each with the number of evenings
    ahead; those that are not used any more come last. One query."""
    ahead = Count("sessions", filter=Q(sessions__date__gte=timezone.localdate()))
    venues = Venue.objects.of(cohort).filter(places_where(user, Right.RUN_COHORTS)).annotate(ahead=ahead)
    return [(venue, venue.ahead) for venue in venues.order_by("is_retired", "name", "pk")]


def helpers_at(cohort: Cohort, user: User) -> list[User]:
    """Give those the user may name for a cohort: coordinators and helpers of its place whom she sees."""
    roles = RoleAssignment.objects.running().filter(role__in=[Role.COORDINATOR, Role.HELPER])
    at_place = Q(district=cohort.district_id) if cohort.district_id else Q(municipality=cohort.municipality_id)
    around = Q(municipality=cohort.in_municipality.pk)
    return list(
        User.objects.visible_to(user).filter(pk__in=roles.filter(at_place | around).values("person")).order_by("name")
    )


def facts_before_step(cohort: Cohort) -> Facts:
    """Give what is known of a cohort before it goes a step further."""
    states = list(cohort.enrolments.taken().values_list("state", flat=True))
    asked = states.count(Enrolment.State.OFFERED)
    return Facts(
        state=cohort.state,
        women=len(states) - asked,
        offered=asked,
        coordinators=CohortCoordinator.objects.current().filter(cohort=cohort, is_helper=False).count(),
        has_venue=cohort.venue_id is not None,
        unsigned=number_unsigned(cohort),
        least=cohort.size_min,
        most=cohort.size_max,
    )


def newest_text(purpose: str, language: str) -> AgreementText | None:
    """Give the newest wording for a purpose in a language, or in the language of the site where it has none."""
    texts = AgreementText.objects.filter(purpose=purpose)
    return texts.filter(language=language).first() or texts.filter(language=settings.LANGUAGE_CODE).first()


def languages_of(purpose: str) -> list[str]:
    """Give the languages in which there is a text for a purpose."""
    there = set(AgreementText.objects.filter(purpose=purpose).values_list("language", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in there]


def papers_in(cohort: Cohort) -> list[Purpose]:
    """Give what the women of a cohort are asked: for their names only where whoever pays asks for names, and when the
    course is over only what may still be agreed to. No query for a cohort with its places."""
    asked = FIRST_EVENING if cohort.is_open else [each for each in FIRST_EVENING if each in LATER]
    asks_names = cohort.in_municipality.country_id in PAYERS_ASK_NAMES
    return [each for each in asked if asks_names or each != Purpose.PAYER_NAME]


def shown_to_payer(cohort: Cohort) -> set[int]:
    """Give the places of the women whose names may go to whoever pays: of those who have said yes and are still here to
    take it back, and whose names stand in files at all. One query."""
    agreed = Signature.objects.standing().filter(purpose=Purpose.PAYER_NAME).values("enrolment")
    places = cohort.enrolments.stayed().filter(pk__in=agreed, person__is_off_lists=False)
    return set(places.values_list("pk", flat=True))


def signed_by(enrolment: Enrolment) -> dict[str, Signature]:
    """Give what stands signed for a place, by purpose."""
    standing = enrolment.signatures.standing().select_related("text")
    return {signature.purpose: signature for signature in standing}


def number_unsigned(cohort: Cohort) -> int:
    """Give how many of those who take part have not yet signed what belongs to taking part."""
    standing = Signature.objects.standing().filter(enrolment__cohort=cohort, purpose__in=REQUIRED)
    complete = standing.values("enrolment").annotate(number=Count("pk")).filter(number=len(REQUIRED))
    return cohort.enrolments.active().exclude(pk__in=complete.values("enrolment")).count()


def papers_of(cohort: Cohort) -> list[tuple[Enrolment, set[str]]]:
    """Give those who take part, by name, each with the purposes she has signed. Two queries."""
    standing = Prefetch("signatures", queryset=Signature.objects.standing(), to_attr="stand")
    places = cohort.enrolments.active().select_related("person").prefetch_related(standing)
    by_name = sorted(places, key=lambda place: place.person.name.casefold())
    return [(place, {signature.purpose for signature in place.stand}) for place in by_name]


def women_known_in(cohort: Cohort) -> list[tuple[str, str]]:
    """Give name and number of each woman whose name those who run the cohort see."""
    known = cohort.enrolments.exclude(state=Enrolment.State.OFFERED)
    return [(name, phone or "") for name, phone in known.values_list("person__name", "person__phone")]


def questions_waiting_for(user: User) -> QuerySet[Question]:
    """Give the questions that wait for the secretariat, by group, the oldest first. The woman that a question is about
    is not fetched."""
    waiting = Question.objects.visible_to(user).open().select_related("cohort__local_group")
    return waiting.order_by("cohort__local_group__name", "cohort__local_group", "asked_at")
