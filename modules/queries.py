"""Cross-table reads: what a page needs to be shown, and everything a file of the curriculum holds."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple
from uuid import UUID

import django
import wagtail
from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import Rendition
from wagtail.models import Page, Revision, TaskState

from lms.kit.files import FILM, SOUND
from lms.kit.pages import COUNTRY_OF, name_of_country, url_of
from lms.people.models import District, Municipality, RoleAssignment, User
from lms.people.roles import TABLE, Right, Role

from .models import (
    ContentVersion,
    ExperienceNote,
    GoalTag,
    HelpService,
    HelpServiceText,
    LocalPlace,
    LocalSlot,
    Material,
    ModulePage,
    PlaybookIndexPage,
    ReviewRequest,
    ReviewStep,
    StoredBody,
)
from .rules import forms_of
from .rules.texts import fingerprint_of

FACE = "fill-144x144"
"""How the picture of a contact is cut."""


@dataclass(frozen=True)
class HelpCard:
    """A service as its reader gets it."""

    name: str
    when: str
    hours: str
    note: str
    number: str
    call_url: str
    web: str
    is_open_always: bool
    is_free: bool | None
    is_anonymous: bool | None
    always_visible: bool
    country: str  # said where it is not the reader's own
    contact: str = ""
    picture: Rendition | None = None
    picture_alt: str = ""


def help_cards(services: Iterable[int], language: str) -> dict[int, HelpCard]:
    """Give services by id with their words in a language, else in the language of the original; and beside them
    those of the reader's country that are always visible. The most urgent first. Two queries, and two
    more where a service shows a face.
    """
    wanted = [language, settings.LANGUAGE_CODE]
    country = COUNTRY_OF.get(language, COUNTRY_OF[settings.LANGUAGE_CODE])
    texts = HelpServiceText.objects.filter(locale__language_code__in=wanted).select_related("locale")
    shown = Q(pk__in=set(services)) | Q(always_visible=True, country=country)
    faces = get_image_model().objects.prefetch_renditions(FACE)
    rows = HelpService.objects.filter(shown).prefetch_related(
        Prefetch("texts", queryset=texts), Prefetch("contact_picture", queryset=faces)
    )
    return {row.pk: _card(row, wanted, country) for row in rows}


def _card(service: HelpService, wanted: list[str], country: str) -> HelpCard:
    by_language = {text.locale.language_code: text for text in service.texts.all()}
    text = next((by_language[code] for code in wanted if code in by_language), None)
    return HelpCard(
        name=text.name if text else service.code,
        when=text.when if text else "",
        hours=text.hours if text else "",
        note=text.note if text else "",
        number=service.number,
        call_url=service.call_url,
        web=service.web,
        is_open_always=service.is_open_always,
        is_free=service.is_free,
        is_anonymous=service.is_anonymous,
        always_visible=service.always_visible,
        contact=service.contact_name,
        picture=service.contact_picture.get_rendition(FACE) if service.contact_picture else None,
        picture_alt=service.contact_alt,
        country="" if service.country_id == country else name_of_country(service.country_id, wanted[0]),
    )


def readable_modules(index: Page) -> list[ModulePage]:
    """Give the published, public modules of a list, in the order of the tree. One query for the modules."""
    return list(ModulePage.objects.child_of(index).live().public().order_by("path"))


def modules_for_readers(index: Page, language: str) -> list[ModulePage]:
    """Give the modules of a list for a reader: those of its language and those that are only in the original, each in
    the reader's language where it is published in it. The order is that of the original. Three queries."""
    public = ModulePage.objects.live().public().select_related("locale").order_by("path")
    lists = Page.objects.filter(translation_key=index.translation_key).values_list("path", flat=True)
    below = Q()
    for path in lists:
        below |= Q(path__startswith=path)
    versions: dict[UUID, dict[str, ModulePage]] = {}
    for page in public.filter(below):
        versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
    wanted = [language, settings.LANGUAGE_CODE, index.locale.language_code]
    found = [
        next((each[code] for code in wanted if code in each), None)
        for each in sorted(versions.values(), key=lambda each: min(page.path for page in each.values()))
        if settings.LANGUAGE_CODE in each or index.locale.language_code in each
    ]
    return [page for page in found if page]


def original_of(page: ModulePage) -> ModulePage:
    """Give the page that others translate: in the language of the house, else the one that was written first."""
    pages = list(
        ModulePage.objects.filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    )
    return min(pages, key=lambda each: (each.locale.language_code != settings.LANGUAGE_CODE, each.pk))


def rows_of(model: type[models.Model], language: str) -> list:
    """Give the rows of a register; where they differ by language, those of one."""
    rows = model._default_manager.all()
    return list(rows.filter(locale__language_code=language) if hasattr(model, "locale") else rows)


def originals_of(model: type[models.Model], field: str) -> dict:
    """Give what the original language calls each row, by the key that its translations share."""
    rows = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE)
    return dict(rows.values_list("translation_key", field))


def content_editors() -> QuerySet[User]:
    """Give everybody who works on the national content now."""
    roles = [role.value for role, rule in TABLE.items() if Right.EDIT_NATIONAL_CONTENT in rule.rights]
    held = RoleAssignment.objects.running().filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")


def subject_approved(texts: Mapping[int, int]) -> set[int]:
    """Give those of these revisions (each with the id of its page) whose facts somebody has approved: at the first
    step of the review, or from outside, of this revision or of one with the same words. At most three queries."""
    steps = TaskState.objects.filter(
        revision__in=texts, status=TaskState.STATUS_APPROVED, task__reviewstep__kind=ReviewStep.Kind.SUBJECT
    )
    approved = set(steps.values_list("revision", flat=True))
    right = ReviewRequest.objects.filter(
        page__in=[page for revision, page in texts.items() if revision not in approved],
        answer=ReviewRequest.Answer.RIGHT,
    )
    said: dict[int, set[str]] = {}
    for page, fingerprint in right.values_list("page", "fingerprint"):
        said.setdefault(page, set()).add(fingerprint)
    if not said:
        return approved
    same = Revision.objects.filter(pk__in=[revision for revision, page in texts.items() if page in said])
    return approved | {each.pk for each in same if fingerprint_of(each.as_object()) in said[texts[each.pk]]}


def all_services() -> list[HelpService]:
    """Give every service with its texts and source. Few queries."""
    texts = HelpServiceText.objects.select_related("locale").order_by("locale__language_code")
    return list(HelpService.objects.select_related("source").prefetch_related(Prefetch("texts", queryset=texts)))


@dataclass
class Reading:
    """What a module needs while it is shown. What only its stored parts need is looked up when one is made anew."""

    page: ModulePage
    language: str
    cards: dict[int, HelpCard]
    chosen: frozenset[int]  # the services that its own help boxes name

    @cached_property
    def sources(self) -> frozenset[str]:
        """Give the codes that its list of sources holds."""
        parts = [part for part in self.page.body if part.block_type == "sources"]
        listed = [entry["source"] for part in parts for entry in part.value["sources"]]
        return frozenset(source.code for source in listed if source)

    @cached_property
    def words(self) -> list[tuple[str, str, str]]:
        """Give form, word and explanation, the longest first. Words leave the list once they were explained."""
        parts = [part for part in self.page.body if part.block_type == "words"]
        entries = [entry for part in parts for entry in part.value["words"] if entry["term"]]
        forms = [
            (form, entry["term"].term, entry["here"] or entry["term"].explanation)
            for entry in entries
            for form in forms_of(entry["term"].term)
        ]
        return sorted(forms, key=lambda each: -len(each[0]))


def reading_of(page: ModulePage, language: str) -> Reading:
    """Gather what the parts of a module point to. As many queries for three services as for one."""
    services = [
        item["value"]["service"]
        for part in page.body.get_prep_value()
        if part["type"] == "help"
        for item in part["value"]["entries"]
        if item["value"]["service"]
    ]
    return Reading(page, language, help_cards(services, language), frozenset(services))


# --- what may be kept -------------------------------------------------------------------------------------------------

BAKES = (
    "modules/blocks/**/*.py",
    "modules/models/**/*.py",
    "modules/queries.py",
    "modules/rules/**/*.py",
    "modules/templatetags/*.py",
    "templates/components/*.html",
    "templates/modules/**/*.html",
    "lms/locale/*/LC_MESSAGES/django.mo",
)
"""The files that decide how a body looks."""


class Version(NamedTuple):
    """What is true now. Whatever is kept is kept under this; the day is in it because editions begin on one."""

    content: str
    baked: str
    day: date


READ_VERSION = f"SELECT content, baked FROM {ContentVersion._meta.db_table}"  # noqa: S608  # a table of our own


def version_of(request: HttpRequest) -> Version | None:
    """Give the version a request is answered in: read once, before anything that is shown. None as long as nothing
    was ever published; then nothing may be kept. One query."""
    held = vars(request)
    if "content_version" not in held:
        with connection.cursor() as cursor:  # plain SQL: most answers from memory consist of little else
            cursor.execute(READ_VERSION)
            row = cursor.fetchone()
        held["content_version"] = Version(str(row[0]), str(row[1]), timezone.localdate()) if row else None
    return held["content_version"]


def block_version() -> str:
    """Give a hash of everything but the content that decides how a body looks. While developing it is read anew."""
    return _digest_of_files.__wrapped__() if settings.DEBUG else _digest_of_files()


@lru_cache(maxsize=1)
def _digest_of_files() -> str:
    digest = hashlib.sha256(f"{wagtail.__version__} {django.__version__}".encode())
    for pattern in BAKES:
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.relative_to(settings.ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def made_with(version: Version, page: ModulePage) -> str:
    """Give what a body is stored under besides its revision, language and reader. The raw text is part of it: a page
    can be saved without a revision, by a command or a migration."""
    raw = json.dumps(page.body.get_prep_value(), default=str)
    return hashlib.sha256(f"{block_version()} {version.baked} {raw}".encode()).hexdigest()


def stored_body(*, revision_id: int, language: str, for_leaders: bool, made_with: str) -> list[str | int] | None:
    """Give a stored body: pieces of HTML, and the places of the parts that were left open. None if it is to be made."""
    rows = StoredBody.objects.filter(
        revision_id=revision_id, language=language, for_leaders=for_leaders, made_with=made_with
    )
    return rows.values_list("pieces", flat=True).first()


# --- recordings -------------------------------------------------------------------------------------------------------


def recording_address(document: AbstractDocument, quiet: bool = False) -> str:
    """Give the address of a sound or a film: the mark of its content, which says nothing of it and cannot be guessed.
    `quiet` for pages that leave no trace."""
    end = document.file_extension.lower()
    return reverse("quiet_recording" if quiet else "recording", args=[document.get_file_hash(), end])


def find_recording(digest: str, end: str) -> AbstractDocument | None:
    """Give the sound or film that has such content and such an end of its name, or None."""
    if not digest or end not in SOUND | FILM:
        return None
    found = get_document_model().objects.filter(file_hash=digest, file__iendswith=f".{end}")
    return found.select_related("collection").first()


# --- what a district has filled in ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SlotValue:
    """What a district has filled into one local place of the texts."""

    name: str  # of the entry of its directory, if it chose one
    phone: str
    call_url: str
    where: str
    text: str


def slot_values(place: LocalPlace | None) -> dict[str, SlotValue]:
    """Give what is filled in for a place, by the key of the slot; what a district has not filled in, its municipality
    may have. One query, none without a place.
    """
    if place is None:
        return {}
    rows = LocalSlot.objects.read_in(place).select_related("entry")
    ordered = sorted(rows, key=lambda row: row.district_id is not None)  # the district has the last word
    return {row.key: _value(row) for row in ordered}


def _value(row: LocalSlot) -> SlotValue:
    entry = row.entry
    return SlotValue(
        name=entry.name if entry else "",
        phone=entry.phone if entry else "",
        call_url=entry.call_url if entry else "",
        where=entry.where if entry else "",
        text=row.text,
    )


READ_AS = (Role.TRAINEE, Role.COORDINATOR, Role.HELPER, Role.VOLUNTEER, Role.ORG_VOLUNTEER)
"""As whom she reads when she has several roles: where she learns counts before where she leads or helps."""


def place_of_reader(user: User) -> LocalPlace | None:
    """Give the place whose numbers a reader should get, from the roles that run for her now: the newest of the role
    that stands first in `READ_AS`. None for whoever belongs to the whole country. No query beside that of her roles.
    """
    held = [role for role in user.running_roles if role.role in READ_AS]
    if not held:
        return None
    first = min(READ_AS.index(Role(role.role)) for role in held)
    newest = max((role for role in held if role.role == READ_AS[first]), key=lambda role: role.starts_at)
    group = newest.local_group
    return newest.district or newest.municipality or (group.district or group.municipality if group else None)


def place_at(path: str) -> LocalPlace | None:
    """Give the place at an address like oslo/alna or grong, or None. One query."""
    municipality, _slash, district = path.partition("/")
    if not district:
        return Municipality.objects.filter(slug=municipality).first()
    found = District.objects.filter(municipality__slug=municipality, slug=district)
    return found.select_related("municipality").first()


# --- reviews ---------------------------------------------------------------------------------------------------------


def reviews_of(page: ModulePage) -> QuerySet[ReviewRequest]:
    """Give what people outside were asked about a page and not taken back, the newest first, each with the number of
    its remarks that nobody has handled yet, as `open_remarks`."""
    found = ReviewRequest.objects.filter(page=page, revoked_at__isnull=True)
    return with_open_remarks(found).order_by("-asked_at")


def with_open_remarks(requests: QuerySet[ReviewRequest]) -> QuerySet[ReviewRequest]:
    """Add to each request the number of its remarks that nobody has handled yet, as `open_remarks`."""
    return requests.annotate(open_remarks=Count("remarks", filter=Q(remarks__handled_at__isnull=True)))


def experiences_of(page: ModulePage) -> QuerySet[ExperienceNote]:
    """Give what those who lead evenings have said of a module, in whatever language they read it; newest first."""
    return ExperienceNote.objects.filter(page__translation_key=page.translation_key)


def module_in(slug: str, language: str) -> ModulePage | None:
    """Give a module by its address in a language, published or not."""
    pages = ModulePage.objects.filter(slug=slug, locale__language_code=language, alias_of__isnull=True)
    return pages.select_related("locale").first()


def _originals() -> QuerySet[ModulePage]:
    return ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)


def modules_to_speak_of() -> list[ModulePage]:
    """Give the modules a note can be about: each once, as it was written first."""
    return list(_originals().order_by("path"))


def module_to_speak_of(slug: str) -> ModulePage | None:
    """Give one of these by its address."""
    return _originals().filter(slug=slug).first()


def playbooks_url() -> str:
    """Give the address of the list of playbooks in the reader's language, else of the original; empty without one."""
    wanted = [get_language(), settings.LANGUAGE_CODE]
    pages = PlaybookIndexPage.objects.live().public().filter(locale__language_code__in=wanted)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    page = next((found[code] for code in wanted if code in found), None)
    return url_of(page) if page else ""


# --- for those who lead -----------------------------------------------------------------------------------------------


def material_of(page: ModulePage, language: str) -> list[Material]:
    """Give the material of a module in all languages, that of hers first, each with its versions. Two queries."""
    found = Material.objects.filter(module__translation_key=page.translation_key)
    pieces = found.select_related("locale").prefetch_related("versions")
    return sorted(pieces, key=lambda piece: piece.locale.language_code != language)


def goals_of(page: ModulePage, language: str) -> list[tuple[GoalTag, str]]:
    """Give what a module strengthens, each with its name in a language. Two queries."""
    tags = GoalTag.objects.filter(modules=page).prefetch_related("names__locale")
    return [(tag, tag.name_in(language)) for tag in tags]


def modules_with_goal(tag: GoalTag, language: str) -> list[ModulePage]:
    """Give the published modules that strengthen a goal, in a language if any is, else in that of the original."""
    found = ModulePage.objects.live().filter(tags=tag).select_related("locale").order_by("path")
    mine = [page for page in found if page.locale.language_code == language]
    return mine or [page for page in found if page.locale.language_code == settings.LANGUAGE_CODE]
