"""Rich text as the parts of a document on paper: paragraphs, headings, lists inside lists, bold, italic, links."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from .paper import Block, Heading, Item, Items, Paragraph, Run

BOLD, ITALIC = ("b", "strong"), ("i", "em")
LISTS = ("ul", "ol")
SPACES = re.compile(r"\s+")


class _Reader(HTMLParser):
    """Reads what an editor's rich text may hold; of anything else it keeps the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, list]] = [("root", [])]  # open lists and entries with what they hold so far
        self.runs: list[Run] = []
        self.look = {"bold": 0, "italic": 0}
        self.links: list[str] = []
        self.heading = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BOLD:
            self.look["bold"] += 1
        elif tag in ITALIC:
            self.look["italic"] += 1
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag in ("p", "div", "li", *LISTS) or re.fullmatch("h[1-6]", tag):
            self.flush()
            if tag in (*LISTS, "li"):
                self.stack.append((tag, []))
            self.heading = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0

    def handle_endtag(self, tag: str) -> None:
        if tag in BOLD:
            self.look["bold"] = max(0, self.look["bold"] - 1)
        elif tag in ITALIC:
            self.look["italic"] = max(0, self.look["italic"] - 1)
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ("p", "div", "li", *LISTS) or re.fullmatch("h[1-6]", tag):
            self.flush()
            self.heading = 0
            if tag in (*LISTS, "li") and len(self.stack) > 1:
                self._close()

    def handle_data(self, data: str) -> None:
        text = SPACES.sub(" ", data)
        if text != " " or self.runs:
            link = self.links[-1] if self.links else ""
            self.runs.append(Run(text, bool(self.look["bold"]), bool(self.look["italic"]), link))

    def flush(self) -> None:
        """End the paragraph that is being read."""
        runs, self.runs = trimmed(self.runs), []
        if not runs:
            return
        if self.heading:
            self.stack[-1][1].append(Heading("".join(run.text for run in runs), self.heading))
        else:
            self.stack[-1][1].append(Paragraph(runs))

    def _close(self) -> None:
        kind, held = self.stack.pop()
        above = self.stack[-1][1]
        if kind == "li":
            above.append(Item(tuple(held)))
        else:
            entries = [each if isinstance(each, Item) else Item((each,)) for each in held]
            above.append(Items(tuple(entries), ordered=kind == "ol"))

    def result(self) -> tuple[Block, ...]:
        """End the text and give what it holds."""
        self.flush()
        while len(self.stack) > 1:
            self._close()
        return tuple(_loose(each) for each in self.stack[0][1])


def _loose(block: Block | Item) -> Block:
    return Items((block,)) if isinstance(block, Item) else block


def trimmed(runs: list[Run] | tuple[Run, ...]) -> tuple[Run, ...]:
    """Join neighbours of one look, and take the space off both ends."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text=run.text) == run and not run.blank:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    while joined and not joined[0].text.strip() and not joined[0].blank:
        joined.pop(0)
    while joined and not joined[-1].text.strip() and not joined[-1].blank:
        joined.pop()
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)


def blocks_of(html: str) -> tuple[Block, ...]:
    """Give the parts of a rich text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.result()


def runs_of(html: str) -> tuple[Run, ...]:
    """Give a text of one line as runs; of several paragraphs, one after the other."""
    found: list[Run] = []
    for block in blocks_of(html):
        if found:
            found.append(Run(" "))
        found.extend(_runs_in(block))
    return trimmed(found)


def _runs_in(block: Block) -> list[Run]:
    if isinstance(block, Paragraph):
        return list(block.runs)
    if isinstance(block, Heading):
        return [Run(block.text, bold=True)]
    if isinstance(block, Items):
        parts = [_runs_in(inner) for item in block.items for inner in item.blocks]
        return [run for number, part in enumerate(parts) for run in ([Run(" · ")] if number else []) + part]
    return []
