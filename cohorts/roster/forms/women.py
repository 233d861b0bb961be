"""Add a woman to a cohort."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import NameField, PhoneField

from ..models import Cohort, Enrolment
from ..queries import place_with_number
from .sentences import RefusingForm

AGAIN = "again"
"""The button that takes a woman in again who has left."""


class WomanForm(RefusingForm):
    """A name and a number. No more is needed to begin."""

    name = NameField(label=_("Name"), help_text=_("As she wants to be called."))
    phone = PhoneField(label=_("Phone"))
    language = forms.ChoiceField(label=_("Language of her messages"), choices=settings.LANGUAGES)
    protected = forms.BooleanField(
        label=_("Nobody may find her"),
        required=False,
        help_text=_(
            "Write a name that is not her own. Messages then wait for her here, and nothing says where she is."
        ),
    )

    def __init__(self, *args, cohort: Cohort, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._cohort = cohort
        self.here: Enrolment | None = None
        self.fields["language"].initial = get_language()

    def clean(self) -> dict[str, Any]:
        """Say it when her number has a place in the cohort already. One who has left is taken in again when she who
        adds her says so. No name is said: a number must not tell whose it is."""
        cleaned = super().clean() or {}
        self.here = place_with_number(self._cohort, cleaned["phone"]) if cleaned.get("phone") else None
        if self.here is None or (self.has_left and AGAIN in self.data):
            return cleaned
        if self.has_left:
            self.add_error("phone", _("The woman with this number has left this cohort."))
        elif self.here.state == Enrolment.State.OFFERED:
            self.add_error("phone", _("This number has been asked already, and has not answered yet."))
        else:
            self.add_error("phone", _("The woman with this number is in this cohort already."))
        return cleaned

    @property
    def has_left(self) -> bool:
        """Tell whether the number belongs to a woman who has left the cohort."""
        return self.here is not None and self.here.state == Enrolment.State.WITHDRAWN
