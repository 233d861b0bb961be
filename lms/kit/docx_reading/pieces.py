"""Cuts the HTML of a Word file into headings, paragraphs, lists, tables and pictures; sole user of BeautifulSoup."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from .marks import OWN
from .notes import Oddity, Piece
from .oddities import NUMBERED

ANSWERS_TO = {"strong": "b", "em": "i"}
FOLLOWED = ("http://", "https://", "mailto:", "tel:")
NOTE = re.compile("^(foot|end)note-")
NOTE_REFERENCE = re.compile("^#(foot|end)note-ref-")
MOST_COLUMNS = 63  # of a table of Word
HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}
HELD = ("p", "ul", "ol", "table", "img", *HEADINGS)


class Cutter:
    """Cuts one page of HTML; `notes` gathers (code, place, detail)."""

    def __init__(self, html: str) -> None:
        self.soup = BeautifulSoup(html, "html.parser")
        self.notes: list[tuple[Oddity, int, str]] = []
        self.place = 0

    def pieces(self) -> list[Piece]:
        """Give the pieces in their order."""
        return list(self._cut(self.soup))

    def _cut(self, parent: Tag) -> Iterator[Piece]:
        for child in list(parent.children):
            if not isinstance(child, Tag):
                if str(child).strip():
                    yield Piece("text", self.place, html=f"<p>{_escaped(child)}</p>")
            elif child.name == "table":
                yield from self._table(child)
            elif child.name in HEADINGS:
                mark, _place = self._mark(child)
                pictures = list(self._pictures(child))
                words = _plain(child)
                if words:
                    yield Piece("heading", self.place, HEADINGS[child.name], html=words, bookmark=mark)
                yield from pictures
            elif child.find("li", id=NOTE):
                yield from self._footnotes(child)
            elif child.name in ("p", "ul", "ol"):
                yield from self._text(child)
            elif child.name == "img":
                yield from self._pictures(child)
            elif child.find(HELD):
                yield from self._cut(child)
            else:
                yield from self._text(_renamed(child, "p"))

    def _mark(self, element: Tag) -> tuple[str, int]:
        """Take the marks out of an element; give a bookmark of ours and the number of its first paragraph."""
        bookmark, first = "", 0
        for anchor in element.find_all("a", id=True):
            name = str(anchor["id"])
            if name.startswith(NUMBERED):
                first = first or int(name.removeprefix(NUMBERED))
                self.place = max(self.place, int(name.removeprefix(NUMBERED)))
            elif OWN.fullmatch(name):
                bookmark = bookmark or name
            if anchor.get("href") or anchor.get_text():
                del anchor["id"]
            else:
                anchor.decompose()
        return bookmark, first or self.place

    def _pictures(self, element: Tag) -> Iterator[Piece]:
        for image in [element] if element.name == "img" else element.find_all("img"):
            if source := str(image.get("src") or ""):
                yield Piece("picture", self.place, picture=source, alt=str(image.get("alt") or ""))
            image.extract()

    def _text(self, element: Tag) -> Iterator[Piece]:
        mark, place = self._mark(element)
        look = " ".join(element.get("class") or [])
        del element["class"]
        tables = [table.extract() for table in element.find_all("table")]
        pictures = list(self._pictures(element))
        self.tidy(element)
        if element.get_text().strip():
            items = element.find_all("li", recursive=False) if element.name in ("ul", "ol") else []
            yield Piece(
                "text",
                place,
                html=str(element),
                bookmark=mark,
                look=look,
                items=tuple(item.decode_contents() for item in items),
            )
        yield from pictures
        for table in tables:
            yield from self._table(table)

    def _footnotes(self, element: Tag) -> Iterator[Piece]:
        """Give the notes at the foot of the pages, with the numbers that stand in the text."""
        items = []
        for item in element.find_all("li", recursive=False):
            del item["id"]
            for back in item.find_all("a", href=NOTE_REFERENCE):
                back.decompose()
            self._mark(item)
            self.tidy(item)
            items.append(self._cell(item).strip())
        lines = [f"<p>[{number}] {text}</p>" for number, text in enumerate(items, 1) if text]
        yield Piece("footnotes", self.place, html="".join(lines))

    def tidy(self, element: Tag) -> None:
        """Bring an element to the HTML of our texts."""
        for name, ours in ANSWERS_TO.items():
            for found in element.find_all(name):
                found.name = ours
        for raised in element.find_all("sup"):
            raised.unwrap()
        self._links(element)
        for item in element.find_all("li"):
            own = [child for child in item.children if not (isinstance(child, Tag) and child.name in ("ul", "ol"))]
            if item.find(["ul", "ol"]) and not "".join(child.get_text() for child in own).strip():
                for blank in own:
                    blank.extract()
                _lift(item)
        for found in element.find_all(["b", "i", "p", "li", "ul", "ol"]):
            if not found.get_text().strip():
                found.unwrap() if found.name in ("b", "i") else found.decompose()
        for paragraph in element.find_all("p") if element.name in ("ul", "ol") else []:
            paragraph.unwrap()
        element.smooth()

    def _links(self, element: Tag) -> None:
        """Keep links that lead out; of all others, and of dangerous ones, keep the words."""
        for link in element.find_all("a"):
            address = str(link.get("href") or "")
            if address.lower().startswith(FOLLOWED) and link.get_text().strip():
                link.attrs = {"href": address}
                continue
            if link.get_text().strip() and not address.startswith(("#footnote", "#endnote")):
                code = Oddity.INNER_LINK if address.startswith("#") else Oddity.UNSAFE_LINK
                self.notes.append((code, self.place, link.get_text()))
            link.unwrap()

    # --- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Tag) -> Iterator[Piece]:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [[cell for cell in row.find_all(["td", "th"]) if cell.find_parent("table") is table] for row in rows]
        first = table.find("a", id=re.compile(f"^{NUMBERED}"))
        if first:
            self.place = max(self.place, int(str(first["id"]).removeprefix(NUMBERED)))
        if not any(cell.get_text().strip() or cell.find("img") for row in cells for cell in row):
            return
        if _is_layout(cells):
            self.notes.append((Oddity.LAYOUT_TABLE, self.place, ""))
            for row in cells:
                for cell in row:
                    yield from self._cut(cell)
            return
        place = self.place
        pictures: list[Piece] = []
        shown: list[tuple[str, ...]] = []
        if any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for row in cells for cell in row):
            self.notes.append((Oddity.MERGED_CELLS, place, ""))
        bookmark = ""
        heavy = [bool(row) and all(_is_bold(cell) for cell in row if cell.get_text().strip()) for row in cells]
        heads = [_is_head(row) for row in rows]
        for row in cells:
            line = []
            for cell in row:
                bookmark = self._mark(cell)[0] or bookmark
                pictures += self._pictures(cell)
                line.append(self._cell(cell))
                line += [""] * (min(int(str(cell.get("colspan", "1"))), MOST_COLUMNS) - 1)
            shown.append(tuple(line))
        width = max(map(len, shown))
        filled = tuple(row + ("",) * (width - len(row)) for row in shown)
        has_header = len(filled) > 1 and (heads[0] or (heavy[0] and not all(heavy)))
        yield Piece("table", place, rows=filled, has_header=has_header, bookmark=bookmark)
        yield from pictures

    def _cell(self, cell: Tag) -> str:
        """Give the inner HTML of a cell: its paragraphs one after the other, parted by a line break."""
        self.tidy(cell)
        for item in cell.find_all("li"):
            item.insert_before("\n– ") if item.find_previous("li") else item.insert_before("– ")
            item.unwrap()
        for found in cell.find_all(["ul", "ol"]):
            found.unwrap()
        parts = []
        for child in list(cell.children):
            if isinstance(child, Tag) and child.name == "p":
                parts.append((True, child.decode_contents().strip()))
            else:
                parts.append((False, _html(child)))
        joined = ""
        for is_paragraph, text in parts:
            if not text.strip():
                continue
            joined += ("<br/>" if is_paragraph and joined else "") + text
        return joined.strip().replace("\n", "<br/>")


def _is_layout(cells: list[list[Tag]]) -> bool:
    """Tell whether a table only places things on the paper: one row, one column, or whole passages in its cells."""
    if len(cells) == 1 or max(map(len, cells)) == 1:
        return True
    every = [cell for row in cells for cell in row]
    if any(cell.find(["table", *HEADINGS]) for cell in every):
        return True
    passages = [cell for cell in every if len([p for p in cell.find_all("p") if p.get_text().strip()]) > 2]
    return len(passages) > len(every) / 3


def _is_head(row: Tag) -> bool:
    cells = row.find_all(["td", "th"])
    return row.find_parent("thead") is not None or (bool(cells) and all(cell.name == "th" for cell in cells))


def _is_bold(cell: Tag) -> bool:
    bold = "".join(found.get_text() for found in cell.find_all(["strong", "b"]))
    return bold.strip() == cell.get_text().strip()


def _lift(item: Tag) -> None:
    """Put the list inside an item that says nothing itself into the item before, or in its place."""
    before = item.find_previous_sibling("li")
    if before:
        for child in list(item.children):
            before.append(child)
        item.decompose()
        return
    for inner in item.find_all(["ul", "ol"], recursive=False):
        inner.unwrap()
    item.unwrap()


def _renamed(element: Tag, name: str) -> Tag:
    element.name = name
    element.attrs = {}
    return element


def _plain(element: Tag) -> str:
    return " ".join(element.get_text().split())


def _html(node: object) -> str:
    return str(node) if isinstance(node, Tag) else _escaped(node)


def _escaped(text: object) -> str:
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
