"""RawDocument and PageImage ↔ JSON. What arrives comes from a process that read hostile input: all is checked."""

from __future__ import annotations

import base64
import binascii
import math
import struct
from collections.abc import Mapping
from typing import Any

from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.model.raw import Box, Markup, OutlineEntry, PageSource, RawDocument, RawLine, RawPage

LONGEST_TEXT = 5_000_000
MOST_ITEMS = 1_000_000
LONGEST_IMAGE = 40_000_000
"""Characters of a picture in base64: more than one of the most pixels needs, with the worst compression."""

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
"""How every PNG file begins; its width and height follow."""


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
    box = _edges(line.box) if line.box else None
    return [line.text, box, line.size, line.bold, line.markup.value, line.level, list(line.cells)]


def encode_mark(mark: MarkedLine) -> list[Any]:
    """Return a mark as a value that JSON can hold."""
    return [mark.page, _edges(mark.box), mark.text, mark.start, mark.end, mark.kind.value]


def decode_mark(value: Any) -> MarkedLine:
    """Return the mark. Raises CodecError."""
    parts = _list(value)
    if len(parts) != 6:
        raise CodecError("a mark has six parts")
    page, box, text, start, end, kind = parts
    return MarkedLine(_whole(page), _box(box), _text(text), _whole(start), _whole(end), _member(MarkKind, kind))


def encode_image(image: PageImage) -> dict[str, Any]:
    """Return a page image as a value that JSON can hold; `decode_image` gives back an equal one."""
    return {
        "png": base64.b64encode(image.png).decode("ascii"),
        "pixels": [image.width_px, image.height_px],
        "size": [image.width, image.height],
        "quoted": [_edges(box) for box in image.quoted],
        "found": [_edges(box) for box in image.found],
    }


def decode_image(value: Any) -> PageImage:
    """Return the page image. Raises CodecError where it is not one, or the PNG says that it has another size."""
    table = _table(value)
    png, pixels, size = table.get("png"), _list(table.get("pixels")), _list(table.get("size"))
    if not isinstance(png, str) or len(png) > LONGEST_IMAGE or len(pixels) != 2 or len(size) != 2:
        raise CodecError("an image is expected")
    try:
        content = base64.b64decode(png, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CodecError("an image is expected") from error
    width, height = (_whole(number) for number in pixels)
    if content[:16] != _PNG or content[16:24] != struct.pack(">II", width, height):
        raise CodecError("a PNG of the size that it is said to have is expected")
    quoted, found = (tuple(_box(box) for box in _list(table.get(name))) for name in ("quoted", "found"))
    return PageImage(content, width, height, _number(size[0]), _number(size[1]), quoted, found)


def _edges(box: Box) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1]


def _box(value: Any) -> Box:
    edges = [_number(edge) for edge in _list(value)]
    if len(edges) != 4:
        raise CodecError("a box has four edges")
    return Box(*edges)


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
    return RawLine(
        text=_text(text),
        box=None if box is None else _box(box),
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
