"""What programs ask for that verify a credential: keys, who issued it, and which ones no longer hold."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from lms.people.models import Organisation

from ..actions.sealing import status_list as signed_list
from ..models import SigningKey

MINUTES_OLD = 5  # how old an answer may be that somebody between us and the reader keeps


def _for_all(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, public=True, max_age=MINUTES_OLD * 60)
    answer["Access-Control-Allow-Origin"] = "*"  # readers in browsers of others; nothing here is about who asks
    return answer


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """Give the public keys, those that sign no more among them."""
    return _for_all(JsonResponse({"keys": list(SigningKey.objects.values_list("jwk", flat=True))}))


@require_safe
def issuer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who issues credentials under this address."""
    organisation = get_object_or_404(Organisation, slug=slug)
    profile = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": settings.BASE_URL + request.path,
        "type": ["Profile"],
        "name": organisation.name,
        "url": settings.BASE_URL + "/",
        "jwksUri": settings.BASE_URL + reverse("jwks"),
    }
    return _for_all(JsonResponse(profile))


@require_safe
def status_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the list of credentials that were withdrawn or replaced, signed."""
    organisation = get_object_or_404(Organisation, slug=slug)
    return _for_all(HttpResponse(signed_list(organisation), content_type="application/vc+jwt"))
