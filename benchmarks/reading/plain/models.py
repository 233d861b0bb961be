"""The page to compare with: the body of a module, shown as Wagtail's guide shows a StreamField."""

from wagtail.fields import StreamField
from wagtail.models import Page

from modules.blocks import ModuleBody


class PlainPage(Page):
    """A title and a body, nothing kept, nothing of ours but the kinds of blocks."""

    body = StreamField(ModuleBody(), blank=True)
    template = "plain/page.html"
