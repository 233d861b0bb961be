"""Hangs registers, files, reviews and the content check into Wagtail's admin; to-dos follow what is saved."""

from collections.abc import Callable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_localize.views import edit_translation, update_translations

from lms.people.models import User

from .actions import renew_todos
from .forms.pages import ModulePageForm, let_texts_find_their_direction
from .models import HelpService, ModuleIndexPage, ModulePage, PlaybookPage
from .permissions import can_edit_modules, can_import_word, can_import_word_over
from .queries import follows_original
from .views import localize, printing, steps, word
from .views.content_check import content_check
from .viewsets import Registers

register_snippet(Registers)
ModulePage.base_form_class = ModulePageForm
let_texts_find_their_direction(ModulePage._meta.get_field("body").stream_block)


@hooks.register("on_serve_page", order=-100)  # outermost: an answer is marked last, as it leaves
def mark_what_is_for_everybody(serve: Callable) -> Callable:
    """Mark the answer of a page that everybody may read, so that it may be kept whole (`WholeAnswers`)."""

    def marked(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        if not request.COOKIES and not page.get_view_restrictions().exists():
            response.for_everybody = True
        return response

    return marked


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_publish_page")
def renew_todos_of_page(request: HttpRequest, page: Page) -> None:
    """Follow the marks in the text as it was just saved."""
    if isinstance(page.specific_deferred, (ModulePage, PlaybookPage)):
        renew_todos(by=cast(User, request.user), of=page.get_latest_revision_as_object())


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def renew_todos_of_service(request: HttpRequest, instance: object) -> None:
    """Follow the lines of a service."""
    if isinstance(instance, HelpService):
        renew_todos(by=cast(User, request.user), of=instance)


class EditingCopyItem(PageMenuItem):
    """Leads from a module's menu to its Word file."""

    label = _("Word file for editing")
    icon_name = "download"
    url_name = "module_editing_copy"

    def is_shown(self, user: User) -> bool:
        """Show it to whoever may edit the module."""
        is_module = isinstance(self.page.specific_deferred, ModulePage)
        return is_module and self.page.permissions_for_user(user).can_edit()


class WordImportItem(PageMenuItem):
    """Leads from the list of modules to a new module from a Word file."""

    label = _("New module from a Word file")
    icon_name = "upload"
    url_name = "word_import"

    def is_shown(self, user: User) -> bool:
        """Show it on the list of modules, to whoever may add one."""
        page = self.page.specific_deferred
        return isinstance(page, ModuleIndexPage) and can_import_word(user, page)


class WordImportOverItem(PageMenuItem):
    """Leads from a module to a new draft of it from a Word file."""

    label = _("New draft from a Word file")
    icon_name = "upload"
    url_name = "word_import_over"

    def is_shown(self, user: User) -> bool:
        """Show it on a module, to whoever may edit it."""
        page = self.page.specific_deferred
        return isinstance(page, ModulePage) and can_import_word_over(user, page)


@hooks.register("register_log_actions")
def name_what_is_done_to_modules(actions: LogActionRegistry) -> None:
    """Give what is noted about modules its label and sentence."""
    actions.register_action("modules.word_read_in", _("Read a Word file in"), _("Word file read in"))


@hooks.register("register_admin_urls")
def lead_to_files() -> list[URLPattern]:
    """Route what editors fetch as a file, and what they read in."""
    return [
        path("modules/<int:page_id>/word/", printing.module_editing_copy, name="module_editing_copy"),
        path("modules/<int:page_id>/word/import/", word.word_import, name="word_import"),
        path("modules/<int:page_id>/word/import-over/", word.word_import_over, name="word_import_over"),
        path("modules/word/<uuid:public_id>/", word.word_report, name="word_report"),
    ]


@hooks.register("register_page_listing_more_buttons")
def offer_files_in_lists(page: Page, user: User, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """Offer the Word file in the list of pages."""
    yield EditingCopyItem(page=page, priority=45)
    yield WordImportOverItem(page=page, priority=46)
    yield WordImportItem(page=page, priority=46)


@hooks.register("register_page_header_buttons")
def offer_files_of_a_page(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Offer the Word file in the menu above a page."""
    yield EditingCopyItem(page=page, priority=67)
    yield WordImportOverItem(page=page, priority=68)
    yield WordImportItem(page=page, priority=68)


@hooks.register("register_log_actions")
def name_what_is_done_for_a_place(actions: LogActionRegistry) -> None:
    """Give every entry of `AUDITED` its label and sentence."""
    actions.register_action("modules.slot_filled", _("Fill in a local place"), _("Local place filled in"))
    actions.register_action("modules.slot_emptied", _("Empty a local place"), _("Local place emptied"))
    actions.register_action("modules.entry_added", _("Add to a directory"), _("Added to the directory"))
    actions.register_action("modules.entry_changed", _("Correct a directory"), _("Corrected in the directory"))
    actions.register_action("modules.entry_removed", _("Remove from a directory"), _("Removed from the directory"))


@hooks.register("register_admin_urls")
def address_of_the_content_check() -> list[URLPattern]:
    """Give the content check its address under /admin/."""
    return [path("modules/check/<int:page_id>/", content_check, name="content_check")]


@hooks.register("insert_editor_js")
def script_of_the_content_check() -> SafeString:
    """Bring the script that shows the findings beside the text and leads to their blocks."""
    return format_html('<script type="module" src="{}"></script>', static("js/content-check.js"))


@hooks.register("insert_global_admin_css")
def look_of_the_content_check() -> SafeString:
    """Bring its look."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editor.css"))


@hooks.register("register_log_actions")
def name_what_is_done_in_reviews(actions: LogActionRegistry) -> None:
    """Give every entry about reviews and checks its label and sentence."""
    actions.register_action("modules.review_asked", _("Ask for a review"), _("Somebody outside was asked to review it"))
    actions.register_action("modules.review_reminded", _("Remind a reviewer"), _("A reviewer was reminded"))
    actions.register_action(
        "modules.review_revoked", _("Take a review back"), _("A question to a reviewer was taken back")
    )
    actions.register_action("modules.review_answered", _("Answer a review"), _("A reviewer has answered"))
    actions.register_action("modules.confirmed", _("Confirm"), _("Looked at, and still right"))
    actions.register_action(
        "modules.facts_right_outside",
        _("Confirm from outside"),
        _("A guest professional says that the facts are right"),
    )


@hooks.register("register_page_header_buttons")
def lead_to_reviews(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer beside a module what is not Wagtail's: asking somebody outside, and the changes in readable form."""
    if isinstance(page.specific_deferred, ModulePage) and can_edit_modules(user):
        where = [page.slug, page.locale.language_code]
        yield Button(_("Ask for a review"), reverse("review_ask", args=where), icon_name="group", priority=70)
        yield Button(
            _("What this draft changes"), reverse("module_versions", args=where), icon_name="view", priority=71
        )


hooks.register("before_edit_page", steps.say_who_can_answer)
hooks.register("after_edit_page", steps.say_what_an_answer_did)


@hooks.register("register_admin_menu_item")
def lead_to_checks() -> MenuItem:
    """Show the queue in the menu: only those who work on the content see the menu at all."""
    return MenuItem(_("To check"), reverse_lazy("checks"), icon_name="tasks", order=310)


@hooks.register("register_admin_menu_item")
def lead_to_all_reviews() -> MenuItem:
    """Show the reviews in the menu."""
    return MenuItem(_("Reviews"), reverse_lazy("reviews"), icon_name="group", order=311)


@hooks.register("register_admin_menu_item")
def lead_to_experiences() -> MenuItem:
    """Show the notes from evenings in the menu."""
    return MenuItem(_("Experiences"), reverse_lazy("experiences"), icon_name="comment", order=312)


@hooks.register("register_log_actions")
def name_what_is_done_to_material(actions: LogActionRegistry) -> None:
    """Give the log its words for a new version."""
    actions.register_action("modules.material_version", _("Add a version"), _("A new version of the file"))


@hooks.register("register_admin_menu_item")
def lead_to_voices() -> MenuItem:
    """Show the recordings in the menu."""
    return MenuItem(_("Voices"), reverse_lazy("voices"), icon_name="media", order=313)


@hooks.register("register_log_actions")
def name_what_is_done_to_voices(actions: LogActionRegistry) -> None:
    """Give the log its words for what is answered to recordings. Whose they are stands nowhere in it."""
    actions.register_action("modules.voice_approved", _("Approve a recording"), _("Recording approved"))
    actions.register_action("modules.voice_returned", _("Send a recording back"), _("Recording sent back"))


@hooks.register("register_log_actions")
def name_what_is_done_to_translations(actions: LogActionRegistry) -> None:
    """Give every entry of `actions.translations.AUDITED` its label and sentence."""
    actions.register_action("modules.translation_started", _("Begin a translation"), _("Translation begun"))
    actions.register_action("modules.translation_followed", _("Follow a translation"), _("Translation followed"))
    actions.register_action("modules.translation_changed", _("Translate texts"), _("Texts translated"))
    actions.register_action("modules.translation_published", _("Publish a translation"), _("Translation published"))
    actions.register_action("modules.translation_marked", _("Mark a translation"), _("Translation marked"))


@hooks.register("register_admin_urls", order=-1)  # before its own, whose addresses these are
def keep_translations_of_modules_on_our_own_page() -> list[URLPattern]:
    """Stand before the doors of wagtail-localize through which a module's translation would pass by our checks."""
    one = "localize/translate/<int:translation_id>"
    update = localize.matrix_for_modules(update_translations.UpdateTranslationsView.as_view())
    text = localize.closed_for_modules(edit_translation.edit_string_translation)
    other = localize.closed_for_modules(edit_translation.edit_override)
    stop = localize.closed_for_modules(edit_translation.stop_translation)
    return [
        path("localize/update/<int:translation_source_id>/", update, name="translations_update"),
        path(f"{one}/disable/", stop, name="translation_stop"),
        path(f"{one}/strings/<int:string_segment_id>/edit/", text, name="translation_string"),
        path(f"{one}/overrides/<int:overridable_segment_id>/edit/", other, name="translation_override"),
    ]


@hooks.register("before_edit_page", order=-1)
def translate_on_our_own_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from a module's translation to the page where it is translated text by text: saved in Wagtail's forms, its
    texts would no longer follow the original."""
    if not issubclass(page.specific_class or Page, ModulePage):
        return None
    return redirect("translation", page.slug, page.locale.language_code) if follows_original(page) else None
