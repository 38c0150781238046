"""A comparison as a table with notes in its cells, and as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dvrag.answer.exported import wording
from dvrag.exports.document import Run, Runs, Table, plain
from dvrag.model.answers import Answer, Claim, Comparison, Disagreement

ABOUT = "What is compared"
DIFFER = "Where the sides differ"
"""Over what the sides of a comparison state differently."""


def beside_table(answer: Answer) -> tuple[Claim, ...]:
    """Return the sentences that stand in no cell of the comparison: all of them where nothing is compared."""
    if answer.comparison is None:
        return answer.claims
    inside = {claim for row in answer.comparison.rows for cell in row.cells for claim in cell}
    return tuple(claim for claim in answer.claims if claim not in inside)


def table(comparison: Comparison, written: Callable[[Claim], Runs]) -> Table:
    """Return a row for each matter and a column for each side; `written` gives a sentence with its notes."""
    rows = tuple(
        ((Run(row.about, bold=True),), *(_cell(cell, written) for cell in row.cells)) for row in comparison.rows
    )
    shares = (2, *(3 for _ in comparison.sides))
    return Table((ABOUT, *comparison.sides), rows, caption(comparison), shares)


def caption(comparison: Comparison) -> str:
    """Return "Marlshire and Brackenford compared"."""
    *first, last = comparison.sides
    return f"{', '.join(first)} and {last} compared" if first else f"{last} compared"


def contrasted(item: Disagreement, comparison: Comparison) -> tuple[tuple[str, int], ...]:
    """Return what differs between sides: "Marlshire: 78.6 percent" with the number of its source, for each value."""
    return tuple((f"{' and '.join(comparison.sides_of(side.n))}: {side.value}", side.n) for side in item.values)


def as_text(comparison: Comparison, said: Callable[[Claim], str]) -> list[str]:
    """Return a block of lines for each matter: its name, then each side with its sentences."""
    blocks = []
    for row in comparison.rows:
        sides = zip(comparison.sides, row.cells, strict=True)
        lines = (f"{side}: {' '.join(map(said, cell)) or wording.NOTHING_SAID}" for side, cell in sides)
        blocks.append("\n".join((row.about, *lines)))
    return blocks


def _cell(cell: Sequence[Claim], written: Callable[[Claim], Runs]) -> Runs:
    if not cell:
        return (Run(wording.NOTHING_SAID, italic=True),)
    runs: Runs = ()
    for claim in cell:
        runs = (*runs, *(plain(" ") if runs else ()), *written(claim))
    return runs
