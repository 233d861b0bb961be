"""A ceremony pack holds the very files of the women; whom it cannot print it names; the rest goes through."""

import io
import zipfile
from datetime import time, timedelta

import docx
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cohorts.credentials.actions import issue_card, packs
from cohorts.credentials.actions.packs import GIVEN_UP, ask_for_pack, make_pack, say_how_names_sound
from cohorts.credentials.documents import attendance_paper, competence_letter, diploma_word
from cohorts.credentials.rules import facts_from
from cohorts.models import CeremonyPack, CompletionDecision, Diploma, IdCard, RegisterEntry, Signer
from lms.kit.pdf import pdf_file
from lms.people.models import Organisation, User
from lms.people.roles import Role
from tests.factories.cohorts import trainee_of
from tests.factories.credentials import completed_woman
from tests.factories.people import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


def ask(by, cohort) -> CeremonyPack:
    day = timezone.localdate()
    return ask_for_pack(by=by, cohort=cohort, language="nb", given_at="Rådhuset", given_on=day, starts_at=time(17))


def test_pack_holds_the_same_bytes_as_single_copies_and_names_whom_it_cannot_print(client, cohort, coordinator):
    amal, wang = completed_woman(cohort), completed_woman(cohort, name="Wang 秀英")
    issue_card(by=coordinator, enrolment=amal)
    say_how_names_sound(by=coordinator, cohort=cohort, sounds={amal: "A-mal Had-DAD"})
    pack = ask(coordinator, cohort)
    with pytest.raises(ValidationError):
        ask(coordinator, cohort)
    make_pack.func(str(pack.public_id))
    make_pack.func(str(pack.public_id))
    pack.refresh_from_db()
    odd = Diploma.objects.get(person=wang.person)
    assert (pack.done, pack.failed) == (pack.total, {str(odd.public_id): "no_sign"})
    diploma = Diploma.objects.get(person=amal.person)
    with pack.file.open("rb") as held, zipfile.ZipFile(held) as archive, diploma.file.open("rb") as file:
        names = archive.namelist()
        stored = next(name for name in names if name.startswith("diploma/"))
        assert archive.read(stored) == file.read()
        assert len(pypdf.PdfReader(io.BytesIO(archive.read("alle-diplomer.pdf"))).pages) == 2
        read_aloud = pypdf.PdfReader(io.BytesIO(archive.read("navn-til-opplesning.pdf"))).pages[0].extract_text()
        assert "A-mal Had-DAD" in read_aloud
        assert "Rådhuset" in "".join(p.text for p in docx.Document(io.BytesIO(archive.read("program.docx"))).paragraphs)
    client.force_login(coordinator)
    page = client.get(reverse("ceremony_pack", kwargs={"public_id": pack.public_id})).content.decode()
    assert "Wang 秀英" in page
    copy = client.get(reverse("diploma_file", kwargs={"public_id": diploma.public_id}))
    assert copy["Cache-Control"] == "private, no-store"
    assert client.get(reverse("ceremony_part", args=[pack.public_id, "signs"]))["Content-Type"] == "application/pdf"


def test_who_stands_in_no_list_has_her_diploma_in_the_pack_and_is_not_read_aloud(cohort, coordinator):
    amal, sara = completed_woman(cohort), completed_woman(cohort, name="Sara Ali")
    User.objects.filter(pk=sara.person_id).update(is_off_lists=True)
    pack = ask(coordinator, cohort)
    make_pack.func(str(pack.public_id))
    pack.refresh_from_db()
    with pack.file.open("rb") as held, zipfile.ZipFile(held) as archive:
        assert len(pypdf.PdfReader(io.BytesIO(archive.read("alle-diplomer.pdf"))).pages) == 2 * 2
        blank = pypdf.PdfReader(io.BytesIO(archive.read("blankt-diplom.pdf"))).pages[0].extract_text()
        assert coordinator.name in blank  # with a line to sign on
        for name in ("navn-til-opplesning.pdf", "navneskilt.pdf"):
            pages = pypdf.PdfReader(io.BytesIO(archive.read(name))).pages
            text = "".join(page.extract_text() for page in pages)
            assert (amal.person.name in text, "Sara" in text) == (True, False), name


def test_pack_that_failed_keeps_no_other_back(cohort, coordinator):
    completed_woman(cohort)
    stuck = ask(coordinator, cohort)
    long_ago = timezone.now() - GIVEN_UP - timedelta(minutes=1)
    CeremonyPack.objects.filter(pk=stuck.pk).update(asked_at=long_ago)
    ask(coordinator, cohort)
    assert not CeremonyPack.objects.filter(pk=stuck.pk).exists()


def test_card_that_is_taken_away_while_a_pack_is_made_is_not_in_it(cohort, coordinator, monkeypatch):
    card = issue_card(by=coordinator, enrolment=completed_woman(cohort))
    pack = ask(coordinator, cohort)
    laid_out = packs.pack_papers

    def slowly(*about, **more):
        IdCard.objects.filter(pk=card.pk, made_at__isnull=False).exclude(file="").update(file="")
        return laid_out(*about, **more)

    monkeypatch.setattr(packs, "pack_papers", slowly)
    make_pack.func(str(pack.public_id))
    pack.refresh_from_db()
    with pack.file.open("rb") as held, zipfile.ZipFile(held) as archive:
        assert not any(name.startswith("idcard/") for name in archive.namelist())


def test_sign_that_no_font_has_is_an_error_where_it_is_typed(client, cohort, coordinator):
    woman = completed_woman(cohort)
    client.force_login(coordinator)
    about = {"given_on": "2027-06-08", "language": "nb", "spares": 1, "given_at": "市政厅"}
    refused = client.post(reverse("ceremony", args=[cohort.public_id]), about)
    assert (refused.status_code, "市" in str(refused.context["form"].errors["given_at"])) == (422, True)
    sounds = client.post(reverse("ceremony_sounds", args=[cohort.public_id]), {str(woman.public_id): "阿玛尔"})
    assert sounds.status_code == 422
    client.force_login(person_with(Role.SECRETARIAT, Organisation.objects.get()))
    sent = {"card_phone": "", "card_years": 2, "name1": "李丽", "title1_nb": "leder"}
    assert client.post(reverse("letterhead"), sent).status_code == 422
    assert not Signer.objects.exists()


def test_letter_for_her_cv_and_word_diploma_say_what_the_diploma_says(cohort):
    facts = facts_from(Diploma.objects.get(person=completed_woman(cohort).person).facts)
    letter = pypdf.PdfReader(io.BytesIO(pdf_file(competence_letter(facts, "en"))))
    text = "".join(page.extract_text() for page in letter.pages)
    assert all(part in text for part in (facts.name, facts.number, facts.code, "3 modules"))
    word = docx.Document(io.BytesIO(diploma_word(facts)))
    written = "".join(paragraph.text for paragraph in word.paragraphs)
    assert all(part in written for part in (facts.name, facts.number, facts.code))
    assert word.core_properties.language == "nb-NO"


def test_what_no_longer_holds_is_shown_as_such_and_gives_no_letter(client, cohort, coordinator):
    woman = completed_woman(cohort)
    diploma, card = Diploma.objects.get(person=woman.person), issue_card(by=coordinator, enrolment=woman)
    letter = reverse("competence_letter", args=[diploma.public_id])
    client.force_login(woman.person)
    assert letter in client.get(reverse("my_card")).content.decode()
    RegisterEntry.objects.filter(pk=card.entry_id).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "Gått ut" in client.get(reverse("my_card")).content.decode()
    RegisterEntry.objects.filter(pk=diploma.entry_id).update(state="withdrawn", why="misused")
    page = client.get(reverse("my_card")).content.decode()
    assert ("Trukket tilbake" in page, letter in page) == (True, False)
    for gone in (letter, reverse("diploma_in_word", args=[diploma.public_id])):
        assert client.get(gone).status_code == 404


def test_paper_of_attendance_lists_what_she_took_and_no_more(cohort, coordinator):
    OrganisationFactory()
    woman = trainee_of(cohort, name="Sara Ali")
    about = {"outcome": "attendance", "state": "confirmed", "needed": 3, "fulfilled": False, "credited": [1, 2]}
    decision = CompletionDecision.objects.create(enrolment=woman, proposed_by=coordinator, **about)
    [page] = pypdf.PdfReader(io.BytesIO(pdf_file(attendance_paper(decision, "nb")))).pages
    text = page.extract_text()
    assert all(part in text for part in ("Sara Ali", "Modul 0", "Modul 1", "2 moduler"))
    assert "Modul 2" not in text
    coordinator.name = "李丽"
    pdf_file(attendance_paper(decision, "nb"))  # no font has her name: she writes it by hand


def test_list_of_cards_asks_as_much_for_three_women_as_for_one(client, cohort, coordinator):
    client.force_login(coordinator)
    page = reverse("cohort_cards", kwargs={"public_id": cohort.public_id})
    asked = []
    for _round in range(2):
        for _woman in range(1 if not asked else 2):
            issue_card(by=coordinator, enrolment=completed_woman(cohort))
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(page).content.decode()
        asked.append(len(queries))
    assert shown.count('name="women"') == 3
    assert asked[0] == asked[1]


def test_ticked_women_get_cards_and_no_tick_says_what_is_missing(client, cohort, coordinator):
    woman = completed_woman(cohort)
    client.force_login(coordinator)
    page = reverse("cohort_cards", kwargs={"public_id": cohort.public_id})
    nothing = client.post(page)
    assert (nothing.status_code, "Velg minst én kvinne." in nothing.content.decode()) == (422, True)
    for _first_and_renewed in range(2):
        assert client.post(page, {"women": [woman.public_id], "whole_name": "on"}).status_code == 302
    first, second = IdCard.objects.order_by("pk")
    assert (first.entry.why, first.facts["name"], second.facts["name"]) == ("renewed", "Amal Haddad", "Amal Haddad")


def test_new_logo_and_signers_count_from_now_on(client, cohort):
    before = Diploma.objects.get(person=completed_woman(cohort).person)
    secretary = person_with(Role.SECRETARIAT, Organisation.objects.get())
    client.force_login(secretary)
    held = io.BytesIO()
    Image.new("RGB", (600, 200), "#223355").save(held, "PNG")
    logo = SimpleUploadedFile("logo.png", held.getvalue(), "image/png")
    sent = {"logo": logo, "card_phone": "22 00 00 00", "card_years": 3, "name1": "Nasra Ali", "title1_nb": "leder"}
    assert client.post(reverse("letterhead"), sent).status_code == 302
    after = Diploma.objects.get(person=completed_woman(cohort, name="Sara Ali").person)
    assert (before.facts["logo"], len(before.facts["signers"])) == ("", 1)
    assert after.facts["logo"]
    assert after.facts["signers"][0] == {"name": "Nasra Ali", "titles": {"nb": "leder"}}
