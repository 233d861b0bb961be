"""Writes TOML that a person can review in a diff: one line for each thing, long texts as they are read."""

import json
from datetime import date
from typing import Any


def write(data: dict[str, Any]) -> str:
    """Give a mapping as TOML. Empty lists and mappings are left out; `tomllib.loads` gives the rest back.

    At the top a list of mappings becomes `[[tables]]`; deeper down each mapping is one line.
    Raises TypeError for a value that TOML does not know.
    """
    return _table(data, prefix="").lstrip("\n")


def _table(data: dict[str, Any], prefix: str) -> str:
    """Write what belongs to a table itself first, then the tables below it."""
    lines, below = [], []
    for name, value in data.items():
        if isinstance(value, (list, dict)) and not value:
            continue
        if isinstance(value, dict):
            below.append(f"\n[{prefix}{name}]\n{_table(value, f'{prefix}{name}.')}")
        elif _is_rows(value) and not prefix:
            below += [f"\n[[{name}]]\n{_table(each, f'{name}.')}" for each in value]
        elif isinstance(value, list):
            lines.append(f"{name} = [\n" + "".join(f"  {_inline(each)},\n" for each in value) + "]\n")
        else:
            lines.append(f"{name} = {_long(value) if _is_long(value) else _inline(value)}\n")
    return "".join(lines + below)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _is_long(value: object) -> bool:
    return isinstance(value, str) and "\n" in value


def _long(text: str) -> str:
    """Write a text of several lines as it is read."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\x7f", "\\u007f")
    escaped = "".join(sign if sign >= " " or sign in "\n\t" else f"\\u{ord(sign):04x}" for sign in escaped)
    return f'"""\n{escaped}"""'


def _inline(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        if '"' in value and not set(value) & {"'", "\x7f"} and value.isprintable():
            return f"'{value}'"  # a link's quotation marks need no escaping then
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return "[" + ", ".join(_inline(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_inline(each)}" for name, each in value.items()) + " }"
    raise TypeError(f"TOML knows no {type(value).__name__}.")
