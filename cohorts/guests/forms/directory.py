"""Looking for guest professionals, entering one, changing what stands about one."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import NameField, PhoneField
from lms.kit.languages import language_names
from lms.people.models import User

from ..models import GuestProfessional
from ..queries import Wanted, districts_near, modules_of_places, places_to_add_at, professions
from .sentences import RefusingForm

NOT_KNOWN = [("", _("not known")), ("true", _("yes")), ("false", _("no"))]


def module_choices(user: User) -> list[tuple[str, str]]:
    """Give the modules to choose from, each with its number."""
    return [(str(key), f"{place.position}. {place.shown_title}") for key, place in modules_of_places(user).items()]


class WantedForm(forms.Form):
    """Whom somebody looks for; what cannot be understood looks for nothing."""

    words = forms.CharField(label=_("Name, profession or service"), max_length=60, required=False)
    module = forms.ChoiceField(label=_("Module"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = [("", _("all")), *module_choices(by)]
        self.fields["language"].choices = [("", _("all")), *language_names(get_language() or settings.LANGUAGE_CODE)]

    @property
    def wanted(self) -> Wanted:
        """Give what is asked for."""
        if not self.is_valid():
            return Wanted()
        data = self.cleaned_data
        module = UUID(data["module"]) if data["module"] else None
        return Wanted(words=data["words"], module=module, language=data["language"])


class GuestForm(RefusingForm):
    """What stands about a guest professional. Chosen from the list, her profession brings its own words, its service
    and, for somebody new, the modules that it usually teaches."""

    name = NameField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("What she is"), required=False)
    profession = forms.CharField(
        label=_("Or in your words"), max_length=80, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    service = forms.CharField(
        label=_("Where she works"), max_length=80, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Her link is sent there; if it is empty, to her phone."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    language = forms.ChoiceField(label=_("Language of her messages"), choices=settings.LANGUAGES)
    place = forms.ChoiceField(label=_("Place"))
    modules = forms.MultipleChoiceField(
        label=_("Modules she teaches"), required=False, widget=forms.CheckboxSelectMultiple
    )
    speaks = forms.MultipleChoiceField(
        label=_("Languages she speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.MultipleChoiceField(
        label=_("Where she comes to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: everywhere."),
    )
    is_woman = forms.TypedChoiceField(
        label=_("Is she a woman?"),
        choices=NOT_KNOWN,
        coerce={"true": True, "false": False}.get,
        empty_value=None,
        required=False,
        help_text=_("Some evenings want women as guests only."),
    )
    is_icdp_guide = forms.BooleanField(label=_("Certified ICDP guide"), required=False)
    tells_own_story = forms.BooleanField(label=_("Tells her own story"), required=False)
    thanks = forms.CharField(
        label=_("How she is paid or thanked"),
        max_length=120,
        required=False,
        help_text=_("Whoever tells her own story is paid, or thanked in a way that is agreed beforehand."),
    )
    notes = forms.CharField(
        label=_("A short reminder"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("She may read what stands here. Write only what helps to ask her."),
    )
    more = ("districts", "is_woman", "is_icdp_guide", "tells_own_story", "thanks", "notes")

    def __init__(self, *args: Any, by: User, guest: GuestProfessional | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_facts_of(guest) if guest else {"language": get_language()}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._guest = guest
        self._kinds = {each.code: each for each in professions()}
        self._places = places_to_add_at(by) if guest is None else {}
        self._districts = {str(each.pk): each for each in districts_near(by)}
        spoken = language_names(get_language() or settings.LANGUAGE_CODE)
        told = guest.speaks if guest else []
        self.fields["kind"].choices = [("", _("choose, or write it below")), *self._by_service()]
        self.fields["modules"].choices = module_choices(by)
        self.fields["speaks"].choices = [*spoken, *[(tag, tag) for tag in told if tag not in dict(spoken)]]
        self.fields["districts"].choices = [(key, each.name) for key, each in self._districts.items()]
        self.fields["place"].choices = [(key, str(place)) for key, place in self._places.items()]
        if guest or not self._districts:
            self.fields.pop("place" if guest else "districts")
        if len(self._places) == 1:
            self.fields["place"].initial = next(iter(self._places))
            self.fields["place"].widget = forms.HiddenInput()

    def _by_service(self) -> list:
        language = get_language() or settings.LANGUAGE_CODE
        kinds = sorted(self._kinds.values(), key=lambda kind: kind.service_in(language).casefold())
        return [
            (service, [(kind.code, kind.name_in(language)) for kind in each])
            for service, each in groupby(kinds, key=lambda kind: kind.service_in(language))
        ]

    def clean(self) -> dict[str, Any]:
        """Let the chosen profession fill in what was left empty, and ask for one way to reach her."""
        data = super().clean() or {}
        if not self.errors and not (data.get("email") or data.get("phone")):
            self.add_error("email", ValidationError(_("Give a phone number or an e-mail address."), code="no_address"))
        kind = self._kinds.get(data.get("kind", ""))
        if kind:
            language = get_language() or settings.LANGUAGE_CODE
            data["profession"] = data.get("profession") or kind.name_in(language)
            data["service"] = data.get("service") or kind.service_in(language)
            if not (self._guest or data.get("modules")):
                data["modules"] = [str(each.module_key) for each in kind.modules.all()]
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """Give what the action takes, of a valid form."""
        data = {**self.cleaned_data}
        chosen = data.pop("place", None)
        data["kind"] = self._kinds.get(data["kind"])
        data["phone"] = data["phone"] or ""
        data["modules"] = {UUID(key) for key in data["modules"]}
        data["districts"] = [self._districts[key] for key in data.get("districts", ())]
        return data | ({"place": self._places[chosen]} if chosen else {})

    @property
    def can_be_filled_in(self) -> bool:
        """Tell whether there is a place to enter her at."""
        return bool(self._guest or self._places)

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Give the fields that stand open."""
        folded = {*self.more, "modules", "speaks"}
        return [self[name] for name in self.fields if name not in folded]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Give what is seldom filled in."""
        return [self[name] for name in self.more if name in self.fields]

    def chosen(self, name: str) -> int:
        """Count what is ticked of a list."""
        return len(self[name].value() or [])

    @property
    def number_of_modules(self) -> int:
        """Count the modules that are ticked."""
        return self.chosen("modules")

    @property
    def number_spoken(self) -> int:
        """Count the languages that are ticked."""
        return self.chosen("speaks")


class AgreementForm(forms.Form):
    """What somebody said by phone that she agrees to."""

    keep = forms.BooleanField(label=_("She may be asked again."), required=False)
    share = forms.BooleanField(label=_("Coordinators of the whole municipality may know of her."), required=False)


def _facts_of(guest: GuestProfessional) -> dict[str, Any]:
    facts = {name: getattr(guest, name) for name in GuestForm.base_fields if hasattr(guest, name)}
    woman = {True: "true", False: "false", None: ""}[guest.is_woman]
    return facts | {
        "kind": guest.kind.code if guest.kind else "",
        "is_woman": woman,
        "modules": [str(each.module_key) for each in guest.subjects.all()],
        "districts": [str(each.pk) for each in guest.districts.all()],
    }
