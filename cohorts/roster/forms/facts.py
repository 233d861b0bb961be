"""Change a cohort: its name and time, where it meets, what is provided, who runs it."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import NameField
from lms.people.models import User

from ..models import Cohort, Venue
from ..rules import DISHES
from .cohorts import Rhythm
from .sentences import RefusingForm


class NameForm(RefusingForm):
    """The name of a cohort."""

    name = NameField(label=_("Name of the cohort"), max_length=80)


class CohortForm(Rhythm):
    """The name of a cohort, its title and its usual time."""

    name = NameField(label=_("Name of the cohort"), max_length=80)
    title_one = NameField(
        label=_("What the women will be called"),
        max_length=40,
        required=False,
        help_text=_("Empty: as in the group."),
    )
    field_order = ["name", "weekdays", "starts_at", "rhythm", "title_one"]


class ChooseVenueForm(RefusingForm):
    """One of the venues of the place."""

    venue = forms.ChoiceField(label=_("Venue"), widget=forms.RadioSelect)

    def __init__(self, *args, venues: Iterable[Venue], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._venues = {str(venue.public_id): venue for venue in venues}
        self.fields["venue"].choices = [(key, venue.name) for key, venue in self._venues.items()]

    @property
    def chosen(self) -> Venue:
        """Give the venue of a valid form."""
        return self._venues[self.cleaned_data["venue"]]


class VenueForm(RefusingForm):
    """A new venue, or what is known of one. Of one where evenings were held, name and whereabouts are not asked."""

    name = NameField(label=_("Name of the venue"), max_length=80, help_text=_("As it stands in messages."))
    where = forms.CharField(
        label=_("Where it is"), max_length=120, required=False, help_text=_("As it is found on a map.")
    )
    way_in = forms.CharField(
        label=_("How to get in"), max_length=200, required=False, help_text=_("Door, bell, floor.")
    )
    capacity = forms.IntegerField(label=_("How many it holds"), min_value=1, max_value=2000, required=False)
    step_free = forms.NullBooleanField(
        label=_("Can be reached without steps"),
        required=False,
        widget=forms.Select(choices=[("", _("not known")), ("true", _("yes")), ("false", _("no"))]),
    )
    opens_at = forms.TimeField(label=_("Open from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    closes_at = forms.TimeField(label=_("Open until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args, venue: Venue | None = None, name_stays: bool = False, **kwargs) -> None:
        if venue is not None:
            kwargs["initial"] = {name: getattr(venue, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self._kept = {"name": venue.name, "where": venue.where} if venue is not None and name_stays else {}
        for name in self._kept:
            del self.fields[name]

    @property
    def facts(self) -> dict:
        """Give what the action takes, of a valid form."""
        return self.cleaned_data | self._kept


class LanguagesForm(RefusingForm):
    """The languages in which a group reads what is shared with it."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )


DISH_NAMES = {
    "any": _("Eat everything"),
    "halal": _("Halal"),
    "vegetarian": _("Vegetarian"),
    "vegan": _("Vegan"),
    "no_gluten": _("Without gluten"),
    "no_milk": _("Without milk"),
    "no_nuts": _("Without nuts"),
    "no_fish": _("Without fish and shellfish"),
}


class ProvidedForm(RefusingForm):
    """What is provided, and the kinds of dishes in numbers."""

    provided = forms.MultipleChoiceField(
        label=_("There is"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("food", _("food")), ("childcare", _("childcare")), ("interpreter", _("interpreter"))],
    )

    def __init__(self, *args, cohort: Cohort, **kwargs) -> None:
        kwargs["initial"] = {
            "provided": [each for each in ("food", "childcare", "interpreter") if getattr(cohort, each)]
        } | {f"dish_{kind}": cohort.dishes.get(kind) for kind in DISHES}
        super().__init__(*args, **kwargs)
        for kind in DISHES:
            self.fields[f"dish_{kind}"] = forms.IntegerField(
                label=DISH_NAMES[kind], min_value=0, max_value=200, required=False
            )

    @property
    def facts(self) -> dict:
        """Give what the action takes, of a valid form."""
        data = self.cleaned_data
        given = {each: each in data["provided"] for each in ("food", "childcare", "interpreter")}
        return given | {"dishes": {kind: data[f"dish_{kind}"] or 0 for kind in DISHES}}


class TeamForm(RefusingForm):
    """Somebody more who runs the cohort."""

    person = forms.ChoiceField(label=_("Who"), widget=forms.RadioSelect)
    helps = forms.BooleanField(label=_("She helps; she is not the one to call first."), required=False)

    def __init__(self, *args, people: Iterable[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.public_id): person for person in people}
        self.fields["person"].choices = [(key, person.name) for key, person in self._people.items()]

    @property
    def chosen(self) -> User:
        """Give the person of a valid form."""
        return self._people[self.cleaned_data["person"]]
