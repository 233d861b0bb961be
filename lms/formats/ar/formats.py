"""Day before month; Django knows no short date with an hour here."""

SHORT_DATETIME_FORMAT = "d\u200f/m\u200f/Y H:i"
