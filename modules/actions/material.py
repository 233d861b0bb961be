"""Adds versions to the national material of a module."""

from django.core.files import File
from django.db import transaction
from wagtail.log_actions import log

from lms.kit.guard import require
from lms.people.models import User

from ..models import Material, MaterialVersion
from ..permissions import can_edit_modules


def add_material_version(*, by: User | None, material: Material, file: File, what_is_new: str = "") -> MaterialVersion:
    """Put a file, which has been looked into, on top of the versions there are; give the new one.

    `by` is None on the command line.
    """
    require(by is None or can_edit_modules(by))
    with transaction.atomic():
        Material.objects.select_for_update().get(pk=material.pk)  # two at once get two numbers
        newest = material.versions.order_by("-number").values_list("number", flat=True).first()
        version = MaterialVersion(material=material, number=(newest or 0) + 1, size=file.size, what_is_new=what_is_new)
        version.file.save(file.name or "", file, save=False)
        version.save()
        log(material, "modules.material_version", user=by, data={"version": version.number})
    return version
