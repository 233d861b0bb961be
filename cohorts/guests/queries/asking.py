"""Reads about whom an evening asks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Substr

from cohorts.schedule.models import CourseSession, SessionModule
from curriculum.models import EditionModule
from lms.people.mailbox.wording import sensitive_words_in
from modules.models import ModuleKind, ModulePage, Sensitivity

from ..models import GuestInvitation, GuestMaterialVersion, GuestRequest
from ..rules import CONFIRMED_BEFORE

State = GuestInvitation.State


def requests_of(session: CourseSession) -> list[GuestRequest]:
    """Give what an evening asks for, each with whom it has asked, in the order of asking, and what was said. Four
    queries."""
    rows = GuestRequest.objects.filter(session=session).select_related("edition_module__module")
    found = list(rows.prefetch_related("invitations__guest", "invitations__steps"))
    for request in found:
        request.session = session
        for invitation in request.invitations.all():
            invitation.request = request
    return found


def evenings_with_a_subject(sessions: Iterable[int]) -> set[int]:
    """Give which of the evenings teach a subject, for which a guest comes. One query."""
    rows = SessionModule.objects.filter(session__in=list(sessions))
    return {*rows.filter(edition_module__module__kind=ModuleKind.SUBJECT).values_list("session", flat=True)}


def material_for(sessions: Iterable[int]) -> dict[int, list[bool]]:
    """Give for each invitation to evenings its material, by whether the newest file of each is let through. One
    query."""
    rows = GuestMaterialVersion.objects.filter(material__invitation__request__session__in=list(sessions))
    newest = {
        (invitation, material): approved_at is not None
        for invitation, material, approved_at in rows.order_by("number").values_list(
            "material__invitation", "material", "approved_at"
        )
    }
    found: dict[int, list[bool]] = {}
    for (invitation, _material), approved in newest.items():
        found.setdefault(invitation, []).append(approved)
    return found


def invitations_to(sessions: Iterable[int]) -> QuerySet[GuestInvitation]:
    """Give who is asked for evenings, in the order of asking. One query."""
    rows = GuestInvitation.objects.filter(request__session__in=list(sessions))
    return rows.select_related("guest", "request").order_by("request", "place", "pk")


def _slot(way: str) -> Concat:
    """Give day and time of an evening as `slot_of` writes them, put together by the database."""
    day, start, end = (Cast(f"{way}{name}", CharField()) for name in ("date", "starts_at", "ends_at"))
    return Concat(day, Value(" "), Substr(start, 1, 5), Value("-"), Substr(end, 1, 5), output_field=CharField())


def evenings_late(today: date) -> QuerySet[CourseSession]:
    """Give the evenings of the three weeks from a day on that want a guest and have no yes that holds: what
    `guest_states` calls late, worked out by the database for any number of cohorts."""
    ahead = CourseSession.objects.held().filter(date__gte=today, date__lte=today + CONFIRMED_BEFORE)
    subjects = SessionModule.objects.filter(session=OuterRef("pk"), edition_module__module__kind=ModuleKind.SUBJECT)
    live = GuestInvitation.objects.exclude(state__in=(State.CANCELLED, State.HANDED_OVER))
    holds = Q(sequence=OuterRef("session__sequence")) | Q(answered_for=OuterRef("slot"))
    yes = GuestInvitation.objects.accepted().filter(holds, request=OuterRef("pk"))
    waiting = GuestRequest.objects.annotate(slot=_slot("session__"))
    waiting = waiting.filter(Exists(live.filter(request=OuterRef("pk"))), ~Exists(yes))
    nobody_asked = Exists(subjects) & ~Exists(live.filter(request__session=OuterRef("pk")))
    return ahead.filter(Q(Exists(waiting.filter(session=OuterRef("pk")))) | Q(nobody_asked))


def open_title(place: EditionModule | None, language: str) -> str:
    """Give the title of a module in a language, as far as it is written in it; empty where not everybody who holds a
    phone may read it. One query at most."""
    if place is None or place.module.sensitivity != Sensitivity.NO:
        return ""
    title = place.shown_title
    if place.module.locale.language_code != language:
        rows = ModulePage.objects.live().filter(translation_key=place.module.translation_key)
        title = rows.filter(locale__language_code=language).values_list("title", flat=True).first() or title
    return "" if sensitive_words_in(title) else title


def modules_nobody_teaches(session: CourseSession, requests: Iterable[GuestRequest]) -> list[EditionModule]:
    """Give the subjects of an evening for which no guest is wanted yet. Fetch the modules along."""
    sought = {request.edition_module_id for request in requests}
    if None in sought:
        return []  # somebody comes for the whole evening
    places = [row.edition_module for row in session.session_modules.all()]
    return [each for each in places if each.module.kind == ModuleKind.SUBJECT and each.pk not in sought]
