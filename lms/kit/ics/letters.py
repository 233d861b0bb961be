"""What may stand in a calendar's text."""

import unicodedata


def clean(text: str) -> str:
    """Take out what may not stand in a calendar: control characters but the line break, and half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
