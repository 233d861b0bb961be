"""What is taught: pages, and the registers they draw on."""

from .exercises import Exercise, ExerciseKind
from .help import HelpService, HelpServiceText
from .local import CONFIRMED_FOR, DirectoryEntry, EntryKind, LocalPlace, LocalSlot
from .pages import FOR_LEADERS, ModuleIndexPage, ModuleKind, ModulePage, Sensitivity, Theme, words_of
from .playbooks import PlaybookIndexPage, PlaybookPage
from .reviews import ExperienceNote, PageCheck, ReviewRemark, ReviewRequest
from .sources import Source
from .steps import ReviewStep
from .todos import EditorialTodo
from .versions import ContentVersion, StoredBody
from .words import GlossaryTerm

__all__ = [
    "CONFIRMED_FOR",
    "FOR_LEADERS",
    "ContentVersion",
    "DirectoryEntry",
    "EditorialTodo",
    "EntryKind",
    "Exercise",
    "ExerciseKind",
    "ExperienceNote",
    "GlossaryTerm",
    "HelpService",
    "HelpServiceText",
    "LocalPlace",
    "LocalSlot",
    "ModuleIndexPage",
    "ModuleKind",
    "ModulePage",
    "PageCheck",
    "PlaybookIndexPage",
    "PlaybookPage",
    "ReviewRemark",
    "ReviewRequest",
    "ReviewStep",
    "Sensitivity",
    "Source",
    "StoredBody",
    "Theme",
    "words_of",
]
