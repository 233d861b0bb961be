"""Change one's own settings."""

from django.db import transaction

from lms.kit import erasures

from ..models import SpokenLanguage, User
from ..rules import Kind


@transaction.atomic
def choose_text_size(*, by: User, text_size: str) -> None:
    """Set how large the letters are on every page of hers, on each phone she is signed in on."""
    by.text_size = text_size
    by.save(update_fields=["text_size"])


@transaction.atomic
def choose_languages(
    *, by: User, interface_language: str, content_language: str | None = None, spoken: list[str] | None = None
) -> None:
    """Set her own languages: of the menus, of the texts ("" means as the menus), and the BCP 47 tags of those she
    speaks. None leaves a setting as it is."""
    by.interface_language = interface_language
    if content_language is not None:
        by.content_language = content_language
    by.save(update_fields=["interface_language", "content_language"])
    if spoken is not None:
        by.spoken_languages.exclude(tag__in=spoken).delete()
        known = set(by.spoken_languages.values_list("tag", flat=True))
        # A form may send the same language twice.
        new = [tag for tag in dict.fromkeys(spoken) if tag not in known]
        SpokenLanguage.objects.bulk_create([SpokenLanguage(person=by, tag=tag) for tag in new])


@transaction.atomic
def choose_ways(*, by: User, ways: dict[str, str]) -> None:
    """Set by which way these kinds of message reach her; "" means the usual way. Other kinds stay as they are."""
    chosen = by.message_ways | {kind.value: ways[kind.value] for kind in Kind if kind.value in ways}
    for kind in Kind:
        old, new = by.message_ways.get(kind, ""), chosen.get(kind, "")
        erasures.note_value("people.User", by.public_id, f"way_{kind}", old=old, new=new)
    by.message_ways = {kind: way for kind, way in chosen.items() if way}
    by.save(update_fields=["message_ways"])


@transaction.atomic
def choose_look(*, by: User, neutral: bool) -> None:
    """Let the site show itself to her under a name and an icon that say nothing, or under its own."""
    erasures.note_value("people.User", by.public_id, "neutral_look", old=by.neutral_look, new=neutral)
    by.neutral_look = neutral
    by.save(update_fields=["neutral_look"])


@transaction.atomic
def choose_name(*, by: User, name: str) -> None:
    """Change how she is called here. It need not be the name in her papers, and the one before is not kept."""
    erasures.note_value("people.User", by.public_id, "name", old=by.name, new=name)
    by.name = name
    by.save(update_fields=["name"])
