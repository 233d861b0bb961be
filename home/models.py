"""The public pages."""

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from lms.kit.pages import LeavesNoTrace, TextOrigin, language_context
from lms.kit.privacy import public

from .blocks import FrontBody


class FrontPage(Page):
    """What the public pages have in common: a lead, a body of blocks, and honesty about the language."""

    lead = public(
        models.TextField(
            _("lead"), max_length=300, blank=True, help_text=_("One or two sentences that say what the page is for.")
        )
    )
    body = public(StreamField(FrontBody(), verbose_name=_("content"), blank=True))
    text_origin = public(
        models.CharField(
            _("origin of the text"), max_length=10, choices=TextOrigin.choices, default=TextOrigin.ORIGINAL
        )
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("text_origin")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the language the text is really in, which may not be the language of the menus."""
        context = super().get_context(request, *args, **kwargs)
        return context | language_context(self, self.text_origin) | {"base_template": "base.html"}


class HomePage(FrontPage):
    """The first page of the site, one for each language. All others stand under it."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "modules.ModuleIndexPage", "modules.PlaybookIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page. One that is missing in this language is shown in the language it was written in."""
        try:
            result = super().route(request, path_components)
        except Http404:
            if self.locale.language_code == settings.LANGUAGE_CODE:
                raise
            written = HomePage.objects.filter(
                translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE
            ).first()
            if written is None:
                raise
            result = written.route(request, path_components)
        else:
            if get_language() == self.locale.language_code:
                return result
        # An editor may have given the translation a slug of its own, and a language may have translations before it
        # has a home page.
        return RouteResult(result.page.localized.specific, result.args, result.kwargs)


class StandardPage(LeavesNoTrace, FrontPage):
    """Any other public page."""

    leaves_no_trace = public(
        models.BooleanField(
            _("leaves no trace"),
            default=False,
            help_text=_(
                "For pages about getting help. The page has a quick exit, is not kept by the browser, "
                "and does not tell other sites that it was read."
            ),
        )
    )

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"
    settings_panels = [*Page.settings_panels, FieldPanel("leaves_no_trace")]

    class Meta:
        verbose_name = _("page")
