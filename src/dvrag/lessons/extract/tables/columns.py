"""The columns of a table, and which cell of a row stands in which of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.lessons.extract.asking.words import agency_named, commands, subject_of
from dvrag.lessons.extract.zones import scope_in
from dvrag.model.documents import Block, Report
from dvrag.text.dates import dates

CELL = " | "
_COLUMNS = (
    (
        "number",
        re.compile(r"^(?:#|no\.?|ref(?:erence)?\.?|number|rec(?:ommendation)?\.?\s*(?:no\.?|number|#|ref\.?))$", re.I),
    ),
    (
        "text",
        re.compile(
            r"^(?:what\s+(?:we|the\s+\w+)\s+recommends?\b|recommended\s+actions?\b|improvements?\s+(?:needed|required)\b)|^(?:the\s+)?(?:panel\s+)?(?:recommendations?|lessons?(?:\s+learn(?:t|ed))?|areas?\s+for\s+improvement|learning\s+points?)\b|^(?:key\s+)?learning(?:\s+identified)?$",
            re.I,
        ),
    ),
    ("scope", re.compile(r"^scope\b|^level\b", re.I)),
    (
        "told",
        re.compile(
            r"\baddress(?:ed|ee)|^(?:lead\s+)?(?:agency|agencies|organisations?)\b|^lead\s+(?:agency|organisation)|^for\s+whom|^(?:for\s+)?action\s+(?:by|for)\b|^by\s+whom|^who\b|^recipients?\b|^directed\s+(?:to|at)",
            re.I,
        ),
    ),
    ("lead", re.compile(r"^(?:lead|owner|responsible|accountable)\b|\bofficer\b", re.I)),
    (
        "deadline",
        re.compile(
            r"\btarget\b|\bdeadline\b|\btimescales?\b|\bby\s+when\b|^due\b|^when\b|^(?:completion\s+)?date\b", re.I
        ),
    ),
    ("milestones", re.compile(r"\bmilestones?\b", re.I)),
    ("status", re.compile(r"\bstatus\b|\bcompletion\b|\boutcome\b|\bprogress\b|\bupdate\b|\brag\b|\bevidence\b", re.I)),
    ("action", re.compile(r"^(?:key\s+)?actions?\b|^steps?\b", re.I)),
)
NUMBER = re.compile(
    r"^(?:recommendation\s*|rec\.?\s*)?(?P<n>\d+(?:\.\d+)*(?:\s?\(?[a-z]\)?)?|[A-Z]{1,3}\d+(?:\.\d+)*)[.:)]?\s+(?=[A-Z“\"‘(])",
    re.IGNORECASE,
)
LONE = re.compile(
    r"^(?:recommendation\s*)?(?P<n>\d+(?:\.\d+)*(?:\s?\(?[a-z]\)?)?|[A-Z]{1,3}\d+(?:\.\d+)*)[.:)]?$", re.IGNORECASE
)
_STATE = re.compile(
    r"\b(?:complete[d]?|ongoing|in\s+progress|overdue|not\s+started|green|amber|red|done|achieved|closed|open)\b",
    re.IGNORECASE,
)
_WHO_WORDS = 14
UNNAMED = "–"
"""How ingest names a column without a name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its text without space around it, and where that stands."""

    start: int
    end: int
    text: str


def header_of(block: Block, last: Sequence[str]) -> Sequence[str]:
    """Return the names of the columns that a row's context ends with; a line of a group may stand before them."""
    if not block.context:
        return last
    names = block.context.split(CELL)
    if last and names[1:] == list(last[1:]) and names[0].endswith(last[0]):
        return last
    first = next((name for name in last if names[0].endswith(f" {name}") and set(names[1:]) <= set(last)), names[0])
    return [first.rpartition("\n")[2], *names[1:]]


def columns_of(names: Sequence[str], header: Sequence[str] = ()) -> dict[str, int]:
    """Return which column is what; each of the first that fits.

    `header` holds the names of the whole table where `names` may be those of the filled cells of a row. Where a table
    has no column for recommendations, its actions are what is asked.
    """
    found: dict[str, int] = {}
    for i, name in enumerate(names):
        for key, pattern in _COLUMNS:
            if key in found and key == "text" and pattern.search(name.strip()):
                found.setdefault("other", i)
                break
            if key not in found and pattern.search(name.strip()):
                found[key] = i
                break
    part = len(names) < len(header) and set(names) <= {*header, UNNAMED} and "text" in columns_of(header)
    if (
        "text" not in found
        and not part
        and "action" in found
        and {"told", "lead"} & set(found)
        and {"deadline", "status"} & set(found)
    ):
        found["text"] = found.pop("action")
    return found


def asks_in(names: Sequence[str]) -> bool:
    """Return whether one of some columns is named for recommendations or lessons."""
    return any(pattern.search(name.strip()) for key, pattern in _COLUMNS if key == "text" for name in names)


def matched(report: Report, block: Block, names: Sequence[str], header: Sequence[str] = ()) -> dict[str, Cell]:
    """Return the cell of each known column; where empty cells were left out, the columns that suit the cells best."""
    cells, columns = cells_of(report, block), columns_of(names, header)
    if len(cells) == len(names):
        return {key: cells[place] for key, place in columns.items()}
    if ("text" not in columns and "action" not in columns) or len(cells) > len(names):
        return {}
    keys = {place: key for key, place in columns.items()}
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *((-99.0, ()) for _ in cells)]
    for place in range(len(names)):
        for count in range(min(place + 1, len(cells)), 0, -1):
            score, chosen = best[count - 1]
            score += _suits(cells[count - 1].text, keys.get(place, ""))
            if score > best[count][0]:
                best[count] = (score, (*chosen, place))
    found = {keys[place]: cell for cell, place in zip(cells, best[-1][1], strict=False) if place in keys}
    if "number" in found and "text" not in found and "action" in found:
        found["text"] = found.pop("action")
    return found


def _suits(text: str, key: str) -> float:
    """Return how well a cell's text suits a column."""
    words = len(text.split())
    if key in {"text", "other"}:
        return (1.4 if words > 5 else -1.0) + bool(NUMBER.match(text)) + (0.8 if subject_of(text) else 0.0)
    if key in {"told", "lead"}:
        return 2.0 if words <= _WHO_WORDS and agency_named(text) and not commands(text) else -0.5
    checks: dict[str, bool] = {
        "number": bool(LONE.match(text)),
        "scope": scope_in(text) is not None and words <= _WHO_WORDS,
        "deadline": bool(dates(text)) and words <= _WHO_WORDS,
        "status": bool(_STATE.search(text)),
        "action": words > 2,
    }
    return (1.5 if key == "action" else 2.0) if checks.get(key) else 0.0


def cells_of(report: Report, block: Block) -> list[Cell]:
    """Return the cells of a row in order; empty ones are not in its text."""
    cells, at = [], block.start
    for text in report.text[block.start : block.end].split(CELL):
        left = at + len(text) - len(text.lstrip())
        cells.append(Cell(left, left + len(text.strip()), text.strip()))
        at += len(text) + len(CELL)
    return cells
