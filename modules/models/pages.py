"""The pages of the modules, and the page that lists them."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Revision, Workflow
from wagtail_localize.fields import SynchronizedField, TranslatableField

from lms.kit.pages import LeavesNoTrace, TextOrigin, language_context
from lms.kit.privacy import public
from lms.people.roles import Right

from ..blocks import ModuleBody, PlanPanel
from ..rules import FOR_LEADERS, draw_slug, minutes_to_read, named_throughout
from .goals import GoalTag

BESIDE = "with"
"""What an address says behind the question mark to read a module in two languages: `?with=nb`."""


class ModuleKind(models.TextChoices):
    """What an evening with the module is like."""

    FRAME = "frame", _("Opening or closing")
    SUBJECT = "subject", _("Subject")
    METHOD = "method", _("Method")


class Theme(models.TextChoices):
    """What it is about."""

    FAMILY = "family", _("Family")
    HEALTH = "health", _("Health")
    SOCIETY = "society", _("Society")
    METHOD = "method", _("Methods")


class Sensitivity(models.TextChoices):
    """How careful its readers must be."""

    NO = "no", _("No")
    PARTLY = "partly", _("Partly: a warning and a help box")
    YES = "yes", _("Yes: the page leaves no trace")


class TextPage(Page):
    """What the index and the modules have in common."""

    lead = public(
        models.TextField(
            _("lead"), max_length=300, blank=True, help_text=_("One or two sentences that say what the page is for.")
        )
    )
    text_origin = public(
        models.CharField(
            _("origin of the text"), max_length=10, choices=TextOrigin.choices, default=TextOrigin.ORIGINAL
        )
    )

    known_open = False  # found open to everybody in the content version at hand (modules.middleware.WaysToPages)

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Give who may read it; two queries, which a page found open in this content version need not ask again."""
        return PageViewRestriction.objects.none() if self.known_open else super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the language the text is really in, which may not be the language of the menus."""
        context = super().get_context(request, *args, **kwargs)
        return context | language_context(self, self.text_origin) | {"base_template": "base.html"}

    @property
    def has_workflow(self) -> bool:
        """Tell whether a draft can be sent to review."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Give the review of modules wherever the page stands, so that a new language needs no setting of its own."""
        return ModulePage.get_default_workflow() or super().get_workflow()


class ModuleIndexPage(TextPage):
    """The list of the modules in one language. Their number and order come from an edition, not from here."""

    subpage_types = ["modules.ModulePage"]
    template = "modules/index.html"
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "lead")),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "show_in_menus")),
    ]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("text_origin")]

    class Meta:
        verbose_name = _("list of modules")


class ModulePage(LeavesNoTrace, TextPage):
    """One module: what is taught. It knows no number, no date and no hours; those belong to an edition."""

    kind = public(models.CharField(_("kind"), max_length=8, choices=ModuleKind.choices, default=ModuleKind.SUBJECT))
    theme = public(models.CharField(_("theme"), max_length=8, choices=Theme.choices, default=Theme.FAMILY))
    sensitivity = public(
        models.CharField(_("sensitive"), max_length=6, choices=Sensitivity.choices, default=Sensitivity.NO)
    )
    content_warning = public(
        models.TextField(
            _("content warning"),
            max_length=400,
            blank=True,
            help_text=_("Stands first. What the page is about, kindly."),
        )
    )
    neutral_name = public(
        models.CharField(
            _("neutral name"),
            max_length=40,
            default="Tema",
            help_text=_("For the browser's tab, calendars and messages. Says nothing about the content."),
        )
    )
    tags = public(
        ParentalManyToManyField(
            GoalTag,
            blank=True,
            verbose_name=_("goal tags"),
            related_name="modules",
            help_text=_("What it strengthens. Those who lead evenings see it."),
        )
    )
    body = public(StreamField(ModuleBody(), verbose_name=_("content"), blank=True))
    in_source_language = public(
        models.JSONField(
            default=list,
            blank=True,
            editable=False,  # parts of a translation that nobody has translated: ids of blocks, or names of fields
        )
    )

    # What kind of module it is, and its random address, are the same in every language. Whose words they are and
    # what is not translated yet belong to each translation, and are copied to none.
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "lead", "content_warning", "neutral_name", "body")),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "kind", "theme", "sensitivity", "tags")),
    ]

    # Given to a text that is read as an edition has pinned it. The pin counts besides the revision: two of them may
    # hold the same one, with other words of the exercise bank.
    pinned_revision_id: int | None = None
    pin_id: int | None = None
    # Given to a text that is read in a course: its place there, which is known one floor up, and the languages in which
    # the edition of the course has pinned it. The modules around it then stand beside it in the address.
    read_at: Any = None
    course_languages: tuple[str, ...] | None = None

    parent_page_types = ["modules.ModuleIndexPage"]
    subpage_types: list[str] = []
    template = "modules/module.html"
    content_panels = [
        HelpPanel(template="modules/editor/first_steps.html"),
        FieldPanel("title", classname="title"),  # Wagtail's own panel looks for the address, which nobody chooses here
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("theme")]),
                FieldPanel("sensitivity"),
                FieldPanel("content_warning"),
                FieldPanel("neutral_name"),
                FieldPanel("tags", widget=CheckboxSelectMultiple),
            ],
            heading=_("About the module"),
            classname="collapsed",
        ),
        PlanPanel(),
        FieldPanel("body"),
        FieldPanel("text_origin"),
    ]
    promote_panels: list = []  # the address is random and is never chosen; nothing of it goes into menus

    class Meta:
        verbose_name = _("module")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sensitivity="yes") | ~models.Q(neutral_name=""),
                name="sensitive_module_has_a_neutral_name",
            )
        ]

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        """Choose the page with two languages beside each other where a second one is asked for."""
        return "modules/together.html" if request.GET.get(BESIDE) else self.template

    @property
    def is_read_in_course(self) -> bool:
        """Tell whether it is read as a course has it, not as everybody reads it."""
        return self.course_languages is not None

    @property
    def read_revision_id(self) -> int | None:
        """Give the revision whose text this is, or None for a page that was saved without one."""
        return self.pinned_revision_id or self.live_revision_id

    @property
    def leaves_no_trace(self) -> bool:
        """Tell whether the browser may keep nothing of the page."""
        return self.sensitivity == Sensitivity.YES

    def may_be_told_to(self, recipient: object) -> bool:
        """Let messages about a draft reach those who work on the national content."""
        has_perm = getattr(recipient, "has_perm", None)
        return bool(has_perm and has_perm(f"people.{Right.EDIT_NATIONAL_CONTENT.value}"))

    @cached_property
    def minutes_to_read(self) -> int:
        """Give how long reading takes, without what only those who lead the evening see."""
        return self.minutes_for({part["type"] for part in self.body.raw_data} - FOR_LEADERS)

    def minutes_for(self, kinds: Collection[str]) -> int:
        """Give how long reading the parts of these kinds takes."""
        return minutes_to_read(words_of(part["value"]) for part in self.body.raw_data if part["type"] in kinds)

    def full_clean(self, *args, **kwargs) -> None:
        """Give a new module its random address, and each local place of the text a name that it keeps."""
        self._draw_slug()
        stored = self.body.get_prep_value()
        if (named := named_throughout(stored)) != stored:
            self.body = self.body.stream_block.to_python(named)
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Give it to a draft as well: from its title, it would name what nobody shall read in an address."""
        self._draw_slug()
        super().minimal_clean()

    def _draw_slug(self) -> None:
        if not self.slug:
            self.slug = draw_slug()

    def save_revision(self, *args, overwrite_revision: Revision | None = None, **kwargs) -> Revision:
        """Store a new revision. Saving on its own, Wagtail writes over the newest one; a text that is read, or that
        something else holds on to, stays as it is and the editor gets a new one."""
        if overwrite_revision and (overwrite_revision.pk == self.live_revision_id or is_held(overwrite_revision)):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Keep sensitive modules out of every list made for search engines."""
        return [] if self.leaves_no_trace else super().get_sitemap_urls(request)


def is_held(revision: Revision) -> bool:
    """Tell whether another table holds on to a revision, so that it may not be deleted: an edition that pins it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: revision}).exists()
        for relation in Revision._meta.related_objects
        if relation.on_delete is models.PROTECT
    )


def words_of(raw: object) -> str:
    """Give every text inside a stored block, one after the other."""
    if isinstance(raw, dict):
        return " ".join(words_of(value) for name, value in raw.items() if name not in ("id", "type", "kind"))
    if isinstance(raw, list):
        return " ".join(words_of(value) for value in raw)
    return raw if isinstance(raw, str) else ""
