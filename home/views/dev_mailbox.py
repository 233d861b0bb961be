"""The development mailbox: every message as its reader gets it. It exists in development only."""

import base64
import hashlib
import re
from itertools import chain
from operator import attrgetter

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from lms.kit import mail, sms

ON_A_PAGE = 20
# Links open in a new tab; nothing else of a message may do anything.
SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox"]
STYLE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(mail.STYLE.encode()).digest()).decode()}'"


@require_safe
def dev_mailbox(request: HttpRequest) -> HttpResponse:
    """Show mail and text messages, newest first."""
    _only_in_development()
    # A file's name begins with its time.
    messages = sorted(chain(mail.stored_letters(), sms.stored_texts()), key=attrgetter("name"), reverse=True)
    page = Paginator(messages, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/dev_mailbox.html", {"page": page, "sandbox": " ".join(SANDBOX)})


@require_safe
@xframe_options_sameorigin
@csp(  # type: ignore[arg-type]  # django-csp types a view as one without further arguments
    {"default-src": [NONE], "style-src": [STYLE_HASH], "frame-ancestors": ["'self'"], "sandbox": SANDBOX}
)
def dev_letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part of one mail, locked into a sandbox; the bare 404 when there is none of that name."""
    _only_in_development()
    folder = mail.mail_folder()
    if folder is None or not re.fullmatch(r"[0-9T]+-[0-9a-f]+", name):
        raise Http404
    try:
        letter = mail.read_letter(folder / f"{name}.eml")
    except OSError:
        raise Http404 from None
    return HttpResponse(letter.html)


def _only_in_development() -> None:
    if not settings.DEV_PAGES:
        raise Http404
