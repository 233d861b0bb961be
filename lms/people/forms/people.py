"""Forms for the people of a place: add somebody, change a name or number, name who may read a mark of protection."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import NameField, PhoneField

from ..models import District, Municipality, User
from ..models.assignments import Place
from ..queries import places_for_roles, readers_to_name
from ..roles import Role


class PersonForm(forms.Form):
    """Name, phone and e-mail of a person."""

    name = NameField(label=_("Name"))
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean_email(self) -> str | None:
        """Give the address in small letters, or None."""
        return self.cleaned_data["email"].lower() or None

    def clean(self) -> dict:
        """Ask for one way to reach her."""
        data = super().clean()
        if not self.errors and not (data.get("phone") or data.get("email")):
            raise forms.ValidationError(_("Give a phone number or an e-mail address."), code="no_address")
        return data

    def refuse(self, error: forms.ValidationError) -> None:
        """Say beside its field what an action refused, by the code of its rule."""
        field, sentence = {
            "phone_taken": ("phone", _("Somebody else has this number.")),
            "email_taken": ("email", _("Somebody else has this address.")),
            "phone_unusable": ("phone", _("This number cannot be used. Check it, or ask the secretariat.")),
            "email_unusable": ("email", _("This address cannot be used. Check it, or ask the secretariat.")),
            "not_together": (None, _("Number and address cannot be used together. Give one of them.")),
            "too_many_asked": (None, _("You have tried many numbers in a short time. Wait 15 minutes and try again.")),
            "two_people": (None, _("The number belongs to one person and the address to another. Give one of them.")),
        }[error.code]
        self.add_error(field, forms.ValidationError(sentence, code=error.code))


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


class ReaderForm(forms.Form):
    """Somebody who may read whether women of a place are protected."""

    who = forms.ChoiceField(
        label=_("Who"), help_text=_("Only somebody who works at the place. Two at each place, no more.")
    )

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offered = readers_to_name(by)
        self.fields["who"].choices = [
            (key, f"{person.name} · {place}") for key, (person, place) in self._offered.items()
        ]

    @property
    def people(self) -> list[User]:
        """Give everybody whom the form names."""
        return [person for person, _place in self._offered.values()]

    @property
    def chosen(self) -> tuple[User, District | Municipality]:
        """Give the person and the place of a valid form."""
        return self._offered[self.cleaned_data["who"]]

    def refuse(self, error: forms.ValidationError) -> None:
        """Say what the action refused, by the code of its rule."""
        sentence = {
            "two_readers": _("Two are named at this place already. End one of them first."),
            "not_at_the_place": _("She does not work at this place any more."),
        }[error.code]
        self.add_error("who", forms.ValidationError(sentence, code=error.code))
