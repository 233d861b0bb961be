"""Guest professionals, what an evening needs of them, what each was asked, and what was said step by step."""

from .answers import FactsQuestion, GuestAfterword, GuestConsent
from .calendars import GuestEntry
from .invitations import GuestInvitation, GuestRequest
from .people import GuestProfessional, GuestSubject
from .reminders import GuestReminders
from .steps import GuestStep

__all__ = [
    "FactsQuestion",
    "GuestAfterword",
    "GuestConsent",
    "GuestEntry",
    "GuestInvitation",
    "GuestProfessional",
    "GuestReminders",
    "GuestRequest",
    "GuestStep",
    "GuestSubject",
]
