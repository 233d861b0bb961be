"""Every field of every model says how private it is and how long it is kept, and some fields may not exist at all."""

import inspect
import pkgutil
import re
from importlib import import_module
from importlib.util import find_spec

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from lms.kit.privacy import Keep, Privacy, internal, personal, tags_of
from lms.management.commands.tick import PARTS
from lms.retention import AT_ONCE, JOBS, NIGHTLY
from tests.house.third_party_fields import INHERITED, ONLY_ON_SOME_DATABASES, TABLE, spread

OURS = ("lms", "modules", "curriculum", "cohorts", "home", "community")


def is_ours(thing: type) -> bool:
    """Tell whether a class is written in this project."""
    return thing.__module__.split(".")[0] in OURS


def own_models() -> list[type[models.Model]]:
    """Give our models; the tables behind many-to-many fields are tagged by the field."""
    return [model for model in apps.get_models() if is_ours(model)]


def names_of(model: type[models.Model]) -> set[str]:
    """Give the fields a model itself stores, without keys the machinery makes and pointers to a parent."""
    fields = model._meta.local_fields + model._meta.local_many_to_many
    parents = set(model._meta.parents.values())
    return {field.name for field in fields if not field.auto_created and field not in parents}


def untagged(model: type[models.Model]) -> set[str]:
    """Give the fields of one of our models that neither it nor the table of inherited fields describes."""
    inherited = spread(INHERITED.get(model._meta.label, {}))
    tags = tags_of(model)
    return {name for name in names_of(model) if tags.get(name) is None and name not in inherited}


# --- P1: every field is tagged ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_field_of_our_models_is_tagged(model):
    assert untagged(model) == set()


@pytest.mark.parametrize("label", INHERITED)
def test_table_of_inherited_fields_holds_only_what_others_wrote(label):
    model = apps.get_model(label)
    ours = {
        name
        for name in spread(INHERITED[label])
        if not any(not is_ours(base) and hasattr(base, name) for base in model.__mro__[1:])
    }
    assert ours == set()
    assert not {name for name in spread(INHERITED[label]) if tags_of(model)[name] is not None}


def test_every_model_of_others_stands_in_the_table_with_every_field():
    found = {model._meta.label: names_of(model) for model in apps.get_models() if not is_ours(model)}
    missing = {
        label: names - spread(TABLE.get(label, {})).keys()
        for label, names in found.items()
        if label not in TABLE or names - spread(TABLE[label]).keys()
    }
    assert missing == {}
    gone = {
        label: rest
        for label, row in TABLE.items()
        if (rest := spread(row).keys() - found.get(label, set()) - ONLY_ON_SOME_DATABASES.get(label, set()))
    }
    assert gone == {}
    assert TABLE.keys() - found.keys() <= ONLY_ON_SOME_DATABASES.keys()


def test_untagged_field_is_found():
    class Planted(models.Model):
        tagged = internal(models.IntegerField())
        forgotten = models.TextField()

        class Meta:
            app_label = "people"
            managed = False

        def __str__(self) -> str:
            return "planted"

    try:
        assert untagged(Planted) == {"forgotten"}
    finally:
        del apps.all_models["people"]["planted"]
        apps.clear_cache()


def test_nothing_personal_is_kept_for_ever():
    kept = {
        f"{model._meta.label}.{name}"
        for model in own_models()
        for name, tag in tags_of(model).items()
        if tag and tag[0] in (Privacy.PERSONAL, Privacy.SPECIAL) and tag[1] is Keep.ALWAYS
    }
    assert kept == set()


# --- P8: every class that ends has its job ----------------------------------------------------------------------------


def ending_classes(models_: list[type[models.Model]]) -> set[tuple[str, Keep]]:
    """Give each of our models with each class of its fields that comes to an end."""
    return {
        (model._meta.label, tag[1])
        for model in models_
        for tag in tags_of(model).values()
        if tag and tag[1] is not Keep.ALWAYS
    }


def test_every_model_with_a_class_that_ends_has_a_job_that_tick_runs():
    found = ending_classes(own_models())
    assert found - JOBS.keys() == set(), "Give each of these a row in lms/retention.py."
    assert JOBS.keys() - found == set()
    assert {*JOBS.values()} <= {*NIGHTLY, *PARTS}
    assert all(callable(import_string(path)) for path in {*NIGHTLY, *AT_ONCE})


def test_model_without_a_job_is_found():
    class Forgotten(models.Model):
        text = personal(models.TextField(), Keep.COURSE)

        class Meta:
            app_label = "people"
            managed = False

        def __str__(self) -> str:
            return "forgotten"

    try:
        assert ending_classes([Forgotten]) - JOBS.keys() == {("people.Forgotten", Keep.COURSE)}
    finally:
        del apps.all_models["people"]["forgotten"]
        apps.clear_cache()


# --- P2: what we never ask -------------------------------------------------------------------------------------------

FORBIDDEN = re.compile(
    r"""(?x)
    \bcpr\b | \bssn\b | birth | fødsel | fødsl | personnummer | personnr | fodsel | date.of.birth | \bdob\b |
    nationalit | nasjonalitet | statsborger | citizen | country.of.origin | opprinnelsesland | oprindelsesland |
    religi | \bfaith\b | \btro\b | livssyn | muslim | church | \bkirke |
    health | helse | helbred | sykdom | sygdom | diagnos | illness | disab | handicap | funksjonshem |
    \bchild | \bbarn | \bbørn | \bkids?\b | daughter | datter | \bsønn |
    marital | married | sivilstand | sivilstatus | civilstand | \bgift\b | spouse | husband | ektefelle | ægtefælle |
    street | postal | post.?code | \bzip\b | postnummer | postnr | postadresse | \bgate\b | \bvej\b | hjemsted
    """,
    re.IGNORECASE,
)
ADDRESS = re.compile(r"address|adresse", re.IGNORECASE)
# An address is fine when it is one of a mailbox or a machine.
FINE = re.compile(r"(e[- ]?mail|e[- ]?post|network|nettverks?|netværks?)[- ]?(address(es)?|adresser?)", re.IGNORECASE)
FINE_FIELDS = {"people.Notice.address": "the phone number or e-mail address a message goes to"}
LANGUAGES = ("en", "nb", "da")


def asks_for_the_forbidden(*words: object) -> bool:
    """Tell whether one of a field's names, labels or helps speaks of what we never ask, in English, nb or da."""
    for language in LANGUAGES:
        with translation.override(language):
            for word in words:
                text = gettext(str(word)) if word else ""
                text = FINE.sub("", re.sub(r"[_\-]+", " ", str(text)))
                if FORBIDDEN.search(text) or ADDRESS.search(text):
                    return True
    return False


def own_modules() -> list[str]:
    """Give the names of all modules of our apps."""
    packages = [import_module(name) for name in OURS if find_spec(name)]
    return [
        module.name
        for package in packages
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if ".settings." not in module.name
    ]


def own_forms() -> set[type[forms.BaseForm]]:
    """Give every form class written in our apps, wherever its shelf stands."""
    found: set[type[forms.BaseForm]] = set()
    for name in own_modules():
        if "forms" in name.split("."):
            members = inspect.getmembers(import_module(name), inspect.isclass)
            found |= {thing for _name, thing in members if issubclass(thing, forms.BaseForm) and is_ours(thing)}
    return found


def test_no_field_of_a_person_asks_what_we_never_ask():
    asked = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        if any(tag and tag[0] in (Privacy.PERSONAL, Privacy.SPECIAL) for tag in tags_of(model).values())
        for field in model._meta.local_fields
        if asks_for_the_forbidden(field.name, field.verbose_name, field.help_text)
    }
    assert asked == set(FINE_FIELDS)


def test_no_input_of_a_form_asks_what_we_never_ask():
    assert own_forms(), "no form was found to look at"
    asked = {
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in form.base_fields.items()
        if asks_for_the_forbidden(name, field.label, field.help_text, field.widget.attrs.get("placeholder"))
    }
    assert asked == set()


@pytest.mark.parametrize(
    "word",
    [
        "birth_date", "CPR", "cpr-nummer", "Fødselsnummer", "fødselsdato", "home_address", "Adresse", "Nationality",
        "statsborgerskap", "religion", "Helse", "helbred", "Children's names", "barnas navn", "Børn", "Sivilstand",
        "marital status", "postnummer", "date_of_birth", "E-mail or home address",
    ],
)  # fmt: skip
def test_forbidden_word_is_found(word):
    assert asks_for_the_forbidden(word)


@pytest.mark.parametrize("word", ["E-mail address", "network_address", "e-postadresse", "name", "phone", "barriere"])
def test_harmless_word_passes(word):
    assert not asks_for_the_forbidden(word)


def test_forbidden_field_in_disguise_of_a_label_is_found():
    field = personal(models.DateField("Fødselsdato"), Keep.ACCOUNT)
    assert asks_for_the_forbidden("day", field.verbose_name)
