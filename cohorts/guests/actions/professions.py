"""Fills the table of professions with the starter data."""

from typing import Any

from django.db import transaction

from lms.kit.guard import require
from lms.people.models import User
from modules.documents.files import key_of

from ..models import ModuleWish, Profession, ProfessionModule


@transaction.atomic
def load_professions(*, by: User | None, data: dict[str, Any]) -> int:
    """Make the professions of `fixtures/professions.toml` with the modules that each usually teaches, or set them to
    what stands there; gives how many there are. Only the command line may do this (`by` is None). Raises KeyError when
    a profession names a service that does not stand there; then nothing is written."""
    require(by is None)
    for order, row in enumerate(data["professions"], 1):
        facts = {"names": row["names"], "services": data["services"][row["service"]], "order": order}
        profession = Profession.objects.update_or_create(code=row["code"], defaults=facts)[0]
        taught = {key_of(slug): True for slug in row.get("first", ())}
        taught |= {key_of(slug): False for slug in row.get("also", ())}
        profession.modules.exclude(module_key__in=taught).delete()
        ProfessionModule.objects.bulk_create(
            [
                ProfessionModule(profession=profession, module_key=key, is_first_choice=first)
                for key, first in taught.items()
            ],
            update_conflicts=True,
            unique_fields=["profession", "module_key"],
            update_fields=["is_first_choice"],
        )
    for row in data["wishes"]:
        wishes = {name: row.get(name, False) for name in ("woman", "icdp_guide", "own_story")}
        ModuleWish.objects.update_or_create(module_key=key_of(row["module"]), defaults=wishes)
    return len(data["professions"])
