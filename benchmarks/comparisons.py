"""How well questions that set sides against each other are answered (`eval/comparisons/comparisons.jsonl`).

Run: `.venv/bin/python -m benchmarks.comparisons [--library DIR] [--half dev|test] [--list]`
The questions are halved by the last bit of the sha256 of their id: the rules were made with the half "dev" only.

A question holds its sides, what belongs to each (`own`: the start of a file's name, and behind `>` that of a section
where one report has several sides), and the rows of a right table: a word that its name holds, and for each side the
paragraphs that answer, `file | words as printed` or `file | § heading`, or null where the reports do not say. A cell is
right where it cites such a paragraph, or is empty where nothing is said. A citation is of the wrong side where its
report or section belongs to another side. `differ`: values that the answer must show as contradicting each other. A
question without sides is an ordinary one, and must not become a comparison.
"""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from dvrag.assembly import open_assistant
from dvrag.model.answers import Answer, Claim, ComparedRow, Source
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId

QUESTIONS = Path("eval/comparisons/comparisons.jsonl")
HALVES = ("dev", "test")

Cell = tuple[str, ...] | None
"""The places of which one is to be cited; None where the reports do not say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a right table. `about` holds words of which its name holds one, between bars; empty for any name."""

    about: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its right table; without sides, an ordinary question."""

    id: str
    question: str
    sides: tuple[str, ...]
    own: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    differ: tuple[tuple[str, ...], ...]

    @property
    def half(self) -> str:
        """The half it belongs to."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[-1] % 2]

    @property
    def nothing_said(self) -> bool:
        """Whether the reports say it of no side: the answer is then that nothing is found."""
        return all(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question went. `cells` are right or not, in order; `wrong` are the wrong-side citations."""

    asked: Asked
    recognised: bool
    sides: tuple[str, ...]
    cells: tuple[bool, ...]
    wrong: tuple[str, ...]
    differ: tuple[bool, ...]
    milliseconds: float
    table: tuple[str, ...]

    @property
    def sides_right(self) -> bool:
        """Whether the sides are those of the right table, in order."""
        pairs = zip(self.asked.sides, self.sides, strict=False)
        return len(self.sides) == len(self.asked.sides) and all(a.lower() in b.lower() for a, b in pairs)


def read_questions(path: Path) -> list[Asked]:
    """Return the questions of a file. Raises ValueError where a row has not a cell for each side."""
    found = [_asked(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]
    odd = [asked.id for asked in found if any(len(row.cells) != len(asked.sides) for row in asked.rows)]
    if odd:
        raise ValueError(f"{path}: every row needs a cell for each side; see {', '.join(odd)}.")
    return found


def _asked(row: dict[str, Any]) -> Asked:
    rows = tuple(Row(r["about"], tuple(None if c is None else tuple(c) for c in r["cells"])) for r in row["rows"])
    own = tuple(tuple(places) for places in row["own"])
    differ = tuple(tuple(values) for values in row["differ"])
    return Asked(row["id"], row["question"], tuple(row["sides"]), own, rows, differ)


class Judge:
    """Judges answers. `report` gives a report in full."""

    def __init__(self, report: Callable[[ReportId], Report]) -> None:
        self._report = cache(report)

    def outcome(self, asked: Asked, answer: Answer) -> Outcome:
        """Return how a question went."""
        compared = answer.comparison
        rows = compared.rows if compared else ()
        sides = compared.sides if compared else ()
        refused = asked.nothing_said and compared is None and bool(asked.sides) and not answer.claims
        aligned = len(sides) == len(asked.sides)
        cells = tuple(
            refused or (aligned and self._right(wanted, place, row.about, rows, answer))
            for row in asked.rows
            for place, wanted in enumerate(row.cells)
        )
        wrong = tuple(self._wrong(asked, rows, answer)) if aligned else ()
        shown = [" ~ ".join(value.value.lower() for value in item.values) for item in answer.disagreements]
        differ = tuple(any(all(_any_of(v, text) for v in pair) for text in shown) for pair in asked.differ)
        recognised = compared is not None or refused
        took = answer.timings_ms.get("total", 0.0)
        names = asked.sides if refused else sides
        return Outcome(asked, recognised, names, cells, wrong, differ, took, tuple(_written(answer, rows)))

    def _right(self, wanted: Cell, place: int, about: str, rows: Sequence[ComparedRow], answer: Answer) -> bool:
        fitting = [row for row in rows if _any_of(about, row.about.lower())]
        claims = [claim for row in fitting for claim in row.cells[place]]
        if not fitting or wanted is None:
            return bool(fitting) and not claims
        return any(self.is_at(source, spot) for source in _cited(claims, answer) for spot in wanted)

    def is_at(self, source: Source, spot: str) -> bool:
        """Return whether a citation stands in a paragraph or section."""
        file, _, words = spot.partition(" | ")
        if not source.hit.report.source.startswith(file):
            return False
        if words.startswith("§ "):
            return words.removeprefix("§ ") in f"> {source.hit.passage.section}"
        report = self._report(source.hit.report.id)
        blocks = [block for block in report.blocks if block.start < source.end and source.start < block.end]
        return any(words in report.text[block.start : block.end] for block in blocks)

    def _wrong(self, asked: Asked, rows: Sequence[ComparedRow], answer: Answer) -> Iterator[str]:
        for row in rows:
            for place, cell in enumerate(row.cells):
                for source in _cited(cell, answer):
                    own = any(_belongs(source, spot) for spot in asked.own[place])
                    others = [spot for i, spots in enumerate(asked.own) if i != place for spot in spots]
                    if not own and any(_belongs(source, spot) for spot in others):
                        yield f"{asked.sides[place]}: {source.hit.report.source} {source.hit.passage.section}"


def _belongs(source: Source, spot: str) -> bool:
    file, _, section = spot.partition(" > ")
    return source.hit.report.source.startswith(file) and section in source.hit.passage.section


def _cited(claims: Sequence[Claim], answer: Answer) -> list[Source]:
    numbers = {n for claim in claims for n in claim.citations}
    return [source for source in answer.sources if source.n in numbers]


def _any_of(words: str, text: str) -> bool:
    return any(word.lower() in text for word in words.split("|"))


def _written(answer: Answer, rows: Sequence[ComparedRow]) -> Iterator[str]:
    for row in rows:
        yield f"  [{row.about}]"
        for place, cell in enumerate(row.cells):
            places = [f"{s.hit.report.source} ¶{s.paragraph} {s.quote[:110]!r}" for s in _cited(cell, answer)]
            yield from (f"    {place + 1}. {where}" for where in places or ["not said"])
    for item in answer.disagreements:
        yield f"    differ: {item.about}: {' ~ '.join(f'{value.value} [{value.n}]' for value in item.values)}"


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Return the lines that say how the questions went."""
    compared = [item for item in outcomes if item.asked.sides]
    ordinary = [item for item in outcomes if not item.asked.sides]
    cells = [right for item in compared for right in item.cells]
    differ = [shown for item in compared for shown in item.differ]
    yield f"{len(compared)} comparisons, {len(ordinary)} ordinary questions"
    yield f"recognised               {_share([item.recognised for item in compared])}"
    yield f"sides right              {_share([item.sides_right for item in compared])}"
    yield f"cells right              {_share(cells)}"
    yield f"tables right             {_share([item.sides_right and all(item.cells) for item in compared])}"
    yield f"contradictions shown     {_share(differ)}"
    yield f"wrong-side citations     {sum(len(item.wrong) for item in compared)}"
    yield f"ordinary, yet compared   {sum(item.recognised for item in ordinary)}"
    times = [item.milliseconds for item in compared]
    if times:
        yield f"milliseconds             {median(times):.0f} in the middle, {max(times):.0f} at most"


def unfound(questions: Sequence[Asked], reports: Sequence[Report]) -> list[str]:
    """Return the places of right tables that stand in no report: mistakes of the set."""
    mistakes = []
    for asked in questions:
        for spot in sorted({spot for row in asked.rows for cell in row.cells for spot in cell or ()}):
            file, _, words = spot.partition(" | ")
            if not any(_holds(report, words) for report in reports if report.source.startswith(file)):
                mistakes.append(f"{asked.id}: {spot}")
    return mistakes


def _holds(report: Report, words: str) -> bool:
    if words.startswith("§ "):
        return any(words.removeprefix("§ ") in f"> {' > '.join(section.path)}" for section in report.sections)
    return any(words in report.text[block.start : block.end] for block in report.blocks)


def main() -> None:
    """Print how well comparisons are answered."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--library", type=Path, default=Path("index"))
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--list", action="store_true", help="print every question with its table")
    wanted = parser.parse_args()
    assistant = open_assistant(wanted.library, "")
    every = [asked for asked in read_questions(wanted.questions) if wanted.half in {None, asked.half}]
    for mistake in unfound(every, [assistant.report(report.id) for report in assistant.reports()]):
        print(f"In no report: {mistake}")
    judge = Judge(assistant.report)
    outcomes = [judge.outcome(asked, assistant.ask(asked.question)) for asked in every]
    if wanted.list:
        print("\n".join(line for item in outcomes for line in _lines(item)))
    for half in [wanted.half] if wanted.half else [*HALVES, "all"]:
        chosen = [item for item in outcomes if half in {item.asked.half, "all"}]
        print(f"\n{half}: " + "\n".join(table(chosen)))


def _lines(item: Outcome) -> Iterator[str]:
    fine = item.sides_right and all(item.cells) and all(item.differ) and not item.wrong
    mark = "ok   " if (fine if item.asked.sides else not item.recognised) else "WRONG"
    cells = "".join("+" if right else "-" for right in item.cells)
    yield f"{mark} {item.asked.id} {item.asked.question!r} sides {item.sides} cells {cells} differ {item.differ}"
    yield from item.table
    yield from (f"    WRONG SIDE {wrong}" for wrong in item.wrong)


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values)} of {len(values)}" + (f" ({sum(values) / len(values):.3f})" if values else "")


if __name__ == "__main__":
    main()
