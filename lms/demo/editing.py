"""What the demo's secretariat is working on: a review in progress, a correction that no edition has yet, a note."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from wagtail.models import TaskState

from lms.people.models import User
from modules.actions import renew_todos
from modules.actions.experience import write_experience
from modules.actions.reviews import ask_for_review, save_remarks
from modules.models import EditorialTodo, ModulePage, ReviewRequest

CORRECTED = "tdqtd8"  # NAV and its services
REVIEWED = "z3dwhn"  # women's health
CORRECTION = (
    "Fristen står i vedtaket.",
    "Fristen står i vedtaket. NAV skal hjelpe deg å skrive klagen hvis du trenger det.",
)
NEW_WORDS = (
    "Du kan bytte fastlege på Helsenorge [kontroller hvor ofte].",
    "Du kan bytte fastlege på Helsenorge, opptil to ganger i året [kontroller hvor ofte].",
)
REMARK = "To uker er riktig. Skriv gjerne at hun også kan snakke med helsesykepleier på helsestasjonen."
NOTE = UUID("6a1f3c52-8f1b-4d7e-9a3c-0d4b8f2e7a10")


def edit_content(secretary: User, coordinator: User) -> None:
    """Do all of it once; nothing where the curriculum is not loaded."""
    pages = {page.slug: page for page in ModulePage.objects.filter(locale__language_code="nb", live=True)}
    if ReviewRequest.objects.exists() or not {CORRECTED, REVIEWED} <= pages.keys():
        return
    rewrite_and_publish(pages[CORRECTED], secretary, *CORRECTION)  # it waits to be pinned
    reviewed = _rewrite(pages[REVIEWED], secretary, *NEW_WORDS)
    _send_to_review(reviewed, secretary)
    _ask_a_midwife(reviewed, secretary)
    write_experience(
        by=coordinator,
        page=pages[REVIEWED],
        operation=NOTE,
        worked="Tegningene av kroppen. Mange spørsmål i den anonyme boksen.",
        change="Rollespillet ble for kort. Gi det ti minutter til.",
    )
    today = timezone.localdate()
    for days, todo in zip((-6, 20, 45), EditorialTodo.objects.open().order_by("pk"), strict=False):
        todo.due, todo.owner = today + timedelta(days=days), secretary
        todo.save(update_fields=["due", "owner"])


def rewrite_and_publish(page: ModulePage, secretary: User, before: str, after: str) -> ModulePage:
    """Change one sentence of a text that is not sensitive, and take it through subject review and approval."""
    _send_to_review(_rewrite(page, secretary, before, after), secretary)
    for _step in range(2):
        state = ModulePage.objects.get(pk=page.pk).current_workflow_task_state.specific
        state.task.specific.on_action(state, secretary, "approve")
    return ModulePage.objects.get(pk=page.pk)


def _rewrite(page: ModulePage, secretary: User, before: str, after: str) -> ModulePage:
    """Change one sentence of a text, as a draft."""
    raw = page.body.raw_data
    for part in raw:
        if part["type"] == "key_messages":
            part["value"] = _replaced(part["value"], before, after)
    page.body = page.body.stream_block.to_python(list(raw))
    page.save_revision(user=secretary, log_action=True)
    renew_todos(by=secretary, of=page)
    return ModulePage.objects.get(pk=page.pk)


def _replaced(value, before: str, after: str):
    if isinstance(value, str):
        return value.replace(before, after)
    if isinstance(value, list):
        return [_replaced(each, before, after) for each in value]
    if isinstance(value, dict):
        return {name: _replaced(each, before, after) for name, each in value.items()}
    return value


def _send_to_review(page: ModulePage, secretary: User) -> TaskState:
    return page.get_workflow().start(page, secretary).current_task_state


def _ask_a_midwife(page: ModulePage, secretary: User) -> None:
    """Ask her, and let her save a first remark; her answer is still awaited."""
    due = timezone.localdate() + timedelta(days=10)
    _request, link = ask_for_review(
        by=secretary,
        page=page,
        reviewer="Liv Demojordmor",
        email="liv@demo.invalid",
        language="nb",
        due_on=due,
        with_notes=True,
    )
    messages = next(
        part["id"] for part in page.get_latest_revision_as_object().body.raw_data if part["type"] == "key_messages"
    )
    save_remarks(token=link.rstrip("/").rpartition("/")[2], remarks={messages: REMARK})
