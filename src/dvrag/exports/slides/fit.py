"""What fits on a slide: the size of its letters, and where long text goes on on a further slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Final

from dvrag.exports.slides.deck import Line, LineKind, Slide
from dvrag.text.sentences import sentence_spans

SIZES: Final = (26, 24, 22, 20, 18)
"""Sizes of letters in points, the largest that fits is taken; the last is the least."""
WIDTH, HEIGHT = 856.0, 370.0
"""The room for lines, in points."""
_LETTER, _LEADING, _AFTER = 0.53, 1.2, 0.45
"""Width of a letter, height of a line and space after a paragraph, as parts of the size: Arial, on the safe side."""
INDENT = 24.0
"""Points by which a point or quote is set in."""


def size_for(lines: Sequence[Line]) -> int | None:
    """Return the size in points at which the lines fit on one slide, None where none does."""
    return next((size for size in SIZES if _height(lines, size) <= HEIGHT), None)


def title_size(title: str) -> int:
    """Return the size in points at which a title takes two lines at most, 20 where none is small enough."""
    return next((size for size in (30, 28, 24) if len(title) * _LETTER * size <= 1.9 * WIDTH), 20)


def spread(slide: Slide) -> tuple[Slide, ...]:
    """Return the slide as one or several on which every line fits, each title with its number where they are several.

    A quote and whose it is stay together; what is longer than a slide is cut between sentences, else between words.
    """
    pages: list[list[Line]] = [[]]
    for block in _blocks(slide.lines):
        for piece in _pieces(block):
            if pages[-1] and size_for([*pages[-1], *piece]) is None:
                pages.append([])
            pages[-1].extend(piece)
    if len(pages) == 1:
        return (slide,)
    return tuple(
        replace(slide, title=f"{slide.title} ({place} of {len(pages)})", lines=tuple(lines))
        for place, lines in enumerate(pages, 1)
    )


def _height(lines: Sequence[Line], size: int) -> float:
    return sum(_rows(line, size) * size * _LEADING + size * _AFTER for line in lines)


def _rows(line: Line, size: int) -> int:
    across = floor((WIDTH - INDENT) / (size * _LETTER))
    return max(1, ceil(1.04 * len(line.text) / across))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in groups that stand together: a sentence, its quotes, and whose each is."""
    groups: list[list[Line]] = []
    for line in lines:
        joins = groups and (line.kind is LineKind.SOURCE or _leads(groups[-1], line))
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _leads(group: Sequence[Line], line: Line) -> bool:
    return line.kind is LineKind.QUOTE and [each.kind for each in group] in ([LineKind.PLAIN], [LineKind.POINT])


def _pieces(block: list[Line]) -> list[list[Line]]:
    """Return a block as it is where it fits, else its lines one by one, the long ones cut."""
    if size_for(block) is not None:
        return [block]
    return [[piece] for line in block for piece in _cut(line)]


def _cut(line: Line) -> list[Line]:
    if size_for([line]) is not None:
        return [line]
    text = line.text
    ends = [end for _, end in sentence_spans(text)][:-1] or [i for i, c in enumerate(text) if c == " "]
    fitting = [end for end in ends if end and size_for([replace(line, text=text[:end])]) is not None]
    if not fitting:
        ends = [i for i, c in enumerate(text) if c == " "]
        fitting = [end for end in ends if end and size_for([replace(line, text=text[:end])]) is not None]
    end = fitting[-1] if fitting else len(text) // 2
    return [replace(line, text=text[:end].rstrip()), *_cut(replace(line, text=text[end:].lstrip()))]
