"""Numbers of diplomas and cards: NO-ALN-2027-003, each series counted without a gap."""

DIPLOMA = ""
CARD = "K"
"""What a series carries behind the place: diplomas nothing, cards a letter."""


def series_of(country: str, place: str, year: int, kind: str = DIPLOMA) -> str:
    """Give the series of a country (two letters), a place (three letters) and a year: NO-ALN-2027, or NO-ALN-K-2027."""
    return "-".join(each for each in (country, place, kind, str(year)) if each)


def number_of(series: str, count: int) -> str:
    """Give the number of a place in its series: three digits at least."""
    return f"{series}-{count:03d}"
