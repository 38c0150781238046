"""Optical character recognition of a PDF page with RapidOCR, whose models come in its wheel (ONNX Runtime)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dvrag.errors import MissingPartError
from dvrag.ingest.readers.pdf import open_pdf
from dvrag.ingest.readers.pdf_columns import reading_order
from dvrag.ingest.readers.pdf_lines import Piece, line, piece, rows
from dvrag.ingest.readers.pdf_words import DESCENT, Word
from dvrag.model.raw import PageSource, RawLine, RawPage

MOST_PIXELS = 9_000_000
"""Pixels of a rendered page: A4 at 200 dots an inch has 3.9 million; a larger page is rendered more coarsely."""

LEAST_SCORE = 0.5
"""Confidence under which a line is dropped: the engine's own default."""

CAP_HEIGHT = 0.75
"""Font size as a share of the height of a recognised line's box, which reaches from ascenders to descenders."""


class PageRecogniser:
    """Recognises pages; loads the models once."""

    def __init__(self, dpi: int = 200, threads: int = 2) -> None:
        try:
            import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy
            from rapidocr import RapidOCR  # noqa: PLC0415 - heavy
        except ImportError as error:
            raise MissingPartError(
                "The recognition engine is missing.", hint="Install rapidocr and onnxruntime."
            ) from error
        onnxruntime.disable_telemetry_events()
        self.dpi = dpi
        self.engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": LEAST_SCORE,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, path: Path, number: int) -> RawPage:
        """Return physical page `number`, source OCR, or EMPTY where nothing was recognised."""
        pdf = open_pdf(path)
        try:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = render_scale(width, height, self.dpi)
            image = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
        finally:
            pdf.close()
        lines = recognised_lines(self.engine(image), scale)
        source = PageSource.OCR if lines else PageSource.EMPTY
        return RawPage(number, lines, None, round(width, 2), round(height, 2), source)


def render_scale(width: float, height: float, dpi: int) -> float:
    """Return pixels a point for a page of that size in points, so that the image stays within MOST_PIXELS."""
    return min(dpi / 72, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))


def recognised_lines(result: Any, scale: float) -> tuple[RawLine, ...]:
    """Return the engine's boxes as lines in reading order, in points."""
    if result.boxes is None or result.txts is None:
        return ()
    items = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        clean = re.sub(r"\s+", " ", text).strip()
        if clean and score >= LEAST_SCORE and re.search(r"\w", clean):
            items.append(_piece(corners, clean, scale))
    lines: list[RawLine] = []
    for group in reading_order(items):
        lines.extend(line(row) for row in rows(group))
    return tuple(lines)


def _piece(corners: Sequence[Sequence[float]], text: str, scale: float) -> Piece:
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    left, right = float(corners[3][1]) - float(corners[0][1]), float(corners[2][1]) - float(corners[1][1])
    size = round(max(left, right, 1.0) / scale * CAP_HEIGHT, 1)
    return piece([Word(text, x0, y0, x1, y1, y1 - DESCENT * (y1 - y0), size, bold=False, spaced=True)])
