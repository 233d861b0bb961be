"""Which cohorts of the table somebody wants to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort

from ..figures import Wanted


class WantedForm(forms.Form):
    """The filter of the table; what cannot be understood filters nothing."""

    words = forms.CharField(label=_("Name or place"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("Phase"), choices=[("", _("all")), *Cohort.State.choices], required=False)
    needing = forms.BooleanField(label=_("Only those that need something"), required=False)
    by_date = forms.BooleanField(label=_("The next evening first"), required=False)

    @property
    def wanted(self) -> Wanted:
        """Give what is asked for."""
        self.is_valid()
        return Wanted(**self.cleaned_data) if not self.errors else Wanted()
