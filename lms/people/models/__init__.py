"""People, places, roles, secret links, messages and the log of reads."""

from .assignments import RoleAssignment
from .limits import FailedAttempt
from .links import AccessLink
from .notices import Notice
from .persons import SpokenLanguage, TextSize, User
from .places import Country, District, LocalGroup, Municipality, Organisation
from .protection import ProtectionReader
from .reads import ReadLog
from .requests import DataRequest
from .sessions import Session

__all__ = [
    "AccessLink",
    "Country",
    "DataRequest",
    "District",
    "FailedAttempt",
    "LocalGroup",
    "Municipality",
    "Notice",
    "Organisation",
    "ProtectionReader",
    "ReadLog",
    "RoleAssignment",
    "Session",
    "SpokenLanguage",
    "TextSize",
    "User",
]
