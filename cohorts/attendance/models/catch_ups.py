"""Missed modules that are made up, and evenings that are open for women of other cohorts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, SessionModule
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import User

from ..rules import OPEN, State, Way, Wish


class OpenEvening(models.Model):
    """An evening whose host has opened it for women of other cohorts, and for how many."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    session = internal(models.OneToOneField(CourseSession, models.CASCADE, related_name="open_evening"))
    places = internal(models.PositiveSmallIntegerField(_("places for visitors")))
    is_open = internal(models.BooleanField(default=True))
    opened_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    changed_at = internal(models.DateTimeField(default=timezone.now))

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="open_evening_has_places", condition=models.Q(places__gte=1))]

    def __str__(self) -> str:
        return f"open evening {self.pk}"


class CatchUpQuerySet(models.QuerySet):
    """Catch-ups by state, and who may see them."""

    def standing(self) -> "CatchUpQuerySet":
        """Leave out what was declined or withdrawn."""
        return self.filter(state__in=OPEN)

    def visits_to(self, *sessions: CourseSession) -> "CatchUpQuerySet":
        """Give the agreed visits of these evenings, without women who have left their course since."""
        left = models.Q(enrolment__state=Enrolment.State.WITHDRAWN)
        return self.filter(session__in=sessions, state=State.AGREED).exclude(left)

    def visible_to(self, user: User) -> "CatchUpQuerySet":
        """Give her own, those of the cohorts that she runs, and of her evenings the visits that are agreed."""
        own = models.Q(enrolment__in=Enrolment.objects.visible_to(user).values("pk"))
        if not user.is_authenticated:
            return self.none()
        hosted = models.Q(session__cohort__in=Cohort.objects.run_by(user).values("pk"), state=State.AGREED)
        return self.filter(own | hosted)

    def with_evenings(self) -> "CatchUpQuerySet":
        """Fetch the evening along, whole as far as its calendar goes, and whether it teaches the module."""
        taught = SessionModule.objects.filter(
            session=models.OuterRef("session"),
            edition_module__module=models.OuterRef("edition_module__module"),
            parts=1,
        )
        rows = self.annotate(teaches=models.Exists(taught))
        return rows.select_related("session__cohort__district", "session__cohort__municipality", "session__venue")


class CatchUp(models.Model):
    """One missed module that one woman makes up. Why she missed it, and what was talked about, is stored nowhere: of a
    talk there is only that it was held. Each step is noted in the audit log."""

    WAYS = [(Way.VISIT.value, _("in another district")), (Way.READ.value, _("by reading, with a talk"))]
    WISHES = [
        (Wish.BEFORE.value, _("before the next evening")),
        (Wish.AFTER.value, _("after the next evening")),
        (Wish.PHONE.value, _("on the phone")),
    ]
    STATES = [
        (State.ASKED.value, _("asked")),
        (State.AGREED.value, _("agreed")),
        (State.DONE.value, _("done")),
        (State.DECLINED.value, _("declined")),
        (State.WITHDRAWN.value, _("withdrawn")),
    ]

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="catch_ups"), Keep.MARK)
    edition_module = personal(
        models.ForeignKey("curriculum.EditionModule", models.PROTECT, related_name="catch_ups"), Keep.MARK
    )
    way = personal(models.CharField(_("way"), max_length=6, choices=WAYS), Keep.MARK)
    state = personal(models.CharField(_("state"), max_length=10, choices=STATES, default=State.ASKED), Keep.MARK)
    wish = personal(
        models.CharField(_("when she would like to talk"), max_length=6, choices=WISHES, blank=True), Keep.MARK
    )
    session = personal(
        models.ForeignKey(CourseSession, models.CASCADE, null=True, related_name="visits", help_text="of a visit"),
        Keep.MARK,
    )
    # The place she takes there: two women can never have the same one.
    seat = internal(models.PositiveSmallIntegerField(null=True), Keep.MARK)
    sequence = internal(
        models.PositiveIntegerField(null=True, help_text="of the evening she was promised: a moved one is another"),
        Keep.MARK,
    )
    asked_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK
    )
    asked_at = internal(models.DateTimeField(default=timezone.now), Keep.MARK)
    settled_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK
    )
    settled_at = internal(models.DateTimeField(null=True), Keep.MARK)

    objects = CatchUpQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "edition_module"],
                condition=models.Q(state__in=[State.ASKED.value, State.AGREED.value, State.DONE.value]),
                name="a_module_is_made_up_once",
            ),
            models.UniqueConstraint(
                fields=["session", "seat"],
                condition=models.Q(state=State.AGREED.value),
                name="one_visitor_a_place",
            ),
            models.CheckConstraint(
                name="visit_has_an_evening",
                condition=models.Q(way=Way.VISIT.value, session__isnull=False)
                | models.Q(way=Way.READ.value, session__isnull=True),
            ),
            models.CheckConstraint(
                name="agreed_visit_has_a_place",
                condition=~models.Q(way=Way.VISIT.value, state=State.AGREED.value) | models.Q(seat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"catch-up {str(self.public_id)[:8]}"

    @property
    def is_visit(self) -> bool:
        """Tell whether it is made up in another cohort."""
        return self.way == Way.VISIT
