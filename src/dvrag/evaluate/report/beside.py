"""A second run that a report sets beside its own."""

from __future__ import annotations

from dataclasses import dataclass

from dvrag.evaluate.compare import Comparison, compare
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Beside:
    """The run that came before, its figures, and what the run of the report changes against it."""

    run: Run
    summary: Summary
    comparison: Comparison

    @property
    def names(self) -> tuple[str, str]:
        """How the earlier run and the run of the report are called; never the same."""
        first, second = self.comparison.first, self.comparison.second
        return (first, second) if first != second else (f"{first} (before)", f"{second} (after)")


def beside(before: Run, run: Run) -> Beside:
    """Return the earlier run with the comparison. Raises what `compare` raises."""
    return Beside(before, summarise(before), compare(before, run))
