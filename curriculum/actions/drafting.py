"""Make a draft of an edition, and change it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from lms.kit.guard import refuse, refuse_any, require
from lms.people.models import Country, User
from modules.models import ModulePage

from .. import permissions
from ..models import CompletionRule, CurriculumEdition, EditionModule
from ..queries import places_of
from ..rules import EVERY_WAY, EditionCode, Rule, Way, check_rule
from .auditing import audit


@dataclass(frozen=True)
class Place:
    """A module's place as it is to be."""

    module: ModulePage
    position: int
    hours: Decimal = Decimal(3)
    mandatory: bool = False
    phase: int = 2
    title: str = ""
    title_is_proposal: bool = False
    note: str = ""


def locked_draft(edition: CurriculumEdition) -> CurriculumEdition:
    """Give a draft that nobody else can change before the transaction ends. Refuses one that has been released in
    the meantime, with the code `not_a_draft`."""
    held = CurriculumEdition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_draft:
        refuse("not_a_draft")
    return held


@transaction.atomic
def create_edition(
    *,
    by: User | None,
    country: Country,
    code: str,
    label: str,
    valid_from: date,
    evening_minutes: int = 180,
    size_min: int = 18,
    size_max: int = 25,
    copied_from: CurriculumEdition | None = None,
) -> CurriculumEdition:
    """Begin a draft without modules, with the rule most countries use. `by=None` is for commands of whoever runs the
    server. Raises PermissionDenied, and ValidationError with `name_taken` or the code of a number that is wrong."""
    require(by is None or permissions.can_create_edition(by, country.pk))
    _refuse_numbers(evening_minutes, size_min, size_max)
    try:
        with transaction.atomic():
            edition = CurriculumEdition.objects.create(
                country=country,
                code=code,
                label=label,
                valid_from=valid_from,
                evening_minutes=evening_minutes,
                size_min=size_min,
                size_max=size_max,
                copied_from=copied_from,
            )
    except IntegrityError:
        refuse("name_taken")
    CompletionRule.objects.create(edition=edition)
    audit(by=by, edition=edition, action="curriculum.edition_created")
    return edition


@transaction.atomic
def change_edition(
    *,
    by: User | None,
    edition: CurriculumEdition,
    label: str,
    valid_from: date,
    evening_minutes: int,
    size_min: int,
    size_max: int,
) -> None:
    """Change the facts of a draft. Raises PermissionDenied, and ValidationError as `create_edition` does."""
    require(by is None or permissions.can_change_edition(by, edition))
    _refuse_numbers(evening_minutes, size_min, size_max)
    held = locked_draft(edition)
    new = {
        "label": label,
        "valid_from": valid_from,
        "evening_minutes": evening_minutes,
        "size_min": size_min,
        "size_max": size_max,
    }
    changed = [field for field, value in new.items() if getattr(held, field) != value]
    for field in changed:
        setattr(held, field, new[field])
    try:
        with transaction.atomic():
            held.save(update_fields=changed)
    except IntegrityError:
        refuse("name_taken")
    if changed:
        audit(by=by, edition=held, action="curriculum.edition_changed", fields=changed)


def _refuse_numbers(evening_minutes: int, size_min: int, size_max: int) -> None:
    refuse_any(
        [
            *([EditionCode.EVENING_NOT_POSITIVE] if evening_minutes <= 0 else []),
            *([EditionCode.SIZE_TURNED_ROUND] if not 0 < size_min <= size_max else []),
        ]
    )


@transaction.atomic
def set_modules(*, by: User | None, edition: CurriculumEdition, places: Sequence[Place]) -> None:
    """Replace the modules of a draft: which, in which order, how long, and which nobody can skip. A gap in the order
    may stand in a draft. Raises PermissionDenied, and ValidationError with codes of `EditionCode`."""
    require(by is None or permissions.can_change_edition(by, edition))
    positions = Counter(place.position for place in places)
    pages = Counter(place.module.pk for place in places)
    refuse_any(
        [
            *([EditionCode.POSITION_TAKEN_TWICE] if any(times > 1 for times in positions.values()) else []),
            *([EditionCode.POSITION_GAP] if any(position < 1 for position in positions) else []),
            *([EditionCode.MODULE_TWICE] if any(times > 1 for times in pages.values()) else []),
            *([EditionCode.HOURS_NOT_POSITIVE] if any(place.hours <= 0 for place in places) else []),
        ]
    )
    held = locked_draft(edition)
    held.places.all().delete()
    EditionModule.objects.bulk_create(
        EditionModule(
            edition=held,
            module=place.module,
            position=place.position,
            hours=place.hours,
            mandatory=place.mandatory,
            phase=place.phase,
            title=place.title,
            title_is_proposal=place.title_is_proposal,
            note=place.note,
        )
        for place in places
    )
    audit(by=by, edition=held, action="curriculum.edition_changed", fields=["places"])


@transaction.atomic
def set_rule(
    *,
    by: User | None,
    edition: CurriculumEdition,
    share: Decimal,
    catch_up_allowed: bool = True,
    max_catch_ups: int | None = None,
    late_minutes: int = 30,
    ways: Collection[Way | str] = EVERY_WAY,
) -> None:
    """Set the rule of a draft. Raises PermissionDenied, and ValidationError with `share_out_of_range`, or `no_way`
    where a module can be made up and every way is closed."""
    require(by is None or permissions.can_change_edition(by, edition))
    refuse_any(check_rule(Rule(share=share), ()))
    if catch_up_allowed and not ways:
        refuse("no_way")
    held = locked_draft(edition)
    some = catch_up_allowed and {*ways} != EVERY_WAY
    rule, _made = CompletionRule.objects.get_or_create(edition=held)
    new = {
        "share": share,
        "catch_up_allowed": catch_up_allowed,
        "max_catch_ups": max_catch_ups if catch_up_allowed else None,
        "late_minutes": late_minutes,
        "made_up_by": sorted(map(str, ways)) if some else None,
    }
    if any(getattr(rule, field) != value for field, value in new.items()):
        for field, value in new.items():
            setattr(rule, field, value)
        rule.save()
        audit(by=by, edition=held, action="curriculum.edition_changed", fields=["rule"])


@transaction.atomic
def copy_to_draft(
    *, by: User | None, edition: CurriculumEdition, country: Country, code: str, label: str, valid_from: date
) -> CurriculumEdition:
    """Begin a draft with the modules and the rule of another edition, also of another country's. It reads the texts
    that are published when it is released. Raises PermissionDenied, and ValidationError with `name_taken`."""
    require(by is None or permissions.can_copy_edition(by, edition))
    draft = create_edition(
        by=by,
        country=country,
        code=code,
        label=label,
        valid_from=valid_from,
        evening_minutes=edition.evening_minutes,
        size_min=edition.size_min,
        size_max=edition.size_max,
        copied_from=edition,
    )
    kept = ("position", "hours", "mandatory", "phase", "title", "title_is_proposal", "note")
    places = [
        Place(module=place.module, **{name: getattr(place, name) for name in kept}) for place in places_of(edition)
    ]
    set_modules(by=by, edition=draft, places=places)
    if rule := CompletionRule.objects.filter(edition=edition).first():
        set_rule(
            by=by,
            edition=draft,
            share=rule.share,
            catch_up_allowed=rule.catch_up_allowed,
            max_catch_ups=rule.max_catch_ups,
            late_minutes=rule.late_minutes,
            ways=rule.ways,
        )
    return CurriculumEdition.objects.get(pk=draft.pk)  # without the rule it was begun with


@transaction.atomic
def discard_draft(*, by: User, edition: CurriculumEdition) -> None:
    """Throw a draft away. Raises PermissionDenied, and ValidationError with `has_copies`."""
    require(permissions.can_change_edition(by, edition))
    held = locked_draft(edition)
    if held.copies.exists():
        refuse("has_copies")
    audit(by=by, edition=held, action="curriculum.edition_discarded")
    held.delete()
