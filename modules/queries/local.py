"""What a district has filled in, and whose district a reader gets."""

from dataclasses import dataclass

from lms.people.models import District, Municipality, User
from lms.people.roles import Role

from ..models import LocalPlace, LocalSlot
from ..rules import phones_in


@dataclass(frozen=True)
class SlotValue:
    """What a district has filled into one local place of the texts."""

    name: str  # of the entry of its directory, if it chose one
    phone: str
    call_url: str
    where: str
    text: str

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Give each number that can be called, with its `tel:` link: that of the entry, and those that somebody wrote
        into the text."""
        chosen = [(self.phone, self.call_url)] if self.call_url else []
        return chosen + [(self.text[start:end], url) for start, end, url in phones_in(self.text)]


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
    held = [role for role in user.roles_with_places if role.role in READ_AS]
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
