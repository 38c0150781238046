"""Web pages: the main text without boilerplate through trafilatura; headings, lists and tables kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from dvrag.errors import UnreadableError
from dvrag.ingest.readers.html_plain import SHORT, plain_lines
from dvrag.ingest.readers.html_tables import cells_of, heads_of, table_lines, with_tables
from dvrag.ingest.readers.spans import spread
from dvrag.model.raw import Markup, RawDocument, RawLine, RawPage

LEAST_WORDS = 25
"""A page with fewer words of main text holds no report."""

ERROR_WORDS = 150
"""A page that calls itself an error and has fewer words than this is one."""

ERROR_TITLE = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b|not\s+found|(?:can.?t|cannot|could\s?n.t)\s+(?:be\s+found|find|be\s+reached)|"
    r"no\s+longer\s+(?:exists?|available)|access\s+denied|forbidden|unauthori[sz]ed|service\s+unavailable|"
    r"bad\s+gateway|gateway\s+time-?out|just\s+a\s+moment|attention\s+required|enable\s+javascript|are\s+you\s+a\s+robot|"
    r"something\s+went\s+wrong|^\s*error\b|sign\s+in|log\s?in\b|page\s+(?:is\s+)?(?:missing|unavailable)",
    re.IGNORECASE,
)
SPANS = re.compile(rb"(?:row|col)span", re.IGNORECASE)
LEFTOVER = re.compile(r"[,;:.)|·–-].{0,24}$|\W*$")
"""What is left of a line whose other parts were boilerplate."""


class HtmlReader:
    """Reads saved web pages."""

    formats: tuple[str, ...] = ("html", "htm", "xhtml")

    def read(self, path: Path) -> RawDocument:
        """Return the page's main text. Raises UnreadableError for an error page or one with next to no text."""
        content = _spread(path.read_bytes())
        found = _extracted(content)
        lines = tuple(_lines(found.body)) if found is not None and found.body is not None else ()
        title = _clean(found.title or "") if found is not None else ""
        tree = _tree(content) if b"<table" in content.lower() else None
        if tree is not None:
            lines = plain_lines(tree) if _is_run_together(lines) else with_tables(lines, tree)
        _refuse_errors(lines, title or _title(content))
        return RawDocument(path.name, "html", (RawPage(0, lines),), properties=_properties(found, title))


def _spread(content: bytes) -> bytes:
    """Return a page with the cells of its tables that span rows or columns spread over these."""
    tree = _tree(content) if SPANS.search(content) else None
    return lxml_html.tostring(tree) if tree is not None and spread(tree) else content


def _extracted(content: bytes) -> Any:
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return bare_extraction(
        content,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _properties(found: Any, title: str) -> dict[str, str]:
    if found is None:
        return {}
    values = {"title": title, "date": found.date, "publisher": found.sitename, "author": found.author}
    return {name: _clean(value) for name, value in values.items() if value}


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _text(element: Any) -> str:
    """Return an element's text on one line, without what list items and rows inside it hold."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("list", "item", "table"):
            parts.append(" " if child.tag == "lb" else _text(child))
        parts.append(child.tail or "")
    return _clean("".join(parts))


def _lines(body: Any) -> Iterator[RawLine]:
    for element in body:
        yield from _element(element, 1)


def _element(element: Any, depth: int) -> Iterator[RawLine]:
    if not isinstance(element.tag, str):
        return
    if element.tag == "head":
        text, rank = _text(element), element.get("rend", "h2")[1:]
        if text:
            yield RawLine(text, markup=Markup.HEADING, level=int(rank) if rank.isdigit() else 2)
    elif element.tag == "list":
        yield from _list(element, depth)
    elif element.tag == "table":
        yield from table_lines([cells_of(row) for row in element.iter("row")], heads_of(element))
    elif element.tag in ("div", "quote") and len(element) and not _clean(element.text or ""):
        for child in element:
            yield from _element(child, depth)
    else:
        yield from _paragraph(element, depth)


def _paragraph(element: Any, depth: int) -> Iterator[RawLine]:
    text = _text(element)
    if text and not LEFTOVER.match(text):
        yield RawLine(text, markup=Markup.PARAGRAPH)
    for child in element:
        if child.tag in ("list", "table"):
            yield from _element(child, depth)
    if element.tag != "p" and _clean(element.tail or ""):
        yield RawLine(_clean(element.tail), markup=Markup.PARAGRAPH)


def _list(element: Any, depth: int) -> Iterator[RawLine]:
    ordered, number = element.get("rend") == "ol", 0
    for item, text in _items(element):
        if text:
            number += 1
            shown = f"{number}. {text}" if ordered and not re.match(r"\d", text) else text
            yield RawLine(shown, markup=Markup.LIST_ITEM, level=depth)
        for child in item:
            if child.tag in ("list", "table"):
                yield from _element(child, depth + 1)


def _items(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield the items of a list with their text; a term is joined to its description."""
    term = ""
    for item in element:
        rend = item.get("rend", "") if item.tag == "item" else ""
        text = _text(item) if item.tag == "item" else ""
        if rend.startswith("dt"):
            term = text
        elif rend.startswith("dd") and term:
            yield item, f"{term.rstrip(':')}: {text}"
            term = ""
        else:
            yield item, text


def _is_run_together(lines: tuple[RawLine, ...]) -> bool:
    """Return whether a short page has become one paragraph, tables and headings in it."""
    return not lines or (len(lines) == 1 and lines[0].markup is Markup.PARAGRAPH and len(lines[0].text) <= SHORT)


def _tree(content: bytes) -> Any:
    """Return the page's elements, None where it cannot be parsed; read as UTF-8 where it is, whatever it says."""
    try:
        page: str | bytes = content.decode("utf-8")
    except UnicodeDecodeError:
        page = content
    try:
        return lxml_html.fromstring(page)
    except (etree.LxmlError, ValueError, AssertionError):
        return _parsed(content)


def _parsed(content: bytes) -> Any:
    try:
        return lxml_html.fromstring(content)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _title(content: bytes) -> str:
    tree = _tree(content)
    found = tree.findtext(".//title") if tree is not None else None
    return _clean(found or "")


def _refuse_errors(lines: Sequence[RawLine], title: str) -> None:
    words = sum(len(line.text.split()) for line in lines)
    heading = next((line.text for line in lines if line.markup is Markup.HEADING), "")
    named = f" (“{title[:80]}”)" if title else ""
    if words < ERROR_WORDS and (ERROR_TITLE.search(title) or ERROR_TITLE.search(heading)):
        raise UnreadableError(
            f"The web page{named} is an error or sign-in page, not a report.", hint="Save the report's own page."
        )
    if words < LEAST_WORDS:
        raise UnreadableError(
            f"The web page{named} holds next to no text ({words} words).",
            hint="Save it from a browser after it has loaded, or save the report as PDF.",
        )
