"""What makes the site an app on a home screen: its name, its icons, and where it begins."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Face:
    """What the app is called on a home screen, and how it looks there."""

    name: str | Promise
    icon: str  # the beginning of the names of its pictures
    colour: str
    ground: str


OUR_FACE = Face(_("Brobygger"), "app", "#4a1742", "#fbf5f6")
NEUTRAL_FACE = Face(_("My evenings"), "neutral", "#2f4858", "#f4f6f7")  # it could be anybody's


@cache_control(public=True, max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the app. Browsers ask for this without cookies, so language and face stand in the address
    (`?lang=ar&face=neutral`; `{% app_links %}` writes it)."""
    language = request.GET.get("lang", "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    face = NEUTRAL_FACE if request.GET.get("face") == "neutral" else OUR_FACE
    with override(language):
        name, start = str(face.name), reverse("my_page")
    answer = JsonResponse(
        {
            # Another id is another app: one that is on a home screen never changes its face by itself.
            "id": "/" if face is OUR_FACE else "/?face=neutral",
            "name": name,
            "short_name": name,
            "lang": language,
            "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
            "start_url": start,
            "scope": "/",
            "display": "standalone",
            "background_color": face.ground,
            "theme_color": face.colour,
            "icons": [
                _icon(f"{face.icon}-192", 192),
                _icon(f"{face.icon}-512", 512),
                _icon(f"{face.icon}-maskable-512", 512, "maskable"),
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Content-Type"] = "application/manifest+json; charset=utf-8"
    return answer


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    return {"src": static(f"img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
