"""Open a cohort, and change it."""

from datetime import time

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curriculum.models import CurriculumEdition
from lms.kit.inputs import NameField
from lms.people.models import LocalGroup, User

from ..models import Cohort
from ..models.places import CoursePlace
from ..queries import editions_for, places_to_open_at
from .sentences import RefusingForm

TUESDAY = 2
JANUARY, SEPTEMBER = 1, 9


class Rhythm(RefusingForm):
    """When a cohort meets."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekday"),
        coerce=int,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[TUESDAY],
        help_text=_("Choose several when the group meets more than once a week."),
    )
    starts_at = forms.TimeField(
        label=_("Begins at"), initial=time(17), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Cohort.Rhythm.choices, initial=Cohort.Rhythm.WEEKLY, widget=forms.RadioSelect
    )


def _next_term() -> str:
    """Give the name of the term that begins next; courses begin after New Year and after the summer."""
    today = timezone.localdate()
    if JANUARY < today.month < SEPTEMBER:
        return gettext("Autumn %(year)s") % {"year": today.year}
    return gettext("Spring %(year)s") % {"year": today.year + (today.month >= SEPTEMBER)}


class OpenForm(Rhythm):
    """Open a cohort: where, by which edition, under which name, when it meets. What has one answer is not asked."""

    place = forms.ChoiceField(label=_("Place"), widget=forms.RadioSelect)
    edition = forms.ChoiceField(label=_("Edition of the curriculum"), widget=forms.RadioSelect)
    name = NameField(
        label=_("Name of the cohort"), max_length=80, help_text=_("The women see it. For example: spring 2027.")
    )
    field_order = ["place", "name", "edition", "weekdays", "starts_at", "rhythm"]

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._places = places_to_open_at(by)
        self._editions = {
            str(each.public_id): each for each in editions_for([place for place, _group in self._places.values()])
        }
        self.fields["place"].choices = [
            (key, str(group or place)) for key, (place, group) in self._places.items()
        ]  # fmt: skip
        self.fields["edition"].choices = [(key, str(edition)) for key, edition in self._editions.items()]
        for name in ("place", "edition"):
            field = self.fields[name]
            field.initial = next((key for key, _text in field.choices), None)
            if len(field.choices) == 1:
                field.widget = forms.HiddenInput()
        self.fields["name"].initial = _next_term()

    @property
    def can_be_filled_in(self) -> bool:
        """Tell whether there is a place and an edition to choose."""
        return bool(self._places and self._editions)

    @property
    def where(self) -> tuple[CoursePlace, LocalGroup | None]:
        """Give the chosen place and its group of a valid form."""
        return self._places[self.cleaned_data["place"]]

    @property
    def chosen_edition(self) -> CurriculumEdition:
        """Give the chosen edition of a valid form."""
        return self._editions[self.cleaned_data["edition"]]
