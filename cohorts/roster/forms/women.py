"""Add a woman to a cohort."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import NameField, PhoneField

from .sentences import RefusingForm


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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
