"""When slides are too many for the time there is. No database."""

LEAST_FOR_A_SLIDE = 2  # minutes: to read it, to translate it, and to ask about it


def are_too_many_slides(slides: int | None, minutes: int | None) -> bool:
    """Tell whether a guest would have to hurry through her slides; where one of the two is not known, she would not."""
    return slides is not None and bool(minutes) and slides * LEAST_FOR_A_SLIDE > (minutes or 0)
