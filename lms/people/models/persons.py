"""A person, and the languages she speaks."""

import re
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lms.kit.phones import STORED
from lms.kit.privacy import Keep, internal, personal, special

from ..roles import GROUP_ROLES, LEARNERS, OFFICES, TABLE, Right, Role

BCP47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def validate_language_tag(value: str) -> None:
    """Accept a BCP 47 tag of language, script and region: so, ti, prs, ckb, pa-Guru, fa-AF."""
    if not BCP47.fullmatch(value):
        raise ValidationError(_("This is not a language code."), code="language_tag")


def validate_phone(value: str) -> None:
    """Accept an international number as it is stored: +4790000000."""
    if not STORED.fullmatch(value):
        raise ValidationError(_("Write the number with its country code, for example +47 412 34 567."), code="phone")


class TextSize(models.TextChoices):
    """How large the letters of every page are."""

    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")
    LARGER = "larger", _("Very large")


class UserQuerySet(models.QuerySet):
    """People, and who may see whom."""

    def visible_to(self, user: "User") -> "UserQuerySet":
        """Give herself, and those whom her running roles let her see. A signed-out user sees nobody."""
        from .assignments import RoleAssignment

        if not user.is_authenticated:
            return self.none()
        seen = RoleAssignment.objects.running().of_others_visible_to(user).values("person")
        return self.filter(models.Q(pk=user.pk) | models.Q(pk__in=seen))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made when it runs
    """Makes people; an address is compared without regard to case."""

    def get_by_natural_key(self, username: str) -> "User":
        """Find a person by her public id."""
        return self.get(public_id=username)

    def create_user(self, *, name: str, password: str | None = None, **fields) -> "User":
        """Store a new person. Without a password she signs in by code. Raises ValidationError when a field is not as
        it must be; whether number and address are free the database says, by IntegrityError."""
        user = self.model(name=name, **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.clean_fields(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a phone, an e-mail address, or both. No birth number, address, birth date, nationality or
    religion is held: read docs/architecture.md before adding a field."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True))
    name = personal(models.CharField(_("name"), max_length=120), Keep.ACCOUNT)
    phone = personal(
        models.CharField(_("phone"), max_length=16, null=True, blank=True, unique=True, validators=[validate_phone]),
        Keep.ACCOUNT,
    )
    phone_verified = internal(models.BooleanField(default=False), Keep.ACCOUNT)
    email = personal(models.EmailField(_("e-mail"), null=True, blank=True), Keep.ACCOUNT)
    interface_language = personal(
        models.CharField(_("language of the menus"), max_length=8, default="nb"), Keep.ACCOUNT
    )
    content_language = personal(
        models.CharField(
            _("language of the texts"),
            max_length=12,
            blank=True,
            validators=[validate_language_tag],
            help_text=_("Empty means the same as the menus."),
        ),
        Keep.ACCOUNT,
    )
    # Empty until she has chosen: on her first evening she is asked.
    text_size = personal(
        models.CharField(_("size of the letters"), max_length=6, choices=TextSize, blank=True, editable=False),
        Keep.ACCOUNT,
    )
    # She lives where nobody may find her. Never shown, listed, filtered, counted or sorted by, nor noted in a log;
    # only she takes it away (`lms.people.actions.protection`).
    is_protected = special(models.BooleanField(default=False, editable=False), Keep.ACCOUNT)
    # Her name stands in no file that is handed out. Anybody may choose so; whoever is protected is left out from then
    # on. That she is left out does not tell why.
    is_off_lists = special(models.BooleanField(default=False, editable=False), Keep.ACCOUNT)
    # A name and an icon that say nothing, on pages, in the tab and on the home screen of her phone.
    neutral_look = personal(models.BooleanField(default=False, editable=False), Keep.ACCOUNT)
    # By kind of message (`lms.people.rules.Kind`) the way she chose for it; what is missing goes the usual way.
    message_ways = personal(models.JSONField(default=dict, blank=True, editable=False), Keep.ACCOUNT)
    is_active = internal(models.BooleanField(default=True), Keep.ACCOUNT)
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.ACCOUNT)
    last_active_on = personal(models.DateField(null=True, blank=True, editable=False), Keep.ACCOUNT)
    # When she was told that her account ends; empty again as soon as she has been here.
    reminded_on = internal(models.DateField(null=True, blank=True, editable=False), Keep.ACCOUNT)

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        permissions = [(right.value, right.label) for right in Right]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_once_whatever_its_case"),
            models.CheckConstraint(
                condition=models.Q(phone__isnull=False) | models.Q(email__isnull=False), name="phone_or_email"
            ),
            models.CheckConstraint(condition=~models.Q(phone="") & ~models.Q(email=""), name="no_empty_phone_or_email"),
        ]

    def __str__(self) -> str:
        # A person's name must not reach a log line or an audit label.
        return f"person {str(self.public_id)[:8]}"

    def save(self, *args, **kwargs) -> None:
        """Store an address in small letters: allauth looks for it so."""
        self.email = self.email.lower() if self.email else self.email
        super().save(*args, **kwargs)

    def get_username(self) -> str:
        """Give the public id as text, as Wagtail's sidebar wants it."""
        return str(self.public_id)

    @property
    def first_name(self) -> str:
        """Give what Wagtail's sidebar calls her."""
        return self.get_short_name()

    def get_full_name(self) -> str:
        """Give the name, for Wagtail."""
        return self.name

    def get_short_name(self) -> str:
        """Give the first word of the name."""
        return self.name.split()[0] if self.name else ""

    def clean(self) -> None:
        """Turn empty texts into nothing, so that two people without e-mail do not collide."""
        super().clean()
        self.phone, self.email = self.phone or None, (self.email or "").strip() or None
        if not (self.phone or self.email):
            raise ValidationError(_("Give a phone number or an e-mail address."), code="no_address")

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about a person to herself only. Text stands for a bare address, which is nobody."""
        return recipient == self and self.is_active

    @cached_property
    def running_roles(self) -> list:
        """Give her running role assignments, the newest first: one query for as long as the object lives. Every
        request asks. So their places are not read along but for an organisation: `RoleAssignment.area` is enough for
        what a role reaches. To sort a handful here costs less than to have it sorted."""
        return self.__dict__.get("roles_with_places") or self._running("organisation")

    @cached_property
    def roles_with_places(self) -> list:
        """Give her running role assignments as above with their places, for whoever says what a place is called or
        where it lies. One query; whoever asks for these first needs no other."""
        return self._running(*PLACES)

    def _running(self, *along: str) -> list:
        held = self.role_assignments.running().select_related(*along).order_by()
        return sorted(held, key=lambda each: each.starts_at, reverse=True)

    def forget_roles(self) -> None:
        """Read her roles anew when they are asked for next."""
        for name in ("running_roles", "roles_with_places"):
            self.__dict__.pop(name, None)

    @cached_property
    def lasting_offices(self) -> list:
        """Give the offices she holds or is about to hold, with their places: one query."""
        return list(self.role_assignments.not_ended().filter(role__in=OFFICES).select_related(*PLACES))

    @property
    def role_codes(self) -> set[Role]:
        """Give the roles she now has, wherever."""
        return {Role(assignment.role) for assignment in self.running_roles}

    @property
    def has_to_choose(self) -> bool:
        """Tell whether she only learns or listens, and has not yet chosen her language and the size of her letters."""
        return not self.text_size and bool(self.role_codes) and self.role_codes <= LEARNERS

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether one of her roles, or one that is about to begin, asks for TOTP or a passkey."""
        asking = [role for role in Role if TABLE[role].second_factor]
        return self.role_assignments.not_ended().filter(role__in=asking).exists()


PLACES = (
    "organisation",
    "municipality",
    "district__municipality",
    "local_group__district",
    "local_group__municipality",
)
VISIBLE_BY = {Right.SEE_STAFF: OFFICES, Right.SEE_PEOPLE: GROUP_ROLES | {Role.COORDINATOR}}
"""Which roles of others a right lets its holder see, at its place."""


class SpokenLanguage(models.Model):
    """One language a person speaks. Any BCP 47 tag, also of languages the menus do not have."""

    person = personal(models.ForeignKey(User, on_delete=models.CASCADE, related_name="spoken_languages"), Keep.ACCOUNT)
    # Together with a name and membership it hints at origin, so it is special.
    tag = special(models.CharField(max_length=12, validators=[validate_language_tag]), Keep.ACCOUNT)

    class Meta:
        ordering = ["tag"]
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="language_once_a_person")]

    def __str__(self) -> str:
        return self.tag
