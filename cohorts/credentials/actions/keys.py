"""The keys that diplomas are signed with: drawn, taken over by new ones, and kept apart from SECRET_KEY."""

from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.kit.certificates import self_made_certificate
from lms.kit.jose import KeyPair, make_key, read_key
from lms.people.models import Organisation

from ..models import SigningKey


class KeyMissingError(RuntimeError):
    """The file with the private half of the key that signs now is not there."""


def current_key() -> KeyPair:
    """Give the key that signs now; the first time it is drawn. Raises KeyMissingError when its file was lost: then
    `manage.py rotate_credential_key` makes a new one, and what was signed before still verifies."""
    row = SigningKey.objects.filter(retired_at=None).first() or _start(make_key())
    file = _file(row.kid)
    if not file.exists():
        raise KeyMissingError(row.kid)
    return read_key(file.read_bytes())


def rotate_key() -> SigningKey:
    """Let a new key sign from now on. The old one signs no more and still verifies."""
    return _start(make_key(), instead=True)


def _start(pair: KeyPair, *, instead: bool = False) -> SigningKey:
    _write(_file(pair.kid), pair.private)  # first: a key that stands in the register can sign
    try:
        with transaction.atomic():
            if instead:
                SigningKey.objects.filter(retired_at=None).update(retired_at=timezone.now())
            return SigningKey.objects.create(kid=pair.kid, jwk=pair.public)
    except IntegrityError:  # another process began in the same moment: its key signs
        _file(pair.kid).unlink()
        return SigningKey.objects.get(retired_at=None)


def certificate_of(organisation: Organisation) -> bytes:
    """Give the key and certificate that sign the PDFs of an organisation, as PEM. Where none was put, one is made that
    readers do not know the issuer of."""
    file = settings.KEYS_DIR / f"{organisation.slug}.pem"
    if not file.exists():
        _write(file, self_made_certificate(organisation.name, organisation.country_id, timezone.now()))
    return file.read_bytes()


def _file(kid: str) -> Path:
    return settings.KEYS_DIR / f"{kid}.pem"


def _write(file: Path, content: bytes) -> None:
    """Write a file that only the server reads, whole or not at all; what is there stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{timezone.now().timestamp()}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
