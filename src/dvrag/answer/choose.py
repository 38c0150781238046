"""Which sentences an answer quotes: as few as needed, grouped by report, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvrag.answer.evidence import Evidence
from dvrag.model.ids import ReportId
from dvrag.text.stems import stems

NEAR_BEST = 0.80
"""A sentence of another passage is quoted when its score is at least this share of the best one's."""
NEXT_TO = 0.60
"""A sentence next to a quoted one is quoted with it when its score is at least this share of that one's."""
SAME = 0.75
"""Share of stems in common from which two sentences count as saying the same."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch to quote: one sentence, or neighbours in one passage joined."""

    best: Evidence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted text, verbatim from the passage."""
        passage = self.best.hit.passage
        return passage.text[self.start - passage.start : self.end - passage.start]


def choose(found: Sequence[Evidence], limit: int, always: Sequence[Evidence] = ()) -> tuple[Choice, ...]:
    """Return at most `limit` stretches, `always` among them. `found` is best first; the best is always quoted."""
    if not found:
        return ()
    kept: list[Evidence] = list(always)
    for candidate in found:
        if len(kept) >= limit or candidate.score < NEAR_BEST * found[0].score:
            break
        if candidate not in kept and not any(_says_the_same(candidate, other) for other in kept):
            kept.append(candidate)
    return ordered(_joined(_with_neighbours(kept, found)))


def _with_neighbours(kept: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences with the one before and the one after each, where these nearly carry as much."""
    added = list(kept)
    for item in kept:
        passage = item.hit.passage
        for other in found:
            near = other.hit is item.hit and other not in added and other.score >= NEXT_TO * item.score
            between = passage.text[
                min(item.end, other.end) - passage.start : max(item.start, other.start) - passage.start
            ]
            if near and not between.strip():
                added.append(other)
    return added


def ordered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices grouped by report, the report of the best sentence first, in order of place within each."""
    best: dict[ReportId, float] = {}
    for choice in choices:
        identity = choice.best.hit.report.id
        best[identity] = max(best.get(identity, -1.0), choice.best.score)
    return tuple(sorted(choices, key=lambda c: (-best[c.best.hit.report.id], c.best.hit.report.id, c.start)))


def _joined(kept: Sequence[Evidence]) -> list[Choice]:
    """Join sentences of one passage that stand side by side."""
    choices: list[Choice] = []
    for item in sorted(kept, key=lambda e: (e.hit.rank, e.start)):
        last = choices[-1] if choices else None
        if last and last.best.hit is item.hit and not last.best.hit.passage.text[_gap(last, item)].strip():
            strongest = max(last.best, item, key=lambda e: e.score)
            choices[-1] = replace(last, best=strongest, end=item.end)
        else:
            choices.append(Choice(item, item.start, item.end))
    return choices


def _gap(last: Choice, item: Evidence) -> slice:
    offset = item.hit.passage.start
    return slice(last.end - offset, item.start - offset)


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    a, b = set(stems(one.text)), set(stems(other.text))
    return bool(a and b) and len(a & b) / len(a | b) >= SAME
