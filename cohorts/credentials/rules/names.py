"""How a name that somebody types is compared with the one on the paper, without the name being kept."""

import hashlib
import hmac
import unicodedata


def name_proof(code: str, name: str) -> str:
    """Give what stands in the register for a name: a hash with the code of the paper as its key. Only who holds the
    paper can try names. Case, accents, spaces and punctuation do not matter."""
    signs = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in signs if sign.isalnum())
    return hmac.new(code.encode(), plain.encode(), hashlib.sha256).hexdigest()
