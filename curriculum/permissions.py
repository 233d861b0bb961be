"""Who may do what with editions, one sentence each."""

from lms.people.models import User

from .models import CurriculumEdition, countries_edited_by


def can_see_editions(user: User) -> bool:
    """Allow the screens of editions to whoever looks after the curriculum of a country."""
    return bool(countries_edited_by(user))


def can_create_edition(user: User, country: str) -> bool:
    """Allow a new edition to the secretariat of its country."""
    return country in countries_edited_by(user)


def can_change_edition(user: User, edition: CurriculumEdition) -> bool:
    """Allow changing and releasing a draft to the secretariat of its country."""
    return edition.is_draft and edition.country_id in countries_edited_by(user)


def can_copy_edition(user: User, edition: CurriculumEdition) -> bool:
    """Allow a copy, as a draft for her own country, to whoever sees the edition and looks after a curriculum."""
    countries = countries_edited_by(user)
    return bool(countries) and (not edition.is_draft or edition.country_id in countries)


def can_retire_edition(user: User, edition: CurriculumEdition) -> bool:
    """Allow taking a released edition out of use to the secretariat of its country."""
    return edition.state == CurriculumEdition.State.RELEASED and edition.country_id in countries_edited_by(user)


def can_pin_text(user: User, edition: CurriculumEdition) -> bool:
    """Allow corrections and translations of an edition that is no draft, as long as a course may still run by it."""
    return not edition.is_draft and edition.country_id in countries_edited_by(user)
