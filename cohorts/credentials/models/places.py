"""Where somebody answers for diplomas."""

from lms.people.models import User
from lms.people.roles import TABLE, Right, Role


def confirmed_countries(user: User) -> list[int]:
    """Give the keys of the countries for whose diplomas somebody answers, as the secretariat does."""
    return [
        held.organisation.country_id
        for held in user.running_roles
        if held.organisation_id and Right.CONFIRM_DIPLOMAS in TABLE[Role(held.role)].rights
    ]
