"""Forms of signing in: a code, a password, a second key. Those of allauth's in our words, with failures counted."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from lms.kit.addresses import network_address
from lms.kit.inputs import NameField, normal_phone

from ..models import FailedAttempt, User
from .fields import LoginField, plain_code

HELD_BACK = "held_back"


def refuse_if_held_back(account_name: str) -> None:
    """Raise ValidationError when this account, or the address the request came from, has failed too often."""
    if FailedAttempt.objects.hold_back(account=account_name, address=network_address(context.request)):
        raise forms.ValidationError(
            _("There have been too many attempts. Wait 15 minutes and try again."), code=HELD_BACK
        )


def refuse_request_if_held_back(account_name: str) -> None:
    """Raise ValidationError when too many codes were asked for this account, or from the address of the request."""
    if FailedAttempt.objects.hold_back_request(account=account_name, address=network_address(context.request)):
        raise forms.ValidationError(
            _("Many codes have been asked for already. Use the newest one you got, or try again later."),
            code=HELD_BACK,
        )


def is_held_back(form: forms.Form) -> bool:
    """Tell whether a form was refused because of earlier failures; nothing was tried then."""
    return any(error.code == HELD_BACK for errors in form.errors.as_data().values() for error in errors)


def second_factor_account(user: User) -> str:
    """Give the name under which failures of a second factor are counted."""
    return f"second factor of {user.public_id}"


def password_account(user: User) -> str:
    """Give the name under which failures of a signed-in person's own password are counted."""
    return f"password of {user.public_id}"


class SharedPhone(forms.Form):
    """Ask whether the phone is hers alone."""

    shared_phone = forms.BooleanField(
        label=_("This is a shared phone"),
        help_text=_("You are signed out when the browser is closed."),
        required=False,
    )


class RequestCodeForm(SharedPhone):
    """Ask for a sign-in code. Known and unknown addresses are answered alike."""

    login = LoginField(label=_("Phone number or e-mail"), max_length=254)
    field_order = ["login", "shared_phone"]

    _user: User | None = None

    def clean(self) -> dict:
        """Find out whom it is for, without telling."""
        data = super().clean()
        if address := data.get("login"):
            refuse_request_if_held_back(address)
            is_email = "@" in address
            data["email"], data["phone"] = (address, None) if is_email else (None, address)
            known = {"email__iexact" if is_email else "phone": address}
            self._user = User.objects.filter(is_active=True, **known).first()
        return data


class ConfirmCodeForm(account.ConfirmLoginCodeForm):
    """Type the six digits."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        """Accept the right code always: only the browser that asked for it gets here, and each code stands five tries.
        Refuse a wrong one in plain words, and say when its network address has failed too often."""
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        try:
            return super().clean_code()
        except forms.ValidationError:
            refuse_if_held_back("")
            raise forms.ValidationError(_("The code is not right. Look at it again."), code="incorrect_code") from None


class PasswordForm(account.LoginForm, SharedPhone):
    """Sign in with a password, for those who have chosen one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Phone number or e-mail"), max_length=254, widget=LoginField.widget
        )
        in_plain_words(self.fields["password"], _("Password"))
        self.order_fields(["login", "password", "shared_phone"])

    def clean_login(self) -> str:
        """Bring a number into its stored form, so that it is found however it is typed."""
        text = self.cleaned_data["login"]
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


def in_plain_words(field: forms.Field, label: str, help_text: str = "") -> None:
    """Give a field of allauth's our label and help, and no placeholder: it would vanish when she types."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


NEW_PASSWORD_HELP = _("At least 12 characters, and not your name. Three words that do not belong together are good.")


class SetPasswordForm(account.SetPasswordForm):
    """Choose a first password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self.fields["password1"], _("New password"), NEW_PASSWORD_HELP)
        in_plain_words(self.fields["password2"], _("The same password again"))


class ChangePasswordForm(account.ChangePasswordForm):
    """Change a password. The old one is asked for, and wrong ones are counted."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self.fields["oldpassword"], _("The password you have now"))
        in_plain_words(self.fields["password1"], _("New password"), NEW_PASSWORD_HELP)
        in_plain_words(self.fields["password2"], _("The same password again"))

    def clean_oldpassword(self) -> str:
        """Refuse after too many failures."""
        refuse_if_held_back(password_account(self.user))
        return super().clean_oldpassword()


class AgainForm(account.ReauthenticateForm):
    """Type the password once more, before changing what protects the account."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self.fields["password"], _("Password"))

    def clean_password(self) -> str:
        """Refuse after too many failures."""
        refuse_if_held_back(password_account(self.user))
        return super().clean_password()


class _AppCode(forms.Form):
    """The field for a code of an authenticator app."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self.fields["code"], _("Code"))
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "dir": "ltr", "spellcheck": "false"}

    def clean_code(self) -> str:
        """Refuse after too many failures, and a wrong code in plain words."""
        refuse_if_held_back(second_factor_account(self.user))
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        try:
            return super().clean_code()
        except forms.ValidationError:
            raise forms.ValidationError(
                _("The code is not right. The app shows a new one every half minute."), code="incorrect_code"
            ) from None


class SecondFactorForm(_AppCode, mfa.AuthenticateForm):
    """Type the code of the authenticator app, or a recovery code, to sign in."""


class SecondFactorAgainForm(_AppCode, mfa.ReauthenticateForm):
    """The same, before changing the second key itself."""


class AddAppForm(_AppCode, ActivateTOTPForm):
    """Show by a first code that the app has the secret."""


class _Credential(forms.Form):
    """What a passkey answered. A browser may send anything at all, and the library trusts its shape."""

    def clean_credential(self):
        """Refuse after too many failures; an answer of another shape is a wrong answer."""
        refuse_if_held_back(second_factor_account(self.user) if self.user else "")
        try:
            return super().clean_credential()
        except MISSHAPEN:
            raise forms.ValidationError(PASSKEY_FAILED, code="incorrect_code") from None


class SecondFactorPasskeyForm(_Credential, webauthn.AuthenticateWebAuthnForm):
    """Use a passkey instead of typing a code."""


class PasskeyAgainForm(_Credential, webauthn.ReauthenticateWebAuthnForm):
    """The same, before changing the second key itself."""


class PasskeyForm(_Credential, webauthn.LoginWebAuthnForm):
    """Sign in with a passkey. It names nobody before it works, so only the address is held back."""


class _NameOfKey(forms.Form):
    """The field for a short name of a passkey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        first = self.fields["name"]
        field = self.fields["name"] = NameField(max_length=60, required=first.required, initial=first.initial)
        in_plain_words(field, _("Name of the key"), _("So that you know it again: my phone, my computer."))


class AddPasskeyForm(_NameOfKey, webauthn.AddWebAuthnForm):
    """Add a key that signs in by itself, with the finger, the face or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict:
        """Refuse an answer of another shape."""
        try:
            return super().clean()
        except MISSHAPEN:
            raise forms.ValidationError(PASSKEY_FAILED, code="incorrect_code") from None


class NamePasskeyForm(_NameOfKey, webauthn.EditWebAuthnForm):
    """Give a passkey another name."""


class RemovePasskeyForm(forms.Form):
    """Remove a passkey, unless it is the last second key of somebody whose role asks for one."""

    def __init__(self, *args, may_remove: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may_remove = may_remove

    def clean(self) -> dict:
        """Refuse to remove the last one."""
        if not self.may_remove:
            raise forms.ValidationError(
                _("Your role needs a second key. Add another one before you remove this."), code="last_key"
            )
        return super().clean()


MISSHAPEN = (AttributeError, KeyError, TypeError, ValueError)
PASSKEY_FAILED = _("The passkey did not work. Try again, or sign in another way.")
