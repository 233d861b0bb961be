"""Calendars that follow the plan: what somebody chose, the stored copy of a feed, and invitations that went out."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import AccessLink, User

from .sessions import CourseSession


class CalendarChoice(models.Model):
    """How somebody wants the evenings to look in her calendar. Without a row: discreet, with the place, no mail."""

    person = personal(
        models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_choice"), Keep.ACCOUNT
    )
    fuller_titles = personal(models.BooleanField(_("say what the evening is about"), default=False), Keep.ACCOUNT)
    shows_place = personal(models.BooleanField(_("say where the evening is"), default=True), Keep.ACCOUNT)
    by_mail = personal(models.BooleanField(_("invitations by e-mail"), default=False), Keep.ACCOUNT)
    changed_at = internal(models.DateTimeField(default=timezone.now), Keep.ACCOUNT)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"choice {self.pk}"


class FeedCopy(models.Model):
    """What a feed last was, and of which version: it is answered from here until anything in it has changed."""

    link = internal(models.OneToOneField(AccessLink, models.CASCADE, related_name="feed_copy"), Keep.SECRET)
    version = internal(models.CharField(max_length=64), Keep.SECRET)
    etag = internal(models.CharField(max_length=64), Keep.SECRET)
    body = internal(models.BinaryField(), Keep.SECRET)  # the plan as she may see it, without people
    made_at = internal(models.DateTimeField(default=timezone.now), Keep.SECRET)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"copy {self.version[:8]}"


class CalendarInvitationQuerySet(models.QuerySet):
    """Invitations by what has become of them."""

    def standing(self) -> "CalendarInvitationQuerySet":
        """Give those that stand in somebody's calendar."""
        return self.filter(is_withdrawn=False)


class CalendarInvitation(models.Model):
    """An evening in the calendar of one woman who wants invitations by e-mail.

    Its identity is hers alone and random: who answers with it has had the mail. `sequence` is what her calendar last
    saw, `told` the sequence of the evening that it told of.
    """

    uid = personal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.COURSE)
    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="invitations"), Keep.COURSE)
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="invitations"), Keep.COURSE)
    sent_to = personal(models.EmailField(), Keep.COURSE)
    sequence = internal(models.PositiveIntegerField(), Keep.COURSE)
    told = internal(models.PositiveIntegerField(), Keep.COURSE)
    shown = internal(
        models.CharField(max_length=120, blank=True, help_text="time, place and state as the last mail had them"),
        Keep.COURSE,
    )
    is_withdrawn = internal(
        models.BooleanField(default=False, help_text="the last mail took it out of her calendar"), Keep.COURSE
    )
    sent_at = internal(models.DateTimeField(default=timezone.now), Keep.COURSE)
    replied_at = personal(
        models.DateTimeField(null=True, blank=True, help_text="the stamp of the newest reply that counted"), Keep.COURSE
    )

    objects = CalendarInvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_invitation_an_evening"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether her calendar has the evening as it stands. A change that was taken back needs no mail."""
        return self.shown == self.facts_of(self.session)

    @staticmethod
    def facts_of(session: CourseSession) -> str:
        """Give what a mail tells of an evening."""
        return f"{session.date} {session.starts_at}-{session.ends_at} {session.venue_id} {session.state}"

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow it to the woman herself, unless she is protected. A cancellation reaches her when she has left, too."""
        if recipient != self.enrolment.person or self.enrolment.person.is_protected:
            return False
        return bool(self.is_withdrawn or self.enrolment.state == "active")
