"""Give what machines check: the credential of a diploma, and the list of those that no longer hold."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from lms.kit.jose import KeyPair, signed_token
from lms.people.models import Organisation

from ..models import Diploma
from ..queries import ended_indexes
from ..rules import as_payload, badge_of, facts_from, status_list_of
from .keys import current_key

KEPT = 3600  # seconds


def credential_of(diploma: Diploma, key: KeyPair | None = None) -> str:
    """Give the credential of a diploma as a signed token, for a file that is made now; `key` is the one that signs now,
    for who has fetched it. Raises KeyMissingError."""
    entry = diploma.entry
    badge = badge_of(
        facts_from(diploma.facts),
        key=f"urn:uuid:{diploma.public_id}",
        issuer=_address("issuer", slug=entry.organisation.slug),
        edition=_address("issuer", slug=entry.organisation.slug) + f"#{entry.programme.replace(' ', '-')}",
        status_list=_address("status_list", slug=entry.organisation.slug),
        status_index=entry.status_index,
    )
    return signed_token(as_payload(badge), key or current_key())


def status_list(organisation: Organisation) -> str:
    """Give the signed list of the credentials of an organisation that no longer hold. Signed anew only when it says
    something else: whoever asks often costs nothing. Raises KeyMissingError."""
    payload = as_payload(
        status_list_of(
            ended_indexes(organisation),
            key=_address("status_list", slug=organisation.slug),
            issuer=_address("issuer", slug=organisation.slug),
            since=SINCE,
        )
    )
    key = current_key()
    known = hashlib.sha256(f"{key.kid}:{payload}".encode()).hexdigest()
    signed: str = cache.get(f"status-list:{known}") or signed_token(payload, key)
    cache.set(f"status-list:{known}", signed, KEPT)
    return signed


SINCE = "2026-01-01T00:00:00Z"  # the list holds from the beginning; each answer is the list of now


def _address(name: str, **arguments: str) -> str:
    return settings.BASE_URL + reverse(name, kwargs=arguments)
