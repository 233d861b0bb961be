"""What editions hang into Wagtail: the wording of their log, and that no page goes which an edition pins."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from lms.kit.memory import Memory
from modules.models import Exercise, ModulePage
from modules.queries import version_of

from .models import CurriculumEdition, PinnedText
from .queries import (
    ReadText,
    editions_holding,
    pins_taking,
    places_pinning_another_text,
    reading_edition,
    text_for_readers,
)

ServePage = Callable[[Page, HttpRequest, list, dict], HttpResponse]
PUBLISHED = "published"
TEXTS = Memory(limit=500)  # pinned texts by page, in each process

# What an editor reads instead of an error; `%s` is the list of editions.
REFUSAL = _("This page cannot be deleted: it belongs to %(editions)s. Take it out of a new edition instead.")
READ_ON = _(
    "Published. Readers of %(editions)s go on reading the text that is pinned there. If this mends a mistake, pin it "
    "as a correction. New content waits for the next edition."
)

MOST_BUTTONS = 6
HELD = _(
    "Modules of %(editions)s use this exercise. Their readers go on reading the words that are pinned there, also "
    "after you have saved."
)
CHANGED = _(
    "Readers of %(editions)s go on reading the old words of this exercise. If this mends a mistake, pin the text of "
    "each module once more, as a correction. New content waits for the next edition."
)


@hooks.register("module_as_read")
def module_as_read(page: ModulePage) -> Page:
    """Tell those who record voices which text of a module its readers get."""
    read = text_for_readers(page)
    return read.page if read else page


@hooks.register("register_log_actions")
def name_what_is_done_to_editions(actions: LogActionRegistry) -> None:
    """Give every entry of `AUDITED` its label and sentence."""
    actions.register_action("curriculum.edition_created", _("Begin an edition"), _("Edition begun"))
    actions.register_action("curriculum.edition_changed", _("Change an edition"), _("Edition changed"))
    actions.register_action("curriculum.edition_discarded", _("Throw a draft away"), _("Draft thrown away"))
    actions.register_action("curriculum.edition_released", _("Release an edition"), _("Edition released"))
    actions.register_action("curriculum.edition_retired", _("Retire an edition"), _("Edition retired"))
    actions.register_action("curriculum.text_pinned", _("Pin a text"), _("Text pinned"))


def _refuse(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Send the editor back with a sentence when an edition holds one of the pages or one below them."""
    pages = list(pages)
    editions = editions_holding(pages)
    if not editions:
        return None
    messages.error(request, REFUSAL % {"editions": ", ".join(str(edition) for edition in editions)})
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)


@hooks.register("on_serve_page", order=100)  # innermost: who may read is decided before
def read_what_is_pinned(serve: ServePage) -> ServePage:
    """Show a module as the edition for readers has pinned it, not as editors have published it since."""

    def serve_pinned(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        if not isinstance(page, ModulePage):
            return serve(page, request, args, kwargs)
        version = version_of(request)
        read = TEXTS.get(version, page.pk) if version else None
        if read is None:
            read = text_for_readers(page) or PUBLISHED
            if version:
                TEXTS.put(version, page.pk, read)
        return serve(read.page if isinstance(read, ReadText) else page, request, args, kwargs)

    return serve_pinned


@hooks.register("after_publish_page")
def say_that_readers_read_on(request: HttpRequest, page: Page) -> None:
    """Tell whoever published a pinned module that its readers go on reading the pinned text, and lead on to pinning.
    Who goes back to the page reads it there."""
    back = get_valid_next_url_from_request(request)
    if back and not back.startswith(reverse("wagtailadmin_home")):
        return
    page = page.specific_deferred
    places = places_pinning_another_text(page) if isinstance(page, ModulePage) else []
    if not places:
        return
    buttons = [
        admin_messages.button(
            reverse("edition_texts", args=[place.edition.public_id, place.module.slug]),
            gettext("Correct in %(edition)s") % {"edition": place.edition},
        )
        for place in places
    ]
    editions = ", ".join(str(place.edition) for place in places)
    admin_messages.warning(request, READ_ON % {"editions": editions}, buttons=buttons)


@hooks.register("after_edit_page")
def say_so_after_the_last_approval(request: HttpRequest, page: Page) -> None:
    """Tell whoever published by approving the same."""
    if request.POST.get("action-workflow-action"):
        now = page.specific_class.objects.get(pk=page.pk)
        if now.live and not now.has_unpublished_changes:
            say_that_readers_read_on(request, now)


def _of_exercise(pins: Iterable[PinnedText], sentence: Promise | str) -> tuple[str, list]:
    """Give a sentence about the editions that hold an exercise, with a button for each module of theirs."""
    places = list({pin.edition_module_id: pin.edition_module for pin in pins}.values())
    editions = ", ".join(dict.fromkeys(str(place.edition) for place in places))
    buttons = [
        admin_messages.button(
            reverse("edition_texts", args=[place.edition.public_id, place.module.slug]),
            gettext("Correct “%(module)s” in %(edition)s") % {"module": place.shown_title, "edition": place.edition},
        )
        for place in places[:MOST_BUTTONS]
    ]
    return sentence % {"editions": editions}, buttons


@hooks.register("before_edit_snippet")
def say_who_goes_on_reading_the_old_words(request: HttpRequest, instance: Model) -> None:
    """Say above an exercise of the bank that editions hold it."""
    if request.method == "GET" and isinstance(instance, Exercise) and (pins := pins_taking(instance)):
        admin_messages.warning(request, _of_exercise(pins, HELD)[0])


@hooks.register("after_edit_snippet")
def lead_from_an_exercise_to_its_corrections(request: HttpRequest, instance: Model) -> None:
    """Lead whoever changed an exercise to the texts that say it otherwise."""
    if isinstance(instance, Exercise):
        others = [pin for pin in pins_taking(instance) if not pin.says_of(instance)]
        if others:
            sentence, buttons = _of_exercise(others, CHANGED)
            admin_messages.warning(request, sentence, buttons=buttons)


@hooks.register("before_delete_page")
def keep_a_page_that_an_edition_holds(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that an edition holds, or one above it."""
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_pages_that_an_edition_holds(
    request: HttpRequest, action_type: str, objects: Iterable, action_class_instance: object
) -> HttpResponse | None:
    """Refuse the same when several pages are deleted at once."""
    pages = [each for each in objects if isinstance(each, Page)]
    return _refuse(request, pages) if action_type == "delete" and pages else None


@hooks.register("module_evening_lengths")
def tell_how_long_its_evenings_are(page: Page) -> list[tuple[str, int]]:
    """Give the editions a module's plan is written for, with the minutes of their evenings; for a module that stands
    in none yet, the edition that readers of its language meet."""
    held = editions_holding([page]) if page.pk else []
    found = [edition for edition in held if edition.state != CurriculumEdition.State.RETIRED]
    if not found and (usual := reading_edition(page.locale.language_code)):
        found = [usual]
    return list(dict.fromkeys((edition.code, edition.evening_minutes) for edition in found))
