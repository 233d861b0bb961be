"""Day before month, and the month in letters: 12/01 would be December to some and January to others."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
