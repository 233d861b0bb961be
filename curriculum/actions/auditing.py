"""How an action notes what it did to an edition."""

from collections.abc import Iterable

from wagtail.log_actions import log

from lms.people.models import User

from ..models import CurriculumEdition

AUDITED = frozenset(
    {
        "curriculum.edition_created",
        "curriculum.edition_changed",
        "curriculum.edition_discarded",
        "curriculum.edition_released",
        "curriculum.edition_retired",
        "curriculum.text_pinned",
    }
)
"""What can be done to editions. `curriculum.wagtail_hooks` gives each its wording."""


def audit(*, by: User | None, edition: CurriculumEdition, action: str, fields: Iterable[str] = (), **data) -> None:
    """Note in Wagtail's log who did what to which edition. Raises KeyError for an action not in `AUDITED`."""
    if action not in AUDITED:
        raise KeyError(action)
    names = sorted(set(fields))
    log(instance=edition, action=action, user=by, data=({"fields": names} if names else {}) | data)
