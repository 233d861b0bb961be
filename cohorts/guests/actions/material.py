"""Hand material in, let it through, take it away, and offer it to the whole country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from lms.kit.files import FileRefusedError, Refusal, kind_taken
from lms.kit.guard import refuse, require
from lms.kit.looking.looks import look_closely
from lms.kit.pieces import put_together
from lms.people.models import User
from modules.actions import take_up_material

from ..models import GuestInvitation, GuestMaterial, GuestMaterialVersion, GuestUpload, Reach
from ..models.material import WIDTH
from ..permissions import Holder, can_answer_proposals, can_approve_material, can_hand_in, can_withdraw_material
from .uploads import TAKEN, check_room, drop_upload, largest, received

Proposal = GuestMaterial.Proposal
KEPT_FOR = timedelta(days=730)  # after the evening, unless more than its cohort uses it


def finish_upload(
    *, by: Holder, upload: GuestUpload, replaces: GuestMaterial | None = None, **facts: str
) -> GuestMaterialVersion:
    """Look at a file that has come as a whole, and keep it: as material of its own with these `facts` (title, language,
    allowed), or in place of what it `replaces`. A file that is refused is gone. Raises PermissionDenied,
    FileRefusedError, and ValidationError with `not_whole`, `pass_full` or `gone`."""
    invitation = upload.invitation
    require(invitation is not None and can_hand_in(by, invitation))
    if received(upload) != upload.size:
        refuse("not_whole")
    try:
        with put_together(piece.file for piece in upload.pieces.all()) as path:
            return _keep(_Arrival(by, invitation, upload.name, replaces, facts, upload), path)
    except FileRefusedError as problem:
        if problem.code != Refusal.NOT_LOOKED_AT:  # then it need not be sent again
            drop_upload(upload)
        raise


def hand_in(
    *, by: Holder, invitation: GuestInvitation, file: File, replaces: GuestMaterial | None = None, **facts: str
) -> GuestMaterialVersion:
    """Look at a file that came with a form, and keep it. Raises as `finish_upload`."""
    require(can_hand_in(by, invitation))
    kind_taken(file.name or "", TAKEN)
    with put_together([file]) as path:
        return _keep(_Arrival(by, invitation, file.name or "", replaces, facts), path)


@dataclass(frozen=True)
class _Arrival:
    """A file that has come, from whom and for what."""

    by: Holder
    invitation: GuestInvitation
    name: str
    replaces: GuestMaterial | None
    facts: dict[str, str]
    upload: GuestUpload | None = None


def _keep(came: _Arrival, path: Path) -> GuestMaterialVersion:
    """Look at a file, store it, and write it down; looking takes seconds and happens outside the transaction."""
    check_room(came.invitation, path.stat().st_size, besides=came.upload)
    seen = look_closely(path, kind_taken(came.name, TAKEN), largest=largest())
    version = GuestMaterialVersion(kind=seen.kind.value, size=seen.size, pages=seen.pages)
    with path.open("rb") as opened:
        version.file.save(f"a.{seen.kind.value}", File(opened), save=False)
    if seen.preview:
        version.preview.save("a.jpg", ContentFile(seen.preview), save=False)
    try:
        with transaction.atomic():
            _write_down(came, version)
    except BaseException:
        _erase([version.file.name, version.preview.name])
        raise
    return version


def _write_down(came: _Arrival, version: GuestMaterialVersion) -> None:
    invitation, material = came.invitation, came.replaces
    GuestInvitation.objects.select_for_update().get(pk=invitation.pk)  # two at once get two numbers
    if came.upload and not drop_upload(came.upload):
        refuse("gone")  # somebody has ended it in the meantime
    check_room(invitation, version.size)
    session = invitation.session
    if material is None:
        material = GuestMaterial.objects.create(
            invitation=invitation,
            session=session,
            municipality=session.cohort.in_municipality,
            edition_module=invitation.request.edition_module or _only_module(session),
            service=invitation.guest.service,
            year=session.date.year,
            **({"title": _stem(came.name)} | {name: value for name, value in came.facts.items() if value}),
        )
    elif not GuestMaterial.objects.filter(pk=material.pk, invitation=invitation).exists():
        refuse("gone")
    version.material = material
    version.number = 1 + (material.versions.order_by("-number").values_list("number", flat=True).first() or 0)
    version.save()
    user = came.by if isinstance(came.by, User) else None
    audit(by=user, obj=session.cohort, action="cohorts.material_handed_in", version=version.number)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0][:120] or "-"


def _only_module(session: CourseSession) -> EditionModule | None:
    """Give the module of an evening, if it has one only."""
    found = [each.edition_module for each in session.session_modules.select_related("edition_module")[:2]]
    return found[0] if len(found) == 1 else None


def approve_material(*, by: User, version: GuestMaterialVersion, reach: str) -> None:
    """Let a file through to the women of the cohort, and its material as far as `reach`; the whole country means that
    the secretariat is asked. Raises PermissionDenied, and ValidationError with `too_far` or `gone`."""
    material = version.material
    require(can_approve_material(by, material))
    if reach not in Reach.values or WIDTH[reach] > WIDTH[material.allowed]:
        refuse("too_far")
    with transaction.atomic():
        asks = reach == Reach.COUNTRY and material.proposal in (Proposal.NONE, Proposal.DECLINED)
        changes = {"reach": reach} | ({"proposal": Proposal.PROPOSED} if asks else {})
        if reach != Reach.COUNTRY and material.proposal == Proposal.PROPOSED:
            changes["proposal"] = Proposal.NONE
        if not GuestMaterial.objects.filter(pk=material.pk).update(**changes):
            refuse("gone")
        GuestMaterialVersion.objects.filter(pk=version.pk, approved_at=None).update(
            approved_at=timezone.now(), approved_by=by
        )
        audit(by=by, obj=material.session.cohort, action="cohorts.material_approved", reach=str(reach))


def withdraw_material(*, by: Holder, material: GuestMaterial) -> None:
    """Take material away with all its versions, bytes and all. What the secretariat has taken up is its own copy and
    stays. Said twice it changes nothing. Raises PermissionDenied."""
    require(can_withdraw_material(by, material))
    with transaction.atomic():
        if _remove([material]):
            user = by if isinstance(by, User) else None
            audit(by=user, obj=material.session.cohort, action="cohorts.material_withdrawn")


@transaction.atomic
def answer_proposal(*, by: User, material: GuestMaterial, yes: bool) -> None:
    """Take material up for the whole country, or not. A copy becomes national material of its module, with who made it
    and who may use it. Raises PermissionDenied, and ValidationError with `answered_already` or `no_module`."""
    require(can_answer_proposals(by) and GuestMaterial.objects.visible_to(by).filter(pk=material.pk).exists())
    newest = material.versions.approved().first()
    if yes and (material.edition_module is None or newest is None):
        refuse("no_module")
    answer = Proposal.ACCEPTED if yes else Proposal.DECLINED
    waiting = GuestMaterial.objects.filter(pk=material.pk, proposal=Proposal.PROPOSED)
    if not waiting.update(proposal=answer):
        refuse("answered_already")
    if yes and newest and material.edition_module:
        with newest.file.open("rb") as opened:
            copy = take_up_material(
                by=by,
                module=material.edition_module.module,
                title=material.title,
                language=material.language,
                file=File(opened, name=f"a.{newest.kind}"),
                source=", ".join(part for part in (material.service, str(material.year)) if part),
                rights=str(Reach(material.allowed).label),
            )
        GuestMaterial.objects.filter(pk=material.pk).update(national=copy)
    audit(by=by, obj=material.municipality, action="cohorts.material_answered", fields=["proposal"])


def purge_material() -> int:
    """Remove what only its own cohort had, two years after the evening, and what nobody has let through when whoever
    handed it in is forgotten; give how many."""
    narrow = GuestMaterial.objects.exclude(pk__in=GuestMaterial.objects.shared().values("pk"))
    old = narrow.filter(session__date__lt=timezone.localdate() - KEPT_FOR)
    alone = narrow.filter(invitation=None)
    with transaction.atomic():
        return _remove((old | alone).distinct())


def remove_material_of(invitations: Iterable[GuestInvitation]) -> int:
    """Remove all that was handed in for invitations, bytes and all, however far it was shared: for whoever wants
    everything about her gone. The caller has checked her right to it."""
    return _remove(GuestMaterial.objects.filter(invitation__in=list(invitations)))


def _remove(rows: Iterable[GuestMaterial]) -> int:
    """Remove rows, and their bytes once that holds."""
    keys = [row.pk for row in rows]
    files = GuestMaterialVersion.objects.filter(material__in=keys).values_list("file", "preview")
    names = [name for pair in files for name in pair]
    removed = GuestMaterial.objects.filter(pk__in=keys).delete()[1].get("cohorts.GuestMaterial", 0)
    transaction.on_commit(lambda: _erase(names))
    return removed


def _erase(names: Iterable[str | None]) -> None:
    store = GuestMaterialVersion._meta.get_field("file").storage
    for name in names:
        if name:
            store.delete(name)
