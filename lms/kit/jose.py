"""Signs credentials as JSON Web Tokens with ES256; the sole user of joserfc."""

from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey

ALGORITHM = "ES256"


@dataclass(frozen=True)
class KeyPair:
    """A key to sign with: its thumbprint (RFC 7638) as name, the private part as PEM, the public one as JWK."""

    kid: str
    private: bytes
    public: dict[str, str]


def make_key() -> KeyPair:
    """Draw a new key."""
    return _pair(ECKey.generate_key("P-256"))


def read_key(pem: bytes) -> KeyPair:
    """Read a key that was drawn before. Raises ValueError if it is none."""
    return _pair(ECKey.import_key(pem))


def _pair(key: ECKey) -> KeyPair:
    kid = key.thumbprint()
    public = {
        name: str(value) for name, value in key.as_dict(private=False).items() if name in ("kty", "crv", "x", "y")
    }
    return KeyPair(kid, key.as_pem(private=True), public | {"kid": kid, "alg": ALGORITHM, "use": "sig"})


def signed_token(payload: str, key: KeyPair) -> str:
    """Give JSON text as a signed token that names its key."""
    header: dict[str, Any] = {"alg": ALGORITHM, "typ": "JWT", "kid": key.kid}
    return jws.serialize_compact(header, payload, ECKey.import_key(key.private), algorithms=[ALGORITHM])
