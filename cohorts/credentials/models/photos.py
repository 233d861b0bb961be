"""Photos for cards: taken with consent, kept for nothing else, gone when the consent is taken back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from cohorts.roster.models import Enrolment, Purpose, Signature
from lms.kit.privacy import Keep, internal, special
from lms.kit.tokens import draw_mark
from lms.people.models import User


def _photo_name(row: "CardPhoto", name: str) -> str:
    return f"credentials/photos/{draw_mark()}.jpg"


class CardPhotoQuerySet(models.QuerySet):
    """Photos, and who may see them."""

    def standing(self) -> "CardPhotoQuerySet":
        """Give those whose consent stands."""
        agreed = Signature.objects.standing().filter(purpose=Purpose.PHOTO_CARD).values("enrolment")
        return self.filter(enrolment__in=agreed)

    def visible_to(self, user: User) -> "CardPhotoQuerySet":
        """Give her own, and those of the women whose places she sees, for as long as the consent stands."""
        return self.standing().filter(enrolment__in=Enrolment.objects.visible_to(user))


class CardPhoto(models.Model):
    """The photo for the card of one woman, as it is printed. A new one takes the place of the old one."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    enrolment = special(models.OneToOneField(Enrolment, models.CASCADE, related_name="card_photo"), Keep.ACCOUNT)
    file = special(models.FileField(upload_to=_photo_name, max_length=200), Keep.ACCOUNT)
    digest = internal(models.CharField(max_length=64))  # SHA-256 of the file
    taken_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    taken_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    objects = CardPhotoQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"photo {str(self.public_id)[:8]}"
