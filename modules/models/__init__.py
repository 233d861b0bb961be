"""What is taught: pages, and the registers they draw on."""

from .exercises import Exercise, ExerciseKind
from .goals import GoalTag, GoalTagName
from .help import HelpService, HelpServiceText
from .local import CONFIRMED_FOR, DirectoryEntry, EntryKind, LocalPlace, LocalSlot
from .material import Audience, Material, MaterialKind, MaterialVersion
from .pages import BESIDE, FOR_LEADERS, ModuleIndexPage, ModuleKind, ModulePage, Sensitivity, Theme, words_of
from .playbooks import PlaybookIndexPage, PlaybookPage
from .reviews import ExperienceNote, PageCheck, ReviewRemark, ReviewRequest
from .sources import CitedSource, Source
from .steps import ANSWERED, ReviewStep, needs_another
from .todos import EditorialTodo
from .translations import TranslationMark
from .versions import ContentVersion, StoredBody
from .voices import VOICES, VoiceConsent, VoiceRecording, VoiceText
from .word_imports import WordImport
from .words import GlossaryTerm

__all__ = [
    "ANSWERED",
    "BESIDE",
    "CONFIRMED_FOR",
    "FOR_LEADERS",
    "VOICES",
    "Audience",
    "CitedSource",
    "ContentVersion",
    "DirectoryEntry",
    "EditorialTodo",
    "EntryKind",
    "Exercise",
    "ExerciseKind",
    "ExperienceNote",
    "GlossaryTerm",
    "GoalTag",
    "GoalTagName",
    "HelpService",
    "HelpServiceText",
    "LocalPlace",
    "LocalSlot",
    "Material",
    "MaterialKind",
    "MaterialVersion",
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
    "TranslationMark",
    "VoiceConsent",
    "VoiceRecording",
    "VoiceText",
    "WordImport",
    "needs_another",
    "words_of",
]
