"""The people of the demo, and everything that is built around them."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail_localize.models import Translation

from lms.kit.pages import TextOrigin
from lms.people.actions.links import make_link, revoke_links
from lms.people.actions.roles import add_person, grant_role
from lms.people.actions.settings import choose_languages, choose_text_size
from lms.people.models import AccessLink, District, LocalGroup, Municipality, Organisation, TextSize, User
from lms.people.models.assignments import Place
from lms.people.roles import Role
from modules.actions.local import add_entry, fill_slot
from modules.actions.translations import mark_translation
from modules.models import DirectoryEntry, ModulePage, TranslationMark
from modules.models.local import in_a_year

from .cohorts import hold_completed_course, hold_courses
from .editing import edit_content
from .editions import plan_editions
from .voices import record_samples

REWRITTEN = ("qqmczm", "Språkene dine, nettverket ditt", "Språkene dine, erfaringene dine, nettverket ditt")
"""A module, words of its original, and what the secretariat puts in their place after it was translated."""
LINK_LIFETIME = timedelta(days=30)


@dataclass(frozen=True)
class DemoPerson:
    """One invented person. `key` is her name for scripts."""

    key: str
    name: str
    role: Role
    place: str  # "organisation", or the slug of an organisation, municipality, district or group
    login: str  # e-mail, or a number that nobody can have
    language: str = "nb"
    speaks: tuple[str, ...] = ()
    added_by: str = "sec"  # empty for who is there before anybody could add her
    is_new: bool = False  # her phone was never signed in: she is asked for language and letters first
    phone: str = ""  # beside an address: where guests call, a number that nobody can have

    @property
    def password(self) -> str:
        """Give the demo's password. It protects nothing: the demo refuses to run in production."""
        return f"demo-{self.key}-bru"


# District A is Alna, district B is Vestre Aker, S is Stovner, D is Denmark. They must never see each other.
PEOPLE = [
    DemoPerson("sec", "Ingrid Solbakken", Role.SECRETARIAT, "organisation", "ingrid@demo.invalid", speaks=("nb", "en"), added_by=""),
    DemoPerson("sec2", "Gro Haugland", Role.SECRETARIAT, "organisation", "gro@demo.invalid", speaks=("nb",)),
    DemoPerson("leader", "Nasra Ahmed", Role.ORG_LEADER, "organisation", "nasra@demo.invalid", speaks=("nb", "so")),
    DemoPerson("steering", "Kaltoum Diallo", Role.STEERING_MEMBER, "organisation", "kaltoum@demo.invalid", speaks=("nb", "fr")),
    DemoPerson("coordA", "Farida Rahimi", Role.COORDINATOR, "alna", "farida@demo.invalid", speaks=("nb", "prs"), phone="+4710000021"),
    DemoPerson("coordB", "Thuy Nguyen", Role.COORDINATOR, "vestre-aker", "thuy@demo.invalid", speaks=("nb", "vi"), phone="+4710000022"),
    DemoPerson("coordS", "Leyla Aydın", Role.COORDINATOR, "stovner", "leyla@demo.invalid", speaks=("nb", "tr"), phone="+4710000024"),
    DemoPerson("helperA", "Rosa Kaya", Role.HELPER, "alna", "rosa@demo.invalid", "nb", ("nb", "kmr", "tr"), "coordA", phone="+4710000023"),
    DemoPerson("orgVolunteer", "Halima Yusuf", Role.ORG_VOLUNTEER, "bydelsmodre-alna", "halima@demo.invalid", speaks=("nb", "so")),
    DemoPerson("volunteerA", "Zahra Malik", Role.VOLUNTEER, "bydelsmodre-alna", "+4710000001", "nb", ("ur", "nb"), "coordA"),
    DemoPerson("traineeA", "Amal Haddad", Role.TRAINEE, "bydelsmodre-alna", "+4710000002", "ar", ("ar", "nb"), "coordA"),
    DemoPerson("traineeA2", "Selam Tesfay", Role.TRAINEE, "bydelsmodre-alna", "+4710000003", "nb", ("ti", "am"), "coordA"),
    DemoPerson("traineeA3", "Oksana Bondarenko", Role.TRAINEE, "bydelsmodre-alna", "+4710000004", "en", ("uk",), "coordA", is_new=True),
    DemoPerson("traineeB", "Fatuma Abdi", Role.TRAINEE, "bydelsmodre-vestre-aker", "+4710000005", "nb", ("so", "sw"), "coordB"),
    DemoPerson("volunteerB", "Priya Selvam", Role.VOLUNTEER, "bydelsmodre-vestre-aker", "+4710000006", "nb", ("ta", "en"), "coordB"),
    DemoPerson("sample", "Prøvetone Demosen", Role.VOLUNTEER, "bydelsmodre-alna", "+4710000007", "nb", ("nb",), "coordA"),
    DemoPerson("secD", "Kirsten Bjerregaard", Role.SECRETARIAT, "bydelsmodrenes-landsorganisation", "kirsten@demo.invalid", "da", ("da", "en"), ""),
    DemoPerson("coordD", "Sevda Yılmaz", Role.COORDINATOR, "kobenhavn", "sevda@demo.invalid", "da", ("da", "tr"), "secD", phone="+4510000021"),
    DemoPerson("traineeD", "Hodan Jama", Role.TRAINEE, "bydelsmodre-kobenhavn", "+4510000001", "da", ("so", "da"), "coordD"),
]  # fmt: skip


# All invented: the numbers belong to nobody, and every name says that it is of the demo.
DIRECTORY = [
    {"name": "Helsestasjonen (demo)", "kind": "health", "phone": "00 00 01 01", "where": "Demoveien 5, Furuset", "hours": "Mandag til fredag 8.30–15.30", "languages": "norsk, engelsk; tolk er gratis", "note": "For barn fra 0 til 5 år og for gravide. Du trenger ikke henvisning."},
    {"name": "Biblioteket (demo)", "kind": "library", "phone": "00 00 01 02", "where": "Demotorget 1, Furuset", "hours": "Alle dager 10–18", "web": "https://example.org/", "note": "Låne bøker, bruke PC, språkkafé onsdager klokka 17."},
    {"name": "NAV-kontoret (demo)", "kind": "work", "phone": "00 00 01 03", "where": "Demogata 12", "hours": "Mandag til fredag 12–14 uten avtale"},
    {"name": "Møteplassen Brua (demo)", "kind": "meeting", "where": "Demoveien 9, Haugerud", "hours": "Tirsdag og torsdag 11–14", "languages": "norsk, urdu, somali, arabisk", "note": "Kaffe, symaskiner og noen å snakke med. Ta gjerne med barn."},
    {"name": "Krisesenteret (demo)", "kind": "safety", "phone": "00 00 01 04", "hours": "Hele døgnet", "note": "Ring når som helst. Du bestemmer selv hva du vil fortelle."},
]  # fmt: skip
SLOTS = [
    ("helsestasjon", "Helsestasjonen (demo)", ""),
    ("bibliotek", "Biblioteket (demo)", ""),
    ("nav-kontor", "NAV-kontoret (demo)", "Spør etter Demo Demosen."),
    ("krisesenter", "Krisesenteret (demo)", ""),
    ("koordinator", "", "Farida Rahimi (demo), tlf. 00 00 01 05, mandag til torsdag."),
]


def require_demo() -> None:
    """Raise ImproperlyConfigured outside the demo."""
    if not settings.DEMO:
        raise ImproperlyConfigured("The demo runs in development only: its passwords are public.")


@transaction.atomic
def build_demo() -> None:
    """Make the demo's people, or leave them as they are. The starter data must have been loaded."""
    require_demo()
    people: dict[str, User] = {}
    for invented in PEOPLE:
        people[invented.key] = _existing(invented) or _make(invented, people)
    _furnish(people["coordA"], _place("alna"))
    _let_the_original_go_on(people["sec"])
    edit_content(people["sec"], people["coordA"])
    plan_editions(people["sec"])
    record_samples(people["sample"], people["sec"])
    hold_courses(people)
    hold_completed_course(people)


def _furnish(coordinator: User, place: Place) -> None:
    """Let the coordinator write a directory, and fill in some of the local places of the texts; others stay empty."""
    if DirectoryEntry.objects.of(place).exists():
        return
    entries = {
        words["name"]: add_entry(by=coordinator, place=place, check_by=in_a_year(), **words) for words in DIRECTORY
    }
    for key, name, text in SLOTS:
        fill_slot(by=coordinator, place=place, key=key, entry=entries.get(name), text=text)


def _let_the_original_go_on(editor: User) -> None:
    """Let the secretariat read the Danish translation of the first module, and then change a sentence of the original:
    the translations are one text behind."""
    original = ModulePage.objects.filter(slug=REWRITTEN[0], locale__language_code=settings.LANGUAGE_CODE).first()
    danish = Translation.objects.filter(
        source__object_id=original.translation_key if original else None, target_locale__language_code="da"
    ).first()
    if original is None or danish is None or TranslationMark.objects.filter(by=editor).exists():
        return
    mark_translation(by=editor, translation=danish, origin=TextOrigin.HUMAN)
    _slug, old, new = REWRITTEN
    raw = json.dumps(original.body.get_prep_value(), ensure_ascii=False).replace(old, new)
    original.body = original.body.stream_block.to_python(json.loads(raw))
    original.save_revision(user=editor, log_action=True).publish(user=editor)


def _existing(invented: DemoPerson) -> User | None:
    field = "email" if "@" in invented.login else "phone"
    return User.objects.filter(**{field: invented.login}).first()


def _make(invented: DemoPerson, people: dict[str, User]) -> User:
    phone, email = (invented.phone or None, invented.login) if "@" in invented.login else (invented.login, None)
    place = _place(invented.place)
    if not invented.added_by:
        person = User.objects.create_user(name=invented.name, email=email, phone=phone)
        grant_role(by=None, person=person, role=invented.role, place=place)
    else:
        person = add_person(
            by=people[invented.added_by],
            name=invented.name,
            phone=phone,
            email=email,
            language=invented.language,
            role=invented.role,
            place=place,
        )
    person.set_password(invented.password)
    person.save(update_fields=["password"])
    choose_languages(by=person, interface_language=invented.language, spoken=list(invented.speaks))
    if not invented.is_new:
        choose_text_size(by=person, text_size=TextSize.NORMAL)
    return User.objects.get(pk=person.pk)


def _place(slug: str) -> Place:
    if slug == "organisation":
        return Organisation.objects.get(slug="bydelsmodre-norge")
    for places in (LocalGroup.objects, District.objects.filter(municipality__slug="oslo"), Municipality.objects):
        if found := places.filter(slug=slug).first():
            return found
    return Organisation.objects.get(slug=slug)


@transaction.atomic
def sign_in_links(base: str) -> list[tuple[str, str, str]]:
    """Give role, name and a fresh one-click link of each demo person; earlier links stop working."""
    require_demo()
    rows = []
    for invented in PEOPLE:
        person = _existing(invented)
        if person is None:
            continue
        revoke_links(subject=person, purpose=AccessLink.Purpose.SIGN_IN)
        token = make_link(
            by=None, purpose=AccessLink.Purpose.SIGN_IN, subject=person, lifetime=LINK_LIFETIME, max_uses=None
        )
        with translation.override(person.interface_language):
            path = reverse("screen_code", args=[token])
        with translation.override(settings.LANGUAGE_CODE):
            rows.append((str(invented.role.label), invented.name, base + path))
    return rows
