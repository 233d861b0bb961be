"""What kinds of messages there are, and which way one takes."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Messages about which she can say how they come."""

    PLAN = "plan"
    ASKED = "asked"
    AFTER = "after"
    DIPLOMA = "diploma"


KINDS = {
    "plan_changed": Kind.PLAN,
    "evening_asked": Kind.ASKED,
    "evening_after": Kind.AFTER,
    "diploma_issued": Kind.DIPLOMA,
}
"""The events of messages, each with its kind. An event that is missing always comes the usual way."""

EMAIL, SMS, HERE = "email", "sms", "in_app"


def way_of(event: str, ways: Mapping[str, str], *, email: bool, phone: bool) -> str:
    """Give how a message goes: as she chose for its kind if she can be reached so, else by e-mail, else by SMS."""
    chosen = ways.get(KINDS.get(event, ""), "")
    if chosen == HERE or (chosen == EMAIL and email) or (chosen == SMS and phone):
        return chosen
    return EMAIL if email else SMS
