"""Which sentences an answer quotes: as few as needed, grouped by report, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvrag.answer.evidence import Evidence
from dvrag.model.documents import Authority
from dvrag.model.ids import ReportId
from dvrag.text.stems import stems

NEAR_BEST = 0.80
"""A sentence of another passage is quoted when its score is at least this share of the best one's."""
NEAR_FIGURE = 0.93
"""The same share where a figure or a date is asked for: one is enough."""
NEXT_TO = 0.50
"""A sentence next to a quoted one is quoted with it when its score is at least this share of that one's."""
CLOSE = 0.85
"""Share of the best score from which reports are ordered by authority instead of score."""
SAME = 0.75
"""Share of stems in common from which two sentences count as saying the same."""


_WEIGHT = {authority: place for place, authority in enumerate(Authority)}


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


def choose(
    found: Sequence[Evidence], limit: int, always: Sequence[Evidence] = (), near: float = NEAR_BEST
) -> tuple[Choice, ...]:
    """Return at most `limit` stretches, `always` among them. `found` is best first; the best is always quoted."""
    if not found:
        return ()
    kept: list[Evidence] = list(always)
    for candidate in found:
        if len(kept) >= limit or candidate.score < near * found[0].score:
            break
        if candidate not in kept and not any(_says_the_same(candidate, other) for other in kept):
            kept.append(candidate)
    return ordered(_joined(_with_neighbours(kept, found)))


def _with_neighbours(kept: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences with the one before and the one after each, where these nearly carry as much."""
    added = list(kept)
    for item in kept:
        for other in found:
            strong = other not in added and other.score >= NEXT_TO * item.score
            if strong and other.hit is item.hit and _adjoin(*sorted((item, other), key=lambda e: e.start)):
                added.append(other)
    return added


def _adjoin(one: Evidence, other: Evidence) -> bool:
    """Return whether two sentences of one passage stand side by side in one paragraph."""
    offset = one.hit.passage.start
    gap = one.hit.passage.text[one.end - offset : other.start - offset]
    return not gap.strip() and "\n\n" not in gap


def ordered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices grouped by report, in order of place within each.

    Reports whose best sentence is nearly as good as the best of all come first, the weightiest authority before the
    others; then the rest by their best sentence.
    """
    best: dict[ReportId, float] = {}
    for choice in choices:
        identity = choice.best.hit.report.id
        best[identity] = max(best.get(identity, -1.0), choice.best.score)
    top = max(best.values(), default=0.0)

    def key(choice: Choice) -> tuple[int, float, str, int]:
        report = choice.best.hit.report
        close = best[report.id] >= CLOSE * top
        return (_WEIGHT[report.authority] if close else len(_WEIGHT), -best[report.id], report.id, choice.start)

    return tuple(sorted(choices, key=key))


def _joined(kept: Sequence[Evidence]) -> list[Choice]:
    """Join sentences that stand side by side."""
    choices: list[Choice] = []
    last: Evidence | None = None
    for item in sorted(kept, key=lambda e: (e.hit.passage.report_id, e.start)):
        if last and last.hit is item.hit and _adjoin(last, item):
            strongest = max(choices[-1].best, item, key=lambda e: e.score)
            choices[-1] = replace(choices[-1], best=strongest, end=item.end)
        else:
            choices.append(Choice(item, item.start, item.end))
        last = item
    return choices


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    a, b = set(stems(one.text)), set(stems(other.text))
    return bool(a and b) and len(a & b) / len(a | b) >= SAME
