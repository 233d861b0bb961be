"""Ask the secretariat, answer, and note what is to be done."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.kit.inputs import DayField
from lms.people.models import User

from ..models import Task
from .sentences import RefusingForm


class QuestionForm(RefusingForm):
    """A question, perhaps about one evening."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Do not write names or what a woman has told you."),
    )
    evening = forms.IntegerField(
        label=_("Number of the evening"), required=False, min_value=1, max_value=60, help_text=_("If it is about one.")
    )

    def __init__(self, *args, about_her: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if about_her:
            del self.fields["evening"]


class AnswerForm(RefusingForm):
    """The answer of the secretariat."""

    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )


class TaskForm(RefusingForm):
    """What, who, until when."""

    what = forms.CharField(label=_("What is to be done"), max_length=160)
    who = forms.ChoiceField(label=_("Who does it"), required=False)
    until = DayField(label=_("Until"), required=False)
    for_group = forms.BooleanField(label=_("For the whole group, not only this cohort"), required=False)

    def __init__(self, *args, people: Iterable[User], task: Task | None = None, **kwargs) -> None:
        if task is not None:
            kwargs["initial"] = {name: getattr(task, name) for name in ("what", "until", "for_group")}
            kwargs["initial"]["who"] = str(task.who.public_id) if task.who else ""
        super().__init__(*args, **kwargs)
        self._people = {str(person.public_id): person for person in people}
        self.fields["who"].choices = [("", _("Nobody yet"))] + [
            (key, person.name) for key, person in self._people.items()
        ]

    @property
    def facts(self) -> dict:
        """Give what the action takes, of a valid form."""
        data = self.cleaned_data
        who = self._people.get(data["who"])
        return {"what": data["what"], "who": who, "until": data["until"], "for_group": data["for_group"]}
