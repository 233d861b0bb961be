"""Playbooks: how something is done, step by step, and the page that lists them."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from lms.kit.privacy import public

from ..blocks.playbook import PlaybookBody
from ..rules import named_throughout
from .pages import TextPage


class PlaybookIndexPage(TextPage):
    """The list of the playbooks in one language."""

    subpage_types = ["modules.PlaybookPage"]
    template = "modules/playbooks.html"
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "lead")),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "show_in_menus")),
    ]
    content_panels = [*TextPage.content_panels, FieldPanel("lead"), FieldPanel("text_origin")]

    class Meta:
        verbose_name = _("list of playbooks")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the playbooks that everybody may read."""
        found = PlaybookPage.objects.child_of(self).live().public().order_by("path")
        return super().get_context(request, *args, **kwargs) | {"playbooks": found}


class PlaybookPage(TextPage):
    """One playbook. A reader has one step at a time on her phone, and all of them on paper."""

    for_whom = public(models.CharField(_("for whom"), max_length=120, blank=True))
    body = public(StreamField(PlaybookBody(), verbose_name=_("steps"), blank=True))

    # Its address is the same in every language; whose words they are belongs to each translation.
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "lead", "for_whom", "body")),
        SynchronizedField("slug", overridable=False),
    ]

    parent_page_types = ["modules.PlaybookIndexPage"]
    subpage_types: list[str] = []
    template = "modules/playbook.html"
    content_panels = [
        *TextPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("body"),
        FieldPanel("text_origin"),
    ]

    class Meta:
        verbose_name = _("playbook")

    def full_clean(self, *args, **kwargs) -> None:
        """Give each local place of the text a name that it keeps."""
        stored = self.body.get_prep_value()
        if (named := named_throughout(stored)) != stored:
            self.body = self.body.stream_block.to_python(named)
        super().full_clean(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add which step is asked for, as `?step=2`; none of them for anything that is no step."""
        asked, count = request.GET.get("step", ""), len(self.body)
        now = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        now = now if 1 <= now <= count else 0
        neighbours = {"previous": now - 1 if now > 1 else None, "next": now + 1 if now < count else None}
        return super().get_context(request, *args, **kwargs) | neighbours | {"now": now, "count": count}
