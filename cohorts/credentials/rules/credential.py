"""The diploma for machines: an Open Badges 3.0 credential, and the list that says which ones no longer hold.

Fields and their order: https://www.imsglobal.org/spec/ob/v3p0/ and https://www.w3.org/TR/vc-bitstring-status-list/
"""

import base64
import gzip
import json
from collections.abc import Iterable
from typing import Any

from .facts import DiplomaFacts

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
STATUS_CONTEXT = CONTEXT[:1]
LIST_LENGTH = 131_072  # bits; the standard asks for as many at least, so that an index says little


def badge_of(
    facts: DiplomaFacts, *, key: str, issuer: str, edition: str, status_list: str, status_index: int
) -> dict[str, Any]:
    """Give the credential of a diploma with the claims of its token. `key`, `issuer`, `edition` and `status_list` are
    addresses or URNs. The name is readable for whoever has the file: she has confirmed it for the paper."""
    day = f"{facts.given_on.isoformat()}T00:00:00Z"
    had = [module for module in facts.modules if module.had]
    return {
        "@context": CONTEXT,
        "id": key,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"Diplom {facts.number}",
        "issuer": {"id": issuer, "type": ["Profile"], "name": facts.organisation},
        "validFrom": day,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": facts.name}
            ],
            "achievement": {
                "id": edition,
                "type": ["Achievement"],
                "name": f"{facts.title}, {facts.place}",
                "description": f"{facts.organisation}: {facts.edition}",
                "criteria": {"narrative": f"{len(had)} / {len(facts.modules)} · {facts.hours.normalize():f} h"},
            },
        },
        "credentialStatus": {
            "id": f"{status_list}#{status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status_index),
            "statusListCredential": status_list,
        },
        "iss": issuer,
        "jti": key,
        "nbf": _seconds(facts),
    }


def _seconds(facts: DiplomaFacts) -> int:
    epoch = 719_163  # the ordinal of 1970-01-01
    return (facts.given_on.toordinal() - epoch) * 86_400


def status_list_of(ended: Iterable[int], *, key: str, issuer: str, since: str) -> dict[str, Any]:
    """Give the credential with the list of those that no longer hold. `since` is an RFC 3339 time."""
    return {
        "@context": STATUS_CONTEXT,
        "id": key,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": since,
        "credentialSubject": {
            "id": f"{key}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(ended),
        },
        "iss": issuer,
        "jti": key,
    }


def encoded_list(ended: Iterable[int]) -> str:
    """Give the list as the standard wants it: a bit for each index, the first one leading, packed and as base64url."""
    bits = bytearray(LIST_LENGTH // 8)
    for index in ended:
        bits[index // 8] |= 0x80 >> index % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def as_payload(credential: dict[str, Any]) -> str:
    """Give a credential as the text that is signed."""
    return json.dumps(credential, ensure_ascii=False, separators=(",", ":"))
