"""The first evening: each text by itself, in her language, signed by her or on paper, and taken back in one click."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cohorts.models import AgreementText, Cohort, Enrolment, Signature
from cohorts.roster.actions import load_agreements, note_on_paper, sign, take_back, tell_about_herself
from cohorts.roster.models import Purpose
from cohorts.roster.queries import number_unsigned, papers_in
from lms.management.commands.load_starter import FIXTURES, read
from lms.people.models import SpokenLanguage, User
from tests.factories.cohorts import trainee_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
TEXTS = read(FIXTURES / "agreements.toml")["texts"]


@pytest.fixture(autouse=True)
def texts(db) -> None:
    load_agreements(by=None, texts=TEXTS)


@pytest.fixture
def place(cohort) -> Enrolment:
    return trainee_of(cohort, interface_language="ar")


@pytest.fixture
def phone(client, place):
    client.force_login(place.person)
    return client


def text_of(purpose: str, language: str = "nb") -> AgreementText:
    return AgreementText.objects.get(purpose=purpose, language=language)


def paper(place: Enrolment, purpose: str = "participation") -> str:
    return reverse("my_paper", args=[place.public_id, purpose])


# --- texts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "da", "sv", "fi", "en", "ar"])
def test_every_purpose_has_a_text_in_the_languages_of_the_start(language):
    there = {row["purpose"] for row in TEXTS if row["language"] == language}
    assert there == set(Purpose.values)


def test_new_wording_is_a_new_version_and_what_was_signed_stays(place):
    signature = sign(by=place.person, enrolment=place, text=text_of("phone"))
    changed = [{"purpose": "phone", "language": "nb", "title": "Ny", "text": "Ny tekst."}]
    assert load_agreements(by=None, texts=changed) == {"made": 1}
    assert load_agreements(by=None, texts=changed) == {"kept": 1}
    signature.refresh_from_db()
    assert (signature.text.version, signature.text.title) == (1, "Nummeret ditt til de andre")


def test_nobody_but_the_command_line_releases_texts(coordinator):
    with pytest.raises(PermissionDenied):
        load_agreements(by=coordinator, texts=TEXTS)


# --- on her phone ----------------------------------------------------------------------------------------------------


def test_text_stands_in_her_language(phone, place):
    text = phone.get(paper(place)).content.decode()
    assert 'id="paper" lang="ar" dir="rtl"' in text
    assert "الدورة مجانية" in text


def test_text_is_read_in_another_language_when_asked(phone, place):
    text = phone.get(paper(place) + "?in=en").content.decode()
    assert "The course is free." in text
    assert 'lang="en" dir="ltr"' in text


def test_language_without_a_text_gets_that_of_the_site(phone, place):
    assert "Kurset er gratis." in phone.get(paper(place) + "?in=xx").content.decode()


def test_text_can_be_read_aloud_and_does_not_begin_by_itself(phone, place):
    text = phone.get(paper(place)).content.decode()
    assert 'data-read-aloud="paper" hidden' in text
    assert "autoplay" not in text


def test_she_signs_the_wording_she_has_seen(phone, place):
    response = phone.post(paper(place), {"text": str(text_of("participation", "ar").public_id)})
    signature = Signature.objects.get()
    assert response.url == reverse("my_papers", args=[place.public_id])
    assert (signature.enrolment, signature.text.language, signature.channel) == (place, "ar", "phone")


def test_signing_twice_signs_once(phone, place):
    for _time in range(2):
        phone.post(paper(place), {"text": str(text_of("participation").public_id)})
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("text", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_text_that_is_not_there_is_not_signed(phone, place, text):
    phone.post(paper(place), {"text": text})
    assert not Signature.objects.exists()


def test_text_of_another_purpose_is_not_signed(phone, place):
    phone.post(paper(place, "phone"), {"text": str(text_of("photo_public").public_id)})
    assert not Signature.objects.exists()


def test_she_takes_it_back_in_one_click_and_may_sign_again(phone, place):
    signature = sign(by=place.person, enrolment=place, text=text_of("photo_group"))
    phone.post(reverse("my_paper_back", args=[signature.public_id]))
    signature.refresh_from_db()
    assert signature.withdrawn_at
    assert not place.signatures.standing().exists()
    sign(by=place.person, enrolment=place, text=text_of("photo_group"))
    assert place.signatures.standing().count() == 1


def test_taking_back_twice_keeps_the_first_moment(place):
    signature = sign(by=place.person, enrolment=place, text=text_of("photo_group"))
    take_back(by=place.person, signature=signature)
    first = signature.withdrawn_at
    take_back(by=place.person, signature=signature)
    assert signature.withdrawn_at == first


def test_purpose_that_does_not_exist_is_not_there(phone, place):
    assert phone.get(paper(place, "religion")).status_code == 404


def test_paper_of_another_woman_is_not_there(phone, cohort):
    other = trainee_of(cohort)
    assert phone.get(paper(other)).status_code == 404
    assert phone.post(paper(other), {"text": str(text_of("participation").public_id)}).status_code == 404


def test_nobody_signs_for_another(coordinator, place):
    with pytest.raises(PermissionDenied):
        sign(by=coordinator, enrolment=place, text=text_of("participation"))


def test_list_says_what_belongs_to_the_course(phone, place):
    text = phone.get(reverse("my_papers", args=[place.public_id])).content.decode()
    assert text.count("Hører til kurset") == 2
    assert text.count("Du bestemmer") == 6


# --- on paper --------------------------------------------------------------------------------------------------------


def test_coordinator_ticks_what_was_signed_on_paper(signed_in, coordinator, place):
    answers = {"purposes": ["participation", "confidentiality"]}
    signed_in.post(reverse("woman_papers", args=[place.public_id]), answers)
    noted = list(place.signatures.standing())
    assert {each.purpose for each in noted} == {"participation", "confidentiality"}
    assert {(each.channel, each.noted_by, each.text.language) for each in noted} == {("paper", coordinator, "ar")}


def test_what_stands_is_not_asked_again(signed_in, place):
    sign(by=place.person, enrolment=place, text=text_of("participation"))
    url = reverse("woman_papers", args=[place.public_id])
    assert 'value="participation"' not in signed_in.get(url).content.decode()
    assert signed_in.post(url, {"purposes": ["participation"]}).status_code == 422
    assert signed_in.post(url, {}).status_code == 422


def test_coordinator_takes_back_for_her(signed_in, coordinator, place):
    signature = note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.PHONE])[0]
    signed_in.post(reverse("woman_paper_back", args=[signature.public_id]))
    assert not place.signatures.standing().exists()


def test_nothing_is_signed_when_the_cohort_is_over(coordinator, place):
    Cohort.objects.update(state=Cohort.State.COMPLETED)
    place.cohort.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.PHONE])
    assert refusal.value.messages == ["cohort_over"]
    assert papers_in(place.cohort) == [Purpose.PHOTO_CARD, Purpose.PAYER_NAME]
    assert note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.PAYER_NAME])


def test_name_for_whoever_pays_is_asked_only_where_somebody_asks_for_it(phone, place):
    assert phone.get(paper(place, "payer_name")).status_code == 200
    User.objects.update(is_off_lists=True)
    assert phone.get(paper(place, "payer_name")).status_code == 404
    User.objects.update(is_off_lists=False)
    municipality = place.cohort.in_municipality
    type(municipality.country).objects.get_or_create(
        code="DK", defaults={"name": "Danmark", "time_zone": "Europe/Oslo"}
    )
    type(municipality).objects.filter(pk=municipality.pk).update(country="DK")
    assert phone.get(paper(place, "payer_name")).status_code == 404
    assert "payer_name" not in phone.get(reverse("my_papers", args=[place.public_id])).content.decode()


def test_who_has_not_signed_is_counted(coordinator, cohort, place):
    trainee_of(cohort)
    assert number_unsigned(cohort) == 2
    note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.PARTICIPATION])
    assert number_unsigned(cohort) == 2
    note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.CONFIDENTIALITY])
    assert number_unsigned(cohort) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_papers_costs_the_same_for_one_and_three(signed_in, cohort, number, django_assert_max_num_queries):
    for _each in range(number):
        trainee_of(cohort)
    with django_assert_max_num_queries(14):
        signed_in.get(reverse("cohort_papers", args=[cohort.public_id]))


# --- what she tells --------------------------------------------------------------------------------------------------


def test_everything_about_herself_may_stay_empty(phone, place):
    assert phone.post(reverse("my_facts", args=[place.public_id]), {}).url == reverse("my_cohorts")
    place.refresh_from_db()
    assert place.area == ""


def test_she_tells_what_she_wants(phone, place):
    phone.post(reverse("my_facts", args=[place.public_id]), {"spoken": ["ar", "nb"], "area": "Furuset"})
    place.refresh_from_db()
    assert place.area == "Furuset"
    assert set(SpokenLanguage.objects.filter(person=place.person).values_list("tag", flat=True)) == {"ar", "nb"}


def test_coordinator_sees_what_she_told(client, coordinator, cohort, place):
    tell_about_herself(by=place.person, enrolment=place, spoken=["ar"], area="Furuset")
    client.force_login(coordinator)
    text = client.get(reverse("women", args=[cohort.public_id])).content.decode()
    assert "Furuset" in text
    assert "arabisk" in text


def test_her_course_stands_on_a_page_of_her_own(phone, place):
    text = phone.get(reverse("my_cohorts")).content.decode()
    assert place.cohort.name in text
    assert reverse("my_papers", args=[place.public_id]) in text
