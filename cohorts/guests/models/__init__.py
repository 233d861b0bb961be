"""Guest professionals, what an evening needs of them, and what each was asked."""

from .invitations import GuestInvitation, GuestRequest
from .people import GuestProfessional, GuestSubject

__all__ = ["GuestInvitation", "GuestProfessional", "GuestRequest", "GuestSubject"]
