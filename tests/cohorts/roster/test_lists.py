"""A list of women is looked at line by line, and nothing is stored before it is confirmed."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from lms.kit.sheets import Sheet, write_csv, write_xlsx
from lms.people.models import User
from tests.factories.cohorts import trainee_of
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]

LIST = "Hodan Ali; 901 23 456; arabisk\nMina Berg; 901 23 457\nUten Nummer"


def brought(client, cohort, **fields):
    return client.post(reverse("women_bring", args=[cohort.public_id]), {"language": "nb"} | fields)


def confirmed(client, cohort, text: str, *phones: str):
    answers = {"pasted": text, "language": "nb", "chosen": phones}
    return client.post(reverse("women_confirm", args=[cohort.public_id]), answers)


def test_pasted_list_is_shown_and_not_stored(signed_in, cohort):
    text = brought(signed_in, cohort, pasted=LIST).content.decode()
    assert "2 kvinner blir lagt til" in text
    assert "Telefonnummeret mangler." in text
    assert "Hodan Ali" in text
    assert not Enrolment.objects.exists()
    assert not User.objects.filter(phone="+4790123456").exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_comes_as_a_file(signed_in, cohort, kind):
    sheet = Sheet("Liste", ["Navn", "Telefon"], [["Hodan Ali", "+4790123456"]])
    data = write_csv(sheet) if kind == "csv" else write_xlsx(sheet)
    text = brought(signed_in, cohort, file=SimpleUploadedFile(f"liste.{kind}", data)).content.decode()
    assert "1 kvinne blir lagt til" in text


def test_confirmed_list_is_stored(signed_in, cohort):
    preview = brought(signed_in, cohort, pasted=LIST)
    response = confirmed(signed_in, cohort, preview.context["form"].as_text, "+4790123456", "+4790123457")
    assert response.url == reverse("women", args=[cohort.public_id])
    women = {place.person.phone: place.person for place in cohort.enrolments.select_related("person")}
    assert women.keys() == {"+4790123456", "+4790123457"}
    assert women["+4790123456"].interface_language == "ar"
    assert "2 kvinner er lagret." in signed_in.get(response.url).content.decode()


def test_line_without_a_tick_is_not_stored(signed_in, cohort):
    confirmed(signed_in, cohort, LIST, "+4790123457")
    assert [place.person.phone for place in cohort.enrolments.all()] == ["+4790123457"]


def test_nothing_ticked_stores_nothing(signed_in, cohort):
    confirmed(signed_in, cohort, LIST)
    assert not cohort.enrolments.exists()


def test_confirming_twice_doubles_nobody(signed_in, cohort):
    for _time in range(2):
        confirmed(signed_in, cohort, LIST, "+4790123456", "+4790123457")
    assert cohort.enrolments.count() == 2


def test_woman_who_is_here_is_left_out(signed_in, cohort):
    trainee_of(cohort, phone="+4790123456")
    text = brought(signed_in, cohort, pasted=LIST).content.decode()
    assert "Hun er allerede i dette kullet." in text
    assert "1 kvinne blir lagt til" in text


def test_number_of_somebody_out_of_sight_looks_like_a_new_one(signed_in, cohort):
    UserFactory(name="Kanari Ukjent", phone="+4790123456")
    text = brought(signed_in, cohort, pasted=LIST).content.decode()
    assert "Kanari" not in text
    assert "Du kjenner henne allerede" not in text
    confirmed(signed_in, cohort, LIST, "+4790123456")
    assert cohort.enrolments.get().state == Enrolment.State.OFFERED


def test_list_of_many_known_elsewhere_stops_with_its_rest_on_the_page_and_goes_on_later(signed_in, cohort):
    phones = [f"+47901235{number:02}" for number in range(20)]
    for phone in phones:
        UserFactory(phone=phone)
    text = "\n".join(f"Kvinne {chr(65 + number)}; {phone}" for number, phone in enumerate(phones))
    now = timezone.now()
    for rounds, there in enumerate((8, 16, 20)):
        with time_machine.travel(now + timedelta(minutes=16 * rounds)):
            response = confirmed(signed_in, cohort, text, *phones)
        assert cohort.enrolments.count() == there
        if there < 20:
            page = response.content.decode()
            assert "vent 15 minutter" in page
            assert phones[0] not in page
            text = unescape(page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0])
    assert response.url == reverse("women", args=[cohort.public_id])


def test_birth_number_is_neither_shown_nor_kept(signed_in, cohort):
    text = brought(signed_in, cohort, pasted="Hodan Ali; 90123456; 010180 12345").content.decode()
    assert "fødselsnummer" in text
    assert "12345" not in text
    assert "Hodan" not in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Lim inn en liste eller velg en fil"),
        ({"pasted": "  \n "}, "Lim inn en liste eller velg en fil"),
        ({"pasted": "Navn;Telefon"}, "Det er ingen i denne listen"),
        ({"pasted": "\n".join("Kvinne;90123456" for _each in range(501))}, "Listen er for lang"),
    ],
)
def test_wrong_list_is_refused_kindly(signed_in, cohort, fields, sentence):
    response = brought(signed_in, cohort, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize("name", ["x.xls", "x.xlsx", "x.csv", "x.pdf"])
def test_wrong_file_is_refused_kindly(signed_in, cohort, name):
    response = brought(signed_in, cohort, file=SimpleUploadedFile(name, b"\0\0\0"))
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()


def test_list_is_not_taken_for_a_cohort_that_is_over(signed_in, cohort):
    Cohort.objects.update(state=Cohort.State.CANCELLED)
    response = confirmed(signed_in, cohort, LIST, "+4790123456")
    assert not cohort.enrolments.exists()
    assert "Dette kullet er over" in signed_in.get(response.url).content.decode()
