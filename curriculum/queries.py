"""Reads of editions across tables: as the rules need them, and as a reader of a module needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from lms.kit.pages import COUNTRY_OF
from modules.models import EditorialTodo, ModulePage
from modules.queries import subject_approved

from .models import CompletionRule, CurriculumEdition, EditionModule, PinnedText
from .rules import EditionPlan, Finding, Kind, OrderedModule, PlannedModule, Rule, Weight, check_edition

# --- for the rules ---------------------------------------------------------------------------------------------------


def places_of(edition: CurriculumEdition) -> list[EditionModule]:
    """Give the places of an edition in order, with their modules. One query."""
    return list(edition.places.select_related("module__locale").order_by("position"))


def all_modules() -> list[ModulePage]:
    """Give the modules an edition can be made of: each once, in the language it was written in."""
    originals = ModulePage.objects.filter(alias_of__isnull=True).select_related("locale").order_by("pk")
    found: dict[UUID, ModulePage] = {}
    for page in originals:
        found.setdefault(page.translation_key, page)
    return list(found.values())


def rule_of(edition: CurriculumEdition, places: Iterable[EditionModule] | None = None) -> Rule | None:
    """Give the rule of an edition with its mandatory modules (keys are ids of modules), or None if it has none yet."""
    stored = CompletionRule.objects.filter(edition=edition).first()
    if stored is None:
        return None
    held = places_of(edition) if places is None else places
    return Rule(
        share=stored.share,
        mandatory=frozenset(place.module_id for place in held if place.mandatory),
        catch_up_allowed=stored.catch_up_allowed,
        max_catch_ups=stored.max_catch_ups,
    )


def plan_of(edition: CurriculumEdition) -> EditionPlan:
    """Give an edition as `check_edition` takes it."""
    places = places_of(edition)
    return EditionPlan(
        modules=tuple(
            PlannedModule(place.module_id, place.position, place.hours, Kind(place.module.kind)) for place in places
        ),
        rule=rule_of(edition, places),
        evening_minutes=edition.evening_minutes,
        size_min=edition.size_min,
        size_max=edition.size_max,
    )


def ordered_modules(edition: CurriculumEdition) -> list[OrderedModule]:
    """Give what each module of an edition asks of its place in a plan of evenings: the first frame opens, the last
    one closes, and the methods keep the order of the edition."""
    places = places_of(edition)
    found: list[OrderedModule] = []
    methods: set[int] = set()
    for number, place in enumerate(places):
        kind = Kind(place.module.kind)
        found.append(
            OrderedModule(
                key=place.module_id,
                opens=kind is Kind.FRAME and number == 0,
                closes=kind is Kind.FRAME and 0 < number == len(places) - 1,
                after=frozenset(methods) if kind is Kind.METHOD else frozenset(),
            )
        )
        if kind is Kind.METHOD:
            methods.add(place.module_id)
    return found


# --- before a release ------------------------------------------------------------------------------------------------


class TodoCode(StrEnum):
    """What is still open when an edition is to be released."""

    TO_CHECK = "to_check"  # facts of the module's text
    NOT_APPROVED = "not_approved"
    TITLE_IS_PROPOSAL = "title_is_proposal"


@dataclass(frozen=True)
class Todo:
    """One kind of open to-do at one place. `count` says how many."""

    code: TodoCode
    position: int
    title: str
    count: int = 1


@dataclass(frozen=True)
class Readiness:
    """What stands in the way of a release."""

    findings: tuple[Finding, ...]
    unpublished: tuple[int, ...]  # positions whose module has no published text
    todos: tuple[Todo, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Give the findings no reason lets through."""
        return tuple(finding for finding in self.findings if finding.weight is Weight.REFUSE)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Give what is only worth a look."""
        return tuple(finding for finding in self.findings if finding.weight is Weight.WARN)

    @property
    def is_sound(self) -> bool:
        """Tell whether it can be released, if need be with a reason."""
        return not (self.refusals or self.unpublished)


def readiness_of(edition: CurriculumEdition) -> Readiness:
    """Give everything that is to be known before a release."""
    places = places_of(edition)
    approved = subject_approved(
        {
            place.module.live_revision_id: place.module_id
            for place in places
            if place.module.live and place.module.live_revision_id
        }
    )
    open_todos = dict(
        EditorialTodo.objects.open()
        .filter(page__in=[place.module_id for place in places])
        .values_list("page")
        .annotate(Count("pk"))
    )
    todos = []
    for place in places:
        if count := open_todos.get(place.module_id):
            todos.append(Todo(TodoCode.TO_CHECK, place.position, place.shown_title, count))
        if place.module.live_revision_id not in approved:
            todos.append(Todo(TodoCode.NOT_APPROVED, place.position, place.shown_title))
        if place.title_is_proposal:
            todos.append(Todo(TodoCode.TITLE_IS_PROPOSAL, place.position, place.shown_title))
    return Readiness(
        findings=tuple(check_edition(plan_of(edition))),
        unpublished=tuple(
            place.position for place in places if not (place.module.live and place.module.live_revision_id)
        ),
        todos=tuple(todos),
    )


def published_texts(place: EditionModule) -> list[tuple[Locale, int]]:
    """Give the languages in which a module is published, each with the id of the revision that is."""
    pages = ModulePage.objects.live().filter(
        translation_key=place.module.translation_key, live_revision__isnull=False, alias_of__isnull=True
    )
    return [(page.locale, page.live_revision_id) for page in pages.select_related("locale")]


# --- for readers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadText:
    """The text of a module that counts in an edition."""

    page: Page  # as it was when its revision was made
    revision_id: int
    language: str
    is_fallback: bool  # the language that was asked for has no text
    corrected_at: datetime | None  # when the newest text is a correction
    reason: str


def newest_pins(place: EditionModule) -> dict[str, PinnedText]:
    """Give the pin that counts in each language, by its code, without loading any text."""
    pins = place.pins.select_related("locale").order_by("pk")
    return {pin.locale.language_code: pin for pin in pins}


def text_of(place: EditionModule, language: str) -> ReadText | None:
    """Give the text a reader of a language gets: the newest pin, or that of the language it was written in.
    None for a draft, which pins nothing."""
    pins = newest_pins(place)
    pin = pins.get(language) or pins.get(place.module.locale.language_code)
    if pin is None:
        return None
    return ReadText(
        page=Revision.objects.get(pk=pin.revision_id).as_object(),
        revision_id=pin.revision_id,
        language=pin.locale.language_code,
        is_fallback=pin.locale.language_code != language,
        corrected_at=pin.at if pin.kind == PinnedText.Kind.CORRECTION else None,
        reason=pin.reason,
    )


def text_for_readers(page: ModulePage) -> ReadText | None:
    """Give the text of a published page that somebody in no course reads: what the edition for readers has pinned of
    it. None when no released edition holds the module, or it pins nothing in the page's language: then the published
    text is read."""
    source = page.alias_of or page
    edition = reading_edition(source.locale.language_code, source)
    pin = edition and (
        PinnedText.objects.filter(
            edition_module__edition=edition,
            edition_module__module__translation_key=source.translation_key,
            locale=source.locale_id,
            revision__object_id=str(source.pk),
        )
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if not pin:
        return None
    read = ReadText(
        page=pin.revision.as_object(),
        revision_id=pin.revision_id,
        language=source.locale.language_code,
        is_fallback=False,
        corrected_at=pin.at if pin.kind == PinnedText.Kind.CORRECTION else None,
        reason=pin.reason,
    )
    read.page.pinned_revision_id = pin.revision_id
    read.page.read_text = read
    return read


@dataclass(frozen=True)
class Neighbour:
    """The module before or after another one."""

    number: int
    title: str
    page: Page


@dataclass(frozen=True)
class ModulePlace:
    """Where a module stands in an edition."""

    edition: CurriculumEdition
    place: EditionModule
    number: int
    total: int
    evening_minutes: int
    previous: Neighbour | None
    next: Neighbour | None


def reading_edition(language: str, page: Page | None = None) -> CurriculumEdition | None:
    """Give the edition by which somebody reads who is in no course: of those released and valid (that hold the page,
    if one is given) one of the country of her language before others, then that with most modules, then the newest."""
    editions = CurriculumEdition.objects.released().filter(valid_from__lte=timezone.localdate())
    if page is not None:
        held = EditionModule.objects.filter(module__translation_key=page.translation_key)
        editions = editions.filter(pk__in=held.values("edition"))
    country = COUNTRY_OF.get(language, "")
    return max(
        editions.with_size(),
        key=lambda edition: (edition.country_id == country, edition.size, edition.valid_from, edition.pk),
        default=None,
    )


def _neighbour(place: EditionModule, translated: dict[UUID, ModulePage]) -> Neighbour:
    page = translated.get(place.module.translation_key, place.module)
    # A sensitive module is never named where nobody asked for it.
    title = page.neutral_name if page.leaves_no_trace else place.title or page.title
    return Neighbour(place.position, title, page)


def place_in(edition: CurriculumEdition, page: Page) -> ModulePlace | None:
    """Give a page's number in an edition and its neighbours, in the page's language where they are published in it.
    None when the edition does not hold it."""
    places = places_of(edition)
    number = next((n for n, each in enumerate(places) if each.module.translation_key == page.translation_key), None)
    if number is None:
        return None
    around = [places[n] if 0 <= n < len(places) else None for n in (number - 1, number + 1)]
    keys = [place.module.translation_key for place in around if place]
    translated = {
        each.translation_key: each
        for each in ModulePage.objects.live().public().filter(translation_key__in=keys, locale=page.locale_id)
    }
    previous, following = (_neighbour(place, translated) if place else None for place in around)
    return ModulePlace(
        edition=edition,
        place=places[number],
        number=places[number].position,
        total=len(places),
        evening_minutes=edition.evening_minutes,
        previous=previous,
        next=following,
    )


@dataclass(frozen=True)
class UnpinnedText:
    """A published translation that a released edition does not hold yet."""

    edition: CurriculumEdition
    slug: str  # of the module
    title: str
    code: str


def unpinned_translations(countries: Iterable[str], key: UUID | None = None, language: str = "") -> list[UnpinnedText]:
    """Give the translations that are published in languages in which a released edition of these countries pins
    nothing, all or those of one module and language. Three queries."""
    places = EditionModule.objects.filter(
        edition__state=CurriculumEdition.State.RELEASED, edition__country__in=list(countries)
    ).select_related("edition__country", "module__locale")
    if key:
        places = places.filter(module__translation_key=key)
    found = list(places.defer("module__body").order_by("edition", "position"))
    pages = ModulePage.objects.live().filter(
        translation_key__in={place.module.translation_key for place in found},
        alias_of=None,
        live_revision__isnull=False,
    )
    if language:
        pages = pages.filter(locale__language_code=language)
    published: dict[UUID, set[str]] = {}
    for owner, code in pages.values_list("translation_key", "locale__language_code"):
        published.setdefault(owner, set()).add(code)
    pinned = set(
        PinnedText.objects.filter(edition_module__in=found).values_list("edition_module", "locale__language_code")
    )
    return [
        UnpinnedText(place.edition, place.module.slug, place.shown_title, code)
        for place in found
        for code in sorted(published.get(place.module.translation_key, ()))
        if (place.pk, code) not in pinned
    ]


# --- for editors -----------------------------------------------------------------------------------------------------


def editions_holding(pages: Iterable[Page]) -> list[CurriculumEdition]:
    """Give the editions, drafts too, that hold one of these pages, one below them, or a text of theirs."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    keys = list(ModulePage.objects.filter(below).values_list("pk", flat=True)) if below else []
    if not keys:
        return []
    pinned = Revision.objects.page_revisions().filter(object_id__in=[str(key) for key in keys])
    held = Q(places__module__in=keys) | Q(places__pins__revision__in=pinned.values("pk"))
    return list(CurriculumEdition.objects.filter(held).distinct().order_by("pk"))


def places_pinning_another_text(page: ModulePage) -> list[EditionModule]:
    """Give the places in released editions where a module's text in its language is pinned, but not the one that is
    published now."""
    newest = PinnedText.objects.filter(edition_module=OuterRef("pk"), locale=page.locale_id).order_by("-pk")
    places = EditionModule.objects.filter(
        edition__state=CurriculumEdition.State.RELEASED, module__translation_key=page.translation_key
    ).annotate(pinned=Subquery(newest.values("revision")[:1]))
    waiting = places.filter(pinned__isnull=False).exclude(pinned=page.live_revision_id)
    return list(waiting.select_related("edition", "module").order_by("edition__country", "edition__code", "pk"))
