"""Forms of sign-in, of people and roles, and of one's own settings."""

import phonenumbers
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.addresses import network_address

from .models import FailedAttempt, User
from .models.assignments import Place
from .queries import language_names, places_for_roles
from .roles import Role

TOO_MANY = _("There have been too many attempts. Wait 15 minutes and try again.")
REGIONS = {"nb": "NO", "da": "DK", "sv": "SE", "fi": "FI"}


def normal_phone(value: str) -> str | None:
    """Give a number as it is stored (+4790000000), or None if it is not a possible number. A number without country
    code is read as one of the country of the menus' language."""
    text = value.strip()
    text = "+" + text[2:] if text.startswith("00") else text
    try:
        number = phonenumbers.parse(text, REGIONS.get(get_language() or "", "NO"))
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def refuse_if_held_back(account: str) -> None:
    """Raise ValidationError when this account, or the address the request came from, has failed too often."""
    if FailedAttempt.objects.hold_back(account=account, address=network_address(context.request)):
        raise forms.ValidationError(TOO_MANY, code="held_back")


class PhoneField(forms.CharField):
    """A phone number however it is typed; cleaned to +4790000000, or None when empty."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel", "dir": "ltr"})

    def clean(self, value: str) -> str | None:  # type: ignore[override]
        """Give the stored form, or an error that shows how to write it."""
        text = super().clean(value)
        if not text:
            return None
        number = normal_phone(text)
        if number is None:
            raise forms.ValidationError(_("This is not a phone number. Example: +47 412 34 567."), code="phone")
        return number


class LoginField(forms.CharField):
    """A phone number or an e-mail address; cleaned to ("phone" | "email", value)."""

    widget = forms.TextInput(
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
    )

    def clean(self, value: str) -> tuple[str, str]:  # type: ignore[override]
        """Give what it is and its stored form."""
        text = super().clean(value)
        if "@" in text:
            try:
                validate_email(text)
            except forms.ValidationError:
                raise forms.ValidationError(_("This is not an e-mail address."), code="email") from None
            return "email", text.lower()
        number = normal_phone(text)
        if number is None:
            raise forms.ValidationError(
                _("Write your phone number or your e-mail address. Example: 412 34 567."), code="login"
            )
        return "phone", number


class RequestCodeForm(forms.Form):
    """Ask for a sign-in code. Known and unknown addresses are answered alike."""

    login = LoginField(label=_("Phone number or e-mail"), max_length=254)
    shared_phone = forms.BooleanField(
        label=_("This is a shared phone"),
        help_text=_("You are signed out when the browser is closed."),
        required=False,
    )

    _user: User | None = None

    def clean(self) -> dict:
        """Find out whom it is for, without telling."""
        data = super().clean()
        if "login" not in data:
            return data
        kind, value = data["login"]
        refuse_if_held_back(value)
        data["email"], data["phone"] = (value, None) if kind == "email" else (None, value)
        found = User.objects.filter(is_active=True, **{"email__iexact" if kind == "email" else "phone": value})
        self._user = found.first()
        return data


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """Type the six digits."""

    code = forms.CharField(
        label=_("Code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        """Refuse a wrong code in plain words."""
        try:
            return super().clean_code()
        except forms.ValidationError:
            raise forms.ValidationError(_("The code is not right. Look at it again."), code="incorrect_code") from None


class PasswordForm(LoginForm):
    """Sign in with a password, for those who have chosen one."""

    shared_phone = forms.BooleanField(
        label=_("This is a shared phone"),
        help_text=_("You are signed out when the browser is closed."),
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Phone number or e-mail"), max_length=254, widget=LoginField.widget, strip=True
        )
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = None
        self.order_fields(["login", "password", "shared_phone"])

    def clean_login(self) -> str:
        """Bring a number into its stored form, so that it is found however it is typed."""
        text = self.cleaned_data["login"].strip()
        return text.lower() if "@" in text else (normal_phone(text) or text)

    def clean(self) -> dict:
        """Refuse after too many failures, and give one answer for every wrong sign-in."""
        refuse_if_held_back(self.cleaned_data.get("login", ""))
        try:
            return super().clean()
        except forms.ValidationError:
            raise forms.ValidationError(
                _("The number, the address or the password is not right."), code="incorrect"
            ) from None


def second_factor_account(user: User) -> str:
    """Give the name under which failures of a second factor are counted."""
    return f"second factor of {user.public_id}"


class SecondFactorForm(AuthenticateForm):
    """Type the code of the authenticator app, or a recovery code."""

    def clean_code(self) -> str:
        """Refuse after too many failures."""
        refuse_if_held_back(second_factor_account(self.user))
        return super().clean_code()


class SecondFactorAgainForm(ReauthenticateForm):
    """The same, before changing the second factor itself."""

    def clean_code(self) -> str:
        """Refuse after too many failures."""
        refuse_if_held_back(second_factor_account(self.user))
        return super().clean_code()


class PersonForm(forms.Form):
    """Name, phone and e-mail of a person."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    )
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, person: User | None = None, **kwargs) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str | None:
        """Give the address in lower case, or None."""
        return self.cleaned_data["email"].lower() or None

    def clean(self) -> dict:
        """Ask for one way to reach her; when changing somebody, refuse what belongs to another."""
        data = super().clean()
        if not self.errors and not (data.get("phone") or data.get("email")):
            raise forms.ValidationError(_("Give a phone number or an e-mail address."), code="no_address")
        if self.person:
            others = User.objects.exclude(pk=self.person.pk)
            if data.get("phone") and others.filter(phone=data["phone"]).exists():
                self.add_error("phone", _("Somebody else has this number."))
            if data.get("email") and others.filter(email__iexact=data["email"]).exists():
                self.add_error("email", _("Somebody else has this address."))
        return data


class AddPersonForm(PersonForm):
    """Add a person with a role at a place. Only what the user may give is offered."""

    role_at = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of her messages"), choices=settings.LANGUAGES)

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offered = places_for_roles(by)
        self.fields["role_at"].choices = [
            (key, f"{role.label} · {place}") for key, (role, place) in self._offered.items()
        ]
        self.fields["language"].initial = get_language()

    @property
    def role_and_place(self) -> tuple[Role, Place]:
        """Give the chosen role and place of a valid form."""
        return self._offered[self.cleaned_data["role_at"]]


class LanguageForm(forms.Form):
    """Choose the languages of menus and texts, and tell which ones she speaks."""

    interface_language = forms.ChoiceField(label=_("Language of the menus"), choices=settings.LANGUAGES)
    content_language = forms.ChoiceField(label=_("Language of the texts"), required=False)
    spoken = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You choose whether to tell. It helps women find somebody they can talk with."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = language_names(get_language() or "nb")
        self.fields["content_language"].choices = [("", _("The same as the menus")), *settings.LANGUAGES]
        self.fields["spoken"].choices = names
