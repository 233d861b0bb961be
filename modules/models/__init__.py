"""What is taught: pages, and the registers they draw on."""

from .exercises import Exercise, ExerciseKind
from .help import HelpService, HelpServiceText
from .pages import FOR_LEADERS, ModuleIndexPage, ModuleKind, ModulePage, Sensitivity, Theme, words_of
from .sources import Source
from .todos import EditorialTodo
from .versions import ContentVersion
from .words import GlossaryTerm

__all__ = [
    "FOR_LEADERS",
    "ContentVersion",
    "EditorialTodo",
    "Exercise",
    "ExerciseKind",
    "GlossaryTerm",
    "HelpService",
    "HelpServiceText",
    "ModuleIndexPage",
    "ModuleKind",
    "ModulePage",
    "Sensitivity",
    "Source",
    "Theme",
    "words_of",
]
