"""A report's title and version, as printed on its first pages."""

from __future__ import annotations

import re
from itertools import pairwise

from dvrag.ingest.facts.names import BODY
from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import Block, BlockKind, Fact, Span

FIRST_BLOCKS = 5
_GENERIC = re.compile(
    r"(?:overall |executive )?summary|introduction|contents|preface|foreword|background|context"
    r"|about this page|dear\b.*"
    r"|our judg?ments?|notice|confidentiality.*|content(?: note| warning)?|key findings|main findings"
    r"|overview|abstract|key points|commissioned by .*|prepared by .*|by .*|report author.*",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bversion\b\s*(?:no\.?|number|control)?[\s:|]*(\d+(?:\.\d+)*|final|draft)\b", re.IGNORECASE)
_GARBAGE = re.compile(
    r"microsoft word|\.(?:docx?|pdf|indd|qxd)\b|untitled|draft|document\d*$|^report$|area name|enter "
    r"|powerpoint|^slide"
    r"|track changes|for editing|\bv\d",
    re.IGNORECASE,
)


def title(body: Body, properties: dict[str, str]) -> Fact:
    """Return the title: the title lines of the cover, else the first heading, else the properties', else a headline."""
    headings = [block for block in body.blocks if block.kind is BlockKind.HEADING]
    cover = _cover(body, headings)
    letter = _subject(body)
    if cover and not (letter and _starts_before(cover, letter)):
        return cover
    named = properties.get("title", "").strip()
    if named and not _GARBAGE.search(named) and len(named.split()) > 1:
        at = body.text.lower().find(named.lower(), 0, 5000)
        return Fact(named, Span(at, at + len(named)), "text") if at >= 0 else Fact(named, None, "properties")
    return letter or _headline(body)


def version(body: Body) -> Fact:
    """Return the version printed in a short line of the first pages: "2", "3.1", "Final"."""
    for block in body.blocks:
        if block.start > 3000:
            break
        text = body.text[block.start : block.end]
        found = _VERSION.search(text)
        if found and (len(text) <= 120 or found.start() == 0):
            return Fact(found.group(1), Span(block.start + found.start(), block.start + found.end()), "text")
    return Fact()


def _cover(body: Body, headings: list[Block]) -> Fact | None:
    """Return the title set in the headings before the first section, or in the first heading of the first page."""
    on_cover = [block for block in headings if block.section == 0]
    first = [block for block in headings if block.start < 2500][:1]
    for group in (on_cover[:4], first):
        named = [block for block in group if _names(body.text[block.start : block.end])]
        if len(named) > 1 and body.text[named[0].start : named[0].end].isupper() and not _has_space(body, named[0]):
            named = named[1:]
        if len(named) == 1 and len(_words(body, named[0])) <= 3:
            named = _extended(body, named[0])
        if named:
            joined = ": ".join(body.text[block.start : block.end].rstrip(":") for block in named)
            return Fact(_plain(joined), Span(named[0].start, named[-1].end), "text")
    return None


def _words(body: Body, block: Block) -> list[str]:
    return body.text[block.start : block.end].split()


def _extended(body: Body, first: Block) -> list[Block]:
    """Return a very short title (a place) with the heading directly below it (what it is about), if there is one."""
    at = body.blocks.index(first)
    below = body.blocks[at + 1 : at + 2]
    follows = below and below[0].kind is BlockKind.HEADING and _names(body.text[below[0].start : below[0].end])
    return [first, *below] if follows and below[0].start < 1500 else [first]


def _has_space(body: Body, block: Block) -> bool:
    return len(_words(body, block)) > 1


def _names(text: str) -> bool:
    body = BODY.fullmatch(text.title().replace(" Of ", " of ").replace(" And ", " and ") if text.isupper() else text)
    return not _GENERIC.fullmatch(text.strip(" :")) and not body and len(text) <= 220


def _starts_before(cover: Fact, letter: Fact) -> bool:
    """Return whether a heading stands above a letter's subject: then it is the sender's name."""
    return bool(cover.span and letter.span and cover.span.start < letter.span.start)


def _subject(body: Body) -> Fact | None:
    """Return a letter's subject: the line below "Dear ..."."""
    for above, below in pairwise(body.blocks[:15]):
        text = body.text[below.start : below.end]
        if body.text.startswith("Dear ", above.start) and above.end - above.start < 80 and not text.endswith("."):
            return Fact(_plain(text), Span(below.start, below.end), "text") if len(text) <= 220 else None
    return None


def _headline(body: Body) -> Fact:
    """Return a headline: one of the first blocks that is short, has no full stop and is no labelled value."""
    for block in [block for block in body.blocks if block.kind is not BlockKind.TABLE_ROW][:FIRST_BLOCKS]:
        text = body.text[block.start : block.end]
        words = len(text.split())
        if 2 <= words <= 24 and not re.search(r"[.:·|;]|\d{2}:\d{2}", text) and _names(text):
            return Fact(_plain(text), Span(block.start, block.end), "text")
    return Fact()


def _plain(text: str) -> str:
    return re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[a-z])\d$", "", text).strip()
