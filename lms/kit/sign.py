"""Signs PDFs so that readers notice a change (PAdES); the sole user of pyhanko."""

import io
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import constants
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Organisation"
LASTS = timedelta(days=3653)  # of a certificate that we make ourselves
BESIDE_CERTIFICATES = 2048  # bytes of a signature, with the longest key there is


def self_made_certificate(organisation: str, country: str, at: datetime) -> bytes:
    """Give a new key with a certificate for it as PEM, signed by nobody but itself: readers then say that they do not
    know who issued it. `at` is aware; it holds ten years from then."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, country), x509.NameAttribute(NameOID.COMMON_NAME, organisation[:64])]
    )
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    ) | {"encipher_only": False, "decipher_only": False}
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at.astimezone(UTC))
        .not_valid_after(at.astimezone(UTC) + LASTS)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def signed_pdf(pdf: bytes, pem: bytes) -> bytes:
    """Give a PDF signed with the key of a PEM file that holds the key, its certificate and those above it. Nothing may
    be changed after that. Twice the same PDF gives two different files: store what comes back. Raises ValueError when
    the PEM cannot be used."""
    signer, size = _signer(pem)
    sealed = io.BytesIO()
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        md_algorithm="sha256",
    )
    # Left to itself, it signs twice: once to see how long the signature gets.
    _Signs(about, signer).sign_pdf(_Appends(io.BytesIO(pdf)), bytes_reserved=size, output=sealed)
    return sealed.getvalue()


class _Appends(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: what the file says of itself (XMP) stays as it was written."""

    def _update_meta(self) -> None:
        pass


class _Signs(signers.PdfSigner):
    """Signs without making the file one of PDF 2.0, which pyhanko does for an elliptic key: PDF/A-3 rests on 1.7."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Name the extension for PAdES alone."""
        pdf_out.register_extension(constants.ESIC_EXTENSION_1)


@lru_cache(maxsize=4)
def _signer(pem: bytes) -> tuple[signers.SimpleSigner, int]:
    """Give who signs, and how many signs of the file a signature of hers needs."""
    key, chain = _parts(pem)
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    size = BESIDE_CERTIFICATES + sum(len(certificate.dump()) for certificate in chain)
    return signers.SimpleSigner(signing_cert=chain[0], signing_key=key, cert_registry=store), 2 * size


def _parts(pem: bytes) -> tuple:
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    first = pem.find(begin)
    if first < 0:
        raise ValueError("The file holds no certificate.")
    blocks = [begin + part.partition(end)[0] + end + b"\n" for part in pem.split(begin)[1:]]
    private = b"".join(part.rpartition(end)[2] for part in (b"\n" + pem).split(begin))
    chain = [certificate for block in blocks for certificate in load_certs_from_pemder_data(block)]
    return load_private_key_from_pemder_data(private, passphrase=None), chain
