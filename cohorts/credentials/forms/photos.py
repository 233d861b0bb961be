"""The photo for a card."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CardPhotoForm(forms.Form):
    """A photo from the camera of this phone, or one taken before."""

    photo = forms.FileField(
        label=_("Photo for the card"),
        help_text=_("Her face, in good light. It is cropped by itself; where and when it was taken is removed."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png", "capture": "user"}),
        error_messages={"required": _("Choose a picture first.")},
    )
