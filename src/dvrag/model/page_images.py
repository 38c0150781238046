"""Pages as pictures, and what is marked on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.raw import Box


class MarkKind(StrEnum):
    """Why something is marked on a page image."""

    QUOTE = "quote"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """The stretch `[start, end)` of a line's `text`, to be marked on `page` where the line stands, in `box`."""

    page: int
    box: Box
    text: str
    start: int
    end: int
    kind: MarkKind = MarkKind.QUOTE


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a PNG of `width_px` x `height_px` pixels; `width` and `height` are its size in points.

    `quoted` and `found` are the boxes that are marked on it, in points from the top left of the displayed page.
    """

    png: bytes
    width_px: int
    height_px: int
    width: float
    height: float
    quoted: tuple[Box, ...] = ()
    found: tuple[Box, ...] = ()
