"""Says that something readers see has changed."""

import uuid

from ..models import ContentVersion, StoredBody

ONLY = 1


def raise_content_version(*, baked: bool = True) -> None:
    """Let go of everything that was kept of what readers see: call it in the transaction that changes something.

    Whole answers and filled bodies are made anew from then on. `baked=False` keeps the stored bodies of texts, and is
    right only for what they leave open: numbers of help services, local slots, which text is pinned, who may read.
    """
    words = {"content": uuid.uuid4()} | ({"baked": uuid.uuid4()} if baked else {})
    if not ContentVersion.objects.filter(pk=ONLY).update(**words):
        ContentVersion.objects.update_or_create(pk=ONLY, defaults=words)


def store_body(*, revision_id: int, language: str, for_leaders: bool, made_with: str, pieces: list[str | int]) -> None:
    """Keep a body that was made for a reader, in the place of one made with other templates."""
    StoredBody.objects.update_or_create(
        revision_id=revision_id,
        language=language,
        for_leaders=for_leaders,
        defaults={"made_with": made_with, "pieces": pieces},
    )
