"""How it stands with the guests of evenings: what a board, a card and a table say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.schedule.models import CourseSession
from modules.models import ModuleKind

from .. import queries
from ..models import GuestInvitation, GuestMaterialVersion
from ..rules import CONFIRMED_BEFORE, Stage, stage_of_evening, stage_of_request

State = GuestInvitation.State


TOLD = {
    Stage.NOT_NEEDED: _("no guest needed"),
    Stage.NOBODY: _("nobody asked"),
    Stage.DECLINED: _("cannot come"),
    Stage.ASKED: _("asked"),
    Stage.PROPOSED: _("proposes other days"),
    Stage.NEW_ANSWER: _("has to answer anew"),
    Stage.CONFIRMED: _("confirmed"),
    Stage.MATERIAL: _("material to look at"),
    Stage.APPROVED: _("material approved"),
}
"""How it stands with the guests of an evening, as a person reads it."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who is asked for an evening, for those who may read her name."""

    name: str
    service: str
    phone: str
    told: str  # how it stands with her, in words
    comes: bool
    minutes: int | None = None
    needs: tuple[str, ...] = ()  # in the room, in words
    note: str = ""  # to the host


@dataclass(frozen=True)
class GuestState:
    """How it stands with the guests of one evening. `late`: three weeks before it, somebody has still to say yes."""

    stage: Stage
    late: bool = False
    visitors: tuple[Visitor, ...] = ()  # only if asked for

    @property
    def wanted(self) -> bool:
        """Tell whether the evening wants a guest at all."""
        return self.stage != Stage.NOT_NEEDED

    @property
    def is_confirmed(self) -> bool:
        """Tell whether everybody who is wanted comes."""
        return self.stage >= Stage.CONFIRMED

    @property
    def to_ask(self) -> bool:
        """Tell whether somebody has to be asked, or somebody else."""
        return self.stage in (Stage.NOBODY, Stage.DECLINED)

    @property
    def told(self) -> str:
        """Say it in words."""
        return str(TOLD[self.stage])

    @property
    def tone(self) -> str:
        """Give the colour of the pill: red for what is late and for nothing else."""
        if self.late:
            return "danger"
        return "success" if self.is_confirmed else ""


@dataclass(frozen=True)
class GuestsTonight:
    """The guests of one evening, and the files of theirs that were let through: of each piece the newest."""

    state: GuestState
    files: tuple[GuestMaterialVersion, ...] = ()
    waiting: int = 0  # pieces whose newest file nobody has looked at


def guests_tonight(session: CourseSession, *, with_names: bool = False) -> GuestsTonight:
    """Give the guests of one evening with what they have handed in. Ask `with_modules` first. Two queries."""
    asked: dict[int, list[GuestInvitation]] = {}
    for invitation in queries.invitations_to([session.pk]):
        invitation.request.session = session
        asked.setdefault(invitation.request_id, []).append(invitation)
    newest: dict[int, GuestMaterialVersion] = {}
    approved: dict[int, GuestMaterialVersion] = {}
    for version in queries.files_for(session):
        newest.setdefault(version.material_id, version)
        if version.approved_at:
            approved.setdefault(version.material_id, version)
    material: dict[int, list[bool]] = {}
    for version in newest.values():
        material.setdefault(version.material.invitation_id or 0, []).append(version.approved_at is not None)
    kinds = {row.edition_module.module.kind for row in session.session_modules.all()}
    state = _state_of(
        session,
        asked.values(),
        [_stage_of(each, material) for each in asked.values()],
        has_subject=ModuleKind.SUBJECT in kinds,
        with_names=with_names,
    )
    waiting = sum(version.approved_at is None for version in newest.values())
    return GuestsTonight(state, tuple(approved.values()), waiting)


def guest_states(sessions: Iterable[CourseSession], *, with_names: bool = False) -> dict[int, GuestState]:
    """Give how it stands with the guests of evenings, by their keys; who they are only if `with_names`, for those who
    may see them. Three queries, however many evenings.

    An evening wants a guest when one of its modules is a subject, or when somebody is asked for it all the same: those
    of method, and the first and the last, the coordinator holds herself."""
    evenings = {session.pk: session for session in sessions}
    subjects = queries.evenings_with_a_subject(evenings)
    asked: dict[int, dict[int, list[GuestInvitation]]] = {pk: {} for pk in evenings}
    for invitation in queries.invitations_to(evenings):
        invitation.request.session = evenings[invitation.request.session_id]
        asked[invitation.request.session_id].setdefault(invitation.request_id, []).append(invitation)
    material = queries.material_for(evenings)
    return {
        pk: _state_of(
            session,
            asked[pk].values(),
            [_stage_of(each, material) for each in asked[pk].values()],
            has_subject=pk in subjects,
            with_names=with_names,
        )
        for pk, session in evenings.items()
    }


def _stage_of(asked: list[GuestInvitation], material: dict[int, list[bool]]) -> Stage:
    comes = next((each for each in asked if each.state == State.ACCEPTED), None)
    return stage_of_request(
        [each.state for each in asked],
        holds=comes is None or not comes.said_yes_to_another_time,
        approved=material.get(comes.pk, ()) if comes else (),
    )


def _state_of(
    session: CourseSession,
    requests: Iterable[list[GuestInvitation]],
    stages: Iterable[Stage],
    *,
    has_subject: bool,
    with_names: bool,
) -> GuestState:
    stage = stage_of_evening(stages, has_subject=has_subject)
    if session.is_cancelled:
        stage = Stage.NOT_NEEDED
    return GuestState(
        stage=stage,
        late=stage not in (Stage.NOT_NEEDED, *Stage.settled()) and is_late(session),
        visitors=tuple(_visitor(each) for asked in requests for each in asked if _counts(each)) if with_names else (),
    )


def is_late(session: CourseSession) -> bool:
    """Tell whether it is less than three weeks to an evening, or just that."""
    today = timezone.localdate(timezone=ZoneInfo(session.time_zone))
    return not session.is_past and session.date - today <= CONFIRMED_BEFORE


def _counts(invitation: GuestInvitation) -> bool:
    return invitation.state not in (State.CANCELLED, State.HANDED_OVER, State.QUEUED)


def _visitor(invitation: GuestInvitation) -> Visitor:
    again = invitation.said_yes_to_another_time
    return Visitor(
        name=invitation.guest.name,
        service=invitation.guest.service,
        phone=invitation.guest.phone,
        told=str(TOLD[Stage.NEW_ANSWER] if again else invitation.get_state_display()),
        comes=invitation.state == State.ACCEPTED and not again,
        minutes=invitation.minutes or invitation.request.minutes,
        needs=(*invitation.wanted_needs, *([invitation.needs] if invitation.needs else [])),
        note=invitation.note_to_host,
    )
