"""What a page of material says beside the files: how long she has, and what is there to build on."""

from dataclasses import dataclass

from ..models import GuestInvitation, GuestMaterialVersion
from ..queries.material import national_for, reusable_for
from ..queries.passes import taught_on
from .passes import taught_module


@dataclass(frozen=True)
class ToBuildOn:
    """One file that was used before."""

    public_id: object
    title: str
    told: str  # where it comes from
    kind: str


def minutes_of(invitation: GuestInvitation, language: str) -> int:
    """Give how long a guest has: as she wants, as she was asked, or as the plan of the evening has it; 0 if nobody has
    said."""
    if said := invitation.minutes or invitation.request.minutes:
        return said
    about_her = " ".join([invitation.guest.profession, invitation.guest.service, invitation.request.wanted])
    return sum(taught_module(place, language, about_her).her_minutes for place in taught_on(invitation))


def to_build_on(invitation: GuestInvitation) -> list[ToBuildOn]:
    """Give what others let her use again for her subject: of the municipality, and of the whole country. Four queries
    at most."""
    places = taught_on(invitation)
    found = [_of_a_guest(version) for version in reusable_for(invitation, places)]
    for version in national_for(places):
        piece = version.material
        found.append(ToBuildOn(version.public_id, piece.title, piece.source, version.end.upper()))
    return found


def _of_a_guest(version: GuestMaterialVersion) -> ToBuildOn:
    piece = version.material
    told = ", ".join(part for part in (piece.service, str(piece.year)) if part)
    return ToBuildOn(version.public_id, piece.title, told, version.kind.upper())
