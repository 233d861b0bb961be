"""Who may do what with the modules, one sentence each."""

from lms.people.models import User
from lms.people.models.assignments import has_right_at
from lms.people.roles import Right, Role

from .models import DirectoryEntry, LocalPlace, ModuleIndexPage, ModulePage, VoiceRecording, WordImport
from .models.reviews import edits_content
from .rules import needs_second_person

READERS_ALOUD = frozenset({Role.VOLUNTEER, Role.TRAINEE})
LEADERS = frozenset({Role.COORDINATOR, Role.HELPER, Role.SECRETARIAT, Role.ORG_LEADER})


def can_edit_modules(user: User) -> bool:
    """Allow whoever works on the national content."""
    return edits_content(user)


def can_import_word(user: User, index: ModuleIndexPage) -> bool:
    """Allow a new module from a Word file to whoever may add one by hand."""
    return can_edit_modules(user) and index.permissions_for_user(user).can_add_subpage()


def can_import_word_over(user: User, page: ModulePage) -> bool:
    """Allow a new draft from a Word file to whoever may edit the module by hand."""
    return can_edit_modules(user) and page.permissions_for_user(user).can_edit()


def can_see_word_import(user: User, done: WordImport) -> bool:
    """Allow the report on a Word file to whoever may edit the module it became."""
    return can_import_word_over(user, done.page)


def can_read_notes_for_leaders(user: User) -> bool:
    """Allow those who lead evenings, and those who answer for the content."""
    return bool(user.role_codes & LEADERS)


def can_see_local(user: User, place: LocalPlace) -> bool:
    """Allow looking at what a place has filled in to its coordinator, and to the secretariat of its country."""
    return can_edit_local(user, place) or has_right_at(user, Right.EDIT_NATIONAL_CONTENT, place)


def can_edit_local(user: User, place: LocalPlace) -> bool:
    """Allow the coordinator of a place to fill in its local places and its directory."""
    return has_right_at(user, Right.EDIT_LOCAL_CONTENT, place)


def can_change_entry(user: User, entry: DirectoryEntry) -> bool:
    """Allow whoever may fill in the place of an entry."""
    return can_edit_local(user, entry.place)


def can_write_experience(user: User) -> bool:
    """Allow a note about a module to those who lead evenings."""
    return bool(user.role_codes & {Role.COORDINATOR, Role.HELPER})


def can_use_material(user: User) -> bool:
    """Allow the same people to fetch the material of a module and to look modules up by what they strengthen."""
    return can_read_notes_for_leaders(user)


def can_lend_voice(user: User) -> bool:
    """Allow reading a text into her phone to trainees, to neighbourhood mothers, and to those who work on the content.
    A voice is known by whoever knows her: nobody who may not be found lends hers."""
    may = bool(user.role_codes & READERS_ALOUD) or can_edit_modules(user)
    return may and not user.is_protected


def can_record(user: User, page: ModulePage) -> bool:
    """Allow recording a published module. One that leaves no trace is recorded by those who work on the content: a page
    that knows who reads has no place beside it."""
    open_to_her = page.live and (not page.leaves_no_trace or can_edit_modules(user))
    return can_lend_voice(user) and open_to_her


def can_hear(user: User, recording: VoiceRecording) -> bool:
    """Allow a recording that nobody has approved yet to the one who made it, and to those who work on the content."""
    return recording.person_id == user.pk or can_edit_modules(user)


def can_remove_voice(user: User, recording: VoiceRecording) -> bool:
    """Allow taking a single recording away to the one who made it, and to those who work on the content."""
    return can_hear(user, recording)


def can_answer_voice(user: User, recording: VoiceRecording) -> bool:
    """Allow the yes or no about a recording to those who work on the content; in a sensitive module to another than the
    one who reads."""
    is_own = recording.person_id == user.pk and needs_second_person([recording.page.sensitivity])
    return can_edit_modules(user) and not is_own
