"""Who may say yes to a text: two people have read what is said about something sensitive."""

from collections.abc import Collection, Iterable

NOT_SENSITIVE = "no"


def needs_second_person(sensitivities: Iterable[str | None]) -> bool:
    """Tell whether a text is about something sensitive, by any of the words that were said of it."""
    return any(said and said != NOT_SENSITIVE for said in sensitivities)


def may_approve(person: int, wrote: Collection[int | None], sensitivities: Iterable[str | None]) -> bool:
    """Tell whether somebody may give the last yes: whoever sent a text or changed it last may not where it is
    sensitive. A small secretariat may do everything alone where it is not."""
    return person not in wrote or not needs_second_person(sensitivities)
