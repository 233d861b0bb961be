"""What a coordinator asks of a saved plan, and the sentences for what the actions refuse."""

from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.roster.models import Cohort, Venue

from ..figures.words import refusal_words
from ..models import CourseSession
from ..queries import evenings_of
from ..queries.changing import free_slot_of, local_now, may_repeat
from ..rules import Kind, Refusal, Slot
from ..rules.edits import Add, Cancel, Join, Move, Rearrange, Restore, Split, Swap, Wish
from ..rules.evenings import RefusalCode

SENTENCES = {
    "changed_meanwhile": gettext_lazy("The plan has changed in the meantime. Look at it once more."),
    "look_again": gettext_lazy("There is something new to look at. Read it, then save."),
    "reason_needed": gettext_lazy("Write why you do it all the same. It is kept with the plan."),
    "elsewhere": gettext_lazy("This venue belongs to another place. Choose one of yours."),
    "not_repeated": gettext_lazy("The edition of this cohort has no evenings to catch up. Choose another kind."),
    "unknown_module": gettext_lazy("The edition of this cohort does not have that module."),
    "too_late": gettext_lazy("It is too late to take this back: an hour has passed, or an evening has begun."),
    "not_the_newest": gettext_lazy("Only the newest change can be taken back."),
    "nothing_to_tell": gettext_lazy("There is nothing to tell any more."),
}
"""What a person reads for a code of the actions."""
ONE, LATER = "one", "later"
SCOPES = [(ONE, gettext_lazy("Only this evening")), (LATER, gettext_lazy("This one and all later ones"))]


def sentence_for(error: ValidationError) -> str:
    """Say in words what an action refused."""
    code = error.error_list[0].code
    return str(SENTENCES[code]) if code in SENTENCES else refusal_words(Refusal(RefusalCode(code)))


def _day(label: str = "") -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label or gettext_lazy("Day"), widget=widget)


def _clock(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


def _scope() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Which ones?"), choices=SCOPES, widget=forms.RadioSelect, initial=ONE)


def _venues(cohort: Cohort, now: int | None) -> list[tuple]:
    """Give the venues to choose from: those in use, and the one it has."""
    found = [venue for venue in Venue.objects.of(cohort) if not venue.is_retired or venue.pk == now]
    return [("", _("Not decided yet")), *((venue.pk, venue.name) for venue in found)]


class WishForm(forms.Form):
    """A wish about an evening, or about the plan when there is none yet."""

    def __init__(
        self, *args, cohort: Cohort, session: CourseSession | None = None, typed: dict | None = None, **kwargs
    ) -> None:
        self.cohort, self.session = cohort, session
        super().__init__(*args, initial=self.first() | (typed or {}), **kwargs)

    def first(self) -> dict:
        """Give what the form shows first."""
        if self.session is None:
            slot = free_slot_of(self.cohort)
            return {"day": slot.day, "start": slot.start, "end": slot.end} if slot else {}
        return {"day": self.session.date, "start": self.session.starts_at, "end": self.session.ends_at}

    @property
    def key(self) -> str:
        """Give the evening it is about."""
        return str(self.session.public_id)

    @property
    def slot(self) -> Slot:
        """Give the day and the times that were typed."""
        return Slot(*(self.cleaned_data[name] for name in ("day", "start", "end")))

    def clean(self) -> dict:
        """Refuse an evening that ends before it begins, and a year that is a slip of the pen."""
        cleaned = super().clean()
        start, end, day = cleaned.get("start"), cleaned.get("end"), cleaned.get("day")
        if isinstance(start, time) and isinstance(end, time) and end <= start:
            self.add_error("end", _("An evening must end after it begins."))
        if isinstance(day, date) and abs((day - local_now(self.cohort).date()).days) > 3 * 366:
            self.add_error("day", _("This day is more than three years away. Look at the year."))
        return cleaned


class MoveForm(WishForm):
    """Move an evening to another day or time."""

    day, start, end, scope = _day(), _clock(gettext_lazy("Begins at")), _clock(gettext_lazy("Ends at")), _scope()

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        return Move(self.key, self.slot, self.cleaned_data["scope"] == LATER)


class PlaceForm(WishForm):
    """Give an evening other times or another venue on its day."""

    start, end = _clock(gettext_lazy("Begins at")), _clock(gettext_lazy("Ends at"))
    venue = forms.TypedChoiceField(label=gettext_lazy("Venue"), coerce=int, required=False, empty_value=None)
    scope = _scope()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].choices = _venues(self.cohort, self.session.venue_id)

    def first(self) -> dict:
        """Give what the form shows first."""
        return super().first() | {"venue": self.session.venue_id}

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        data = self.cleaned_data
        return Rearrange(self.key, data["start"], data["end"], data["venue"], data["scope"] == LATER)


class CancelForm(WishForm):
    """Cancel an evening."""

    @property
    def wish(self) -> Wish:
        """Give the wish."""
        return Cancel(self.key)


class RestoreForm(WishForm):
    """Hold a cancelled evening after all, on its day or on another."""

    day, start, end = _day(), _clock(gettext_lazy("Begins at")), _clock(gettext_lazy("Ends at"))

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        return Restore(self.key, self.slot)


class OtherForm(WishForm):
    """Choose another evening."""

    other = forms.ChoiceField(label=gettext_lazy("Which evening?"), widget=forms.RadioSelect)
    with_cancelled = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [
            (str(each.public_id), _shown(each)) for each in evenings_of(self.cohort) if self._offers(each)
        ]

    def first(self) -> dict:
        """Show nothing chosen."""
        return {}

    def _offers(self, each: CourseSession) -> bool:
        if each.pk == self.session.pk:
            return False
        if each.is_cancelled:
            return self.with_cancelled and bool(each.session_modules.all())
        return not each.is_past and bool(each.session_modules.all() or not self.with_cancelled)


class SwapForm(OtherForm):
    """Swap the modules of two evenings."""

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        return Swap(self.key, self.cleaned_data["other"])


class JoinForm(OtherForm):
    """Hold the modules of another evening on this one too."""

    with_cancelled = True

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        return Join(self.key, self.cleaned_data["other"])


class SplitForm(WishForm):
    """Spread an evening over two."""

    day = _day(gettext_lazy("Day of the second evening"))
    start, end = _clock(gettext_lazy("Begins at")), _clock(gettext_lazy("Ends at"))

    def first(self) -> dict:
        """Give the next free day, at the time of this evening."""
        slot = free_slot_of(self.cohort)
        return super().first() | ({"day": slot.day} if slot else {})

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        return Split(self.key, self.slot)


class ExtraForm(WishForm):
    """Add an evening of the cohort's own."""

    day, start, end = _day(), _clock(gettext_lazy("Begins at")), _clock(gettext_lazy("Ends at"))
    venue = forms.TypedChoiceField(label=gettext_lazy("Venue"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Kind.EXTRA.value, gettext_lazy("Extra evening")),
            (Kind.CATCH_UP.value, gettext_lazy("Evening to catch up")),
            (Kind.DAY.value, gettext_lazy("Day")),
            (Kind.EXCURSION.value, gettext_lazy("Excursion")),
        ],
        widget=forms.RadioSelect,
        initial=Kind.EXTRA.value,
    )
    modules = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which modules come again?"),
        help_text=gettext_lazy("For an evening to catch up. Whoever missed one of them gets it by coming."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].choices = _venues(self.cohort, self.cohort.venue_id)
        if not may_repeat(self.cohort):
            self.fields["kind"].choices = [each for each in self.fields["kind"].choices if each[0] != Kind.CATCH_UP]
            del self.fields["modules"]
            return
        places = self.cohort.edition.places.select_related("module").order_by("position")
        self.fields["modules"].choices = [(each.pk, f"{each.position}. {each.shown_title}") for each in places]

    def first(self) -> dict:
        """Give the next free day, at the usual place."""
        return super().first() | {"venue": self.cohort.venue_id, "kind": Kind.EXTRA.value}

    def clean(self) -> dict:
        """Ask for the modules that an evening to catch up repeats; no other evening has any."""
        cleaned = super().clean()
        if cleaned.get("kind") != Kind.CATCH_UP or "modules" not in self.fields:
            cleaned["modules"] = []
        elif not cleaned.get("modules") and "modules" not in self.errors:
            self.add_error("modules", _("Choose at least one module that comes again."))
        return cleaned

    @property
    def wish(self) -> Wish:
        """Give the wish of a valid form."""
        data = self.cleaned_data
        return Add(self.slot, data["venue"], Kind(data["kind"]), tuple(data["modules"]))


def _shown(session: CourseSession) -> str:
    """Give an evening as it is chosen: its number, day and modules."""
    titles = ", ".join(row.edition_module.shown_title for row in session.session_modules.all())
    day = f"{date_format(session.date, 'D')} {date_format(session.date, 'MONTH_DAY_FORMAT')}"
    words = {"number": session.number, "day": day}
    name = _("Evening %(number)s, %(day)s") % words
    state = " · " + _("cancelled") if session.is_cancelled else ""
    return f"{name}{state}" + (f": {titles}" if titles else "")
