"""Labels: what an annotator found in a report, and where it stands in the report's text."""

from __future__ import annotations

import csv
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from dvrag.errors import NotFoundError, UnreadableError
from dvrag.model.documents import Span
from dvrag.model.findings import FindingKind

REQUIRED = ("source", "kind", "start")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text in lower case, and the offset of each in the text."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the letters that stand in the text's stretch `[start, end)`, as a span of this text."""
        return Span(bisect_left(self.offsets, start), bisect_left(self.offsets, end))


@dataclass(frozen=True, slots=True)
class Label:
    """One finding as an annotator labelled it; "" where nothing is printed.

    `start` and `end` are its first and last words. Each of `addressee` and `scope` may hold several right answers,
    joined by `|`. `optional`: neither missing it nor finding it is a mistake.
    """

    source: str
    kind: FindingKind
    start: str
    end: str = ""
    number: str = ""
    addressee: str = ""
    agencies: tuple[str, ...] = ()
    scope: str = ""
    deadline: str = ""
    grade: str = ""
    scale: str = ""
    optional: bool = False
    notes: str = ""


def read_labels(path: Path) -> tuple[Label, ...]:
    """Return the labels of a CSV file in its order.

    Raises NotFoundError where there is none, UnreadableError naming the line that holds no label.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", hint="Name a CSV file of labelled findings.")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(_label(path, number, row) for number, row in enumerate(rows, 2))


def _label(path: Path, number: int, row: dict[str, str]) -> Label:
    missing = [name for name in REQUIRED if not row.get(name)]
    if missing or row["kind"] not in set(FindingKind):
        wrong = f"nothing in {missing[0]}" if missing else f"the kind “{row['kind']}”"
        raise UnreadableError(f"{path}, line {number}: {wrong}.", hint="See the column's description beside the file.")
    plain = {name: row.get(name) or "" for name in ("source", "start", "end", "number", "addressee", "notes")}
    return Label(
        kind=FindingKind(row["kind"]),
        agencies=tuple(part for part in (row.get("agencies") or "").split(";") if part),
        scope=row.get("scope") or "",
        deadline=row.get("deadline") or "",
        grade=row.get("grade") or "",
        scale=row.get("scale") or "",
        optional=(row.get("optional") or "") == "yes",
        **plain,
    )


def letters(text: str) -> Letters:
    """Return the letters and digits of a text: lines, hyphens and quotation marks make no difference."""
    kept = [(char.lower()[0], at) for at, char in enumerate(text) if char.isalnum()]
    return Letters("".join(char for char, _ in kept), tuple(at for _, at in kept))


def place(label: Label, letters_of: Letters, after: int = 0) -> Span | None:
    """Return the stretch of a report that the label stands for, as a span of its letters; None where there is none.

    The first that begins at or after the letter `after` is taken, else the first of the report.
    """
    first, last = letters(label.start).text, letters(label.end).text
    for begin in (after, 0):
        start = letters_of.text.find(first, begin)
        end = letters_of.text.find(last, start) if start >= 0 else -1
        if end >= 0:
            return Span(start, max(end + len(last), start + len(first)))
    return None
