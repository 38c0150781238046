"""A page of a PDF as a picture, with quotes and found words marked on it. Runs in the confined worker process."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from dvrag.errors import UnreadableError
from dvrag.ingest.readers.pdf import open_pdf
from dvrag.ingest.readers.pdf_frame import page_frame
from dvrag.ingest.readers.pdf_marks import located
from dvrag.ingest.readers.pdf_words import Word, page_words
from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.model.raw import Box
from dvrag.text.marking import estimated

MOST_PIXELS = 3_000_000
"""Pixels of a page image: A4 at 2 pixels a point has 2.0 million; a larger page is rendered more coarsely."""

WIDEST = 1440
"""Pixels across, at most: what a page of the app can show on a fine screen."""

QUOTE_INK, FOUND_INK = (255, 226, 110), (176, 222, 255)
QUOTE_EDGE, FOUND_EDGE = (122, 74, 0), (10, 72, 122)
"""The quote is tinted like a marker pen and framed; a found word is tinted and underlined: no colour alone tells."""


def page_image(path: Path, number: int, scale: float, marks: Sequence[MarkedLine] = ()) -> PageImage:
    """Return physical page `number` at `scale` pixels a point, or fewer where the page is large, with the marks drawn.

    Marks whose words cannot be found on the page are not drawn. Raises EncryptedError, UnreadableError.
    """
    pdf = open_pdf(path)
    try:
        if not 1 <= number <= len(pdf):
            raise UnreadableError(f"The file has no page {number}.")
        return _drawn(pdf, number, scale, marks)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"Page {number} is damaged and cannot be drawn.") from error
    finally:
        pdf.close()


def fitting_scale(width: float, height: float, scale: float) -> float:
    """Return pixels a point for a page of that size in points: as asked for, or what keeps within the limits."""
    area = max(width * height, 1.0)
    return min(scale, WIDEST / max(width, 1.0), math.sqrt(MOST_PIXELS / area))


def _drawn(pdf: Any, number: int, scale: float, marks: Sequence[MarkedLine]) -> PageImage:
    pdf.init_forms()  # else what is filled in a form is not drawn
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = fitting_scale(width, height, scale)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    words = _words(page, (width, height)) if marks else ()
    quoted, found = (
        tuple(box for mark in marks if mark.kind is kind for box in _boxes(words, mark)) for kind in MarkKind
    )
    for box in found:
        _underline(image, box, scale)
    for box in quoted:
        _highlight(image, box, scale)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return PageImage(buffer.getvalue(), image.width, image.height, round(width, 2), round(height, 2), quoted, found)


def _words(page: Any, size: tuple[float, float]) -> tuple[Word, ...]:
    """Return the words that the page's text layer holds, none where it has none that can be read."""
    textpage = page.get_textpage()
    try:
        found = page_words(textpage.raw, page_frame(page.raw, *size), size)
    finally:
        textpage.close()
    return () if found.garbage else found.words


def _boxes(words: Sequence[Word], mark: MarkedLine) -> tuple[Box, ...]:
    """Return boxes around a mark's words; on a page that was recognised from its image, where they should stand."""
    return located(words, mark) if words else (estimated(mark),)


def _highlight(image: Image.Image, box: Box, scale: float) -> None:
    area = _tint(image, box, scale, QUOTE_INK)
    if area is None:
        return
    pen = max(2, round(scale))
    draw = ImageDraw.Draw(image)
    outer = (area[0] - pen, area[1] - pen, area[2] + pen, area[3] + pen)
    draw.rectangle((outer[0] - 1, outer[1] - 1, outer[2] + 1, outer[3] + 1), outline=(255, 255, 255), width=1)
    draw.rectangle(outer, outline=QUOTE_EDGE, width=pen)


def _underline(image: Image.Image, box: Box, scale: float) -> None:
    area = _tint(image, box, scale, FOUND_INK)
    if area is None:
        return
    pen = max(2, round(1.5 * scale))
    ImageDraw.Draw(image).rectangle((area[0], area[3], area[2], area[3] + pen), fill=FOUND_EDGE)


def _tint(image: Image.Image, box: Box, scale: float, ink: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """Lay a colour over a part of the image as a marker pen does: what is dark stays dark; return its pixels."""
    x0, y0 = max(0, math.floor(box.x0 * scale)), max(0, math.floor(box.y0 * scale))
    x1, y1 = min(image.width, math.ceil(box.x1 * scale)), min(image.height, math.ceil(box.y1 * scale))
    if x0 >= x1 or y0 >= y1:
        return None
    part = image.crop((x0, y0, x1, y1))
    image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, ink)), (x0, y0))
    return x0, y0, x1, y1
