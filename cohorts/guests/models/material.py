"""What guests hand in for an evening, in versions, and files that are still on their way."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from lms.kit.kinds import Kind
from lms.kit.privacy import Keep, internal, personal
from lms.kit.tokens import draw_mark
from lms.people.models import Municipality, User
from lms.people.models.assignments import countries_where, places_where
from lms.people.roles import Right

from .invitations import GuestInvitation
from .people import municipalities_of


class Reach(models.TextChoices):
    """How far material goes: as far as its owner lets it, and no farther than somebody approves."""

    COHORT = "cohort", _("only this group")
    MUNICIPALITY = "municipality", _("all groups of the municipality")
    COUNTRY = "country", _("all groups of the country")


WIDTH = {"": 0, Reach.COHORT: 1, Reach.MUNICIPALITY: 2, Reach.COUNTRY: 3}
"""Which reach holds which other."""
SHARED = (Reach.MUNICIPALITY, Reach.COUNTRY)


class GuestMaterialQuerySet(models.QuerySet):
    """Material by how far it goes, and who may see that it is there."""

    def visible_to(self, user: User) -> "GuestMaterialQuerySet":
        """Give that of the cohorts she runs or helps with, what is approved for the whole municipality, and what is
        proposed to the secretariat of the country. Women see approved files on their evening."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(pk__in=_of_staff(user)) | models.Q(pk__in=_let_through(user)))

    def shared(self) -> "GuestMaterialQuerySet":
        """Give what is approved for more than one cohort."""
        return self.filter(reach__in=SHARED)


def _of_staff(user: User) -> models.QuerySet:
    """Give the material of the cohorts she runs or helps with."""
    cohorts = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS)).values("pk")
    return GuestMaterial.objects.filter(session__cohort__in=cohorts).values("pk")


def _let_through(user: User) -> models.QuerySet:
    """Give what others have let through to her: shared with her municipality, or proposed to her secretariat."""
    near = models.Q(reach__in=SHARED, municipality__in=municipalities_of(user).values("pk"))
    countries = countries_where(user, Right.EDIT_NATIONAL_CONTENT)
    proposed = models.Q(proposal__in=["proposed", "accepted"], municipality__country__in=countries)
    return GuestMaterial.objects.filter(near | proposed).values("pk")


class GuestMaterial(models.Model):
    """One piece of material for an evening. Its file is that of its newest version; older ones stay until it is
    withdrawn. What is shared beyond the cohort outlives whoever handed it in: it then names her service only."""

    class Proposal(models.TextChoices):
        """What the secretariat says to having it as national material."""

        NONE = "", _("not proposed")
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("taken up")
        DECLINED = "declined", _("not taken up")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    invitation = personal(
        models.ForeignKey(GuestInvitation, models.SET_NULL, null=True, related_name="material"), Keep.GUEST
    )
    session = internal(models.ForeignKey(CourseSession, models.SET_NULL, null=True, related_name="guest_material"))
    municipality = internal(models.ForeignKey(Municipality, models.PROTECT, related_name="+"))
    edition_module = internal(
        models.ForeignKey("curriculum.EditionModule", models.PROTECT, null=True, blank=True, related_name="+")
    )
    service = internal(models.CharField(_("service"), max_length=80, blank=True))
    title = internal(models.CharField(_("title"), max_length=120))
    language = internal(models.CharField(_("language"), max_length=12))
    year = internal(models.PositiveSmallIntegerField(_("year")))
    allowed = internal(
        models.CharField(_("who may use it"), max_length=12, choices=Reach.choices, default=Reach.COHORT)
    )  # says whoever made it
    reach = internal(models.CharField(_("who has it"), max_length=12, choices=Reach.choices, blank=True))
    proposal = internal(
        models.CharField(_("proposal"), max_length=8, choices=Proposal.choices, default=Proposal.NONE, blank=True)
    )
    national = internal(models.ForeignKey("modules.Material", models.SET_NULL, null=True, blank=True, related_name="+"))
    added_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    objects = GuestMaterialQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "title", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["municipality", "reach"], name="guest_material_by_reach")]

    def __str__(self) -> str:
        return f"material {str(self.public_id)[:8]}"

    @property
    def may_be_shared_as(self) -> list[tuple[str, str]]:
        """Give how far it may be approved."""
        return [(value, name) for value, name in Reach.choices if WIDTH[value] <= WIDTH[self.allowed]]


def place_of(version: "GuestMaterialVersion", name: str) -> str:
    """Give the place of a file in the store: drawn at random, it follows from nothing and says nothing."""
    return f"guests/{draw_mark()}.{name.rsplit('.', 1)[-1].lower()}"


class GuestMaterialVersionQuerySet(models.QuerySet):
    """Files, and who may fetch them."""

    def approved(self) -> "GuestMaterialVersionQuerySet":
        """Give those that a coordinator has let through."""
        return self.filter(approved_at__isnull=False)

    def visible_to(self, user: User) -> "GuestMaterialVersionQuerySet":
        """Give all of the cohorts she runs or helps with; approved ones to those it is shared with, and to the women of
        the cohort."""
        if not user.is_authenticated:
            return self.none()
        attended = Cohort.objects.attended_by(user).values("pk")
        hers = models.Q(material__session__cohort__in=attended) | models.Q(material__in=_let_through(user))
        return self.filter(models.Q(material__in=_of_staff(user)) | (hers & models.Q(approved_at__isnull=False)))


class GuestMaterialVersion(models.Model):
    """One file. Versions are added, never changed; each is approved by itself."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    material = internal(models.ForeignKey(GuestMaterial, models.CASCADE, related_name="versions"))
    number = internal(models.PositiveSmallIntegerField(_("version")))
    file = internal(models.FileField(_("file"), upload_to=place_of))
    preview = internal(models.FileField(upload_to=place_of, blank=True))
    kind = internal(models.CharField(max_length=4, choices=[(kind.value, kind.value) for kind in Kind]))
    size = internal(models.PositiveBigIntegerField(_("size")))
    pages = internal(models.PositiveIntegerField(_("pages"), null=True, blank=True))
    added_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    approved_at = internal(models.DateTimeField(null=True, blank=True))
    approved_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))

    objects = GuestMaterialVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="guest_material_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.material_id} v{self.number}"


class GuestUpload(models.Model):
    """A file on its way, in pieces. The same file begun again goes on where it stopped."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    invitation = internal(models.ForeignKey(GuestInvitation, models.SET_NULL, null=True, related_name="uploads"))
    name = personal(models.CharField(max_length=255), Keep.ATTEMPT)
    size = internal(models.PositiveBigIntegerField(), Keep.ATTEMPT)
    mark = internal(models.CharField(max_length=40, blank=True, help_text="when the file was changed"), Keep.ATTEMPT)
    touched_at = internal(models.DateTimeField(default=timezone.now), Keep.ATTEMPT)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["invitation", "name", "size", "mark"], name="guest_upload_begun_once")
        ]

    def __str__(self) -> str:
        return f"upload {str(self.public_id)[:8]}"


def place_of_piece(piece: "GuestUploadPiece", name: str) -> str:
    """Give the place of a piece in the store."""
    return f"uploads/{draw_mark()}.part"


class GuestUploadPiece(models.Model):
    """One piece of a file on its way."""

    upload = internal(models.ForeignKey(GuestUpload, models.CASCADE, related_name="pieces"))
    offset = internal(models.PositiveBigIntegerField())
    size = internal(models.PositiveIntegerField())
    file = internal(models.FileField(upload_to=place_of_piece))

    class Meta:
        ordering = ["upload", "offset"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="guest_upload_piece_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} at {self.offset}"
