"""Plain text and Markdown: one line a block, with what the markup says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dvrag.errors import UnreadableError
from dvrag.model.raw import Markup, RawDocument, RawLine, RawPage

WRAP = (40, 110)
"""A paragraph whose lines all end between these columns, but the last, was wrapped by hand or by a program."""

MOST_CONTROLS = 0.005
"""Share of control characters from which a file is no text."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,3}[.)])\s+\S")
BULLET = re.compile(r"\s*[-*+•]\s+")
TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
FRONT = re.compile(r"([A-Za-z][\w -]{0,40}):\s*(.*)$")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
FOOTNOTE = re.compile(r"\[\^([^\]]{1,20})\]:\s+")


class TextReader:
    """Reads plain text and Markdown. Encodings: UTF-8, UTF-16, Windows-1252."""

    formats: tuple[str, ...] = ("txt", "md", "markdown")

    def read(self, path: Path) -> RawDocument:
        """Return the file's blocks. Raises UnreadableError for an empty file or one that is no text."""
        text = decode(path.read_bytes())
        if not text.strip():
            raise UnreadableError("The file is empty.", hint="Fetch it again.")
        markdown = path.suffix.lower() in (".md", ".markdown")
        properties, body = _front_matter(text)
        lines = tuple(_markdown(body) if markdown else _plain(body))
        if "title" not in properties and lines and lines[0].markup is Markup.HEADING and lines[0].level == 1:
            properties["title"] = lines[0].text
        return RawDocument(path.name, "markdown" if markdown else "text", (RawPage(0, lines),), properties=properties)


def decode(content: bytes) -> str:
    """Return bytes as text with line feeds. Raises UnreadableError for what is no text."""
    text = _decoded(content)
    cleaned = CONTROLS.sub("", text)
    if len(text) - len(cleaned) > MOST_CONTROLS * max(len(text), 1):
        raise UnreadableError("The file is not text: it holds binary data.", hint="Save it as PDF, DOCX, HTML or text.")
    return cleaned.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    for bom, name in BOMS:
        if content.startswith(bom):
            return content.decode(name, "replace")
    sample = content[:4096]
    if b"\x00" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        name = "utf-16-le" if odd > even else "utf-16-be"
        if max(odd, even) >= 0.3 * len(sample) / 2:
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the `key: value` lines between two `---` at the start, and the rest."""
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:60]):
        return {}, text
    end = next(place for place, line in enumerate(lines[1:60], 1) if line.strip() == "---")
    found = {}
    for line in lines[1:end]:
        match = FRONT.match(line.strip())
        if match and match.group(2).strip():
            found[match.group(1).strip().lower().replace(" ", "_")] = match.group(2).strip().strip("\"'")
    return found, "\n".join(lines[end + 1 :])


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def _plain(text: str) -> Iterator[RawLine]:
    for block in _blocks(text):
        for part in _unwrapped(block):
            yield RawLine(re.sub(r"\s+", " ", part))


def _unwrapped(block: list[str]) -> list[str]:
    """Return a block's lines, joined where they are one wrapped paragraph; list items stay apart."""
    low, high = WRAP
    body = [line for line in block[:-1] if not ITEM.match(line)]
    if len(block) < 2 or not body or not all(low <= len(line) <= high for line in block[:-1]) or len(block[-1]) > high:
        return [line.strip() for line in block]
    joined = [block[0].strip()]
    for line in block[1:]:
        if ITEM.match(line):
            joined.append(line.strip())
        else:
            joined[-1] = f"{joined[-1]} {line.strip()}"
    return joined


def _markdown(text: str) -> Iterator[RawLine]:
    for block in _blocks(text):
        if "|" in block[0] and len(block) > 1 and TABLE_RULE.match(block[1].strip()):
            yield from _table(block)
            continue
        paragraph: list[str] = []
        for line in block:
            special = _special(line)
            if special is None and not (paragraph and re.fullmatch(r"=+|-+", line.strip())):
                paragraph.append(line.strip())
                continue
            if special is None:  # underlined heading
                yield RawLine(_inline(" ".join(paragraph)), markup=Markup.HEADING, level=1 if "=" in line else 2)
                paragraph = []
                continue
            yield from _paragraph(paragraph)
            paragraph = [special] if isinstance(special, str) else []
            if isinstance(special, RawLine):
                yield special
        yield from _paragraph(paragraph)


def _special(line: str) -> RawLine | str | None:
    """Return a heading as a line, the start of a list item or footnote as text to go on with, None for plain text."""
    heading = HEADING.match(line.strip())
    if heading:
        return RawLine(_inline(heading.group(2)), markup=Markup.HEADING, level=len(heading.group(1)))
    return line if ITEM.match(line) or FOOTNOTE.match(line) else None


def _paragraph(lines: list[str]) -> Iterator[RawLine]:
    if not lines:
        return
    text = " ".join([lines[0], *(line.strip() for line in lines[1:])])
    item, note = ITEM.match(text), FOOTNOTE.match(text)
    if note:
        yield RawLine(f"{note.group(1)} {_inline(text[note.end() :])}", markup=Markup.FOOTNOTE)
    elif item:
        depth = len(item.group(1).expandtabs(4)) // 2 + 1
        yield RawLine(_inline(BULLET.sub("", text, count=1).strip()), markup=Markup.LIST_ITEM, level=depth)
    elif not re.fullmatch(r"(?:[-*_]\s*){3,}", text):
        yield RawLine(_inline(re.sub(r"^>\s?", "", text)), markup=Markup.PARAGRAPH)


def _table(block: list[str]) -> Iterator[RawLine]:
    for place, line in enumerate(block):
        if place == 1:
            continue
        cells = tuple(_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
        markup = Markup.TABLE_HEADER if place == 0 else Markup.TABLE_ROW
        yield RawLine(" | ".join(cells), markup=markup, cells=cells)


def _inline(text: str) -> str:
    """Return text without Markdown's marks for emphasis, links and code."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"`([^`]*)`", r"\1", EMPHASIS.sub(r"\2", text))
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
