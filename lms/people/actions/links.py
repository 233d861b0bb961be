"""Make, use and revoke secret links."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model
from django.utils import timezone

from lms.kit.tokens import draw_token, hash_token

from ..models import AccessLink, User


def make_link(
    *,
    by: User | None,
    purpose: AccessLink.Purpose,
    subject: Model,
    lifetime: timedelta,
    max_uses: int | None = 1,
    size: int = 24,
) -> str:
    """Store a new link and give its token, which is shown once and never stored. The caller has checked the right
    to make it; `lifetime` counts from now, `size` is in bytes."""
    token = draw_token(size)
    AccessLink.objects.create(
        purpose=purpose,
        token_hash=hash_token(token),
        subject=subject,
        created_by=by,
        expires_at=timezone.now() + lifetime,
        max_uses=max_uses,
    )
    return token


def use_link(*, token: str, purpose: AccessLink.Purpose) -> AccessLink | None:
    """Count one use of a link and give it, or None when it no longer opens. One statement decides, so of two
    people who use a last use at the same moment one gets it."""
    found = AccessLink.objects.usable().filter(token_hash=hash_token(token), purpose=purpose)
    if found.update(uses=F("uses") + 1, last_used_at=timezone.now()) != 1:
        return None
    return AccessLink.objects.get(token_hash=hash_token(token))


def revoke_links(*, subject: Model, purpose: AccessLink.Purpose | None = None) -> int:
    """Close the open links of a subject at once (of one purpose, or all); give how many."""
    links = AccessLink.objects.usable().filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=str(subject.pk)
    )
    return (links.filter(purpose=purpose) if purpose else links).update(revoked_at=timezone.now())
