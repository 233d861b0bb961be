"""Walks the URLconf: every pattern with its full name and route, however deep it is included."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import LocalePrefixPattern

from lms.people.urls import SealedId

Arguments = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pattern:
    """One pattern. Its name has the namespaces in front; a pattern without a name goes by its route. `kinds` says of
    each argument whether it is an int, a uuid or a word."""

    name: str
    route: str
    kinds: Arguments

    @property
    def arguments(self) -> list[str]:
        """Give the names of its arguments."""
        return [name for name, _kind in self.kinds]

    @property
    def in_wagtail_admin(self) -> bool:
        """Tell whether Wagtail's admin serves it."""
        return self.route.startswith("admin/")


def patterns(urlconf: str | None = None) -> list[Pattern]:
    """Give every pattern of a URLconf (None: the project's)."""
    return list(_walk(get_resolver(urlconf), "", (), ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...], outer: Arguments) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        # The prefix of a language is the same page in another language.
        part = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern)
        arguments = outer + _arguments(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*spaces, entry.name]) if entry.name else prefix + part
            yield Pattern(name, prefix + part, arguments)
        else:
            yield from _walk(entry, prefix + part, (*spaces, entry.namespace) if entry.namespace else spaces, arguments)


def _arguments(pattern) -> Arguments:
    converters = getattr(pattern, "converters", {})
    kinds = {IntConverter: "int", SealedId: "int", UUIDConverter: "uuid"}
    return tuple((name, kinds.get(type(converters.get(name)), "word")) for name in pattern.regex.groupindex)
