"""The registers on the screens of Wagtail's admin: services, words, exercises, sources, to-dos."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from .actions import add_material_version
from .forms.registers import MaterialForm, TodoForm
from .models import EditorialTodo, Exercise, GlossaryTerm, GoalTag, HelpService, Material, Source


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


class GoalTags(Register):
    """What modules strengthen."""

    model = GoalTag
    icon = "tag"
    list_display = ["code", "position"]
    search_fields = ["code"]


class WithFile:
    """Mixed into the screens of material: the file that comes with the form becomes a version."""

    def save_instance(self) -> Material:
        """Save the facts, then the file."""
        with transaction.atomic():
            material = super().save_instance()  # type: ignore[misc]  # of the view mixed into
            data = self.form.cleaned_data  # type: ignore[attr-defined]  # of that view too
            if data["new_file"]:
                by = self.request.user  # type: ignore[attr-defined]  # of that view too
                add_material_version(by=by, material=material, file=data["new_file"], what_is_new=data["what_is_new"])
        return material


class AddMaterial(WithFile, CreateView):
    """New material."""


class EditMaterial(WithFile, EditView):
    """Other facts, or a newer file."""


class NationalMaterial(Register):
    """Slides, worksheets and films of the modules."""

    model = Material
    icon = "doc-full"
    list_display = ["title", "module", "kind", "locale", "audience"]
    list_filter = ["kind", "audience"]
    search_fields = ["title"]
    add_view_class = AddMaterial
    edit_view_class = EditMaterial
    edit_handler = ObjectList(
        [
            FieldPanel("module"),
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("locale")]),
            FieldPanel("new_file"),
            FieldPanel("what_is_new"),
            FieldPanel("link"),
            FieldRowPanel([FieldPanel("source"), FieldPanel("rights")]),
            FieldPanel("audience"),
            FieldPanel("position"),
        ],
        base_form_class=MaterialForm,
    )


class Todos(Register):
    """What is still to be checked."""

    model = EditorialTodo
    icon = "tasks"
    list_display = [
        "text",
        Column("about", label=_("about")),
        Column("owner", label=_("who"), accessor="owner.name"),
        "due",
        "is_done",
    ]
    edit_handler = ObjectList(EditorialTodo.panels, base_form_class=TodoForm)
    list_filter = ["is_done"]
    search_fields = ["text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Bring the names of what they are about."""
        todos = EditorialTodo.objects.select_related("page", "service", "owner")
        return todos.prefetch_related("service__texts__locale")


class Registers(SnippetViewSetGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Registers")
    menu_icon = "folder-open-inverse"
    items = (HelpServices, Words, Exercises, Sources, NationalMaterial, GoalTags, Todos)
