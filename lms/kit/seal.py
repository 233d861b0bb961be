"""Seals small secrets (the keys of authenticator apps) so that a stolen database does not hold them in the clear."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = "s1-"
NONCE, TAG = 12, 16


def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
    return derive.derive(settings.SECRET_KEY.encode())


def seal(text: str, purpose: str) -> str:
    """Give the text encrypted (AES-256-GCM, key derived from SECRET_KEY for this purpose), fit for a text column and
    for an address. Twice the same text gives two different answers."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), purpose.encode())
    return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(text: str, purpose: str) -> str:
    """Give back what `seal` took. Raises cryptography's InvalidTag when text or key were changed."""
    try:
        raw = base64.urlsafe_b64decode(text.removeprefix(VERSION) + "=" * (-len(text.removeprefix(VERSION)) % 4))
    except ValueError:
        raise InvalidTag from None
    if len(raw) < NONCE + TAG:
        raise InvalidTag
    return AESGCM(_key(purpose)).decrypt(raw[:NONCE], raw[NONCE:], purpose.encode()).decode()
