"""All that is held about somebody, room by room: which rows are hers, and which of their fields are about her.

The tags of `lms.kit.privacy` decide: whatever leads to a person by a field that is personal or special stands here, or
in `LEFT_OUT` with the reason; a test of the house compares. What others did to something (fields tagged internal) is a
trace of theirs and no data of hers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from lms.people.models import AccessLink, ReadLog, RoleAssignment, User


@dataclass(frozen=True)
class Kept:
    """Rows of one model: what they are called, the way from a row to her, and the fields that are told."""

    model: str
    title: Promise
    way: str
    fields: str

    @property
    def names(self) -> list[str]:
        """Give the fields one by one."""
        return self.fields.split()


@dataclass(frozen=True)
class Chapter:
    """What belongs together for whoever reads it."""

    title: Promise
    kept: tuple[Kept, ...]


OF_PLACE = "enrolment__person"
ISSUED = "code name facts shows_name name_text name_agreed_at created_at file"

CHAPTERS = (
    Chapter(
        _("Who you are"),
        (
            Kept(
                "people.User",
                _("Your account"),
                "pk",
                "name phone email interface_language content_language text_size is_protected is_off_lists neutral_look "
                "message_ways created_at last_active_on last_login",
            ),
            Kept("people.SpokenLanguage", _("Languages you speak"), "person", "tag"),
            Kept("people.RoleAssignment", _("Your roles"), "person", "role place starts_at ends_at accepted_at"),
            Kept("people.ProtectionReader", _("Where you may read who is protected"), "person", "place named_at"),
        ),
    ),
    Chapter(
        _("Your courses"),
        (
            Kept("cohorts.Enrolment", _("Your places"), "person", "cohort state since until area"),
            Kept("cohorts.Signature", _("What you agreed to"), OF_PLACE, "purpose text channel signed_at withdrawn_at"),
            Kept("cohorts.Question", _("Questions about your place"), OF_PLACE, "text answer asked_at answered_at"),
            Kept("cohorts.CohortCoordinator", _("Courses you run"), "person", "cohort is_helper since until"),
        ),
    ),
    Chapter(
        _("Your evenings"),
        (
            Kept("cohorts.Rsvp", _("Whether you come"), OF_PLACE, "session answer answered_at"),
            Kept("cohorts.AnswerRequest", _("When you were asked"), OF_PLACE, "session asked_at"),
            Kept("cohorts.Attendance", _("When you were there"), OF_PLACE, "session status minutes marked_at"),
            Kept(
                "cohorts.AttendanceOperation",
                _("How that was noted"),
                OF_PLACE,
                "session status minutes done_at received_at",
            ),
            Kept("cohorts.WalkIn", _("When your name was added at the door"), OF_PLACE, "session name done_at"),
            Kept("cohorts.CatchUp", _("What you catch up"), OF_PLACE, "edition_module way state session wish asked_at"),
            Kept("cohorts.ModuleCredit", _("What you have of each module"), OF_PLACE, "edition_module standing"),
            Kept("cohorts.CalendarChoice", _("Your calendar"), "person", "fuller_titles shows_place by_mail"),
            Kept(
                "cohorts.CalendarInvitation", _("Invitations by e-mail"), OF_PLACE, "session sent_to sent_at replied_at"
            ),
        ),
    ),
    Chapter(
        _("Your diploma and card"),
        (
            Kept(
                "cohorts.CompletionDecision",
                _("Whether you have completed"),
                OF_PLACE,
                "outcome state credited fulfilled answer reason proposed_at decided_at",
            ),
            Kept(
                "cohorts.DiplomaWishes",
                _("What you want on the diploma"),
                OF_PLACE,
                "name sounds name_confirmed_at channel languages counts_evenings",
            ),
            Kept("cohorts.Diploma", _("Diplomas"), "person", ISSUED),
            Kept("cohorts.IdCard", _("Cards"), "person", ISSUED),
            Kept("cohorts.CardPhoto", _("Photo for the card"), OF_PLACE, "file taken_at"),
        ),
    ),
    Chapter(
        _("Your voice"),
        (
            Kept("modules.VoiceConsent", _("Your yes"), "person", "text says_name given_at withdrawn_at"),
            Kept("modules.VoiceRecording", _("What you have read aloud"), "person", "page state reason sent_at file"),
        ),
    ),
    Chapter(
        _("Messages to you"),
        (
            Kept(
                "people.Notice",
                _("Messages"),
                "recipient",
                "subject body channel address language state created_at sent_at read_at",
            ),
            Kept(
                "people.DataRequest",
                _("Your requests about your data"),
                "person",
                "kind state asked_at due_on closed_at answer",
            ),
        ),
    ),
    Chapter(
        _("Signing in"),
        (
            Kept("account.EmailAddress", _("Addresses for signing in"), "user", "email verified"),
            Kept("mfa.Authenticator", _("Second keys"), "user", "type created_at last_used_at"),
            Kept("people.Session", _("Phones and computers you are signed in on"), "user", "expire_date"),
            Kept(
                "people.AccessLink",
                _("Codes and calendar links made for you"),
                "",
                "purpose created_at expires_at last_used_at",
            ),
        ),
    ),
    Chapter(
        _("Your work with the texts"),
        (
            Kept("cohorts.Task", _("Your tasks"), "who", "what until done_at"),
            Kept("modules.ExperienceNote", _("Your notes from evenings"), "author", "page worked change written_at"),
            Kept("modules.EditorialTodo", _("What you look after"), "owner", "text due is_done"),
            Kept("modules.TranslationMark", _("What you said of translations"), "by", "page origin at"),
            Kept("modules.WordImport", _("Files you brought"), "by", "page at"),
            Kept("modules.ReviewRequest", _("Reviews you asked for"), "asked_by", "page asked_at due_on"),
            Kept("wagtailcore.Revision", _("Versions you wrote"), "user", "object_str created_at"),
            Kept("wagtailcore.PageLogEntry", _("What you did with pages"), "user", "label action timestamp"),
        ),
    ),
    Chapter(
        _("Who has looked, and what was changed"),
        (
            Kept("people.ReadLog", _("Who has seen something about you"), "", "view at"),
            Kept("wagtailcore.ModelLogEntry", _("What others changed in your account"), "", "action timestamp"),
        ),
    ),
)
"""Everything, in the order in which it is read. A way of "" is found by `_rows_of`."""

PLACES = ("organisation", "municipality", "district", "local_group")
"""The fields that are told as one: `place`."""

LEFT_OUT = {
    "people.User.password": "a secret",
    "people.Notice.calendar": "the same evening again, as a file for calendars",
    "people.Session.session_key": "a secret",
    "people.Session.session_data": "a secret",
    "people.AccessLink.subject_id": "the way to her",
    "people.ReadLog.reader": "whom she has seen is about others; who has seen her is told by office and place",
    "people.ReadLog.subjects": "others stand beside her",
    "people.User.groups": "the same as her roles",
    "cohorts.CalendarInvitation.uid": "a key by which her calendar knows the evening",
    "modules.ReviewRequest.reviewer": "somebody else",
    "modules.ReviewRequest.email": "somebody else",
    "modules.ReviewRequest.language": "somebody else's",
    "modules.ReviewRemark": "what somebody else wrote; that she has handled it stands in no list",
    "wagtailusers.UserProfile": "how Wagtail's own pages look to her; they are closed to all but the secretariat",
    "wagtail_localize.StringTranslation": "a sentence of the programme; who wrote it stands with its version",
    "wagtail_localize.SegmentOverride": "a picture or link of the programme; who chose it stands with its version",
    "wagtaildocs.Document": "a file of the programme",
    "wagtailimages.Image": "a picture of the programme",
    "wagtailadmin.EditingSession": "ends with the day",
    "wagtailadmin.FormState": "ends with the day",
    "wagtailcore.APIToken": "nobody can make one here",
    "wagtailcore.UploadedFile": "ends with the upload",
    "wagtailcore.WorkflowState": "the step of a text; who took it stands among what she did with pages",
    "wagtailcore.TaskState": "the step of a text; who took it stands among what she did with pages",
    "wagtailcore.Page": "a page of the programme; who wrote it stands with its versions",
    "wagtailcore.Comment": "comments are switched off",
    "wagtailcore.CommentReply": "comments are switched off",
    "wagtailcore.PageSubscription": "comments are switched off",
}
"""Models and fields that lead to a person and are not told, each with the reason."""


def rows_held(person: User) -> Iterator[tuple[Chapter, Kept, list[Model]]]:
    """Give the rows of each model that are hers, newest first, with whatever they point at. One query a model."""
    for chapter in CHAPTERS:
        for kept in chapter.kept:
            yield chapter, kept, list(_rows_of(kept, person).order_by("-pk"))


def _rows_of(kept: Kept, person: User) -> QuerySet:
    model = apps.get_model(kept.model)
    kind = ContentType.objects.get_for_model(User)
    if model is AccessLink:
        return AccessLink.objects.filter(subject_type=kind, subject_id=str(person.pk))
    if model is ReadLog:
        return ReadLog.objects.about(person)
    if model is ModelLogEntry:
        return ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk))
    return model._default_manager.filter(**{kept.way: person.pk}).select_related(*_along(model, kept.names))


def _along(model: type[Model], names: list[str]) -> list[str]:
    """Give what the names of places, evenings and modules are made of."""
    own = {field.name for field in model._meta.local_fields if isinstance(field, ForeignKey)}
    along = [name for name in names if name in own]
    along += [f"{name}__{rest}" for name, rest in (("edition_module", "module"),) if name in names]
    return along + (sorted(own & set(PLACES)) if "place" in names else [])


def offices_of(readers: Iterable[int]) -> dict[int, str]:
    """Give of those who have read something their newest role and its place, by their keys. One query."""
    roles = RoleAssignment.objects.accepted().filter(person__in=set(readers)).with_places().order_by("starts_at")
    return {each.person_id: f"{each.get_role_display()}, {each.place.name}" for each in roles}


def value_of(row: Model, name: str) -> Any:
    """Give what stands in a field, as it is stored; of a message that holds a secret nothing."""
    if name == "body" and getattr(row, "secret", False):
        return ""
    return getattr(row, name)
