"""The directory of guest professionals of a municipality."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models.places import AtAPlace
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import District, Municipality, User
from lms.people.models.assignments import places_where, roles_with
from lms.people.roles import Right

from .professions import Profession


def municipalities_of(user: User) -> models.QuerySet[Municipality]:
    """Give the municipalities in which somebody runs cohorts or helps with them, in one district of theirs or all."""
    held = roles_with(user, Right.SEE_COHORTS)
    return Municipality.objects.filter(
        models.Q(pk__in=[role.municipality_id for role in held])
        | models.Q(districts__in=[role.district_id for role in held])
    )


class GuestProfessionalQuerySet(models.QuerySet):
    """Guest professionals by place, and who may see them."""

    def visible_to(self, user: User) -> "GuestProfessionalQuerySet":
        """Give those entered at the places where she runs cohorts or helps, and from the rest of the municipality those
        who agreed to be known there."""
        if not user.is_authenticated:
            return self.none()
        near = municipalities_of(user).values("pk")
        known = models.Q(municipality__in=near) | models.Q(district__municipality__in=near)
        return self.filter(places_where(user, Right.SEE_COHORTS) | (models.Q(shared_at__isnull=False) & known))


class GuestProfessional(AtAPlace):
    """Somebody from a service who teaches, as the coordinator of a place has entered her. She has no account: what she
    does she does through the link of an invitation, and what stands here is hers to have removed."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    districts = internal(models.ManyToManyField(District, blank=True, related_name="+"))  # she comes to; none: to all
    name = personal(models.CharField(_("name"), max_length=80), Keep.GUEST)
    kind = internal(
        models.ForeignKey(Profession, models.SET_NULL, null=True, blank=True, related_name="+"), Keep.GUEST
    )  # of the known professions; `service` and `profession` are the words for her
    service = personal(models.CharField(_("service"), max_length=80, blank=True), Keep.GUEST)
    profession = personal(models.CharField(_("profession"), max_length=80, blank=True), Keep.GUEST)
    email = personal(models.EmailField(_("e-mail"), blank=True), Keep.GUEST)
    phone = personal(models.CharField(_("phone"), max_length=20, blank=True), Keep.GUEST)  # E.164
    language = personal(models.CharField(_("language of messages"), max_length=12, default="nb"), Keep.GUEST)
    speaks = personal(models.JSONField(_("languages she speaks"), default=list, blank=True), Keep.GUEST)
    is_woman = personal(models.BooleanField(_("woman"), null=True, blank=True), Keep.GUEST)
    is_icdp_guide = personal(models.BooleanField(_("certified ICDP guide"), default=False), Keep.GUEST)
    tells_own_story = personal(models.BooleanField(_("tells her own story"), default=False), Keep.GUEST)
    thanks = personal(models.CharField(_("how she is paid or thanked"), max_length=120, blank=True), Keep.GUEST)
    notes = personal(models.TextField(_("notes"), max_length=1000, blank=True), Keep.GUEST)
    # What she agreed to herself, and when.
    may_be_asked_again_at = personal(models.DateTimeField(null=True, blank=True), Keep.GUEST)
    shared_at = personal(
        models.DateTimeField(null=True, blank=True, help_text="known in the whole municipality since"), Keep.GUEST
    )
    added_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.GUEST
    )
    added_at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.GUEST)

    objects = GuestProfessionalQuerySet.as_manager()

    class Meta(AtAPlace.Meta):
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            *AtAPlace.Meta.constraints,
            *[
                models.UniqueConstraint(
                    fields=[place, way],
                    name=f"guest_{way}_once_in_{place}",
                    condition=~models.Q(**{way: ""}) & models.Q(**{f"{place}__isnull": False}),
                )
                for place in ("district", "municipality")
                for way in ("email", "phone")
            ],
            models.CheckConstraint(name="guest_can_be_reached", condition=~models.Q(email="") | ~models.Q(phone="")),
        ]

    def __str__(self) -> str:
        # A person's name must not reach a log line or an audit label.
        return f"guest {str(self.public_id)[:8]}"

    def may_be_told_to(self, recipient: User | str) -> bool:
        """Allow what is about herself to her own address."""
        return isinstance(recipient, str) and recipient in (self.email, self.phone)

    @property
    def address(self) -> str:
        """Give where messages go: the e-mail, else the phone."""
        return self.email or self.phone


class GuestSubject(models.Model):
    """A module that somebody teaches, whatever its language and edition: `module_key` is the key that a page shares
    with its translations."""

    guest = personal(models.ForeignKey(GuestProfessional, models.CASCADE, related_name="subjects"), Keep.GUEST)
    module_key = personal(models.UUIDField(), Keep.GUEST)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["module_key"], name="guest_by_module")]
        constraints = [models.UniqueConstraint(fields=["guest", "module_key"], name="guest_teaches_module_once")]

    def __str__(self) -> str:
        return f"subject {self.pk}"
