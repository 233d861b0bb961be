"""What the screens about a place show: its local places, filled or not, and its directory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.db.models import F

from lms.people.models import District, Municipality, User
from lms.people.models.assignments import covers, roles_with
from lms.people.roles import Right

from ..models import DirectoryEntry, EntryKind, LocalPlace, LocalSlot, ModulePage, PlaybookPage
from ..rules import slots_in, texts_in


@dataclass(frozen=True)
class Use:
    """Where a local place stands in the texts."""

    title: str
    sentence: str
    language: str


@dataclass
class SlotLine:
    """One local place of the texts, and what a district has filled in."""

    key: str
    name: str
    uses: list[Use] = field(default_factory=list)
    value: LocalSlot | None = None  # of the place itself
    inherited: LocalSlot | None = None  # of the whole municipality

    @property
    def shown(self) -> LocalSlot | None:
        """Give what readers of the place get."""
        return self.value or self.inherited

    @property
    def titles(self) -> list[str]:
        """Give the modules it stands in, each once."""
        return list(dict.fromkeys(use.title for use in self.uses))


def slots_of_texts() -> dict[str, SlotLine]:
    """Give the local places of all published texts by key, in the order of the texts. Two queries.

    A place that stands in the original and in its translations is listed with the original.
    """
    kinds = (ModulePage, PlaybookPage)
    pages = [
        page
        for kind in kinds
        for page in kind.objects.live().annotate(language=F("locale__language_code")).order_by("path")
    ]
    original_first = sorted(pages, key=lambda page: page.language != settings.LANGUAGE_CODE)
    lines: dict[str, SlotLine] = {}
    told: set[tuple[str, object]] = set()
    for page in original_first:
        for slot in _slots_of(page):
            line = lines.setdefault(slot.key, SlotLine(slot.key, slot.name[:1].upper() + slot.name[1:]))
            if page.language == settings.LANGUAGE_CODE or (slot.key, page.translation_key) not in told:
                line.uses.append(Use(page.title, slot.sentence, page.language))
        if page.language == settings.LANGUAGE_CODE:
            told |= {(slot.key, page.translation_key) for slot in _slots_of(page)}
    return lines


def _slots_of(page: ModulePage | PlaybookPage) -> list:
    raw = page.body.get_prep_value()
    return [
        slot for text in [page.lead, getattr(page, "content_warning", ""), *texts_in(raw)] for slot in slots_in(text)
    ]


def slot_lines(place: LocalPlace) -> list[SlotLine]:
    """Give the local places with what a place has filled in: first what is empty, then what is filled, then what it
    once filled in and no published text uses. Three queries.
    """
    lines = slots_of_texts()
    for row in LocalSlot.objects.read_in(place).select_related("entry", "district", "municipality"):
        line = lines.setdefault(row.key, SlotLine(row.key, row.key.replace("-", " ").capitalize()))
        if row.place == place:
            line.value = row
        else:
            line.inherited = row
    return sorted(lines.values(), key=lambda line: (not line.uses, line.shown is not None))


@dataclass(frozen=True)
class DirectoryPart:
    """The entries under one heading."""

    heading: str
    entries: list[DirectoryEntry]


def directory_of(place: LocalPlace) -> list[DirectoryPart]:
    """Give what everybody may read of a place, under headings in their order. One query."""
    order = list(EntryKind)
    entries = sorted(DirectoryEntry.objects.read_in(place), key=lambda each: (order.index(each.kind), each.name))
    return [
        DirectoryPart(str(EntryKind(kind).label), list(each)) for kind, each in groupby(entries, lambda each: each.kind)
    ]


@dataclass(frozen=True)
class PlaceWithDirectory:
    """A place that has a directory, for the index."""

    name: str
    within: str
    path: str


def places_with_directory() -> list[PlaceWithDirectory]:
    """Give the places where somebody has written at least one entry, by name. Two queries."""
    own = Municipality.objects.filter(pk__in=DirectoryEntry.objects.values("municipality"))
    districts = District.objects.filter(pk__in=DirectoryEntry.objects.values("district"))
    found = [PlaceWithDirectory(each.name, "", each.path) for each in own]
    found += [
        PlaceWithDirectory(each.name, each.municipality.name, each.path)
        for each in districts.select_related("municipality")
    ]
    return sorted(found, key=lambda each: each.name)


@dataclass(frozen=True)
class LocalDesk:
    """A place whose texts and directory she looks after, or sees."""

    place: LocalPlace
    within: str
    empty: int
    slots: int
    entries: int
    due: int


def local_desks(user: User) -> list[LocalDesk]:
    """Give the places whose local content she sees, with how much is filled in. A few queries, however many places."""
    places = _places_seen(user)
    keys = slots_of_texts().keys()
    slots = list(LocalSlot.objects.visible_to(user).values("district", "municipality", "key"))
    entries = list(DirectoryEntry.objects.visible_to(user).only("district", "municipality", "check_by"))
    return [_desk(place, keys, slots, entries) for place in places]


def _desk(place: LocalPlace, keys: Iterable[str], slots: list[dict], entries: list) -> LocalDesk:
    is_district = isinstance(place, District)
    around = place.municipality_id if is_district else place.pk
    filled = {
        row["key"]
        for row in slots
        if (is_district and row["district"] == place.pk) or (row["municipality"] == around and around is not None)
    }
    own = [entry for entry in entries if (entry.district_id if is_district else entry.municipality_id) == place.pk]
    return LocalDesk(
        place=place,
        within=place.municipality.name if is_district else "",
        empty=len(set(keys) - filled),
        slots=len(set(keys)),
        entries=len(own),
        due=sum(entry.is_due for entry in own),
    )


def _places_seen(user: User) -> list[LocalPlace]:
    """Give the places she looks after, or the secretariat sees: a municipality before its districts."""
    held = [role.area for role in roles_with(user, Right.EDIT_LOCAL_CONTENT, Right.EDIT_NATIONAL_CONTENT)]
    everywhere: list[LocalPlace] = [*Municipality.objects.all(), *District.objects.select_related("municipality")]
    found = [place for place in everywhere if any(covers(outer, place) for outer in held)]
    return sorted(found, key=lambda place: place.path)
