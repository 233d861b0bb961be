"""What districts fill in, for tests."""

from modules.models import DirectoryEntry, LocalPlace, LocalSlot


def _columns(place: LocalPlace) -> dict:
    return {type(place).__name__.lower(): place}


def make_entry(place: LocalPlace, name: str = "Helsestasjonen", **fields) -> DirectoryEntry:
    """Give an entry of a place's directory; the same one for the same name."""
    values = {"kind": "health", "phone": "23 47 60 00"} | fields
    return DirectoryEntry.objects.get_or_create(name=name, **_columns(place), defaults=values)[0]


def make_slot(place: LocalPlace, key: str = "helsestasjon", text: str = "Ring 23 47 60 01", **fields) -> LocalSlot:
    """Give what a place has filled in; the same one for the same key."""
    return LocalSlot.objects.get_or_create(key=key, **_columns(place), defaults={"text": text} | fields)[0]
