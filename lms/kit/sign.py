"""Signs PDFs so that readers notice a change (PAdES); the sole user of pyhanko."""

import io
from functools import lru_cache

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import constants
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Organisation"
BESIDE_CERTIFICATES = 2048  # bytes of a signature, with the longest key there is


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
