"""Which minutes of a plan are a guest's, and what she may be told of the women. No database."""

import re
from collections.abc import Mapping, Sequence

FEWEST = 3
"""No number that a guest reads stands for fewer women than this, and none leaves fewer over. She meets them all in the
room, so it is less than the 5 of published figures; but no language may point at one woman."""
SHOWN = (20, 15, 10, 5, FEWEST)
"""Counts are rounded down to these: one woman who comes or goes hardly ever changes what is read."""

WHOLE_GROUP = "alle alla kaikki everyone everybody all الجميع to two två kaksi små small pienet grupper groups grupp \
gruppa gruppen gruppe ryhmä ryhmät مجموعات alene alone ensam yksin stasjoner stationer stations"
"""With one of these as its first word, a step is the women's own."""
OF_THE_HOUSE = "koordinat hjelpekoordinat hjælpekoordinat coordinat assistant samordn biträdande koordinaat apukoord \
المنسق ومساعد مساعدت bydelsm bydelsmø stadsdelsm naapuriäi bygdem neighbourhood أم أمهات الأمانة organisatorisk \
organisational frivillig volunteer volontär vapaaeht sekretariat secretariat kansli keskustoimist alle everyone to"
"""Beginnings of the words for those who run the evening."""
ANY_GUEST = "fagperson gjest gæst gäst guest professional sakkunnig asiantunt vieras vierai ضيفة خبيرة"
"""Beginnings of the words for a guest, whatever her profession."""
PARTED = re.compile(r"\s*(?:,|/|;|\bog\b|\beller\b|\boch\b|\band\b|\bor\b|\bja\b|\btai\b|،|\sو(?=\w)|\sأو\s)\s*")
WORD = re.compile(r"\w+")
TELLING = 5  # letters that two words must share at their beginning to be about the same profession


def languages_shown(speakers: Mapping[str, int], women: int) -> dict[str, int]:
    """Give the languages that a guest may know of, each with “at least so many”, the most spoken first; of a group in
    which no number may be told, none. `speakers` says how many of the `women` speak each."""
    shown = {tag: shown_count(count, women) for tag, count in speakers.items()}
    return {tag: count for tag, count in sorted(shown.items(), key=lambda each: (-each[1], each[0])) if count}


def shown_count(count: int, women: int) -> int:
    """Give the largest round number that a count reaches and that leaves over nobody, or enough women; else 0."""
    return next((each for each in SHOWN if each <= count and women - each >= FEWEST), 0)


def guests_steps(steps: Sequence[str], about_her: str) -> list[bool]:
    """Tell for each step of a plan, by who holds it, whether it is the guest's. Where the plan names several
    professions and one of them is hers (`about_her`: what she is, and who is wanted), only those steps are."""
    guests = [is_a_guests(who) for who in steps]
    own = [guest and _shares_a_word(who, about_her) for guest, who in zip(guests, steps, strict=True)]
    if not any(own):
        return guests
    return [mine or (guest and _is_any_guest(who)) for mine, guest, who in zip(own, guests, steps, strict=True)]


def is_a_guests(who: str) -> bool:
    """Tell whether a step is held by somebody from outside: neither by the women nor by those who run the evening."""
    words = WORD.findall(who.casefold())
    if not words or words[0] in WHOLE_GROUP.split():
        return False
    return any(not _of_the_house(part) for part in PARTED.split(who.casefold()) if part.strip())


def _of_the_house(part: str) -> bool:
    stems = OF_THE_HOUSE.split()
    return any(word.startswith(stem) for word in WORD.findall(part) for stem in stems if len(stem) > 2 or word == stem)


def _is_any_guest(who: str) -> bool:
    return any(word.startswith(stem) for word in WORD.findall(who.casefold()) for stem in ANY_GUEST.split())


def _shares_a_word(who: str, about_her: str) -> bool:
    hers = {word[:TELLING] for word in WORD.findall(about_her.casefold()) if len(word) >= TELLING}
    return any(word[:TELLING] in hers for word in WORD.findall(who.casefold()) if len(word) >= TELLING)
