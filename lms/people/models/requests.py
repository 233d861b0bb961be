"""What somebody asks about her own data: a copy of it, or to be forgotten; and the answer."""

import uuid
from calendar import monthrange
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal

from ..roles import Right
from .assignments import RoleAssignment, roles_with, within
from .persons import User


def a_month_after(day: date) -> date:
    """Give the same day of the next month, or its last day: until then a request has to be answered (GDPR art. 12)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _answer_is_due() -> date:
    return a_month_after(timezone.localdate())


class DataRequestQuerySet(models.QuerySet):
    """Requests by state, and who may see them."""

    def open(self) -> "DataRequestQuerySet":
        """Give those that wait for an answer."""
        return self.filter(state=DataRequest.State.OPEN)

    def to_answer(self, user: User) -> "DataRequestQuerySet":
        """Give those of others that she answers: of whoever has or had a role in her country, or has none at all."""
        roles = RoleAssignment.objects.accepted().filter(person=OuterRef("person"))
        answered = models.Q(pk__in=[])
        for held in roles_with(user, Right.ANSWER_REQUESTS):
            answered |= Exists(roles.filter(within(held.place))) | ~Exists(roles)
        return self.filter(answered).exclude(person=user.pk)

    def visible_to(self, user: User) -> "DataRequestQuerySet":
        """Give her own, and those that she answers."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(person=user.pk) | models.Q(pk__in=self.model.objects.to_answer(user).values("pk")))


class DataRequest(models.Model):
    """One request. It goes with the account of whoever asked; its number stands in the audit log."""

    class Kind(models.TextChoices):
        """What is asked."""

        COPY = "copy", _("A copy of everything")
        FORGET = "forget", _("To be forgotten")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("waits")
        ANSWERED = "answered", _("answered")
        TAKEN_BACK = "taken_back", _("taken back")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    person = personal(models.ForeignKey(User, models.CASCADE, related_name="data_requests"), Keep.AUDIT)
    kind = personal(models.CharField(_("request"), max_length=6, choices=Kind.choices), Keep.AUDIT)
    state = personal(models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN), Keep.AUDIT)
    asked_at = personal(models.DateTimeField(_("asked"), default=timezone.now, editable=False), Keep.AUDIT)
    due_on = personal(models.DateField(_("answer at the latest"), default=_answer_is_due, editable=False), Keep.AUDIT)
    closed_at = personal(models.DateTimeField(_("answered"), null=True, blank=True), Keep.AUDIT)
    closed_by = internal(models.ForeignKey(User, models.SET_NULL, null=True, related_name="+"), Keep.AUDIT)
    answer = personal(models.TextField(_("answer"), max_length=1000, blank=True), Keep.AUDIT)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(state="open"), name="one_open_request_of_a_kind"
            ),
            models.CheckConstraint(
                name="request_is_open_until_it_is_closed",
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.number}"

    @property
    def number(self) -> str:
        """Give the short number by which she and the secretariat speak of it."""
        return str(self.public_id)[:8].upper()

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for an answer."""
        return self.state == self.State.OPEN

    @property
    def is_late(self) -> bool:
        """Tell whether its time is over."""
        return self.is_open and self.due_on < timezone.localdate()

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about it to whoever asked."""
        return recipient == self.person
