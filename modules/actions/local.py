"""What a coordinator does for her place: fills in the local places of the texts, and keeps the directory."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.kit.guard import refuse, require
from lms.people.models import District, User

from ..models import CONFIRMED_FOR, DirectoryEntry, LocalPlace, LocalSlot
from ..permissions import can_change_entry, can_edit_local
from ..rules import is_shelter, tells_where
from .versions import raise_content_version

AUDITED = frozenset(
    {
        "modules.slot_filled",
        "modules.slot_emptied",
        "modules.entry_added",
        "modules.entry_changed",
        "modules.entry_removed",
    }
)
"""What can be done to the content of a place. `modules.wagtail_hooks` gives each its wording."""
WORDS_OF_ENTRY = ("name", "kind", "phone", "where", "hours", "languages", "web", "note", "check_by")


def _note(by: User, row: DirectoryEntry | LocalSlot, action: str, fields: Iterable[str] = ()) -> None:
    """Note in Wagtail's log who did what. Values are not noted: a slot may hold a name and a number."""
    if action not in AUDITED:
        raise KeyError(action)
    log(instance=row, action=action, user=by, data={"fields": sorted(fields)} if fields else {})


def _columns(place: LocalPlace) -> dict[str, Any]:
    return {"district": place} if isinstance(place, District) else {"municipality": place}


# --- local places of the texts ----------------------------------------------------------------------------------------


@transaction.atomic
def fill_slot(
    *, by: User, place: LocalPlace, key: str, text: str = "", entry: DirectoryEntry | None = None
) -> LocalSlot | None:
    """Fill in a local place of the texts with an entry of the directory, with words, or both; with neither it is
    emptied. Saying the same again confirms it. Gives what stands there now.

    Raises PermissionDenied, and ValidationError with `shelter` for what tells where a crisis centre lies, and
    `entry_elsewhere` for an entry of another place.
    """
    require(can_edit_local(by, place))
    if entry and entry.place not in (place, getattr(place, "municipality", place)):
        refuse("entry_elsewhere")
    where = entry.where if entry else ""
    if is_shelter(key, text, entry.name if entry else "") and (where or tells_where(text)):
        refuse("shelter")
    row = LocalSlot.objects.of(place).filter(key=key).first()
    if not (text or entry):
        if row:
            _note(by, row, "modules.slot_emptied")
            row.delete()
            raise_content_version(baked=False)
        return None
    now = timezone.now()
    values = {"text": text, "entry": entry, "changed_by": by, "changed_at": now, "confirmed_at": now}
    row, _made = LocalSlot.objects.update_or_create(key=key, **_columns(place), defaults=values)
    _note(by, row, "modules.slot_filled")
    raise_content_version(baked=False)
    return row


@transaction.atomic
def purge_local_slots() -> int:
    """Drop the words that nobody has confirmed for a year: they name people, and numbers get old. A chosen entry of
    the directory stays. Give how many. Called by `tick`.
    """
    old = LocalSlot.objects.exclude(text="").filter(confirmed_at__lt=timezone.now() - CONFIRMED_FOR)
    dropped = old.filter(entry=None).delete()[0] + old.update(text="")
    if dropped:
        raise_content_version(baked=False)
    return dropped


# --- directory --------------------------------------------------------------------------------------------------------


def _refuse_shelter(words: Mapping[str, object], *keys: str) -> None:
    """Refuse to write down where a crisis centre lies. `keys`: of the local places that the entry fills."""
    name, note, hours = str(words["name"]), str(words["note"]), str(words["hours"])
    if is_shelter(name, note, *keys) and (words["where"] or tells_where(f"{name} · {note} · {hours}")):
        refuse("shelter")


@transaction.atomic
def add_entry(
    *,
    by: User,
    place: LocalPlace,
    name: str,
    kind: str,
    check_by: date,
    phone: str = "",
    where: str = "",
    hours: str = "",
    languages: str = "",
    web: str = "",
    note: str = "",
) -> DirectoryEntry:
    """Write a service or place into the directory that everybody reads. Raises PermissionDenied, and ValidationError
    with `shelter` for where a crisis centre lies.
    """
    require(can_edit_local(by, place))
    words: dict[str, Any] = {"name": name, "kind": kind, "phone": phone, "where": where, "hours": hours}
    words |= {"languages": languages, "web": web, "note": note, "check_by": check_by}
    _refuse_shelter(words)
    entry = DirectoryEntry.objects.create(**words, **_columns(place), changed_by=by)
    _note(by, entry, "modules.entry_added")
    return entry


@transaction.atomic
def change_entry(*, by: User, entry: DirectoryEntry, **words: object) -> None:
    """Correct an entry; its new words stand at once wherever a text uses it. `words` are those of `add_entry`. Raises
    PermissionDenied, ValidationError with `shelter`, and KeyError for a word that an entry does not have.
    """
    require(can_change_entry(by, entry))
    if unknown := words.keys() - {*WORDS_OF_ENTRY}:
        raise KeyError(*unknown)
    held = DirectoryEntry.objects.select_for_update().get(pk=entry.pk)
    filled = held.slots.values_list("key", flat=True)
    _refuse_shelter({name: getattr(held, name) for name in WORDS_OF_ENTRY} | words, *filled)
    changed = [name for name, value in words.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, words[name])
    held.changed_by, held.changed_at = by, timezone.now()
    held.save()
    _note(by, held, "modules.entry_changed", changed)
    raise_content_version(baked=False)


@transaction.atomic
def remove_entry(*, by: User, entry: DirectoryEntry) -> None:
    """Take an entry out of the directory. Local places that held nothing else are empty again. Raises
    PermissionDenied.
    """
    require(can_change_entry(by, entry))
    _note(by, entry, "modules.entry_removed")
    LocalSlot.objects.filter(entry=entry, text="").delete()
    entry.delete()
    raise_content_version(baked=False)
