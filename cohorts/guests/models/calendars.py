"""An evening in the calendar of a guest."""

import uuid

from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal, personal
from lms.people.models import User

from .invitations import GuestInvitation


class GuestEntry(models.Model):
    """An evening in the calendar of one guest. Its identity is hers alone and random: who answers with it has had the
    mail. `sequence` is what her calendar last saw, `told` the sequence of the evening that it told of."""

    uid = personal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.GUEST)
    invitation = internal(models.OneToOneField(GuestInvitation, models.CASCADE, related_name="entry"), Keep.GUEST)
    sent_to = personal(models.EmailField(), Keep.GUEST)
    sequence = internal(models.PositiveIntegerField(default=0), Keep.GUEST)
    told = internal(models.PositiveIntegerField(), Keep.GUEST)
    is_withdrawn = internal(
        models.BooleanField(default=False, help_text="the last mail took it out of her calendar"), Keep.GUEST
    )
    sent_at = internal(models.DateTimeField(default=timezone.now), Keep.GUEST)
    replied_at = personal(
        models.DateTimeField(null=True, blank=True, help_text="the stamp of the newest reply that counted"), Keep.GUEST
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def may_be_told_to(self, recipient: User | str) -> bool:
        """Allow it to the address it was made for."""
        return recipient == self.sent_to
