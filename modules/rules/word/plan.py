"""Reads the plan of an evening out of a table."""

import re
from typing import Any

from lms.kit.docx_reading.notes import Piece

from .names import COLUMN_OF, SUM_NAMES, kind_of_step, plain_name
from .parts import LONGEST, Remark, Reported, words_of

MINUTES = re.compile(r"(\d{1,3})\s*(?:min\w*\.?|m|د\w*|')?", re.IGNORECASE)
FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})\s*[–—-]\s*(\d{1,2})[.:](\d{2})")
LONGEST_STEP = 240
FIELDS = {"text": LONGEST["line"], "who": LONGEST["who"], "material": LONGEST["material"]}


def steps_of(table: Piece, kinds: dict[str, str], remarks: list[Remark]) -> list[dict[str, Any]] | None:
    """Give the steps of a plan, or None if the table is none that is sure to be understood. `kinds`: what the kinds of
    a step are called, in small letters.
    """
    if len(table.rows) < 2:
        return None
    columns = {COLUMN_OF.get(plain_name(words_of(cell)), ""): number for number, cell in enumerate(table.rows[0])}
    if "text" not in columns or not {"minutes", "clock"} & columns.keys():
        return None
    named = {number for name, number in columns.items() if name}
    rows = [[words_of(cell) for cell in row] for row in table.rows[1:]]
    if any(cell for row in rows for number, cell in enumerate(row) if number not in named):
        return None  # a column nobody knows: it would be lost
    steps, is_guessed = [], False
    for row in rows:
        value = {name: row[number] for name, number in columns.items() if name}
        if not any(value.values()) or _is_sum(value):
            continue
        minutes = _minutes(value)
        if minutes is None or not value["text"]:
            return None
        if any(len(value.get(name, "")) > most for name, most in FIELDS.items()):
            return None
        kind = kinds.get(value.get("kind", "").casefold(), "")
        is_guessed = is_guessed or not kind
        step = {"minutes": minutes, "kind": kind or kind_of_step(f"{value.get('kind', '')} {value['text']}")}
        steps.append(step | {name: value[name] for name in FIELDS if value.get(name)})
    if is_guessed:
        remarks.append(Remark(Reported.KINDS_GUESSED, table.place))
    if "clock" in columns and "minutes" in columns:
        remarks.append(Remark(Reported.CLOCK_LEFT_OUT, table.place))
    return steps or None


def _is_sum(value: dict[str, str]) -> bool:
    if any(plain_name(each) in SUM_NAMES for each in value.values()):
        return True
    return not any(value.get(name) for name in ("text", "who", "material"))


def _minutes(value: dict[str, str]) -> int | None:
    for name in ("minutes", "clock"):
        text = value.get(name, "")
        if match := FROM_TO.fullmatch(text):
            begin, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
            return end - begin if 0 < end - begin <= LONGEST_STEP else None
        if (match := MINUTES.fullmatch(text)) and 0 < int(match[1]) <= LONGEST_STEP:
            return int(match[1])
    return None
