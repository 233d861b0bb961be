"""Routes of people: sign-in, one's own settings, the people of a place."""

from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from cryptography.exceptions import InvalidTag
from django.urls import path, register_converter

from lms.kit.seal import seal, unseal

from .views import (
    first_evening,
    notices,
    off_lists,
    people,
    protection,
    requests,
    second_key,
    settings,
    sign_in,
)


class SealedId:
    """Hides allauth's running numbers of passkeys in addresses: they would tell how many there are."""

    regex = r"[\w-]+"

    def to_python(self, value: str) -> int:
        """Open a number; what nobody has sealed is no address of ours."""
        try:
            return int(unseal(value, "address"))
        except InvalidTag as error:
            raise ValueError from error

    def to_url(self, value: int) -> str:
        """Seal a number."""
        return seal(str(value), "address")


register_converter(SealedId, "sealed")

# allauth's routes are listed one by one: sign-up, its own address book and password reset by mail stay closed.
urlpatterns = [
    path("account/code/", sign_in.RequestCode.as_view(), name="account_request_login_code"),
    path("account/code/confirm/", sign_in.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("account/password/", sign_in.Password.as_view(), name="account_login"),
    path("account/password/change/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("account/password/set/", sign_in.SetPassword.as_view(), name="account_set_password"),
    path("account/again/", sign_in.Again.as_view(), name="account_reauthenticate"),
    path("account/out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("account/second/", mfa.index, name="mfa_index"),
    path("account/second/code/", second_key.SecondFactor.as_view(), name="mfa_authenticate"),
    path("account/second/again/", second_key.SecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("account/second/app/", second_key.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/second/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second/recovery/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/add/", second_key.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/again/", second_key.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/use/", second_key.Passkey.as_view(), name="mfa_login_webauthn"),
    path("account/passkeys/<sealed:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<sealed:pk>/remove/", second_key.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("in/<str:token>/", sign_in.screen_code, name="screen_code"),
    path("my/first/", first_evening.first_language, name="first_language"),
    path("my/first/letters/", first_evening.first_letters, name="first_letters"),
    path("my/settings/", settings.my_settings, name="my_settings"),
    path("text-size/", settings.text_size, name="text_size"),
    path("contrast/", settings.contrast, name="contrast"),
    path("my/protection/", protection.my_protection, name="my_protection"),
    path("my/lists/", off_lists.my_lists, name="my_lists"),
    path("my/name/", settings.my_name, name="my_name"),
    path("my/ways/", settings.my_ways, name="my_ways"),
    path("my/look/", settings.my_look, name="my_look"),
    path("my/forgetting/", requests.my_forgetting, name="my_forgetting"),
    path("requests/", requests.data_requests, name="data_requests"),
    path("requests/<uuid:public_id>/", requests.data_request, name="data_request"),
    path("my/messages/", notices.my_messages, name="my_messages"),
    path("people/", people.people_list, name="people_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/protection/", protection.protection_readers, name="protection_readers"),
    path("people/protection/<uuid:public_id>/end/", protection.protection_reader_end, name="protection_reader_end"),
    path("people/roles/<uuid:public_id>/end/", people.role_end, name="role_end"),
    path("people/roles/<uuid:public_id>/answer/", people.role_answer, name="role_answer"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/change/", people.person_change, name="person_change"),
    path("people/<uuid:public_id>/code/", people.person_code, name="person_code"),
    path("people/<uuid:public_id>/protect/", protection.person_protect, name="person_protect"),
    path("people/<uuid:public_id>/protection/", protection.person_protection, name="person_protection"),
    path("people/<uuid:public_id>/lists/", off_lists.person_off_lists, name="person_off_lists"),
    path("people/<uuid:public_id>/out/", people.person_sign_out, name="person_sign_out"),
]
