"""What the pages of women who learn have in common: a phone fetches it once, and then only the rest of each page.

It is made of our templates and of nothing else. No page of anybody was ever part of it, and it is the same for all
who reads a language; so it may lie on a phone where the pages themselves may not (docs/decisions/0020).
"""

import re
from collections.abc import Iterator
from functools import cache
from uuid import UUID

from django.conf import settings
from django.template import Context, Node
from django.template.base import TextNode, Variable, VariableNode
from django.template.defaulttags import CsrfTokenNode, URLNode
from django.template.library import SimpleNode
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, reverse
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext, override

from lms.kit.known import Known

PAGES = (
    "cohorts/desk/course_module.html",
    "modules/module.html",
    "cohorts/desk/evening_reading.html",
    "cohorts/attendance/way_in.html",
    "home/roles/trainee.html",
    "home/own/rest.html",
    "home/own/help.html",
    "home/own/track.html",
    "home/own/did.html",
    "home/own/next.html",
    "home/own/evening.html",
    "home/my_page.html",
    "base_quiet.html",
    "base.html",
)
KNOW_NOBODY = frozenset({"app_links", "home_url", "site_name", "stylesheet"})
"""Tags of ours whose result is the same for everybody who reads a language."""
SOMETHING = UUID(int=0)
"""Stands for what an address is about, and is left out of it again."""
FORM_FIELD = '<input type="hidden" name="csrfmiddlewaretoken" value="'


class _Reading:
    """Reads templates for what they say whoever looks: their own text, its translation, and addresses of one place."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.said = {"h": "2"}  # what {% url … as x %} and {% translate … as x %} left behind; the level of headings

    def page(self, name: str) -> str:
        """Give what one template says; what was read before is left out."""
        if name in self.seen:
            return ""
        self.seen.add(name)
        return "".join(self._said(get_template(name).template.nodelist))

    def _said(self, nodes: list[Node]) -> Iterator[str]:
        for node in nodes:
            yield from self._said_by(node)

    def _said_by(self, node: Node) -> Iterator[str]:
        match node:
            case TextNode():
                yield node.s
            case TranslateNode() | URLNode() | StaticNode() | SimpleNode():
                yield self._result(node)
            case CsrfTokenNode():
                yield FORM_FIELD
            case VariableNode():
                variable = node.filter_expression.var
                yield self.said.get(str(variable), "") if isinstance(variable, Variable) else ""
            case BlockTranslateNode():
                yield re.sub(r"%\(\w+\)s", "", gettext(node.render_token_list(node.singular)[0]))
            case IncludeNode():
                yield self._included(node)
            case _:
                for _condition, inner in getattr(node, "conditions_nodelists", ()):
                    yield from self._said(inner)
                for name in ("nodelist", "nodelist_loop", "nodelist_empty", "nodes"):
                    yield from self._said(getattr(node, name, ()))

    def _result(self, node: Node) -> str:
        """Give what a tag results in where that depends on nothing, and remember it under its name."""
        if isinstance(node, URLNode):
            result = self._address(node)
        elif isinstance(node, SimpleNode) and node.func.__name__ not in KNOW_NOBODY:
            result = ""
        else:
            result = str(node.render(Context({})))
        name = getattr(node, "asvar", None) or getattr(node, "target_var", None)
        if name:
            self.said[name] = result
        return "" if name else result

    @staticmethod
    def _address(node: URLNode) -> str:
        try:
            address = reverse(node.view_name.resolve({}), args=[SOMETHING] * (len(node.args) + len(node.kwargs)))
        except NoReverseMatch:
            return ""
        return address.replace(str(SOMETHING), "")

    def _included(self, node: IncludeNode) -> str:
        name = node.template.var
        if not isinstance(name, str):
            return ""
        given = {key: value.var for key, value in node.extra_context.items()}
        if name == "components/icon.html" and all(isinstance(value, str) for value in given.values()):
            return render_to_string(name, given)
        return self.page(name)


@cache
def skeleton(language: str) -> Known:
    """Give what pages in a language have in common, made once in each process."""
    with override(language):
        reading = _Reading()
        text = "".join(reading.page(name) for name in PAGES)
        menu = render_to_string("components/languages.html", {"language_urls": dict(_addresses_of("my_page"))})
        days = " ".join(str(name) for name in [*WEEKDAYS.values(), *MONTHS.values()])
    return Known(re.sub(r"\n{3,}", "\n\n", days + text + menu))


def _addresses_of(view: str) -> Iterator[tuple[str, str]]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield code, reverse(view)
