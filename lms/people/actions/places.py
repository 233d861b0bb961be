"""Fills the table of places with the starter data."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction

from lms.kit.guard import require

from ..models import Country, District, LocalGroup, Municipality, Organisation, User

Row = dict[str, Any]


def load_places(*, by: User | None, data: dict[str, list[Row]], overwrite: bool = False) -> Counter[str]:
    """Make the countries, organisations, municipalities, districts and groups of the starter data.

    Takes the tables of `fixtures/places.toml`. What is there already is left alone, so that a name that somebody
    has corrected stays; `overwrite` sets it back. Gives how many rows were `made`, `changed` and `kept`.
    Only the command line may do this (`by` is None). Raises KeyError when a row names a place that does not
    exist, and IntegrityError when two districts of a municipality share a code; then nothing is written.
    """
    require(by is None)
    outcome: Counter[str] = Counter()
    with transaction.atomic():
        for row in data.get("countries", []):
            fields = {"name": row["name"], "time_zone": row["time_zone"]}
            outcome[_store(Country, {"code": row["code"]}, fields, overwrite)] += 1
        for model, name in ((Organisation, "organisations"), (Municipality, "municipalities")):
            for row in data.get(name, []):
                fields = {"name": row["name"], "country": _there(Country, code=row["country"])}
                outcome[_store(model, {"slug": row["slug"]}, fields, overwrite)] += 1
                _locate(row)
        for row in data.get("districts", []):
            found_by = {"municipality": _there(Municipality, slug=row["municipality"]), "slug": row["slug"]}
            outcome[_store(District, found_by, {"code": row["code"], "name": row["name"]}, overwrite)] += 1
        for row in data.get("groups", []):
            outcome[_store(LocalGroup, {"slug": row["slug"]}, _group_fields(row), overwrite)] += 1
    return outcome


def _locate(row: Row) -> None:
    """Say where a municipality lies, unless somebody has."""
    if "latitude" in row:
        Municipality.objects.filter(slug=row["slug"], latitude=None).update(
            latitude=Decimal(str(row["latitude"])), longitude=Decimal(str(row["longitude"]))
        )


def _group_fields(row: Row) -> Row:
    municipality = _there(Municipality, slug=row["municipality"])
    fields = {"name": row["name"], "municipality": municipality, "district": None}
    if "district" in row:
        fields["district"] = _there(District, municipality=municipality, slug=row["district"])
    return fields | {name: row[name] for name in ("title_one", "title_many") if name in row}


def _there(model: type[models.Model], **found_by: Any) -> models.Model:
    """Find a row that the data speaks of."""
    try:
        return model._default_manager.get(**found_by)
    except ObjectDoesNotExist:
        raise KeyError(f"{model.__name__} {found_by.get('slug') or found_by.get('code')}") from None


def _store(model: type[models.Model], found_by: Row, fields: Row, overwrite: bool) -> str:
    """Make the row if it is missing; change what is there only when told to."""
    row, made = model._default_manager.get_or_create(**found_by, defaults=fields)
    if made:
        return "made"
    differing = [name for name, value in fields.items() if getattr(row, name) != value]
    if not (overwrite and differing):
        return "kept"
    for name in differing:
        setattr(row, name, fields[name])
    row.save(update_fields=differing)
    return "changed"
