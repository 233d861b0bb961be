"""A passkey as a browser would register it: enough to be listed and asked for, not to sign."""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def registered_passkey(name: str) -> dict:
    """Give what allauth stores of a passkey. Different names give different keys."""
    identity = hashlib.sha256(name.encode()).digest()[:16]
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AuthenticatorData.create(
        hashlib.sha256(b"testserver").digest(), FLAGS, 0, AttestedCredentialData.create(bytes(16), identity, public_key)
    )
    client = {"type": "webauthn.create", "challenge": websafe_encode(b"x" * 32), "origin": "https://testserver"}
    credential = {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return {"name": "key", "credential": credential}
