"""What editors still have to check before a text can be trusted."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from lms.kit.privacy import Keep, internal, personal
from lms.people.models import RoleAssignment
from lms.people.roles import Role

from .help import HelpService


def in_the_secretariat() -> models.Q:
    """Give the condition on those who may be asked to check: people of the secretariat, today."""
    return models.Q(pk__in=RoleAssignment.objects.running().filter(role=Role.SECRETARIAT).values("person"))


class EditorialTodoQuerySet(models.QuerySet):
    """To-dos, by what is left of them."""

    def open(self) -> "EditorialTodoQuerySet":
        """Keep what nobody has checked yet."""
        return self.filter(is_done=False)


class EditorialTodo(models.Model):
    """One thing to check, from a mark in a page or a line of a service. Readers never see it."""

    page = internal(
        models.ForeignKey(
            "wagtailcore.Page", models.CASCADE, null=True, blank=True, verbose_name=_("page"), related_name="todos"
        )
    )
    service = internal(
        models.ForeignKey(
            HelpService, models.CASCADE, null=True, blank=True, verbose_name=_("help service"), related_name="todos"
        )
    )
    block = internal(models.CharField(_("part of the page"), max_length=40, blank=True))
    text = internal(models.TextField(_("what to check")))
    owner = personal(
        models.ForeignKey(
            settings.AUTH_USER_MODEL,
            models.SET_NULL,
            null=True,
            blank=True,
            verbose_name=_("who"),
            related_name="+",
            limit_choices_to=in_the_secretariat,
        ),
        Keep.ACCOUNT,
    )
    due = internal(models.DateField(_("by when"), null=True, blank=True))
    is_done = internal(models.BooleanField(_("done"), default=False))
    from_outside = internal(
        models.BooleanField(_("said by a guest professional"), default=False, editable=False)
    )  # stands in no mark of the text, so no new text closes it

    objects = EditorialTodoQuerySet.as_manager()

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("page"), FieldPanel("service")]),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("due"), FieldPanel("is_done")]),
    ]

    class Meta:
        ordering = ["is_done", models.F("due").asc(nulls_last=True), "pk"]
        verbose_name = _("to-do")
        verbose_name_plural = _("to-dos")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) ^ models.Q(service__isnull=False),
                name="todo_belongs_to_a_page_or_a_service",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> str:
        """Give the name of the page or of the service. For lists, prefetch `service__texts__locale`."""
        if self.service:
            return f"{self.service.known_as} {self.service.number}".strip()
        return self.page.title if self.page else ""

    def clean(self) -> None:
        """Ask for the one thing it is about."""
        if (self.page_id is None) == (self.service_id is None):
            raise ValidationError(_("Choose either a page or a help service."))
