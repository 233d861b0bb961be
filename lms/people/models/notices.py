"""Messages on their way to somebody."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal
from lms.kit.sms import segments

from .persons import User


class NoticeQuerySet(models.QuerySet):
    """Messages by state."""

    def due(self) -> "NoticeQuerySet":
        """Give those that wait and whose pause is over."""
        return self.filter(state=Notice.State.WAITING, next_try_at__lte=timezone.now())

    def shown(self) -> "NoticeQuerySet":
        """Give those on the platform that may be read: not the ones withheld, nor those taken back."""
        return self.filter(channel=Notice.Channel.IN_APP, state=Notice.State.SENT)

    def visible_to(self, user: User) -> "NoticeQuerySet":
        """Give her own messages inside the platform. A signed-out user has none: guests' messages are nobody's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient_id=user.pk, channel=Notice.Channel.IN_APP)


class Notice(models.Model):
    """One message to one address over one channel, in the reader's language, stored with what it tells of."""

    NUDGE = "nudge"  # the event of a message that only says that there is something
    DECOY = "decoy"  # the problem code of a row that only takes the time a real message takes

    class Channel(models.TextChoices):
        """How it travels."""

        EMAIL = "email", _("E-mail")
        SMS = "sms", _("SMS")
        IN_APP = "in_app", _("On the platform")

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")
        WITHHELD = "withheld", _("Withheld")

    id = internal(models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False), Keep.MESSAGE)
    recipient = personal(
        models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"), Keep.MESSAGE
    )
    address = personal(models.CharField(max_length=254, blank=True), Keep.MESSAGE)
    event = internal(models.CharField(max_length=60), Keep.MESSAGE)
    language = personal(models.CharField(max_length=12), Keep.MESSAGE)
    channel = internal(models.CharField(max_length=6, choices=Channel.choices), Keep.MESSAGE)
    subject = personal(models.CharField(max_length=160, blank=True), Keep.MESSAGE)
    body = personal(models.TextField(), Keep.MESSAGE)
    calendar = personal(models.TextField(blank=True, help_text="iCalendar; goes along with an e-mail"), Keep.MESSAGE)
    secret = internal(
        models.BooleanField(default=False, help_text="the text is wiped when it has been sent"), Keep.MESSAGE
    )
    about_type = internal(models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True, blank=True), Keep.MESSAGE)
    about_id = internal(models.CharField(max_length=40, blank=True), Keep.MESSAGE)
    about = GenericForeignKey("about_type", "about_id")
    dedupe_key = internal(models.CharField(max_length=160, unique=True), Keep.MESSAGE)
    state = internal(models.CharField(max_length=8, choices=State.choices, default=State.WAITING), Keep.MESSAGE)
    tries = internal(models.PositiveSmallIntegerField(default=0), Keep.MESSAGE)
    next_try_at = internal(models.DateTimeField(default=timezone.now), Keep.MESSAGE)
    claimed_at = internal(models.DateTimeField(null=True, blank=True), Keep.MESSAGE)
    sent_at = internal(models.DateTimeField(null=True, blank=True), Keep.MESSAGE)
    read_at = personal(models.DateTimeField(null=True, blank=True), Keep.MESSAGE)
    problem = internal(
        models.CharField(max_length=80, blank=True, help_text="a code, never the server's words"), Keep.MESSAGE
    )
    good_until = internal(
        models.DateTimeField(null=True, blank=True, help_text="not sent any more after this"), Keep.MESSAGE
    )
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.MESSAGE)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="notice_due"),
            models.Index(fields=["recipient", "channel"], name="notice_of_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {str(self.id)[:8]}"

    @property
    def message_id(self) -> str:
        """Give the Message-ID, the same at every try, by which a mail server knows a repeat."""
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        return f"<{self.id}@{domain}>"

    @property
    def segments(self) -> int:
        """Give how many text messages the operator makes of it; 0 if it does not go by SMS."""
        return segments(self.body) if self.channel == self.Channel.SMS else 0
