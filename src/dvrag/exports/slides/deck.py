"""Slides without a format: a title slide, then titles with lines under them, and what the speaker should know.

They are made once and written by `write.py`. Their texts are texts: no writer reads markup in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MIME: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
"""The media type of the file that `write.py` makes, as registered with IANA."""


class LineKind(StrEnum):
    """What a line of a slide is: a point of a list, a sentence by itself, someone's words, or whose they are."""

    POINT = "point"
    PLAIN = "plain"
    QUOTE = "quote"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide. Quotation marks are part of a quote's text."""

    text: str
    kind: LineKind = LineKind.POINT


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide; `notes` are the speaker's. What does not fit goes on on a further slide of the same title."""

    title: str
    lines: tuple[Line, ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A title slide and the slides after it. `created` has its zone; `language` is a BCP 47 tag.

    Raises ValueError where a slide has no title or `created` no zone.
    """

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    created: datetime
    notes: str = ""
    subject: str = ""
    author: str = "dvrag"
    language: str = "en-GB"

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("the date of slides needs its zone")
        if not self.title.strip() or not all(slide.title.strip() for slide in self.slides):
            raise ValueError("each slide has a title")
