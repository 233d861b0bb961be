"""What the variables of an installation may say; one sentence, which names the variable, for each that is wrong."""

import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

NUMBERS = {
    "PORT": (1, 65_535),
    "WORKERS": (1, 64),
    "TRUSTED_PROXIES": (0, 9),
    "EMAIL_TIMEOUT": (1, 600),
    "SMS_TIMEOUT": (1, 600),
}
CHOICES = {
    "BACKGROUND": ["embedded", "external"],
    "HSTS_SUBDOMAINS": ["0", "1"],
    "HSTS_PRELOAD": ["0", "1"],
}
SMTP = ["smtp", "smtps", "smtp+tls", "smtp+ssl"]
SCHEMES = {
    "DATABASE_URL": ["sqlite", "postgres", "postgresql", "psql", "pgsql"],
    "CACHE_URL": ["redis", "rediss", "locmemcache", "filecache", "dummycache"],
    "EMAIL_URL": [*SMTP, "consolemail", "filemail", "memorymail", "dummymail"],
    "SMS_URL": ["https", "http", "console", "file", "memory"],
}
HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)
HERE = ["localhost", "127.0.0.1", "::1"]


def refuse(problems: Iterator[str]) -> None:
    """Raise ImproperlyConfigured with the first problem, if there is one."""
    for problem in problems:
        raise ImproperlyConfigured(f"Brobygger cannot start: {problem}.")


def wrong_anywhere(environment: Mapping[str, str]) -> Iterator[str]:
    """Give what is wrong on any machine: numbers, choices and kinds of address. What is empty is not set."""
    for name, (least, most) in NUMBERS.items():
        text = environment.get(name) or str(least)
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            yield f"{name} must be a whole number from {least} to {most}"
    for name, allowed in CHOICES.items():
        if environment.get(name, "") not in ["", *allowed]:
            yield f"{name} must be {' or '.join(allowed)}"
    for name, schemes in SCHEMES.items():
        if text := environment.get(name, ""):
            address = _split(text)
            if address is None or "://" not in text or address.scheme not in schemes:
                yield f"{name} must be an address that begins with {' or '.join(f'{each}://' for each in schemes)}"


def wrong_in_production(environment: Mapping[str, str]) -> Iterator[str]:
    """Give what is wrong on a server that holds real people. The required variables are there."""
    key = environment["SECRET_KEY"]
    if len(key) < 50 or len(set(key)) < 5:
        yield "SECRET_KEY must have at least 50 random characters"
    for host in environment["ALLOWED_HOSTS"].split(","):
        if not HOST.fullmatch(host.strip()):
            yield "ALLOWED_HOSTS must be host names, separated by commas, without * and without https://"
    base = _split(environment["BASE_URL"])
    if base is None or base.scheme != "https" or not base.hostname:
        yield "BASE_URL must begin with https:// and name a host"
    mail = _split(environment["EMAIL_URL"])
    if mail is None or mail.scheme not in SMTP or not mail.hostname:
        yield "EMAIL_URL must name a mail server, smtp+tls://user:password@host:587: no other way may carry codes"
    sms = _split(environment["SMS_URL"])
    if (
        sms is None
        or not (sms.scheme == "https" or (sms.scheme == "http" and sms.hostname in HERE))
        or not sms.hostname
    ):
        yield "SMS_URL must be the https:// address of a gateway: no other way may carry codes and numbers"
    if "@" not in parseaddr(environment["DEFAULT_FROM_EMAIL"])[1]:
        yield "DEFAULT_FROM_EMAIL must be an e-mail address, with a name or without"
    if environment.get("HSTS_PRELOAD") == "1" and environment.get("HSTS_SUBDOMAINS") != "1":
        yield "HSTS_PRELOAD needs HSTS_SUBDOMAINS=1: browsers take no other"


def _split(text: str) -> SplitResult | None:
    """Give the parts of an address, or None if it is none."""
    try:
        address = urlsplit(text.strip())
        _ = address.port  # asked for its error
    except ValueError:
        return None
    return address
