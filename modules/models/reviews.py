"""What people outside say of a text, what those who lead evenings say of it, and when a page is looked at again."""

import uuid
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal
from lms.people.models.assignments import has_right
from lms.people.roles import Right

from .pages import ModulePage

if TYPE_CHECKING:
    from lms.people.models import User

LATE_IS_WELCOME = timedelta(days=14)


def edits_content(user: "User") -> bool:
    """Tell whether she works on the national content."""
    return has_right(user, Right.EDIT_NATIONAL_CONTENT)


class ReviewRequestQuerySet(models.QuerySet):
    """Requests by their state and by who may see them."""

    def open(self) -> "ReviewRequestQuerySet":
        """Give those that still wait for an answer."""
        return self.filter(answered_at__isnull=True, revoked_at__isnull=True)

    def visible_to(self, user: "User") -> "ReviewRequestQuerySet":
        """Give all to whoever works on the national content, and nothing to others."""
        return self if edits_content(user) else self.none()


class ReviewRequest(models.Model):
    """Somebody outside is asked whether one revision of a text is right. She answers through a secret link."""

    class Answer(models.TextChoices):
        """What she says of the whole."""

        RIGHT = "right", _("The facts are right")
        CHANGE = "change", _("Something must be changed")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    page = internal(models.ForeignKey(ModulePage, models.CASCADE, related_name="review_requests"))
    revision = internal(models.ForeignKey("wagtailcore.Revision", models.CASCADE, related_name="+"))
    fingerprint = internal(
        models.CharField(max_length=64, help_text="of the words: the same text published later is still the same text")
    )
    reviewer = personal(models.CharField(_("name"), max_length=80, blank=True), Keep.REVIEW)
    email = personal(models.EmailField(_("e-mail"), blank=True), Keep.REVIEW)
    language = personal(models.CharField(_("language"), max_length=12), Keep.REVIEW)
    with_notes = internal(models.BooleanField(default=False, help_text="she also reads what is for those who lead"))
    due_on = internal(models.DateField(_("answer by")))
    asked_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.REVIEW
    )
    asked_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    reminded_at = internal(models.DateTimeField(null=True, blank=True))
    saved_at = internal(models.DateTimeField(null=True, blank=True))
    answer = internal(models.CharField(max_length=6, choices=Answer.choices, blank=True))
    answered_at = internal(models.DateTimeField(null=True, blank=True))
    revoked_at = internal(models.DateTimeField(null=True, blank=True))

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "email"],
                condition=models.Q(revoked_at__isnull=True) & ~models.Q(email=""),
                name="review_asked_once_of_a_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="review_answer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"review {str(self.public_id)[:8]}"

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is still waited for."""
        return self.answered_at is None and self.revoked_at is None

    @property
    def is_late(self) -> bool:
        """Tell whether the day has passed without an answer."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def link_ends_at(self) -> datetime:
        """Give when the secret link stops opening: two weeks after the day, for those who are late."""
        return timezone.make_aware(datetime.combine(self.due_on + LATE_IS_WELCOME, time.max))

    def may_be_told_to(self, recipient: object) -> bool:
        """Let messages about it reach the address it was made for, as long as it is open; and those who edit, later."""
        if isinstance(recipient, str):
            return self.is_open and bool(self.email) and recipient == self.email
        return edits_content(recipient)  # type: ignore[arg-type]  # the mailbox knows persons and addresses


class ReviewRemark(models.Model):
    """What a reviewer says of one part of the text, or of the whole (`block` is empty). One for each part."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    request = internal(models.ForeignKey(ReviewRequest, models.CASCADE, related_name="remarks"))
    block = internal(models.CharField(max_length=40, blank=True))
    text = personal(models.TextField(max_length=4000), Keep.REVIEW)
    saved_at = internal(models.DateTimeField(default=timezone.now))
    handled_at = internal(models.DateTimeField(null=True, blank=True))
    handled_by = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"),
        Keep.REVIEW,
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "block"], name="review_says_it_once_of_a_part"),
        ]

    def __str__(self) -> str:
        return f"remark {str(self.public_id)[:8]}"


class ExperienceNoteQuerySet(models.QuerySet):
    """Notes by who may read them."""

    def visible_to(self, user: "User") -> "ExperienceNoteQuerySet":
        """Give all to whoever works on the national content, to others their own."""
        if not user.is_authenticated:
            return self.none()
        return self if edits_content(user) else self.filter(author=user)


class ExperienceNote(models.Model):
    """What somebody who led an evening says of a module: what worked, and what should change."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    operation = internal(models.UUIDField(unique=True, help_text="drawn with the form: sent twice, it is stored once"))
    page = internal(models.ForeignKey(ModulePage, models.CASCADE, related_name="experiences"))
    author = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.ACCOUNT
    )
    worked = internal(models.TextField(_("What worked well?"), max_length=1500, blank=True))
    change = internal(models.TextField(_("What should be changed?"), max_length=1500, blank=True))
    written_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    considered_at = internal(models.DateTimeField(null=True, blank=True))

    objects = ExperienceNoteQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(worked="", change=""),
                name="experience_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"experience {str(self.public_id)[:8]}"


class PageCheck(models.Model):
    """When a page was last confirmed and is to be looked at again. Beside the page: confirming makes no new version."""

    page = internal(models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="check_row"))
    check_by = internal(models.DateField(_("check again by")))
    confirmed_at = internal(models.DateTimeField(default=timezone.now))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"check of page {self.page_id}"
