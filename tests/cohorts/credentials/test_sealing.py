"""Credentials and signatures hold for readers that are not ours, and what was changed does not."""

import base64
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from cohorts.credentials.actions.keys import KeyMissingError, certificate_of, current_key
from cohorts.credentials.actions.making import make_now
from cohorts.credentials.actions.sealing import credential_of
from cohorts.credentials.documents import diploma_page
from cohorts.models import Diploma, RegisterEntry, SigningKey
from lms.kit.pdf import set_page
from lms.kit.sign import signed_pdf
from tests.factories.credentials import diploma_with, facts_of
from tests.factories.people import OrganisationFactory
from tests.readers import NODE_TOOLS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """Keys of their own for each test."""
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.fixture
def diploma() -> Diploma:
    return diploma_with(facts_of(), status_index=94)


def verified_by_jose(client, *tokens: str) -> list[dict]:
    node = os.environ.get("NODE") or shutil.which("node")
    if not node or not (NODE_TOOLS / "node_modules" / "jose").is_dir():
        pytest.skip("jose is not here: install Node.js with npm and run `make test` again (NODE, NODE_TOOLS).")
    asked = json.dumps({"keys": client.get(reverse("jwks")).json()["keys"], "tokens": tokens})
    command = [node, str(NODE_TOOLS / "verify_credential.mjs")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def changed(token: str) -> str:
    """Give a token in which somebody else's name stands."""
    head, body, signature = token.split(".")
    payload = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).replace(b"Amal", b"Emil")
    return ".".join([head, base64.urlsafe_b64encode(payload).decode().rstrip("="), signature])


def public_pem(kid: str) -> bytes:
    jwk = SigningKey.objects.get(kid=kid).jwk
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "==")) for name in "xy")
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def test_credential_holds_for_jose_and_a_changed_one_does_not(client, diploma):
    token = credential_of(diploma)
    good, bad = verified_by_jose(client, token, changed(token))
    assert good["payload"]["jti"] == f"urn:uuid:{diploma.public_id}"
    assert good["header"] == {"alg": "ES256", "typ": "JWT", "kid": current_key().kid}
    assert bad == {"error": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}


def test_credential_has_exactly_the_fields_of_the_standard(diploma, client):
    [told] = verified_by_jose(client, credential_of(diploma))
    credential = told["payload"]
    jsonschema.validate(credential, json.loads((Path(__file__).parent / "badge.schema.json").read_text()))
    assert credential["credentialSubject"]["identifier"][0]["identityHash"] == "Amal Haddad"
    assert (credential["iss"], credential["jti"]) == (credential["issuer"]["id"], credential["id"])
    assert credential["nbf"] == 1780272000  # 2026-06-01


def test_withdrawn_credential_is_found_in_the_list(client, diploma):
    facts = facts_of(number="NO-ALN-2026-002")
    other = diploma_with(facts, status_index=95, organisation=diploma.entry.organisation)
    tokens = {each.pk: credential_of(each) for each in (diploma, other)}
    RegisterEntry.objects.filter(pk=diploma.entry_id).update(state="withdrawn", why="mistake")
    token = tokens[diploma.pk]
    verifier = OB3Verifier(pubkey_pem=public_pem(current_key().kid))

    def fetched(address: str) -> bytes:
        return client.get(address).content

    assert verifier.verify(tokens[other.pk], check_status=True, download=fetched)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(token, check_status=True, download=fetched)


def test_what_was_signed_before_a_new_key_still_verifies(client, diploma):
    old = credential_of(diploma)
    call_command("rotate_credential_key", verbosity=0)
    new = credential_of(diploma)
    first, second = verified_by_jose(client, old, new)
    assert first["payload"] == second["payload"]
    assert first["header"]["kid"] != second["header"]["kid"]


def test_lost_key_is_said_and_a_new_one_signs(client, diploma, keys):
    old = credential_of(diploma)
    (keys / f"{current_key().kid}.pem").unlink()
    with pytest.raises(KeyMissingError):
        credential_of(diploma)
    call_command("rotate_credential_key", verbosity=0)
    assert all("payload" in each for each in verified_by_jose(client, old, credential_of(diploma)))


def test_private_halves_are_for_the_server_alone(diploma, keys, client):
    credential_of(diploma)
    certificate_of(diploma.entry.organisation)
    assert {file.stat().st_mode & 0o777 for file in keys.iterdir()} == {0o600}
    assert "d" not in client.get(reverse("jwks")).json()["keys"][0]


def a_pdf() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def test_signed_pdf_is_whole_and_one_changed_byte_is_noticed():
    organisation = OrganisationFactory()
    pdf = signed_pdf(a_pdf(), certificate_of(organisation))
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert organisation.name[:20] in signature.signer_cert.subject.human_friendly

    torn = pdf.replace(b"/MediaBox", b"/MediaB0x", 1)
    assert not validate_pdf_signature(PdfFileReader(io.BytesIO(torn)).embedded_signatures[0], context).intact


def test_stored_diploma_carries_its_credential_under_the_signature(client, diploma):
    make_now([diploma])
    pdf = diploma.file.read()
    with pikepdf.open(io.BytesIO(pdf)) as read:
        token = read.attachments["diploma.jwt"].get_file().read_bytes().decode()
    [told] = verified_by_jose(client, token)
    assert told["payload"]["jti"] == f"urn:uuid:{diploma.public_id}"
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    assert validate_pdf_signature(signature, context).bottom_line


def test_signature_is_added_to_the_file_and_breaks_none_of_its_claims(diploma):
    make_now([diploma])
    data = diploma.file.read()
    with pikepdf.open(io.BytesIO(data)) as read:
        assert read.check_pdf_syntax() == []
        assert not read.is_encrypted
        root = read.Root
        # PDF/A-3 rests on 1.7, and says so in the file.
        assert (read.pdf_version, root.get("/Version"), list(root.Extensions)) == ("1.7", None, ["/ESIC"])
        meta = read.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"]
        assert (root.MarkInfo.Marked, str(root.Lang), root.ViewerPreferences.DisplayDocTitle) == (True, "nb", True)
        assert root.StructTreeRoot.K is not None
        assert [str(each.S) for each in root.OutputIntents] == ["/GTS_PDFA1"]
        assert root.OutputIntents[0].DestOutputProfile.N == 3
        [held] = root.AF
        assert (str(held.UF), str(held.AFRelationship), str(held.EF.F.Subtype)) == (
            "diploma.jwt",
            "/Supplement",
            "/application/vc+jwt",
        )
        assert not {"/AA", "/OpenAction"} & set(root)
        assert "/XFA" not in root.AcroForm
        # The field of the signature is not to be seen: printed, not hidden, and of no size.
        [field] = root.AcroForm.Fields
        assert (int(field.F) & 0b110, [int(side) for side in field.Rect]) == (0b100, [0, 0, 0, 0])
        for page in read.pages:
            assert page.Tabs == pikepdf.Name.S
            for font in page.Resources.Font.values():
                assert "/ToUnicode" in font
                described = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & set(described)


def test_signing_leaves_what_was_set_as_it_is_and_adds_only_to_its_end():
    facts = facts_of()
    page = set_page(diploma_page(facts, at=timezone.now(), token="e30.e30.c2ln"))
    signed = signed_pdf(page, certificate_of(OrganisationFactory()))
    assert signed.startswith(page)
    with pikepdf.open(io.BytesIO(page)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert set(after.Root) - set(before.Root) == {"/AcroForm", "/Perms", "/Extensions"}
