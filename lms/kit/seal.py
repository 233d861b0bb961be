"""Seals small secrets (the keys of authenticator apps) so that a stolen database does not hold them in the clear."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = "s1:"


def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
    return derive.derive(settings.SECRET_KEY.encode())


def seal(text: str, purpose: str) -> str:
    """Give the text encrypted (AES-256-GCM, key derived from SECRET_KEY for this purpose), fit for a text column."""
    nonce = os.urandom(12)
    sealed = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), purpose.encode())
    return VERSION + base64.b64encode(nonce + sealed).decode()


def unseal(text: str, purpose: str) -> str:
    """Give back what `seal` took. Raises cryptography's InvalidTag when text or key were changed."""
    raw = base64.b64decode(text.removeprefix(VERSION))
    return AESGCM(_key(purpose)).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
