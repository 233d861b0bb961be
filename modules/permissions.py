"""Who may do what with the modules, one sentence each."""

from lms.people.models import User
from lms.people.roles import TABLE, Right, Role

LEADERS = frozenset({Role.COORDINATOR, Role.HELPER, Role.SECRETARIAT, Role.ORG_LEADER})


def can_edit_modules(user: User) -> bool:
    """Allow whoever works on the national content."""
    return any(Right.EDIT_NATIONAL_CONTENT in TABLE[Role(held.role)].rights for held in user.running_roles)


def can_read_notes_for_leaders(user: User) -> bool:
    """Allow those who lead evenings, and those who answer for the content."""
    return bool({Role(held.role) for held in user.running_roles} & LEADERS)
