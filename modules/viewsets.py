"""The registers on the screens of Wagtail's admin: services, words, exercises, sources, to-dos."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import EditorialTodo, Exercise, GlossaryTerm, HelpService, Source


class Choosing(SnippetChooserViewSet):
    """Choosing only: Wagtail's door for making a row on the way crashes where it has no form for it."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave that door out."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class Register(SnippetViewSet):
    """What the registers share."""

    chooser_viewset_class = Choosing


class HelpServices(Register):
    """Numbers and addresses, the most urgent first."""

    model = HelpService
    icon = "mobile-alt"
    list_display = ["code", "number", "is_checked", "check_by"]
    list_filter = ["country", "is_checked"]
    search_fields = ["code", "number"]


class Words(Register):
    """The glossary."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "explanation"]
    search_fields = ["term", "explanation"]


class Exercises(Register):
    """The exercise bank."""

    model = Exercise
    icon = "group"
    list_display = ["name", "kind", "minutes"]
    list_filter = ["kind"]
    search_fields = ["name", "how"]


class Sources(Register):
    """Where facts come from."""

    model = Source
    icon = "link"
    list_display = ["code", "name", "check_by"]
    search_fields = ["code", "name"]


class Todos(Register):
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
