"""What a report on a Word file says: what came in, and by place what was not understood."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.kit.docx_reading.notes import Oddity

from ..blocks import ModuleBody
from ..models import WordImport
from ..rules.word import Reported

LOST, CHANGED, DONE = "lost", "changed", "done"

SENTENCES: dict[str, tuple[str, str | Promise]] = {
    # what did not come along
    Oddity.SMART_ART: (LOST, _("A SmartArt drawing did not come along. Its words stand below it as paragraphs.")),
    Oddity.CHART: (
        LOST,
        _("A chart did not come along. Its words stand below it. Put it in as a picture."),
    ),
    Oddity.DRAWING: (LOST, _("A drawing did not come along. Save it as a picture and put it in.")),
    Oddity.EMBEDDED: (LOST, _("A file or table embedded from another program did not come along.")),
    Oddity.LINKED_PICTURE: (LOST, _("A picture that lies outside the file did not come along. Put it in.")),
    Oddity.BROKEN_PICTURE: (
        LOST,
        _("A picture could not be read: it is damaged, too large or in Word’s own format. Put it in as PNG or JPG."),
    ),
    Oddity.COMMENT: (LOST, _("A comment was left out.")),
    Oddity.HIDDEN: (LOST, _("Hidden text was left out.")),
    Oddity.PAGE_HEADER: (LOST, _("The header of the pages was left out.")),
    Oddity.PAGE_FOOTER: (LOST, _("The footer of the pages was left out.")),
    Oddity.UNSAFE_LINK: (LOST, _("A link that is not safe, or leads nowhere, was removed. Its words stay.")),
    Oddity.FORM_FIELD: (LOST, _("A field of a form was not understood. What stood in it stays as text.")),
    Oddity.EMPTY_FIELD: (LOST, _("A field that nobody has filled in was left out.")),
    Oddity.UNKNOWN: (LOST, _("Something in the file was not understood.")),
    Reported.PICTURE_IN_NOTES: (
        LOST,
        _("A picture in what only those who lead may see was left out, so that nobody else sees it."),
    ),
    Reported.PLACEHOLDER_LOST: (LOST, _("This part stands on the website only, and not in this module. Make it anew.")),
    Reported.PART_MISSING: (LOST, _("This part is no longer in the file, so it is not in the draft.")),
    # what came along in another form
    Oddity.TEXT_BOX: (CHANGED, _("A text box: its words stand after the paragraph it was tied to.")),
    Oddity.EQUATION: (CHANGED, _("A formula became plain text. Check it.")),
    Oddity.NO_ALT_TEXT: (CHANGED, _("A picture without alternative text. Say what it shows before you publish.")),
    Oddity.FOOTNOTE: (CHANGED, _("A footnote: its number stays in the text, its words stand last in the module.")),
    Oddity.INNER_LINK: (CHANGED, _("A link to another place in the file was removed. Its words stay.")),
    Oddity.TYPED_LIST: (CHANGED, _("A list typed by hand with signs stays as paragraphs.")),
    Oddity.LOOKS_LIKE_HEADING: (
        CHANGED,
        _("This line looks like a heading, but stays text. Choose the file again and let bold lines be headings."),
    ),
    Oddity.BOLD_HEADING: (CHANGED, _("This bold line was taken for a heading.")),
    Oddity.LAYOUT_TABLE: (CHANGED, _("A table that only places things on the paper was dissolved, cell by cell.")),
    Oddity.MERGED_CELLS: (CHANGED, _("A table with merged cells: check that every value stands where it belongs.")),
    Oddity.FORMATTING: (CHANGED, _("Underlining, colours or similar were not taken over. The words stay.")),
    Reported.TABLE_AS_LIST: (CHANGED, _("A table became a list: one item for each row.")),
    Reported.PLAN_UNCLEAR: (
        CHANGED,
        _("This table looks like a plan of the evening, but minutes or columns are not clear. It stands as a list."),
    ),
    Reported.CLOCK_LEFT_OUT: (CHANGED, _("The times of day in the plan were left out: they follow from the minutes.")),
    Reported.KINDS_GUESSED: (
        CHANGED,
        _("The kinds of the steps were guessed from their words. Check them."),
    ),
    Reported.WORDS_UNKNOWN: (
        CHANGED,
        _("These words are not in the glossary and stand as text. Add them there, then choose them in the module."),
    ),
    Reported.NUMBER_DIFFERS: (
        CHANGED,
        _("The number in the file is another than the one in the register, which is shown. Check which is right."),
    ),
    Reported.SECTION_AS_TEXT: (CHANGED, _("The form of this part did not fit its heading, so it stands as text.")),
    Reported.SECOND_AS_TEXT: (CHANGED, _("A module has this part only once; the second stands as text.")),
    Reported.QUIZ_AS_TEXT: (CHANGED, _("A quiz cannot be read from Word and stands as text. Make it in the editor.")),
    Reported.OTHER_DIRECTION: (
        CHANGED,
        _("The file is written in another direction than the language of the module. Is it the right language?"),
    ),
    # what went as it should, and is good to know
    Oddity.TRACKED_IN: (DONE, _("Tracked insertions were accepted.")),
    Oddity.TRACKED_OUT: (DONE, _("Tracked deletions were accepted: the words are gone.")),
    Oddity.CONTENTS: (DONE, _("The table of contents was left out; the page has its own.")),
}
"""What an editor reads for each code, and how heavy it weighs."""


@dataclass(frozen=True)
class Line:
    """One thing in a report, with its place."""

    sentence: str
    place: str
    words: str  # the first words of the paragraph
    detail: str
    times: int


@dataclass(frozen=True)
class Report:
    """What a report shows: what came in, counted by kind, and three lists of lines."""

    parts: list[tuple[str, int]]
    lost: list[Line]
    changed: list[Line]
    done: list[Line]


def report_of(done: WordImport) -> Report:
    """Give the report on a Word file that was read in."""
    lines: dict[str, list[Line]] = {LOST: [], CHANGED: [], DONE: []}
    for note in done.notes:
        weight, sentence = SENTENCES[note["code"]]
        lines[weight].append(Line(str(sentence), _place(note), note["words"], note["detail"], note["times"]))
    kinds = ModuleBody().child_blocks
    counted = {kind: done.parts.count(kind) for kind in dict.fromkeys(done.parts)}
    parts = [(str(kinds[kind].label), count) for kind, count in counted.items() if kind in kinds]
    return Report(parts, lines[LOST], lines[CHANGED], lines[DONE])


def _place(note: dict) -> str:
    if not note["paragraph"]:
        return gettext("The whole file")
    number = gettext("Paragraph %(number)s") % {"number": note["paragraph"]}
    if not note["heading"]:
        return number
    return gettext("%(paragraph)s, under “%(heading)s”") % {"paragraph": number, "heading": note["heading"]}
