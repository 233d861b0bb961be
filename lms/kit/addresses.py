"""Where a request came from, and where one may be sent on to."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def network_address(request: HttpRequest) -> str:
    """Give the client's address. Behind TRUSTED_PROXIES proxies it is the one that the outermost of them saw: the
    right-most but so many in X-Forwarded-For. What stands left of it anybody can write."""
    direct = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    return hops[-trusted] if trusted and len(hops) >= trusted else direct


def network_of(address: str) -> str:
    """Give what stands for whoever has a network address: of IPv6 the half that an operator hands out to one customer,
    who may write in the other half what she likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False).network_address)


def safe_next(request: HttpRequest, url: str | None, default: str) -> str:
    """Give the url if it leads to this very site, else the default (an open redirect helps phishing)."""
    try:
        allowed = url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    except ValueError:  # half an IPv6 address
        allowed = False
    return url if allowed and url else default
