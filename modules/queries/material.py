"""For those who lead: material of a module, and the goals it serves."""

from django.conf import settings

from ..models import GoalTag, Material, ModulePage


def material_of(page: ModulePage, language: str) -> list[Material]:
    """Give the material of a module in all languages, that of hers first, each with its versions. Two queries."""
    found = Material.objects.filter(module__translation_key=page.translation_key)
    pieces = found.select_related("locale").prefetch_related("versions")
    return sorted(pieces, key=lambda piece: piece.locale.language_code != language)


def goals_of(page: ModulePage, language: str) -> list[tuple[GoalTag, str]]:
    """Give what a module strengthens, each with its name in a language. Two queries."""
    tags = GoalTag.objects.filter(modules=page).prefetch_related("names__locale")
    return [(tag, tag.name_in(language)) for tag in tags]


def modules_with_goal(tag: GoalTag, language: str) -> list[ModulePage]:
    """Give the published modules that strengthen a goal, in a language if any is, else in that of the original."""
    found = ModulePage.objects.live().filter(tags=tag).select_related("locale").order_by("path")
    mine = [page for page in found if page.locale.language_code == language]
    return mine or [page for page in found if page.locale.language_code == settings.LANGUAGE_CODE]
