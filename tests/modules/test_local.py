"""What a district fills in: who may, what is refused, how it is read, and when it is forgotten."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from lms.people.roles import Role
from modules.actions.local import (
    AUDITED,
    add_entry,
    change_entry,
    fill_slot,
    purge_local_slots,
    remove_entry,
)
from modules.models import ContentVersion, DirectoryEntry, LocalSlot
from modules.queries import place_at, place_of_reader, slot_values
from modules.rules import slot_key
from tests.factories.local import make_entry, make_slot
from tests.factories.modules import make_module, module_item
from tests.factories.people import (
    DistrictFactory,
    LocalGroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
    person_with,
    role_of,
)

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 11, 1)


@pytest.fixture
def district():
    """Give a district."""
    return DistrictFactory(name="Alna", slug="alna")


@pytest.fixture
def coordinator(district):
    """Give its coordinator."""
    return person_with(Role.COORDINATOR, district)


def url(name: str, *args) -> str:
    """Give the address of a view, in English."""
    with translation.override("en"):
        return reverse(name, args=args)


def text(response, status: int = 200) -> str:
    """Give the words of a page in one line."""
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def entry_words(**words) -> dict:
    """Give what an entry needs."""
    return {"name": "Biblioteket", "kind": "library", "check_by": NEXT_YEAR} | words


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_of_the_place_writes(role, district):
    place = {Role.SECRETARIAT: OrganisationFactory(), Role.HELPER: district}.get(role) or LocalGroupFactory(
        district=district
    )
    place = OrganisationFactory() if role in (Role.ORG_LEADER, Role.STEERING_MEMBER) else place
    other = person_with(role, place)
    entry = make_entry(district)
    for refused in (
        lambda: fill_slot(by=other, place=district, key="ppt", text="x"),
        lambda: add_entry(by=other, place=district, **entry_words()),
        lambda: change_entry(by=other, entry=entry, name="x"),
        lambda: remove_entry(by=other, entry=entry),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_rows_are_seen_by_the_coordinator_and_by_the_secretariat_of_the_country(district, coordinator):
    slot, entry = make_slot(district), make_entry(district)
    whole = make_entry(district.municipality, "Legevakten")
    elsewhere = DistrictFactory()
    people = {
        coordinator: {slot, entry},
        person_with(Role.COORDINATOR, district.municipality): {slot, entry, whole},
        person_with(Role.SECRETARIAT, OrganisationFactory()): {slot, entry, whole},
        person_with(Role.COORDINATOR, elsewhere): set(),
        person_with(Role.HELPER, district): set(),
        person_with(Role.TRAINEE, LocalGroupFactory(district=district)): set(),
    }
    for person, expected in people.items():
        seen = {*LocalSlot.objects.visible_to(person), *DirectoryEntry.objects.visible_to(person)}
        assert seen == expected


# --- local places -----------------------------------------------------------------------------------------------------


def test_what_is_filled_in_is_confirmed_noted_and_raises_the_version(district, coordinator):
    before = ContentVersion.objects.values_list("content", flat=True).first()
    row = fill_slot(by=coordinator, place=district, key="ppt", text="Kari, 23 47 60 00")
    assert (row.text, row.changed_by) == ("Kari, 23 47 60 00", coordinator)
    assert ContentVersion.objects.values_list("content", flat=True).first() != before
    noted = ModelLogEntry.objects.get(action="modules.slot_filled")
    assert (noted.user, noted.label, noted.data) == (coordinator, "ppt", {})
    fill_slot(by=coordinator, place=district, key="ppt", text="Nina")
    assert LocalSlot.objects.get().text == "Nina"


def test_slot_that_is_emptied_is_gone(district, coordinator):
    fill_slot(by=coordinator, place=district, key="ppt", text="Nina")
    assert fill_slot(by=coordinator, place=district, key="ppt") is None
    assert not LocalSlot.objects.exists()
    assert fill_slot(by=coordinator, place=district, key="ppt") is None


def test_entry_of_another_place_cannot_fill_a_slot(district, coordinator):
    with pytest.raises(ValidationError) as refused:
        fill_slot(by=coordinator, place=district, key="ppt", entry=make_entry(DistrictFactory()))
    assert refused.value.code == "entry_elsewhere"
    fill_slot(by=coordinator, place=district, key="ppt", entry=make_entry(district.municipality))


def test_district_has_the_last_word_over_its_municipality(district):
    make_slot(district.municipality, text="for hele byen")
    make_slot(district.municipality, "legevakt", "døgnåpent")
    make_slot(district, text="for bydelen")
    make_slot(DistrictFactory(), text="for en annen")
    assert {key: value.text for key, value in slot_values(district).items()} == {
        "helsestasjon": "for bydelen",
        "legevakt": "døgnåpent",
    }
    assert slot_values(district.municipality)["helsestasjon"].text == "for hele byen"
    assert slot_values(None) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_values_of_a_district_cost_one_query(rows, district, django_assert_num_queries):
    for number in range(rows):
        make_slot(district, f"sted-{number}", entry=make_entry(district, f"Sted {number}"))
    with django_assert_num_queries(1):
        assert len(slot_values(district)) == rows


def test_reader_gets_the_place_where_she_learns_before_that_where_she_helps(district):
    elsewhere, small = DistrictFactory(), MunicipalityFactory(slug="grong")
    woman = person_with(Role.VOLUNTEER, LocalGroupFactory(district=elsewhere))
    assert place_of_reader(woman) == elsewhere
    role_of(woman, Role.TRAINEE, LocalGroupFactory(district=district))
    assert place_of_reader(woman) == district
    group = LocalGroupFactory(district=None, municipality=small)
    assert place_of_reader(person_with(Role.TRAINEE, group)) == small
    assert place_of_reader(person_with(Role.SECRETARIAT, OrganisationFactory())) is None
    assert place_of_reader(UserFactory()) is None


def test_place_is_found_by_its_address(district):
    assert place_at(district.path) == district
    assert place_at(district.municipality.path) == district.municipality
    assert place_at("by/nowhere") is None
    assert place_at("nowhere") is None


def test_words_nobody_confirmed_for_a_year_are_forgotten(district, coordinator):
    fill_slot(by=coordinator, place=district, key="ppt", text="Kari")
    fill_slot(by=coordinator, place=district, key="helsestasjon", text="Nina", entry=make_entry(district))
    assert purge_local_slots() == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert purge_local_slots() == 2
        assert purge_local_slots() == 0
    kept = LocalSlot.objects.get()
    assert (kept.key, kept.text, kept.entry is not None) == ("helsestasjon", "", True)


# --- directory --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"where": "Storgata 5"},
        {"note": "Ligger i 0668 Oslo"},
        {"where": "bak skolen"},
        {"name": "Krisesenter, Storgata 5"},
    ],
)
def test_where_a_crisis_centre_lies_is_refused(words, district, coordinator):
    with pytest.raises(ValidationError) as refused:
        add_entry(by=coordinator, place=district, **entry_words(name="Krisesenteret") | words)
    assert refused.value.code == "shelter"
    entry = add_entry(by=coordinator, place=district, **entry_words(name="Krisesenteret", phone="23 47 60 00"))
    if "name" not in words:
        with pytest.raises(ValidationError):
            change_entry(by=coordinator, entry=entry, **words)
    with pytest.raises(ValidationError):
        fill_slot(by=coordinator, place=district, key="krisesenter", text="Storgata 5, 23 47 60 00")


def test_local_place_of_a_crisis_centre_takes_no_entry_with_an_address(district, coordinator):
    entry = add_entry(by=coordinator, place=district, **entry_words(name="Huset", where="Storgata 5"))
    with pytest.raises(ValidationError) as refused:
        fill_slot(by=coordinator, place=district, key="krisesenter", entry=entry)
    assert refused.value.code == "shelter"
    change_entry(by=coordinator, entry=entry, where="")
    entry.refresh_from_db()
    fill_slot(by=coordinator, place=district, key=slot_key("Crisis centre"), entry=entry)
    with pytest.raises(ValidationError) as refused:
        change_entry(by=coordinator, entry=entry, where="Storgata 5")
    assert refused.value.code == "shelter"


def test_entry_that_goes_empties_what_it_alone_filled(district, coordinator):
    entry = add_entry(by=coordinator, place=district, **entry_words())
    fill_slot(by=coordinator, place=district, key="bibliotek", entry=entry)
    fill_slot(by=coordinator, place=district, key="mote", entry=entry, text="onsdager")
    remove_entry(by=coordinator, entry=entry)
    assert [(slot.key, slot.text, slot.entry) for slot in LocalSlot.objects.all()] == [("mote", "onsdager", None)]


def test_change_notes_which_words_changed(district, coordinator):
    entry = make_entry(district)
    change_entry(by=coordinator, entry=entry, phone="23 47 60 09", name=entry.name)
    assert ModelLogEntry.objects.get(action="modules.entry_changed").data == {"fields": ["phone"]}
    with pytest.raises(KeyError):
        change_entry(by=coordinator, entry=entry, district=DistrictFactory())


def test_everything_that_is_noted_has_its_wording():
    assert {action for action in AUDITED if not registry.action_exists(action)} == set()


# --- screens ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def texts(home):
    """Give a module with three local places, one of them in a sentence."""
    body = [
        *module_item()["body"],
        {"type": "rights", "text": "Snakk med skolen [lokalt: skolen] først."},
        {"type": "help", "entries": [{"name": "Helsestasjonen [lokalt: helsestasjon]"}, {"name": "PPT [lokalt: PPT]"}]},
    ]
    return make_module(body=body)


def test_coordinator_fills_a_slot_and_her_women_read_it_at_once(client, district, coordinator, texts):
    client.force_login(coordinator)
    listed = text(client.get(url("local_slots", district.path)))
    assert listed.count("Empty") == 3
    screen = text(client.get(url("local_slot", "skolen", district.path)))
    assert "Snakk med skolen … først" not in screen
    assert "Snakk med skolen …" in screen
    saved = client.post(url("local_slot", "skolen", district.path), {"text": "Rektor Nes, 23 47 60 00"}, follow=True)
    assert "Saved." in text(saved)
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory(district=district)))
    page = text(client.get(texts.get_url()))
    assert 'Rektor Nes, <a class="call" href="tel:23476000"><bdi dir="ltr">23 47 60 00</bdi></a>' in page
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    assert "Rektor" not in text(client.get(texts.get_url()))
    client.logout()
    signed_out = text(client.get(texts.get_url()))
    assert "Rektor" not in signed_out
    assert "spør koordinatoren din" in signed_out


def test_slot_survives_a_new_text_and_words_around_it(district, coordinator, texts, client):
    fill_slot(by=coordinator, place=district, key="skolen", text="Rektor Nes")
    texts.body = [("rights", {"text": "<p>Helt nye ord om rektor og [lokalt: skolen].</p>"})]
    texts.save_revision().publish()
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory(district=district)))
    assert "Rektor Nes" in text(client.get(texts.get_url()))


def test_mark_an_editor_left_without_a_name_keeps_the_one_it_gets(texts):
    texts.body = [("rights", {"text": "<p>Spør biblioteket [lokalt].</p>"})]
    texts.save_revision().publish()
    texts.refresh_from_db()
    assert "[lokalt: Spør biblioteket]" in str(texts.body.get_prep_value())


def test_entry_added_for_a_slot_fills_it(client, district, coordinator, texts):
    client.force_login(coordinator)
    address = url("local_entry_add", district.path) + "?for=helsestasjon"
    assert 'value="Helsestasjon"' in text(client.get(address))
    client.post(address, entry_words(name="Alna helsestasjon", kind="health", phone="23 47 60 00"))
    assert slot_values(district)["helsestasjon"].name == "Alna helsestasjon"
    assert client.get(url("local_entry_add", district.path) + "?for=nothing").status_code == 404


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"name": "<script>alert(1)</script>"}, "Write plain text, without &lt; and &gt;."),
        ({"phone": "ring meg"}, "A phone number has digits only."),
        ({"phone": "12"}, "A phone number has digits only."),
        ({"web": "javascript:alert(1)"}, "This is not a website."),
        ({"web": "ingen side"}, "This is not a website."),
        ({"check_by": "i morgen"}, "Enter a valid date."),
        ({"kind": "secret"}, "Select a valid choice."),
        ({"name": "Krisesenteret", "where": "Storgata 5"}, "Where a crisis centre lies must not stand here."),
    ],
)
def test_bad_entry_is_refused_with_a_sentence_and_nothing_is_lost(words, sentence, client, district, coordinator):
    client.force_login(coordinator)
    sent = entry_words(note="Det hun skrev") | words
    page = text(client.post(url("local_entry_add", district.path), sent), status=422)
    assert sentence in page
    assert "Det hun skrev" in page
    assert "<script>alert" not in page
    assert not DirectoryEntry.objects.exists()


@pytest.mark.parametrize("words", ["x" * 301, "<b>fet</b>"])
def test_bad_words_for_a_slot_are_refused_and_kept_on_the_screen(words, client, district, coordinator, texts):
    client.force_login(coordinator)
    page = text(client.post(url("local_slot", "skolen", district.path), {"text": words}), status=422)
    assert words.replace("<", "&lt;").replace(">", "&gt;") in page
    assert not LocalSlot.objects.exists()


def test_digits_of_any_keyboard_and_a_bare_domain_are_understood(client, district, coordinator):
    client.force_login(coordinator)
    sent = entry_words(phone="٢٣ ٤٧ ٦٠ ٠٠", web="deichman.no", kind="library")
    assert client.post(url("local_entry_add", district.path), sent).status_code == 302
    entry = DirectoryEntry.objects.get()
    assert (entry.phone, entry.call_url, entry.web) == ("23 47 60 00", "tel:23476000", "https://deichman.no")


def test_everybody_reads_the_directory_without_a_cookie(client, district):
    make_entry(district, "Helsestasjonen", where="Demoveien 5", note="Gratis")
    make_entry(district.municipality, "Legevakten", phone="116 117")
    make_entry(DistrictFactory(), "En annens")
    response = client.get(url("directory", district.path))
    page = text(response)
    assert not response.cookies
    assert [name in page for name in ("Helsestasjonen", "Legevakten", "En annens")] == [True, True, False]
    assert all(f'href="tel:{number}"' in page for number in ("23476000", "116117"))
    assert url("help") in page
    assert "Alna" in text(client.get(url("directory_index")))
    assert client.get(url("directory", "by/nowhere")).status_code == 404


def test_entry_nobody_checked_says_so(client, district):
    make_entry(district, check_by=timezone.localdate())
    assert "Not checked lately." in text(client.get(url("directory", district.path)))


@pytest.mark.parametrize("name", ["local_desk", "local_slots", "local_entries", "directory", "directory_index"])
def test_lists_cost_the_same_for_one_row_as_for_three(name, client, coordinator, texts, django_assert_max_num_queries):
    district = coordinator.running_roles[0].district
    client.force_login(coordinator)
    address = url(name) if name in ("local_desk", "directory_index") else url(name, district.path)
    make_slot(district, "sted-0", entry=make_entry(district, "Sted 0"))
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    for number in (1, 2):
        make_slot(district, f"sted-{number}", entry=make_entry(district, f"Sted {number}"))
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(address)


def test_coordinator_comes_from_her_own_page(client, coordinator, district):
    client.force_login(coordinator)
    assert url("local_desk") in text(client.get(url("my_page")))
    assert "Alna" in text(client.get(url("local_desk")))


def test_removing_asks_once_and_says_what_happens(client, district, coordinator):
    client.force_login(coordinator)
    entry = make_entry(district)
    make_slot(district, text="", entry=entry)
    assert "1 place in the texts shows it." in text(client.get(url("local_entry_remove", entry.public_id)))
    assert "Saved." in text(client.post(url("local_entry_remove", entry.public_id), follow=True))
    assert not DirectoryEntry.objects.exists()
