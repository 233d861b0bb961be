"""Adds versions to the national material of a module."""

from django.core.files import File
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from lms.kit.files import PICTURES, SOUND, Kind, kind_by_name
from lms.kit.guard import require
from lms.people.models import User

from ..models import Audience, Material, MaterialKind, MaterialVersion, ModulePage
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


def take_up_material(
    *, by: User, module: ModulePage, title: str, language: str, file: File, source: str, rights: str
) -> Material:
    """Make a file that somebody else has handed in national material of a module: a copy of our own, with who made it
    and who may use it. Raises PermissionDenied."""
    require(can_edit_modules(by))
    with transaction.atomic():
        material = Material.objects.create(
            module=module,
            title=title,
            kind=_what_it_is(kind_by_name(file.name or "")),
            locale=Locale.objects.filter(language_code=language).first() or module.locale,
            audience=Audience.GUESTS,
            source=source,
            rights=rights,
        )
        add_material_version(by=by, material=material, file=file)
    return material


def _what_it_is(kind: Kind | None) -> MaterialKind:
    if kind in PICTURES:
        return MaterialKind.PICTURE
    if kind in SOUND:
        return MaterialKind.SOUND
    known = {Kind.PPTX: MaterialKind.SLIDES, Kind.PDF: MaterialKind.HANDOUT, Kind.DOCX: MaterialKind.HANDOUT}
    return MaterialKind.FILM if kind == Kind.MP4 else known.get(kind, MaterialKind.OTHER)  # type: ignore[arg-type]
