"""Asking guests, noting what they said on the phone, and when the platform writes to them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cohorts.schedule.models import CourseSession
from lms.kit.inputs import NameField, normal_phone
from lms.people.mailbox.wording import sensitive_words_in
from lms.people.models import User

from ..models import GuestInvitation, GuestProfessional, GuestReminders, GuestRequest
from ..queries.busy import may_be_busy
from .refusals import SAID_TO_HOST, HostForm

DAYS = [(3, _("after 3 days without an answer")), (5, _("after 5 days without an answer"))]
WAITS = [*DAYS, (7, _("after a week without an answer")), ("", _("only when I say so"))]


SAID = [
    ("accept", _("She comes")),
    ("decline", _("She cannot come")),
    ("propose", _("She proposes other days")),
    ("need", _("She needs something")),
    ("hand_over", _("A colleague comes instead")),
]


class GuestChoice(forms.ModelChoiceField):
    """Somebody from the list, with her service, and whether she may be busy then."""

    busy: set[int] = set()

    def label_from_instance(self, obj: GuestProfessional) -> str:
        """Give her name and service."""
        name = ", ".join(filter(None, [obj.name, obj.service]))
        return _("%(name)s – may be busy then") % {"name": name} if obj.pk in self.busy else name


class AskForm(HostForm):
    """Whom to ask, for what, and with which words. `offered` is the ready text as it stood in the field: if it still
    does, each reads it in her own language."""

    request = forms.ModelChoiceField(
        queryset=GuestRequest.objects.none(), to_field_name="public_id", required=False, widget=forms.HiddenInput
    )
    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    module = forms.ModelChoiceField(
        label=_("What is she to teach?"), queryset=None, required=False, empty_label=_("The evening as a whole")
    )
    wanted = forms.CharField(
        label=_("Who is wanted?"), required=False, max_length=80, help_text=_("A service, not a name: the library.")
    )
    minutes = forms.IntegerField(label=_("For how many minutes?"), required=False, min_value=5, max_value=480)
    guest = GuestChoice(
        label=_("Somebody from the list"),
        queryset=None,
        to_field_name="public_id",
        required=False,
        empty_label=_("Choose"),
    )
    name = NameField(label=_("Name"), required=False, max_length=80)
    reach = forms.CharField(label=_("E-mail or phone"), required=False, max_length=254)
    service = forms.CharField(label=_("Service"), required=False, max_length=80)
    language = forms.ChoiceField(label=_("Language of her messages"), choices=settings.LANGUAGES, required=False)
    second = GuestChoice(label=_("If she cannot, ask"), queryset=None, to_field_name="public_id", required=False)
    third = GuestChoice(label=_("And then"), queryset=None, to_field_name="public_id", required=False)
    next_after_days = forms.TypedChoiceField(
        label=_("Ask the next one"), choices=WAITS, coerce=int, empty_value=None, initial=5, required=False
    )
    text = forms.CharField(
        label=_("Your words to her"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Leave it empty, and she reads a ready text in her language. You see it before it is sent."),
    )

    def __init__(self, *args, user: User, session: CourseSession, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = GuestProfessional.objects.visible_to(user)
        busy = may_be_busy(session, people)
        for name in ("guest", "second", "third"):
            self.fields[name].queryset, self.fields[name].busy = people, busy
        self.fields["request"].queryset = session.guest_requests.all()
        places = session.cohort.edition.places.filter(sessions__session=session).select_related("module")
        self.fields["module"].queryset = places
        self.fields["module"].label_from_instance = lambda place: place.shown_title
        if len(places) == 1:
            self.fields["module"].initial = places[0]
        self.fields["language"].initial = get_language()

    def clean(self) -> dict[str, Any]:
        """Ask for somebody, from the list or new, and take nobody twice."""
        data = super().clean() or {}
        if data.get("name"):
            if data.get("guest"):
                self.add_error("name", _("Choose somebody from the list, or write who is new: one of both."))
            read_reach(self, data)
        elif not data.get("guest") and not self.errors:
            self.add_error("guest", _("Choose somebody from the list, or write who is new."))
        chosen = [each for each in (data.get("guest"), data.get("second"), data.get("third")) if each]
        if len(chosen) != len({each.pk for each in chosen}):
            self.add_error("second", _("You have chosen somebody twice."))
        if sensitive_words_in(data.get("text") or ""):
            # Said beside her words, and before she has looked at a message that leaves them out.
            self.add_error("text", str(SAID_TO_HOST["sensitive_words"]))
        return data

    @property
    def wishes(self) -> dict[str, Any]:
        """Give what `ask_guests` takes."""
        data = self.cleaned_data
        guests = [each for each in (data["guest"], data["second"], data["third"]) if each]
        newcomer = None
        if data["name"]:
            newcomer = {name: data[name] for name in ("name", "email", "phone", "service")}
            newcomer["language"] = data["language"] or get_language()
        return {
            "guests": guests,
            "newcomer": newcomer,
            "text": "" if data["text"].split() == data["offered"].split() else data["text"],
            "request": data["request"],
            "edition_module": data["module"],
            "wanted": data["wanted"],
            "minutes": data["minutes"],
            "next_after_days": data["next_after_days"],
        }


class ToldForm(HostForm):
    """What a guest has said to the host, on the phone or in the corridor."""

    said = forms.ChoiceField(
        label=_("What has she said?"),
        choices=SAID,
        widget=forms.RadioSelect,
    )
    proposal = forms.CharField(
        label=_("Which days?"), required=False, max_length=500, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )
    needed = forms.MultipleChoiceField(
        label=_("What does she need?"),
        choices=GuestInvitation.Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.CharField(label=_("Anything else"), required=False, max_length=500)
    name = NameField(label=_("Her colleague’s name"), required=False, max_length=80)
    reach = forms.CharField(label=_("E-mail or phone"), required=False, max_length=254)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, invitation: GuestInvitation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = invitation.session.sequence
        self.fields["needed"].initial, self.fields["needs"].initial = invitation.needed, invitation.needs

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to what she has said."""
        data = super().clean() or {}
        if data.get("said") == "propose" and not (data.get("proposal") or "").strip():
            self.add_error("proposal", _("Write which days would do."))
        if data.get("said") == "hand_over":
            if not data.get("name"):
                self.add_error("name", _("Write who comes instead."))
            read_reach(self, data)
        return data


def read_reach(form: forms.Form, data: dict[str, Any]) -> None:
    """Take what was written as a way to reach somebody apart into an e-mail or a phone number."""
    way = (data.get("reach") or "").strip()
    data["email"] = data["phone"] = ""
    if "@" in way:
        try:
            data["email"] = forms.EmailField().clean(way)
        except forms.ValidationError as error:
            form.add_error("reach", error)
    elif phone := normal_phone(way) if way else None:
        data["phone"] = phone
    else:
        form.add_error("reach", _("Write an e-mail address or a phone number. The link is sent there."))


class RemindersForm(forms.ModelForm):
    """When the platform writes to guests by itself."""

    class Meta:
        model = GuestReminders
        fields = ["answer", "material", "practical", "thanks"]
        labels = {
            "answer": _("Remind her to answer, days before"),
            "material": _("Ask for her material, days before"),
            "practical": _("Say where and when, days before"),
            "thanks": _("Say thanks, days after"),
        }
        help_texts = dict.fromkeys(fields, _("Empty: not at all."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update(min=0, max=90)
            field.max_value = 90
