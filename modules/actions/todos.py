"""Keeps the to-dos of the editors in step with the marks in texts."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from wagtail.log_actions import log

from lms.kit.guard import require
from lms.people.models import User

from ..models import EditorialTodo, HelpService, ModulePage, PlaybookPage
from ..permissions import can_edit_modules
from ..rules import marks_in, texts_in

RECORDINGS = ("audio", "video")
TO_WRITE = gettext_lazy("Write down what is said in the recording “{title}”.")
TIME_TO_CHECK = timedelta(days=30)


def renew_todos(*, by: User | None, of: ModulePage | PlaybookPage | HelpService) -> None:
    """Make a to-do for each mark of a page, or each line of a service, and close those whose mark is gone.

    A new one belongs to whoever wrote the mark and is due in a month. One that is there already keeps its owner, its
    date and whether it is done. `by` is None on the command line; then nobody owns it yet.
    """
    require(by is None or can_edit_modules(by))
    key = {"service_id": of.pk} if isinstance(of, HelpService) else {"page_id": of.pk}
    wanted = _lines_of_service(of) if isinstance(of, HelpService) else _marks_of_page(of)
    due = timezone.localdate() + TIME_TO_CHECK
    with transaction.atomic():
        known = {(todo.block, todo.text): todo for todo in EditorialTodo.objects.filter(**key)}
        for (block, text), todo in known.items():
            if (block, text) not in wanted and not (todo.is_done or todo.from_outside):
                todo.is_done = True
                todo.save(update_fields=["is_done"])
        for block, text in wanted:
            if (block, text) not in known:
                EditorialTodo.objects.create(block=block, text=text, owner=by, due=due, **key)


@transaction.atomic
def note_from_outside(*, page: ModulePage, text: str) -> EditorialTodo:
    """Put what somebody outside says of a module into the queue of what is to be checked; said twice it stands there
    once. The caller has checked her right to say it. No new text closes it: the secretariat does."""
    words = " ".join(text.split())
    known = EditorialTodo.objects.filter(page=page, text=words, from_outside=True).first()
    return known or EditorialTodo.objects.create(page=page, text=words, from_outside=True, due=timezone.localdate())


def note_facts_right(*, page: ModulePage) -> None:
    """Note in the history of a module that somebody outside who teaches it has confirmed its facts."""
    log(instance=page, action="modules.facts_right_outside")


def _marks_of_page(page: ModulePage | PlaybookPage) -> list[tuple[str, str]]:
    """Give block and text of each mark, every one once."""
    parts = [("", page.lead), ("", getattr(page, "content_warning", ""))]
    parts += [(part["id"], text) for part in page.body.raw_data for text in texts_in(part["value"])]
    found: dict[tuple[str, str], None] = {}
    for block, text in parts:
        for mark in marks_in(text):
            found[(block, f"{mark.sentence} – {mark.what}" if mark.what else mark.sentence)] = None
    for part in page.body.raw_data:
        if part["type"] in RECORDINGS and part["value"].get("not_written_yet"):
            with override(settings.LANGUAGE_CODE):
                found[(part["id"] or "", str(TO_WRITE).format(title=part["value"].get("title", "")))] = None
    return list(found)


def _lines_of_service(service: HelpService) -> list[tuple[str, str]]:
    return [("", line.strip()) for line in dict.fromkeys(service.to_check.splitlines()) if line.strip()]
