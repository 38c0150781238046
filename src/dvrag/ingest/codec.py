"""RawDocument ↔ JSON. What arrives comes from a process that read hostile input: everything is checked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dvrag.model.raw import Box, Markup, OutlineEntry, PageSource, RawDocument, RawLine, RawPage

LONGEST_TEXT = 5_000_000
MOST_ITEMS = 1_000_000


class CodecError(ValueError):
    """The message is not a document."""


def encode_document(document: RawDocument) -> dict[str, Any]:
    """Return a value that JSON can hold; `decode_document` gives back an equal document."""
    return {
        "source": document.source,
        "format": document.format,
        "pages": [encode_page(page) for page in document.pages],
        "outline": [[entry.title, entry.level, entry.page] for entry in document.outline],
        "properties": document.properties,
        "warnings": list(document.warnings),
    }


def encode_page(page: RawPage) -> dict[str, Any]:
    """Return a page as a value that JSON can hold."""
    return {
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "source": page.source.value,
        "lines": [_encode_line(line) for line in page.lines],
    }


def _encode_line(line: RawLine) -> list[Any]:
    box = [line.box.x0, line.box.y0, line.box.x1, line.box.y1] if line.box else None
    return [line.text, box, line.size, line.bold, line.markup.value, line.level, list(line.cells)]


def decode_document(value: Any) -> RawDocument:
    """Return the document. Raises CodecError where the value is not one that `encode_document` makes."""
    table = _table(value)
    properties = _table(table.get("properties"))
    return RawDocument(
        source=_text(table.get("source")),
        format=_text(table.get("format")),
        pages=tuple(decode_page(page) for page in _list(table.get("pages"))),
        outline=tuple(_entry(entry) for entry in _list(table.get("outline"))),
        properties={_text(name): _text(text) for name, text in properties.items()},
        warnings=tuple(_text(warning) for warning in _list(table.get("warnings"))),
    )


def decode_page(value: Any) -> RawPage:
    """Return the page. Raises CodecError."""
    table = _table(value)
    label = table.get("label")
    return RawPage(
        number=_whole(table.get("number")),
        lines=tuple(_line(line) for line in _list(table.get("lines"))),
        label=None if label is None else _text(label),
        width=_number(table.get("width")),
        height=_number(table.get("height")),
        source=_member(PageSource, table.get("source")),
    )


def _line(value: Any) -> RawLine:
    parts = _list(value)
    if len(parts) != 7:
        raise CodecError("a line has seven parts")
    text, box, size, bold, markup, level, cells = parts
    if type(bold) is not bool:
        raise CodecError("bold is true or false")
    edges = None if box is None else [_number(edge) for edge in _list(box)]
    if edges is not None and len(edges) != 4:
        raise CodecError("a box has four edges")
    return RawLine(
        text=_text(text),
        box=Box(*edges) if edges else None,
        size=_number(size),
        bold=bold,
        markup=_member(Markup, markup),
        level=_whole(level),
        cells=tuple(_text(cell) for cell in _list(cells)),
    )


def _entry(value: Any) -> OutlineEntry:
    parts = _list(value)
    if len(parts) != 3:
        raise CodecError("an outline entry has three parts")
    return OutlineEntry(_text(parts[0]), _whole(parts[1]), _whole(parts[2]))


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CodecError("an object is expected")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise CodecError("a list is expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise CodecError("text is expected")
    return value.encode("utf-8", "replace").decode("utf-8")


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise CodecError("a number is expected")
    return float(value)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 31:
        raise CodecError("a whole number is expected")
    return value


def _member(kind: Any, value: Any) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise CodecError(f"not a {kind.__name__}") from error
