"""Makes the editions the programme starts with, through the actions of the secretariat."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from lms.kit.guard import require
from lms.people.models import Country, User
from modules.models import ModulePage

from ..models import CurriculumEdition
from .drafting import Place, create_edition, set_modules, set_rule
from .releasing import release

Source = dict[str, Any]
OPTIONAL = ("mandatory", "phase", "title", "title_is_proposal", "note")


def load_editions(*, by: User | None, editions: Iterable[Source]) -> Counter[str]:
    """Make the editions that are not there yet, each whole or not at all.

    Takes the tables of `fixtures/editions.toml`. An edition that is there stays as it is, whatever has become of it.
    Gives how many were `made` and `kept`. Only the command line may do this (`by` is None). Raises KeyError for a
    country or a module that does not exist, and ValidationError when an edition may not be released as it is."""
    require(by is None)
    outcome: Counter[str] = Counter()
    with transaction.atomic():
        for source in editions:
            outcome[_load(source)] += 1
    return outcome


def _load(source: Source) -> str:
    name = {field: source[field] for field in ("code", "label")}
    if CurriculumEdition.objects.filter(country=source["country"], **name).exists():
        return "kept"
    country = Country.objects.filter(code=source["country"]).first()
    if country is None:
        raise KeyError(source["country"])
    edition = create_edition(
        by=None,
        country=country,
        valid_from=source["valid_from"],
        evening_minutes=source["evening_minutes"],
        size_min=source["size"][0],
        size_max=source["size"][1],
        **name,
    )
    set_modules(by=None, edition=edition, places=list(_places(source)))
    set_rule(by=None, edition=edition, **source["rule"] | {"share": Decimal(source["rule"]["share"])})
    if source["state"] == CurriculumEdition.State.RELEASED:
        release(by=None, edition=edition, reason=source["reason"])
    return "made"


def _places(source: Source) -> Iterable[Place]:
    slugs = [item["slug"] for item in source["modules"]]
    # A translation bears the slug of its original; the original was made first.
    pages = {page.slug: page for page in ModulePage.objects.filter(slug__in=slugs).order_by("-pk")}
    for position, item in enumerate(source["modules"], 1):
        if item["slug"] not in pages:
            raise KeyError(item["slug"])
        hours = Decimal(str(item.get("hours", Decimal(source["evening_minutes"]) / 60)))
        given = {name: item[name] for name in OPTIONAL if name in item}
        yield Place(module=pages[item["slug"]], position=position, hours=hours, **given)
