"""Guest professionals, what an evening needs of them, what each was asked, and what was said step by step."""

from .answers import FactsQuestion, GuestAfterword, GuestConsent
from .calendars import GuestEntry
from .invitations import GuestInvitation, GuestRequest
from .material import GuestMaterial, GuestMaterialVersion, GuestUpload, GuestUploadPiece, Reach
from .people import GuestProfessional, GuestSubject
from .professions import ModuleWish, Profession, ProfessionModule
from .reminders import GuestReminders
from .steps import GuestStep

__all__ = [
    "FactsQuestion",
    "GuestAfterword",
    "GuestConsent",
    "GuestEntry",
    "GuestInvitation",
    "GuestMaterial",
    "GuestMaterialVersion",
    "GuestProfessional",
    "GuestReminders",
    "GuestRequest",
    "GuestStep",
    "GuestSubject",
    "GuestUpload",
    "GuestUploadPiece",
    "ModuleWish",
    "Profession",
    "ProfessionModule",
    "Reach",
]
