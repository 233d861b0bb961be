"""A sentence for each code that only the host meets."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .sentences import SENTENCES, RefusingForm

SAID_TO_HOST: dict[str, str | Promise] = SENTENCES | {
    "asked_already": _("She has been asked for this evening already."),
    "somebody_comes": _("Somebody comes already. If you want one more guest, ask for her as another guest."),
    "sensitive_words": _(
        "There is a word in your text that should not stand in a mail: others may see it. Leave it out. What the"
        " evening is about she reads behind her link."
    ),
    "not_open": _("The question was taken back."),
}
"""What the host reads for a code."""


def said_to_host(error: ValidationError) -> str:
    """Give what the host reads for the first code of a refusal."""
    return str(SAID_TO_HOST[error.error_list[0].code])


class HostForm(RefusingForm):
    """A form of the host that says what an action refused."""

    sentences = SAID_TO_HOST
