"""Web pages of a few lines, of which an extractor of articles makes one paragraph: their own blocks, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dvrag.ingest.readers.html_tables import ASIDE, cells_of, heads_of, table_lines
from dvrag.model.raw import Markup, RawLine

SHORT = 2000
"""Characters of a page that counts as short, at most."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({*_HEADINGS, "p", "li", "table", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre"})


def plain_lines(tree: Any) -> tuple[RawLine, ...]:
    """Return the headings, paragraphs, list items and rows of a page in order, without navigation and the like."""
    body = tree.find(".//body")
    return tuple(_blocks(tree if body is None else body, 0))


def _blocks(element: Any, depth: int) -> Iterator[RawLine]:
    if not isinstance(element.tag, str) or element.tag in ASIDE or element.tag == "title":
        return
    if element.tag in _HEADINGS:
        yield from _line(_text(element), Markup.HEADING, int(element.tag[1]))
    elif element.tag == "table" and element.find(".//table") is None:
        yield from table_lines([cells_of(row) for row in element.iter("tr")], heads_of(element))
    elif not any(child.tag in _BLOCKS for child in element.iterdescendants()):
        item = element.tag == "li"
        yield from _line(_text(element), Markup.LIST_ITEM if item else Markup.PARAGRAPH, depth if item else 0)
    else:
        yield from _inside(element, depth + (element.tag in ("ul", "ol")))


def _inside(element: Any, depth: int) -> Iterator[RawLine]:
    """Yield what stands in an element that holds blocks, its own words first and between them."""
    own = Markup.LIST_ITEM if element.tag == "li" else Markup.PARAGRAPH
    yield from _line(element.text or "", own, depth if own is Markup.LIST_ITEM else 0)
    for child in element:
        yield from _blocks(child, depth)
        yield from _line(child.tail or "", Markup.PARAGRAPH, 0)


def _line(text: str, markup: Markup, level: int) -> Iterator[RawLine]:
    shown = re.sub(r"\s+", " ", text).strip()
    if re.search(r"\w", shown):
        yield RawLine(shown, markup=markup, level=level)


def _text(element: Any) -> str:
    return " ".join(element.itertext()) if element.find(".//br") is not None else "".join(element.itertext())
