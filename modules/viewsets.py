"""The registers on the screens of Wagtail's admin: services, words, exercises, sources, to-dos."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import EditorialTodo, Exercise, GlossaryTerm, HelpService, Source


class HelpServices(SnippetViewSet):
    """Numbers and addresses, the most urgent first."""

    model = HelpService
    icon = "mobile-alt"
    list_display = ["code", "number", "is_checked", "check_by"]
    list_filter = ["country", "is_checked"]
    search_fields = ["code", "number"]


class Words(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "explanation"]
    search_fields = ["term", "explanation"]


class Exercises(SnippetViewSet):
    """The exercise bank."""

    model = Exercise
    icon = "group"
    list_display = ["name", "kind", "minutes"]
    list_filter = ["kind"]
    search_fields = ["name", "how"]


class Sources(SnippetViewSet):
    """Where facts come from."""

    model = Source
    icon = "link"
    list_display = ["code", "name", "check_by"]
    search_fields = ["code", "name"]


class Todos(SnippetViewSet):
    """What is still to be checked."""

    model = EditorialTodo
    icon = "tasks"
    list_display = ["text", "page", "service", "due", "is_done"]
    list_filter = ["is_done"]
    search_fields = ["text"]


class Registers(SnippetViewSetGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Registers")
    menu_icon = "folder-open-inverse"
    items = (HelpServices, Words, Exercises, Sources, Todos)
