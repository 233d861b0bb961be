"""Draws secrets and hashes them: what is stored never opens anything."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

SHORT = 16
"""Bytes of a secret that has to fit into a text message: 128 bits, 22 characters."""


def draw_token(size: int = 24) -> str:
    """Give a new secret for a link, in characters that are safe in an address: by default 192 random bits, 32 of
    them."""
    return secrets.token_urlsafe(size)


def hash_token(token: str) -> str:
    """Give the SHA-256 of a random token. It needs no salt: nobody guesses 128 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def blind(value: str, purpose: str) -> str:
    """Give a keyed hash of something guessable (a phone number, an address), for counting without storing it."""
    key = f"{settings.SECRET_KEY}:{purpose}".encode()
    return hmac.new(key, value.strip().lower().encode(), hashlib.sha256).hexdigest()


def draw_mark() -> str:
    """Give a mark for the name of a file that nobody is to guess: 80 random bits, 16 small letters and digits."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()
