"""The file of a diploma or card is made once, holds what it says, and a photo goes when its consent goes."""

import hashlib
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pypdf
import pypdfium2
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cohorts.credentials.actions import (
    block_card,
    drop_photos_taken_back,
    issue_card,
    make_left_behind,
    renew_cards,
    take_photo,
)
from cohorts.credentials.actions.making import make_now
from cohorts.credentials.actions.retention import sweep_files
from cohorts.credentials.documents import card_sheet, diploma_page, diploma_pdf
from cohorts.credentials.queries import entry_with, has_photo_taken_back
from cohorts.credentials.rules import card_facts_from, facts_from, facts_to
from cohorts.models import CardPhoto, Diploma, IdCard, Letterhead, RegisterEntry, Signature
from cohorts.roster.models import AgreementText
from lms.kit.pdf import set_page
from lms.people.models import Organisation
from tests.codes import read_code
from tests.factories.credentials import completed_woman, diploma_with, facts_of

pytestmark = pytest.mark.django_db
AT = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def woman(cohort):
    return completed_woman(cohort)


def read(file) -> bytes:
    with file.open("rb") as held:
        return held.read()


def jpeg(width: int = 1200, height: int = 900) -> io.BytesIO:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "#aa7755").save(held, "JPEG")
    held.seek(0)
    return held


def agree_to_photo(enrolment) -> Signature:
    text = AgreementText.objects.create(
        purpose="photo_card", language="nb", version=9, title="Bilde på kortet", text="Ja."
    )
    return Signature.objects.create(enrolment=enrolment, purpose="photo_card", text=text, channel="phone")


def qr_in(pdf: bytes, page: int = 0) -> str:
    """Read the QR code of a page as a phone does."""
    document = pypdfium2.PdfDocument(pdf)
    picture = io.BytesIO()
    document[page].render(scale=4).to_pil().save(picture, "PNG")
    return read_code(picture.getvalue())


def test_file_is_made_once_and_never_again(woman):
    diploma = Diploma.objects.get(person=woman.person)
    assert not diploma.file
    make_now([diploma])
    first, kept = read(diploma.file), stored_files()
    assert hashlib.sha256(first).hexdigest() == diploma.digest
    stale = Diploma.objects.get(pk=diploma.pk)
    stale.made_at = None  # as a second worker saw it
    Letterhead.objects.create(organisation=diploma.entry.organisation, card_phone="1")
    make_now([stale])
    diploma.refresh_from_db()
    assert read(diploma.file) == first
    assert stored_files() == kept


def stored_files() -> int:
    folders, files = default_storage.listdir("credentials")
    return sum(len(default_storage.listdir(f"credentials/{each}")[1]) for each in folders) + len(files)


def test_what_no_task_made_is_made_by_the_tick_and_one_without_signs_stops_no_other(cohort):
    fine, odd = completed_woman(cohort), completed_woman(cohort, name="Wang 秀英")
    Diploma.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert make_left_behind() == 2
    assert Diploma.objects.get(person=fine.person).file
    assert Diploma.objects.get(person=odd.person).trouble == "no_sign"
    assert make_left_behind() == 0


def test_diploma_says_what_was_frozen_and_its_code_leads_back_to_it(woman):
    diploma = Diploma.objects.get(person=woman.person)
    facts = facts_from(diploma.facts)
    pdf = diploma_pdf(facts, at=AT)
    assert pdf == diploma_pdf(facts, at=AT)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = reader.pages[0].extract_text()
    assert "Amal Haddad" in text
    assert facts.code in text
    assert entry_with(facts.code.lower().replace("-", " ").replace("0", "o")) == diploma.entry
    assert qr_in(pdf) == facts.check_at


def test_diploma_is_tagged_embedded_and_sound(woman, tmp_path):
    facts = facts_from(Diploma.objects.get(person=woman.person).facts)
    facts = replace(facts, languages=("nb", "en"), name="أمل حدّاد")
    pdf = set_page(diploma_page(facts, at=AT, token="e30.e30.c2ln"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert document.Root.Lang == "nb"
        assert document.Root.MarkInfo.Marked
        assert document.attachments["diploma.jwt"].get_file().read_bytes() == b"e30.e30.c2ln"
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        described = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile2" in each or "/FontFile3" in each for each in described)
    if qpdf := shutil.which("qpdf"):
        (tmp_path / "d.pdf").write_bytes(pdf)
        assert subprocess.run([qpdf, "--check", tmp_path / "d.pdf"], capture_output=True, check=False).returncode == 0


def test_later_logo_is_not_on_what_was_issued_before(cohort, woman):
    diploma = Diploma.objects.get(person=woman.person)
    logo = jpeg(300, 100).read()
    Letterhead.objects.create(
        organisation=Organisation.objects.get(),
        logo=ContentFile(logo, name="logo.jpg"),
        digest=hashlib.sha256(logo).hexdigest(),
    )
    after = Diploma.objects.get(person=completed_woman(cohort, name="Sara Ali").person)
    for each in (diploma, after):
        make_now([each])
    pictures = [len(pypdf.PdfReader(io.BytesIO(read(each.file))).pages[0].images) for each in (diploma, after)]
    assert pictures == [0, 1]


# --- cards -----------------------------------------------------------------------------------------------------------


def test_card_needs_a_diploma_and_is_issued_once(cohort, woman, coordinator):
    with pytest.raises(PermissionDenied):
        issue_card(by=woman.person, enrolment=woman)
    card = issue_card(by=coordinator, enrolment=woman, languages=["arabisk"])
    facts = card_facts_from(card.facts)
    assert (facts.name, facts.languages) == ("Amal H.", ("arabisk",))
    assert facts.number == f"NO-{cohort.district.code}-K-{timezone.localdate().year}-001"
    assert card.entry.valid_until.year == timezone.localdate().year + 2 or timezone.localdate().timetuple().tm_yday == 1
    with pytest.raises(ValidationError) as refusal:
        issue_card(by=coordinator, enrolment=woman)
    assert refusal.value.error_list[0].code == "has_card"
    RegisterEntry.objects.update(state="withdrawn", why="mistake")
    with pytest.raises(ValidationError) as refusal:
        issue_card(by=coordinator, enrolment=woman)
    assert refusal.value.error_list[0].code == "no_diploma"


def test_card_file_and_its_sheet_lead_to_the_check_page(woman, coordinator):
    card = issue_card(by=coordinator, enrolment=woman)
    make_now([card])
    facts = card_facts_from(card.facts)
    pdf = read(card.file)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        width, height = (float(each) / 72 * 25.4 for each in document.pages[0].MediaBox[2:])
        assert (len(document.pages), round(width, 1), round(height, 1)) == (2, 91.6, 60.0)
    assert qr_in(pdf, 1) == facts.check_at
    sheet = card_sheet([pdf] * 11, at=AT, language="nb")
    assert len(pypdf.PdfReader(io.BytesIO(sheet)).pages) == 4


def test_lost_card_counts_no_more_and_renewed_ones_lead_on(woman, coordinator):
    card = issue_card(by=coordinator, enrolment=woman)
    [new] = renew_cards(by=coordinator, cards=[card])
    card.entry.refresh_from_db()
    assert (card.entry.state, card.entry.why, card.entry.replaced_by) == ("replaced", "renewed", new.entry)
    assert renew_cards(by=coordinator, cards=[card]) == []
    block_card(by=woman.person, card=new)
    block_card(by=woman.person, card=new)
    new.entry.refresh_from_db()
    assert (new.entry.state, new.entry.why) == ("replaced", "lost")


def test_photo_needs_her_consent_and_goes_everywhere_with_it(client, woman, coordinator):
    with pytest.raises(ValidationError):
        take_photo(by=coordinator, enrolment=woman, file=jpeg(), name="hun.jpg")
    signature = agree_to_photo(woman)
    photo = take_photo(by=coordinator, enrolment=woman, file=jpeg(), name="hun.jpg")
    with Image.open(io.BytesIO(read(photo.file))) as kept:
        assert (kept.size, dict(kept.getexif())) == ((600, 750), {})
    card = issue_card(by=coordinator, enrolment=woman)
    make_now([card])
    names = [photo.file.name, card.file.name]
    assert not has_photo_taken_back(IdCard.objects.all())
    Signature.objects.filter(pk=signature.pk).update(withdrawn_at=timezone.now())
    assert not CardPhoto.objects.visible_to(coordinator).exists()  # before anything has run
    client.force_login(coordinator)
    assert client.get(reverse("card_file", args=[card.public_id])).status_code == 404
    assert client.get(reverse("cohort_cards_sheet", args=[woman.cohort.public_id])).status_code == 404
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda job, **_more: job())
        assert drop_photos_taken_back() == 1
    assert not CardPhoto.objects.exists()
    card.refresh_from_db()
    card.entry.refresh_from_db()
    assert (card.entry.state, card.entry.why, bool(card.file)) == ("replaced", "photo", False)
    new = IdCard.objects.get(entry=card.entry.replaced_by)
    assert card_facts_from(new.facts).photo == ""
    assert not any(default_storage.exists(name) for name in names)


def test_card_that_is_still_to_be_made_bears_the_photo_that_there_is(woman, coordinator):
    agree_to_photo(woman)
    take_photo(by=coordinator, enrolment=woman, file=jpeg(), name="hun.jpg")
    card = issue_card(by=coordinator, enrolment=woman)
    photo = take_photo(by=coordinator, enrolment=woman, file=jpeg(500, 700), name="hun.jpg")
    card.refresh_from_db()
    assert card.facts["photo"] == photo.digest
    make_now([card])
    assert card.file


def test_woman_who_is_protected_has_no_photo_any_more_as_if_she_had_taken_her_yes_back(woman, coordinator):
    agree_to_photo(woman)
    take_photo(by=coordinator, enrolment=woman, file=jpeg(), name="hun.jpg")
    type(woman.person).objects.filter(pk=woman.person_id).update(is_protected=True)
    drop_photos_taken_back()
    assert not CardPhoto.objects.exists()
    with pytest.raises(ValidationError) as refusal:
        take_photo(by=coordinator, enrolment=woman, file=jpeg(), name="hun.jpg")
    assert refusal.value.error_list[0].code == "no_consent"


def test_facts_of_a_card_come_back_as_they_were(woman, coordinator):
    facts = card_facts_from(issue_card(by=coordinator, enrolment=woman).facts)
    assert card_facts_from(facts_to(facts)) == facts


def test_files_of_a_woman_who_was_erased_go_and_all_others_stay(cohort, woman):
    hers, another = Diploma.objects.get(person=woman.person), diploma_with(facts_of())
    for diploma in (hers, another):
        make_now([diploma])
    woman.person.delete()
    assert sweep_files() == 0  # it may be on its way
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        sweep_files()
    assert not default_storage.exists(hers.file.name)
    assert default_storage.exists(another.file.name)
    assert RegisterEntry.objects.filter(pk=hers.entry_id).exists()
