"""The words that the roll's script says, in the language of the page."""

from django.utils.translation import gettext as _

from ..forms.marks import SENTENCES
from ..models.marks import StatusChoices


def roll_words() -> dict:
    """Give them by what they are for. `{name}` and the like are filled in on the phone."""
    return {
        "statuses": {value: str(label) for value, label in StatusChoices.choices},
        "reasons": {
            **{str(reason): str(sentence) for reason, sentence in SENTENCES.items()},
            "gone": _("The server does not know this evening as yours. Give the mark to whoever runs it."),
            "unreadable": _("The server could not read this mark. Mark once more."),
        },
        "safety": {
            "saved": _("All saved"),
            "waiting": _("Saved on this phone ({count} waiting)"),
            "writing": _("Being saved …"),
            "late": _("Only on this phone since yesterday ({count} waiting)"),
            "signed-out": _("Not sent: sign in first ({count} waiting)"),
            "decide": _("Needs a decision ({count})"),
        },
        "counts": _("{there} there · {away} away · {open} not marked"),
        "not_marked": _("not marked"),
        "said_no": _("has said that she cannot come"),
        "more": _("More for {name}"),
        "minutes": _("Minutes missed, if you have counted them"),
        "min": _("{minutes} min"),
        "take_back": _("Take back"),
        "undo": _("Undo"),
        "everyone": _("Everyone else is there"),
        "walk_ins": _("Came without a place"),
        "her_name": _("Her name"),
        "add": _("Add her"),
        "who_is_she": _("Who is she?"),
        "decide": _("What you have to decide"),
        "open_things": _("Needs a decision"),
        "conflict": _("{name}: here it says “{mine}”, but somebody else has marked “{theirs}”."),
        "keep": _("Leave it at “{mark}”"),
        "change_to": _("Change it to “{mark}”"),
        "let_go": _("Throw it away"),
        "mean_it": _("Yes, I want to change it"),
        "refused": _("The server did not take this mark."),
        "elsewhere": _("Marks of another evening wait on this phone. Open its roll."),
        "keeps_nothing": _(
            "This browser keeps nothing on the phone. Each mark is sent at once: keep this page open until it says"
            " “All saved”."
        ),
        "since": _("These marks have waited since {when}."),
        "late_help": _(
            "Find a network, and keep this page open until it says “All saved”. Write the list on paper too: after a"
            " week some phones throw away what pages keep."
        ),
        "not_kept": _("This phone could not keep your last mark. Open the roll again and look, or write it on paper."),
        "sign_in": _("Sign in"),
        "reload": _("There is network again. Open the whole page."),
        "gone": _("This evening is no longer yours, so nothing of it is kept on this phone."),
    }
