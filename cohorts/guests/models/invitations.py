"""What an evening needs of guests, and whom it has asked."""

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import AccessLink, User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .people import GuestProfessional

PASS_LASTS = timedelta(days=14)  # after the evening


def slot_of(session: CourseSession) -> str:
    """Give day and time of an evening as they are kept beside an answer."""
    return f"{session.date} {session.starts_at:%H:%M}-{session.ends_at:%H:%M}"


def facts_of(session: CourseSession) -> dict:
    """Give what a guest is told of an evening: when, where, and whether it is held."""
    return {"slot": slot_of(session), "venue": session.venue_id, "cancelled": session.is_cancelled}


class GuestRequest(models.Model):
    """One guest that an evening wants. It may ask several people in turn; one of them comes. An evening with two guests
    has two of these."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    session = internal(models.ForeignKey(CourseSession, models.CASCADE, related_name="guest_requests"))
    edition_module = internal(
        models.ForeignKey("curriculum.EditionModule", models.PROTECT, null=True, blank=True, related_name="+")
    )  # what she is asked to teach; none: the evening as a whole
    wanted = internal(models.CharField(_("who is wanted"), max_length=80, blank=True))  # “barnehage”, never a name
    minutes = internal(models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True))
    next_after_days = internal(
        models.PositiveSmallIntegerField(
            _("ask the next one after so many days"), null=True, blank=True, help_text="none: only by hand"
        )
    )
    created_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["session", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def somebody_comes(self) -> bool:
        """Tell whether somebody has said yes. Fetch the invitations along."""
        return any(each.state == GuestInvitation.State.ACCEPTED for each in self.invitations.all())


class GuestInvitationQuerySet(models.QuerySet):
    """Invitations by state, and who may see them."""

    def open(self) -> "GuestInvitationQuerySet":
        """Give those to which yes or no can be said."""
        return self.filter(state__in=OPEN)

    def accepted(self) -> "GuestInvitationQuerySet":
        """Give those of guests who come."""
        return self.filter(state=GuestInvitation.State.ACCEPTED)

    def visible_to(self, user: User) -> "GuestInvitationQuerySet":
        """Give those of the cohorts that she runs or helps with. The secretariat sees counts, never guests."""
        if not user.is_authenticated:
            return self.none()
        cohorts = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS)).values("pk")
        return self.filter(request__session__cohort__in=cohorts)


class GuestInvitation(models.Model):
    """One person asked to come as a guest, and what she said of the evening as it then stood."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("to be asked")  # comes after others, if they cannot
        ASKED = "asked", _("asked")
        PROPOSED = "proposed", _("proposes other days")
        ACCEPTED = "accepted", _("comes")
        DECLINED = "declined", _("cannot come")
        HANDED_OVER = "handed_over", _("handed over")
        CANCELLED = "cancelled", _("taken back")

    class Need(models.TextChoices):
        """What she needs in the room."""

        PROJECTOR = "projector", _("a projector")
        SOUND = "sound", _("sound")
        INTERNET = "internet", _("internet")
        FLIP_CHART = "flip_chart", _("a flip chart or board")
        COPIES = "copies", _("copies on paper")
        INTERPRETER = "interpreter", _("an interpreter")
        PARKING = "parking", _("a place to park")
        STEP_FREE = "step_free", _("a way in without steps")

    class Source(models.TextChoices):
        """How the answer came."""

        LINK = "link", _("by the link")
        CALENDAR = "calendar", _("from the calendar")
        HOST = "host", _("told the host")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.GUEST)
    request = internal(models.ForeignKey(GuestRequest, models.CASCADE, related_name="invitations"), Keep.GUEST)
    guest = personal(models.ForeignKey(GuestProfessional, models.CASCADE, related_name="invitations"), Keep.GUEST)
    place = internal(models.PositiveSmallIntegerField(default=1, help_text="in the order of asking"), Keep.GUEST)
    state = personal(
        models.CharField(_("state"), max_length=12, choices=State.choices, default=State.QUEUED), Keep.GUEST
    )
    text = personal(models.TextField(_("message"), max_length=2000, blank=True), Keep.GUEST)  # of the host to her
    asked_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.GUEST
    )
    asked_at = internal(models.DateTimeField(null=True, blank=True), Keep.GUEST)
    answered_at = personal(models.DateTimeField(null=True, blank=True), Keep.GUEST)
    source = internal(models.CharField(max_length=8, choices=Source.choices, blank=True), Keep.GUEST)
    sequence = internal(
        models.PositiveIntegerField(
            null=True, blank=True, help_text="of the evening she answered for: a moved one needs a new answer"
        ),
        Keep.GUEST,
    )
    answered_for = internal(
        models.CharField(max_length=40, blank=True, help_text="day and time of the evening she answered for"),
        Keep.GUEST,
    )
    told = internal(
        models.JSONField(default=dict, blank=True, help_text="time, place and state as she was last told them"),
        Keep.GUEST,
    )
    minutes = personal(
        models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True), Keep.GUEST
    )  # as she wants
    needed = personal(models.JSONField(_("what she needs"), default=list, blank=True), Keep.GUEST)  # codes of `Need`
    proposal = personal(models.TextField(_("other days"), max_length=500, blank=True), Keep.GUEST)
    needs = personal(models.TextField(_("what else she needs"), max_length=500, blank=True), Keep.GUEST)
    note_to_host = personal(models.TextField(_("note to the host"), max_length=1000, blank=True), Keep.GUEST)
    handed_over_from = personal(
        models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="handed_over_to"), Keep.GUEST
    )

    objects = GuestInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["request", "place", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["state", "asked_at"], name="guest_invitation_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["request", "guest"], name="guest_asked_once_for_request"),
            models.UniqueConstraint(fields=["request"], name="one_guest_comes", condition=models.Q(state="accepted")),
            models.CheckConstraint(
                name="guest_answer_has_a_time",
                condition=models.Q(state__in=["queued", "asked", "cancelled"]) | models.Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {str(self.public_id)[:8]}"

    @property
    def session(self) -> CourseSession:
        """Give the evening."""
        return self.request.session

    @property
    def wanted_needs(self) -> list[str]:
        """Give what she ticked, in words."""
        return [str(self.Need(code).label) for code in self.needed if code in self.Need.values]

    @property
    def pass_ends_at(self) -> datetime:
        """Give until when its link opens: two weeks after the evening, wherever that has moved to."""
        return self.session.ends + PASS_LASTS

    @property
    def answered_day(self) -> date | None:
        """Give the day of the evening as she answered for it."""
        return date.fromisoformat(self.answered_for.split()[0]) if self.answered_for else None

    @property
    def answered_hours(self) -> str:
        """Give from when to when it was then."""
        return self.answered_for.partition(" ")[2].replace("-", "–")

    @property
    def opens(self) -> bool:
        """Tell whether its link opens: its time is not over, and it was not taken back or handed over."""
        return self.is_open and self.pass_ends_at > timezone.now()

    @property
    def is_open(self) -> bool:
        """Tell whether yes or no can be said."""
        return self.state in OPEN

    @property
    def said_yes_to_another_time(self) -> bool:
        """Tell whether she has said yes to a time that holds no more. One that was moved and moved back holds."""
        moved = self.sequence != self.session.sequence and self.answered_for != slot_of(self.session)
        return self.state == self.State.ACCEPTED and moved

    def is_opened_by(self, link: AccessLink) -> bool:
        """Tell whether a link stands for this invitation."""
        return link.purpose == AccessLink.Purpose.GUEST and link.subject_id == str(self.pk)

    def may_be_told_to(self, recipient: User | str) -> bool:
        """Allow messages about it to the address of the guest while her pass opens, and to those who run the cohort."""
        if isinstance(recipient, str):
            return recipient == self.guest.address or recipient in (self.guest.email, self.guest.phone)
        return GuestInvitation.objects.visible_to(recipient).filter(pk=self.pk).exists()


OPEN = (
    GuestInvitation.State.ASKED,
    GuestInvitation.State.PROPOSED,
    GuestInvitation.State.ACCEPTED,
    GuestInvitation.State.DECLINED,
)
"""States in which the guest can still say yes or no."""
