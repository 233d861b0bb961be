"""Every model field says how private it is and how long it is kept: `name = personal(CharField(…), Keep.ACCOUNT)`."""

from enum import StrEnum
from typing import TypeVar

from django.db.models import Field, Model

F = TypeVar("F", bound=Field)


class Privacy(StrEnum):
    """Who may ever meet the value."""

    PUBLIC = "public"  # anybody
    INTERNAL = "internal"  # the machinery; says nothing about a person
    PERSONAL = "personal"  # about one person
    SPECIAL = "special"  # from which belief, health or origin can be deduced (GDPR art. 9)


class Keep(StrEnum):
    """The retention classes: what ends the need for a value, and how long it stays after that."""

    ALWAYS = "always"  # national reference data
    ACCOUNT = "account"  # 24 months after the last activity, with a warning before
    ROLE = "role"  # 24 months after the role ended
    MESSAGE = "message"  # 12 months after it was sent
    REVIEW = "review"  # 12 months after a review was answered or taken back
    SESSION = "session"  # until the session ends
    SECRET = "secret"  # noqa: S105  # a class of fields, not a password: until used or expired, then 30 days
    ATTEMPT = "attempt"  # one day
    READ_LOG = "read-log"  # 24 months
    COURSE = "course"  # 24 months after the course ended
    MARK = "mark"  # 12 months after the course ended; then only what she has of each module
    OPERATION = "operation"  # 90 days after it came: keys and phones of what was done
    PRACTICAL = "practical"  # 30 days after the last evening: what helps to run the evenings
    GUEST = "guest"  # 12 months after a guest professional was last asked
    LOCAL = "local"  # 12 months after a coordinator last said that it is right
    AUDIT = "audit"  # 24 months: what staff changed, by names of fields


def _tag(field: F, privacy: Privacy, keep: Keep) -> F:
    vars(field).update(privacy=privacy, keep=keep)  # read back by `tags_of`
    return field


def public(field: F, keep: Keep = Keep.ALWAYS) -> F:
    """Tag a field that anybody may see."""
    return _tag(field, Privacy.PUBLIC, keep)


def internal(field: F, keep: Keep = Keep.ALWAYS) -> F:
    """Tag a field that says nothing about a person."""
    return _tag(field, Privacy.INTERNAL, keep)


def personal(field: F, keep: Keep) -> F:
    """Tag a field that is about one person."""
    return _tag(field, Privacy.PERSONAL, keep)


def special(field: F, keep: Keep) -> F:
    """Tag a field from which a special category (GDPR art. 9) can be deduced."""
    return _tag(field, Privacy.SPECIAL, keep)


def tags_of(model: type[Model]) -> dict[str, tuple[Privacy, Keep] | None]:
    """Give each own column of a model with its tag, or None where it has none."""
    return {
        field.name: (vars(field)["privacy"], vars(field)["keep"]) if "privacy" in vars(field) else None
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if not getattr(field, "auto_created", False)
    }
