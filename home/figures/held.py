"""What is held about somebody, in her words: for her page, for paper, and for machines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import AgreementText, Cohort
from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from curriculum.queries import titles_for
from lms.kit.languages import language_names
from lms.people.models import (
    AccessLink,
    District,
    LocalGroup,
    Municipality,
    Notice,
    Organisation,
    ReadLog,
    User,
)
from lms.people.rules import Kind
from modules.models import ModulePage, VoiceText

from ..queries.held import Kept, offices_of, rows_held, value_of

LABELS: dict[str, Promise] = {
    "accepted_at": _("said yes"),
    "action": _("what"),
    "address": _("sent to"),
    "answered_at": _("answered"),
    "area": _("part of town"),
    "body": _("text"),
    "by_mail": _("invitations by e-mail"),
    "channel": _("way"),
    "closed_at": _("answered"),
    "code": _("number"),
    "cohort": _("course"),
    "counts_evenings": _("say how many evenings I came"),
    "credited": _("modules that count"),
    "decided_at": _("decided"),
    "edition_module": _("module"),
    "email": _("e-mail"),
    "expire_date": _("until"),
    "expires_at": _("until"),
    "facts": _("what stands on it"),
    "file": _("file"),
    "fulfilled": _("all requirements met"),
    "is_off_lists": _("left out of lists"),
    "is_protected": _("nobody may find me"),
    "label": _("page"),
    "language": _("language"),
    "last_active_on": _("last here"),
    "last_login": _("last signed in"),
    "last_used_at": _("last used"),
    "message_ways": _("how messages come"),
    "minutes": _("minutes missed"),
    "name": _("name"),
    "name_agreed_at": _("said yes to showing the name"),
    "name_confirmed_at": _("spelling confirmed"),
    "name_text": _("text you agreed to"),
    "neutral_look": _("a name and a picture that say nothing"),
    "object_str": _("page"),
    "outcome": _("result"),
    "page": _("page"),
    "place": _("place"),
    "proposed_at": _("proposed"),
    "purpose": _("for what"),
    "read_at": _("read"),
    "reason": _("reason"),
    "received_at": _("reached us"),
    "replied_at": _("answered"),
    "says_name": _("my first name stands beside my voice"),
    "sent_at": _("sent"),
    "sent_to": _("sent to"),
    "session": _("evening"),
    "shows_name": _("name on the check page"),
    "signed_at": _("agreed"),
    "since": _("from"),
    "standing": _("what you have"),
    "state": _("state"),
    "status": _("mark"),
    "subject": _("subject"),
    "tag": _("language"),
    "text": _("text"),
    "type": _("kind"),
    "until": _("until"),
    "verified": _("confirmed"),
    "view": _("what was shown"),
    "withdrawn_at": _("taken back"),
}
"""What fields are called that have no name of their own in all languages. A moment without one is “when”."""
LINKS = {AccessLink.Purpose.SIGN_IN: _("code to sign in"), AccessLink.Purpose.FEED: _("your calendar")}
LANGUAGES = ("tag", "language", "interface_language", "content_language")
KINDS = {
    Kind.PLAN: _("When an evening is moved, changed or cancelled"),
    Kind.ASKED: _("When we ask whether you come to an evening"),
    Kind.AFTER: _("After an evening: what you did, and the task for home"),
    Kind.DIPLOMA: _("When you have got your diploma"),
}
KEYS = {"totp": _("app with codes"), "webauthn": _("passkey"), "recovery_codes": _("codes on paper")}
SEEN = {
    "person_protection": _("whether nobody may find you"),
    "person": _("your page: name, number, roles"),
    "people": _("a list of people"),
    "completion": _("what you have of the course"),
    "diploma": _("your diploma"),
    "card": _("your card"),
    "data_request": _("your request about your data"),
    "women": _("the list of your course"),
    "roll": _("the list of an evening"),
    "evening": _("an evening of your course"),
    "cohort": _("your course"),
}
"""By the beginning of a view's name: what it showed."""


@dataclass(frozen=True)
class Fact:
    """One field of a row: its own name, what it is called, what it says, and the value for machines."""

    name: str
    label: str
    text: str
    value: Any
    file: FieldFile | None = None


@dataclass(frozen=True)
class Group:
    """The rows of one model."""

    model: str
    title: str
    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True)
class Part:
    """A chapter with what there is in it; groups without rows are left out."""

    title: str
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """Give how many rows it has."""
        return sum(len(group.rows) for group in self.groups)


def held_about(person: User) -> list[Part]:
    """Give all that is held about somebody, in the language that is active. One query a model, and four more."""
    parts: dict[str, list[Group]] = {}
    for chapter, kept, rows in rows_held(person):
        groups = parts.setdefault(str(chapter.title), [])
        if rows:
            tell = _teller(kept, rows)
            groups.append(Group(kept.model, str(kept.title), tuple(_facts(kept, row, tell) for row in rows)))
    return [Part(title, tuple(groups)) for title, groups in parts.items() if groups]


def _teller(kept: Kept, rows: list[Model]) -> Callable[[Model, str, Any], str]:
    """Give what says a value of one of these rows in words; what it needs to look up is looked up once for all."""
    if kept.model == ReadLog._meta.label:
        offices = offices_of(row.reader_id for row in rows)
        gone = gettext("somebody who is not here any more")
        return lambda row, name, value: (
            f"{seen(value)} – {offices.get(row.reader_id, gone)}" if name == "view" else said(value)
        )
    modules = [row.edition_module for row in rows] if "edition_module" in kept.names else []
    titles = titles_for(modules, get_language() or "") if modules else {}
    return lambda row, name, value: (
        titles[value.pk] if isinstance(value, EditionModule) else shown_as(row, name) or said(value)
    )


def _facts(kept: Kept, row: Model, tell: Callable[[Model, str, Any], str]) -> tuple[Fact, ...]:
    facts = []
    for name in kept.names:
        value = value_of(row, name)
        if value is None or value in ("", [], {}) or (isinstance(value, FieldFile) and not value):
            continue
        text = tell(row, name, value)
        file = value if isinstance(value, FieldFile) else None
        facts.append(Fact(name, label_of(row, name), text, _plain(value, text), file))
    return tuple(facts)


def label_of(row: Model, name: str) -> str:
    """Give what a field is called in the language that is active."""
    if name in LABELS:
        return str(LABELS[name])
    own = row._meta.get_field(name).verbose_name
    return str(own) if isinstance(own, Promise) else gettext("when")


def shown_as(row: Model, name: str) -> str:
    """Give the words for a value that is one of a choice; nothing for others."""
    value = getattr(row, name)
    if isinstance(row, AccessLink) and name == "purpose":
        return str(LINKS.get(value, value))
    if name in LANGUAGES:
        return dict(language_names(get_language() or "")).get(value, value)
    if name == "message_ways":
        return "; ".join(f"{KINDS[Kind(kind)]}: {Notice.Channel(way).label}" for kind, way in value.items())
    if row._meta.label == "mfa.Authenticator" and name == "type":
        return str(KEYS.get(value, value))
    told = getattr(row, f"get_{name}_display", None)
    return str(told()) if told else ""


def seen(view: str) -> str:
    """Say what somebody has seen, by the name of the page."""
    for beginning, words in SEEN.items():
        if view.startswith(beginning):
            return str(words)
    return gettext("a page with your name")


def said(value: Any) -> str:  # noqa: PLR0911  # one answer for each kind of value
    """Say a value in words: what is sensitive stays under its neutral name."""
    match value:
        case bool():
            return gettext("yes") if value else gettext("no")
        case datetime():
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case CourseSession():
            return f"{neutral_name(value)}, {date_format(value.date, 'SHORT_DATE_FORMAT')}"
        case ModulePage():
            return value.neutral_name if value.leaves_no_trace else value.title
        case AgreementText() | VoiceText():
            return f"{value.title} ({value.version}, {value.language})"
        case FieldFile():
            return value.name.rsplit("/", 1)[-1]
        case Cohort() | Organisation() | Municipality() | District() | LocalGroup():
            return value.name
        case dict():
            return ", ".join(f"{key}: {said(inner)}" for key, inner in value.items())
        case list() | tuple():
            return ", ".join(said(each) for each in value)
    return str(value)


def _plain(value: Any, text: str) -> Any:
    """Give a value as a machine reads it: numbers, truth, days and lists as they are, all else in words."""
    if isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else text
