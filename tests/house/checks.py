"""What is demanded of one answer of the matrix. Each check gives a list of complaints; an empty one is a pass."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from lms.people.models import ReadLog, User
from tests.house.asking import How
from tests.house.matrix import Cell
from tests.house.world import ANONYMOUS, Actor, World

SIGN_IN = ("account_request_login_code", "account_login")
AGAIN = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
NOT_ALLOWED = 405
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
SAMPLE = "mtsTX"
PREFIX = re.compile("^/(" + "|".join(code for code, _name in settings.LANGUAGES) + ")(?=/)")
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
SEALED = re.compile(rb"s1-[\w-]{20,}")  # a sealed id in an address, sealed anew each time
VOLATILE = {"content-length", "date"}


@dataclass
class Question:
    """One role before one view: everything needed to ask for its objects. Where a view is closed to a role altogether,
    the nearest and the farthest object stand for all, unless `thorough`."""

    view: str
    how: How
    cell: Cell
    world: World
    actor: Actor
    thorough: bool = True

    def url(self, arguments: dict) -> str:
        """Give the address of the view for an object."""
        positional = arguments.get("args", ())
        with translation.override(settings.LANGUAGE_CODE):  # the request before may have left another
            return reverse(self.view, args=positional, kwargs=None if positional else arguments)

    def objects(self) -> dict[str, dict]:
        """Give the objects by letter; a view without objects has one, without a letter."""
        found = self.how.objects(self.world, self.actor.name) if self.how.objects else {"": self.how.always}
        if self.cell.is_open:
            return found
        letters = list(found)
        if len(found) > len(SAMPLE):  # closed altogether: some of each kind are enough
            letters = [letter for letter in found if letter in SAMPLE]
        if not self.thorough:
            letters = [letters[0], letters[-1]]
        return {letter: found[letter] for letter in letters}

    def ask(self, method: str, url: str, letter: str = "", fill: bool = True, look=None):
        """Ask in the prepared state, with a right form or an empty one."""

        def data() -> dict:
            if not (fill and self.how.data):
                return {"csrfmiddlewaretoken": "as every browser sends it"}
            return self.how.data(self.world, self.actor.name, letter)

        def prepare(actor: Actor) -> dict | None:
            cache.clear()  # codes are remembered as used
            return self.how.prepare(self.world, actor) if self.how.prepare else None

        return self.actor.ask(method, url, data if method == "POST" else dict, prepare, look)

    # --- the whole question ------------------------------------------------------------------------------------------

    def complaints(self) -> list[str]:
        """Ask by every method for every object and for an absent one; give what is wrong."""
        found: list[str] = []
        methods = ("GET", "HEAD", "POST") if self.thorough or self.cell.is_open else ("GET", "POST")
        nothing = {}
        if self.how.objects:
            absent = self.url(self.how.absent())
            nothing = {method: self.ask(method, absent) for method in methods}
            for method, response in nothing.items():
                found += self._closed(f"{method} absent", method, response, response)
        elif not self.cell.is_open:
            nothing = self.actor.nothing()
        for number, (letter, arguments) in enumerate(self.objects().items()):
            url, name = self.url(arguments), f"{self.view}[{letter or '-'}]"
            if self.cell.allows(letter):
                found += self._asked_open(name, url, letter)
            else:
                for method in ("GET", "POST") if number else methods:
                    found += self._closed(f"{method} {name}", method, self.ask(method, url, letter), nothing[method])
            if not number:
                found += self._strange_methods(name, url)
        return [f"{self.actor.name}: {complaint}" for complaint in found]

    def _asked_open(self, name: str, url: str, letter: str) -> list[str]:
        found = []
        if "GET" in self.how.methods:
            response, logged = self.ask("GET", url, letter, look=self._logged)
            found += self._open(f"GET {name}", response) + self._shown(f"GET {name}", response, logged)
            head = self.ask("HEAD", url, letter)
            if head.status_code != response.status_code or content_of(head):
                found.append(f"HEAD {name}: {head.status_code} instead of the head of {response.status_code}")
        else:
            found += self._refused(f"GET {name}", self.ask("GET", url, letter))
        if "POST" not in self.how.methods:
            return found + self._refused(f"POST {name}", self.ask("POST", url, letter))
        empty, _rows = self.ask("POST", url, letter, fill=False, look=self._logged)
        if self.how.data and not is_refusal_of_form(empty) and empty.status_code not in (302, 303):
            found.append(f"POST {name} with nothing: {empty.status_code} without a complaint of the form")
        found += self._sound(f"POST {name} with nothing", empty)
        if not self.how.unfillable:
            full, _rows = self.ask("POST", url, letter, look=self._logged)
            found += self._open(f"POST {name}", full, letter) + self._shown(f"POST {name}", full, None)
            if self.how.data and is_refusal_of_form(full):
                found.append(f"POST {name}: the form that should be right was refused: {errors_of(full)}")
        return found

    # --- one answer --------------------------------------------------------------------------------------------------

    def _sound(self, name: str, response: HttpResponse) -> list[str]:
        """Demand of every answer: no crash, and no cookie from a page without a form."""
        found = []
        if response.status_code >= 500:
            found.append(f"{name}: {response.status_code} {reason_of(response)}")
        # Whoever is signed in has the form to sign out on every page.
        with_form = response.request["REQUEST_METHOD"] == "HEAD" or b"csrfmiddlewaretoken" in content_of(response)
        may = self.how.cookie or (self.actor.person and with_form)
        # The session of whoever is signed in is prolonged once a minute; that gives her no cookie she had not.
        hers = {settings.SESSION_COOKIE_NAME} if self.actor.person else set()
        if (new := set(response.cookies) - hers) and not may:
            found.append(f"{name}: sets the cookie {', '.join(sorted(new))}")
        return found

    def _open(self, name: str, response: HttpResponse, letter: str = "-") -> list[str]:
        found = self._sound(name, response)
        if not 200 <= response.status_code < 400:
            found.append(f"{name}: {response.status_code} instead of an answer")
        elif self.actor.person and leads_to(response, *SIGN_IN, *AGAIN) and letter not in self.how.ends:
            found.append(f"{name}: sent to sign in although she may see it")
        return found

    def _refused(self, name: str, response: HttpResponse) -> list[str]:
        found = self._sound(name, response)
        sent = self.actor.name == ANONYMOUS and leads_to_sign_in(response)
        if response.status_code not in (NOT_ALLOWED, 403, 404) and not sent:
            found.append(f"{name}: {response.status_code} for a method the view does not have")
        return found

    def _closed(self, name: str, method: str, response: HttpResponse, absent: HttpResponse) -> list[str]:
        found = self._sound(name, response)
        if self.actor.name == ANONYMOUS and leads_to_sign_in(response):
            if self.how.objects and not leads_to_sign_in(absent):
                found.append(f"{name}: sent to sign in, which tells that it is there")
            return found
        if self.actor.name == ANONYMOUS and not self.how.objects and response.status_code == 404:
            return found
        if method not in self.how.methods and method != "HEAD" and response.status_code == NOT_ALLOWED:
            return found if absent.status_code in (404, NOT_ALLOWED) else [*found, f"{name}: 405 but absent is not"]
        if "GET" not in self.how.methods and method == "HEAD" and response.status_code == NOT_ALLOWED:
            return found
        if response.status_code != (self.how.gone if self.how.objects else 404):
            found.append(f"{name}: {response.status_code} instead of the answer for what is absent")
        elif print_of(response) != print_of(absent):
            found.append(f"{name}: the 404 differs from that of something absent")
        return found

    def _strange_methods(self, name: str, url: str) -> list[str]:
        return [
            complaint
            for method in METHODS[3:]
            for complaint in self._refused(f"{method} {name}", self.ask(method, url))
        ]

    # --- canaries ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _logged(response: HttpResponse) -> set[str]:
        row = ReadLog.objects.order_by("-pk").first()
        return set(row.subjects.split()) if row else set()

    def _shown(self, name: str, response: HttpResponse, logged: set[str] | None) -> list[str]:
        """Demand that an answer names nobody out of sight, and that whoever is named stands in the log of reads."""
        text = content_of(response).decode(errors="replace")
        shown = {person for person in self.world.people.values() if person.name in text or str(person.phone) in text}
        shown -= self.how.hosts(self.world) if self.how.hosts else set()
        seen = set(User.objects.visible_to(self.actor.person)) if self.actor.person else set()
        found = [f"{name}: shows {person.name}, who is out of sight" for person in shown - seen]
        if logged is not None:
            found += [
                f"{name}: shows {person.name} and does not log it"
                for person in shown & seen
                if str(person.public_id) not in logged
            ]
        return found


def leads_to(response: HttpResponse, *names: str) -> bool:
    """Tell whether an answer sends the reader to one of these views."""
    to = urlsplit(response.headers.get("Location", "")).path
    return response.status_code == 302 and PREFIX.sub("", to) in {PREFIX.sub("", reverse(name)) for name in names}


def leads_to_sign_in(response: HttpResponse) -> bool:
    """Tell whether an answer sends the reader to sign in."""
    return leads_to(response, *SIGN_IN)


def reason_of(response: HttpResponse) -> str:
    """Give what a view fell over, if it did."""
    return repr((getattr(response, "exc_info", None) or ["", ""])[1])


def content_of(response: HttpResponse) -> bytes:
    """Give the body, or nothing of one that came in a stream."""
    return b"" if response.streaming else response.content


def errors_of(response: HttpResponse) -> dict:
    """Give the complaints of the forms on a page."""
    context = response.context or {}
    return {name: form.errors for name in ("form", "webauthn_form") if (form := context.get(name)) and form.errors}


def is_refusal_of_form(response: HttpResponse) -> bool:
    """Tell whether an answer says that the form is not right."""
    return response.status_code in (400, 422) or (response.status_code == 200 and bool(errors_of(response)))


def print_of(response: HttpResponse) -> tuple:
    """Give everything that could tell one answer from another. Two things are blanked out: the address that was asked
    for, which stands in the links to other languages, and the token of the form to sign out, drawn anew each time."""
    path = SEALED.sub(b"<sealed>", response.wsgi_request.path.encode()).decode()
    bare = PREFIX.sub("", path)
    headers = {key.lower(): value for key, value in response.headers.items() if key.lower() not in VOLATILE}
    body = SEALED.sub(b"<sealed>", TOKEN.sub(b"<token>", content_of(response))).replace(bare.encode(), b"<path>")
    return response.status_code, body, sorted(headers.items())
