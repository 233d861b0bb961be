"""The demo's guest professionals: for each state that an evening's guests can be in, somebody who is in it."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.core.files import File
from django.db.models import QuerySet
from django.utils import timezone

from cohorts.guests.actions import (
    accept_invitation,
    add_guest,
    ask_guests,
    ask_now,
    cancel_invitation,
    decline_invitation,
    propose_days,
)
from cohorts.guests.actions.answering_after import say_afterword
from cohorts.guests.actions.answering_consents import note_agreement
from cohorts.guests.actions.answering_handover import hand_over
from cohorts.guests.actions.asking import new_pass
from cohorts.guests.actions.material import approve_material, hand_in
from cohorts.guests.actions.steps import note_step
from cohorts.models import (
    Cohort,
    CourseSession,
    GuestAfterword,
    GuestInvitation,
    GuestMaterialVersion,
    GuestProfessional,
    GuestRequest,
    GuestStep,
    Profession,
)
from lms.kit.paper import Document, Heading, words
from lms.kit.pdf import pdf_file
from lms.people.actions.links import revoke_links
from lms.people.models import AccessLink, User
from modules.models import ModuleKind

State, Kind, Source = GuestInvitation.State, GuestStep.Kind, GuestInvitation.Source
DAY = timedelta(days=1)


@dataclass(frozen=True)
class DemoGuest:
    """An invented guest professional: the address is one that nobody can have."""

    name: str
    kind: str  # code of her profession
    speaks: tuple[str, ...] = ("nb",)
    facts: tuple[tuple[str, object], ...] = ()
    phone: str = ""

    @property
    def email(self) -> str:
        """Give her address."""
        return f"{self.name.split()[0].lower().replace('å', 'a').replace('ø', 'o')}.gjest@demo.invalid"


WOMAN = ("is_woman", True)
ALNA = (
    DemoGuest("Kari Lien", "helsesykepleier", ("nb", "en"), (WOMAN, ("notes", "Liker flippover.")), "+4710000301"),
    DemoGuest("Mona Sætre", "barnehagestyrer", ("nb",), (WOMAN,)),
    DemoGuest("Jonas Berg", "utekontakt", ("nb", "en"), (("is_woman", False),)),
    DemoGuest("Sigrid Foss", "ernaeringsfysiolog"),
    DemoGuest("Yasmin Aziz", "jordmor", ("nb", "ur", "pa"), (WOMAN,), "+4710000305"),
    DemoGuest("Hege Lund", "psykolog", ("nb", "en"), (WOMAN,), "+4710000306"),
    DemoGuest("Tor Hansen", "nav-veileder", ("nb",), (("is_woman", False),), "+4710000307"),
    DemoGuest("Ayan Farah", "ansatt-i-bydelen", ("nb", "so"), (WOMAN,)),
    DemoGuest("Liv Moen", "icdp-veileder", ("nb",), (WOMAN, ("is_icdp_guide", True))),
    DemoGuest("Rahel Tesfai", "icdp-veileder", ("nb", "ti"), (WOMAN, ("is_icdp_guide", True))),
    DemoGuest("Bente Vik", "familieveileder", ("nb",), (WOMAN,)),
    DemoGuest("Elin Dahl", "krisesenteransatt", ("nb", "en"), (WOMAN,), "+4710000312"),
    DemoGuest("Per Nilsen", "familievoldskoordinator", ("nb",), (("is_woman", False),)),
    DemoGuest("Samira Noor", "flyktningkonsulent", ("nb", "ar"), (WOMAN,)),
    DemoGuest("Hiba Saleh", "egen-erfaring", ("ar", "nb"), (WOMAN, ("tells_own_story", True), ("thanks", "Gavekort"))),
)  # fmt: skip
VESTRE_AKER = (
    DemoGuest("Anne Brekke", "helsesykepleier", ("nb",), (WOMAN,), "+4710000401"),
    DemoGuest("Ida Strand", "barnehagestyrer", ("nb",), (WOMAN,)),
    DemoGuest("Ole Haug", "laerer", ("nb", "en")),
    DemoGuest("Nina Ruud", "minoritetsradgiver", ("nb",), (WOMAN,)),
    DemoGuest("Turid Aas", "ernaeringsfysiolog", ("nb",), (WOMAN,)),
)
KOBENHAVN = (
    DemoGuest("Mette Holm", "helsesykepleier", ("da", "en"), (WOMAN,), "+4510000401"),
    DemoGuest("Jakob Friis", "barnehagestyrer", ("da",)),
    DemoGuest("Aysel Kaplan", "jordmor", ("da", "tr"), (WOMAN,)),
    DemoGuest("Birgit Krogh", "psykolog", ("da",), (WOMAN,)),
)


def enter_guests(by: User, cohort: Cohort, guests: tuple[DemoGuest, ...]) -> dict[str, GuestProfessional]:
    """Enter guest professionals at the place of a cohort, with the modules that each usually teaches; by first name."""
    kinds = {kind.code: kind for kind in Profession.objects.prefetch_related("modules")}
    language = by.interface_language
    return {
        each.name.split()[0]: add_guest(
            by=by,
            place=cohort.place,
            name=each.name,
            email=each.email,
            phone=each.phone,
            kind=kinds[each.kind],
            profession=kinds[each.kind].name_in(language),
            service=kinds[each.kind].service_in(language),
            modules=[module.module_key for module in kinds[each.kind].modules.all()],
            speaks=list(each.speaks),
            language=language,
            **dict(each.facts),
        )
        for each in guests
    }


def _subjects(cohort: Cohort, *, ahead: bool) -> list[CourseSession]:
    sessions: QuerySet[CourseSession] = cohort.sessions.held().filter(
        session_modules__edition_module__module__kind=ModuleKind.SUBJECT
    )
    today = timezone.localdate()
    sessions = sessions.filter(date__gt=today) if ahead else sessions.filter(date__lt=today)
    return list(sessions.distinct().order_by("date"))


def ask_in_alna(by: User, cohort: Cohort) -> None:
    """Let guests of a course in its middle be in every state; call it before one of its evenings is moved."""
    known = enter_guests(by, cohort, ALNA)
    past = ("Kari", "Mona", "Jonas", "Sigrid", "Yasmin")
    for session, name in zip(_subjects(cohort, ahead=False), past, strict=False):
        _was_here(by, session, known[name])
    to_be_moved = cohort.sessions.held().filter(date__gt=timezone.localdate()).order_by("date")[2]
    _yes(by, to_be_moved, known["Ayan"])
    coming = [each for each in _subjects(cohort, ahead=True) if each != to_be_moved]
    scenes = (_with_approved_slides, _with_new_slides, _in_turn, _two_of_them, _taken_back)
    for scene, session in zip(scenes, coming, strict=False):
        scene(by, session, known)


def ask_in_vestre_aker(by: User, cohort: Cohort) -> None:
    """Let a course that begins soon wait for its guests: some are late."""
    known = enter_guests(by, cohort, VESTRE_AKER)
    late, sure, declined, handed_on = _subjects(cohort, ahead=True)[:4]
    _ask(by, late, known["Anne"])
    _yes(by, sure, known["Ida"], wanted="Barnehagen")
    _yes(by, sure, known["Ole"], wanted="Skolen")
    _no(by, declined, known["Nina"])
    [invitation] = _ask(by, handed_on, known["Turid"])
    hand_over(by=by, invitation=invitation, name="Marte Sunde", email="marte.gjest@demo.invalid", source=Source.HOST)


def ask_in_kobenhavn(by: User, cohort: Cohort) -> None:
    """Let a Danish course have one guest in each of the plain states."""
    known = enter_guests(by, cohort, KOBENHAVN)
    past = _subjects(cohort, ahead=False)[-1:]
    for session in past:
        _was_here(by, session, known["Mette"])
    for session, name, scene in zip(
        _subjects(cohort, ahead=True), ("Jakob", "Aysel", "Birgit"), (_yes, _ask, _other_days), strict=False
    ):
        scene(by, session, known[name])


def _ask(by: User, session: CourseSession, *guests: GuestProfessional, **wishes: object) -> list[GuestInvitation]:
    return ask_guests(by=by, session=session, guests=guests, **wishes)


def _yes(by: User, session: CourseSession, guest: GuestProfessional, **wishes: object) -> GuestInvitation:
    """Ask somebody, who says yes by phone."""
    [invitation] = _ask(by, session, guest, **wishes)
    return accept_invitation(by=by, invitation=invitation, sequence=session.sequence, source=Source.HOST)


def _no(by: User, session: CourseSession, guest: GuestProfessional) -> None:
    [invitation] = _ask(by, session, guest)
    decline_invitation(by=by, invitation=invitation, sequence=session.sequence, source=Source.HOST)


def _other_days(by: User, session: CourseSession, guest: GuestProfessional, **wishes: object) -> None:
    [invitation] = _ask(by, session, guest, **wishes)
    days = f"{session.date + 2 * DAY:%d.%m.} eller {session.date + 7 * DAY:%d.%m.}, samme tid"
    propose_days(by=by, invitation=invitation, sequence=session.sequence, proposal=days, source=Source.HOST)


def _with_approved_slides(by: User, session: CourseSession, known: dict[str, GuestProfessional]) -> None:
    version = _hand_in(by, _yes(by, session, known["Hege"]), "Alle har psykisk helse")
    approve_material(by=by, version=version, reach="municipality")


def _with_new_slides(by: User, session: CourseSession, known: dict[str, GuestProfessional]) -> None:
    _hand_in(by, _yes(by, session, known["Tor"]), "Brevet fra NAV")


def _in_turn(by: User, session: CourseSession, known: dict[str, GuestProfessional]) -> None:
    names = ("Bente", "Liv", "Rahel")
    first, second, _third = _ask(by, session, *(known[name] for name in names), next_after_days=5)
    decline_invitation(by=by, invitation=first, sequence=session.sequence, source=Source.HOST)
    ask_now(by=by, invitation=second)


def _two_of_them(by: User, session: CourseSession, known: dict[str, GuestProfessional]) -> None:
    _yes(by, session, known["Elin"], wanted="Krisesenteret")
    _other_days(by, session, known["Per"], wanted="Politiet")


def _taken_back(by: User, session: CourseSession, known: dict[str, GuestProfessional]) -> None:
    [invitation] = _ask(by, session, known["Samira"])
    cancel_invitation(by=by, invitation=invitation)


def _hand_in(by: User, invitation: GuestInvitation, title: str) -> GuestMaterialVersion:
    """Hand in a page of slides for a guest."""
    blocks = (Heading(title, 1), words("Demo: en side i stedet for mange."))
    paper = Document(title=title, language="nb", blocks=blocks, at=timezone.now())
    file = File(BytesIO(pdf_file(paper)), f"{title}.pdf")
    return hand_in(by=by, invitation=invitation, file=file, title=title, language="nb", allowed="country")


def _was_here(by: User, session: CourseSession, guest: GuestProfessional) -> None:
    """Write down that somebody came and was thanked. The actions refuse evenings that are over, so this alone is
    written as they would have left it."""
    request = GuestRequest.objects.create(session=session, created_by=by)
    asked_at = session.begins - 40 * DAY
    invitation = GuestInvitation.objects.create(
        request=request,
        guest=guest,
        state=State.ACCEPTED,
        asked_by=by,
        asked_at=asked_at,
        answered_at=asked_at + 2 * DAY,
        source=Source.LINK,
        sequence=session.sequence,
    )
    for kind in (Kind.ASKED, Kind.ACCEPTED, Kind.THANKED):
        note_step(by=by if kind == Kind.ASKED else None, invitation=invitation, kind=kind)
    say_afterword(
        by=by,
        invitation=invitation,
        planned=GuestAfterword.Planned.PARTLY,
        worked="Spørsmålene i små grupper. Sett av god tid til dem.",
        again=True,
    )
    note_agreement(by=by, guest=guest, keep=True, share=guest.is_woman is True, language=guest.language)


# --- links for a tester ----------------------------------------------------------------------------------------------


def guest_links() -> dict[str, str]:
    """Draw a link of each sort: one that opens, one whose evening is long over, one that was taken back, one of another
    district, and one of a guest who comes. Each call gives new ones; only their hashes are stored."""
    invitations = GuestInvitation.objects.select_related("guest", "request__session__cohort").order_by("pk")
    alna = invitations.filter(request__session__cohort__name="Alna kveld")
    now = timezone.localdate()
    over = now - timedelta(days=15)
    found = {
        "valid": alna.filter(state=State.ASKED).first(),
        "expired": alna.filter(request__session__date__lt=over).first(),
        "revoked": alna.filter(state=State.CANCELLED).first(),
        "other_district": invitations.filter(
            state=State.ASKED, request__session__cohort__name="Vestre Aker vinter"
        ).first(),
        "confirmed": alna.filter(state=State.ACCEPTED, request__session__date__gt=now).first(),
    }
    links = {}
    for name, invitation in found.items():
        if invitation:
            links[name] = new_pass(invitation, by=None)
    if found["revoked"]:
        revoke_links(subject=found["revoked"], purpose=AccessLink.Purpose.GUEST)
    return links
