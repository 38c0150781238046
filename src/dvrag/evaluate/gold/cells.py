"""What stands in the cells of a gold file: passages, points and figures as lines that a person can type.

relevant   source | page | paragraph | words as printed         (one passage a line; parts may be left empty)
points     vital | what is said | wording OR wording            (vital or okay; without wordings the text itself)
figures    11,300 OR eleven thousand                            (one figure a line)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dvrag.evaluate.gold.questions import GoldPassage, Point

BAR = " | "
OR = " OR "


def passages_cell(passages: Iterable[GoldPassage]) -> str:
    """Return passages as lines."""
    return "\n".join(
        BAR.join((p.source, str(p.page) if p.page is not None else "", p.paragraph or "", _one_line(p.quote)))
        for p in passages
    )


def points_cell(points: Iterable[Point]) -> str:
    """Return points as lines."""
    return "\n".join(
        BAR.join(("vital" if p.vital else "okay", _one_line(p.text), OR.join(map(_one_line, p.wordings))))
        for p in points
    )


def figures_cell(figures: Iterable[Iterable[str]]) -> str:
    """Return figures as lines."""
    return "\n".join(OR.join(writings) for writings in figures)


def read_passages(cell: str) -> tuple[GoldPassage, ...]:
    """Return the passages of a cell. Raises ValueError with a plain reason."""
    return tuple(_passage(line) for line in _lines(cell))


def read_points(cell: str) -> tuple[Point, ...]:
    """Return the points of a cell. Raises ValueError with a plain reason."""
    return tuple(_point(line) for line in _lines(cell))


def read_figures(cell: str) -> tuple[tuple[str, ...], ...]:
    """Return the figures of a cell."""
    return tuple(_alternatives(line) for line in _lines(cell))


def _passage(line: str) -> GoldPassage:
    parts = [part.strip() for part in re.split(r"\s*\|\s*", line, maxsplit=3)]
    source, page, paragraph, quote = [*parts, "", "", ""][:4]
    if not source:
        raise ValueError(f"a passage needs a file name first: {_short(line)}")
    if page and not (page.isdigit() and int(page) > 0):
        raise ValueError(f"the page must be a whole number from 1, not {page!r}")
    if not (paragraph or quote):
        raise ValueError(f"a passage needs a paragraph or words as printed: {_short(line)}")
    return GoldPassage(source, int(page) if page else None, paragraph or None, quote)


def _point(line: str) -> Point:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in {2, 3} or parts[0] not in {"vital", "okay"} or not parts[1]:
        raise ValueError(f"a point reads `vital | text | wording OR wording` (vital or okay): {_short(line)}")
    return Point(
        parts[1], parts[0] == "vital", _alternatives(parts[2]) if len(parts) == 3 and parts[2] else (parts[1],)
    )


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(OR) if part.strip())


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:57]}…"
