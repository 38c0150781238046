"""Which sentences of a cited passage a written sentence rests on: what is quoted as its source."""

from __future__ import annotations

from dataclasses import dataclass

from dvrag.answer.evidence import pieces
from dvrag.model.results import Hit
from dvrag.text.stems import stems

EXTRA = 0.75
"""What a further sentence must add to a quote, in words of the claim, to be worth its place; a design choice."""
AT_MOST = 4
"""Sentences of a quote at most: a quote is read beside the claim, and a longer one is the passage."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage found: `[start, end)` of its report. `number` is the passage's in the prompt."""

    number: int
    hit: Hit
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words there, verbatim."""
        passage = self.hit.passage
        return passage.text[self.start - passage.start : self.end - passage.start]

    @classmethod
    def whole(cls, number: int, hit: Hit) -> Place:
        """Return all of a passage."""
        return cls(number, hit, hit.passage.start, hit.passage.end)


def narrowed(claim: str, whole: Place) -> Place:
    """Return the run of at most four sentences of a passage that shares most words with the claim, the shortest such.

    All of the passage where no sentence shares a word with it.
    """
    hit = whole.hit
    wanted = set(stems(claim))
    spans = pieces(hit)
    shared = [wanted & set(stems(hit.passage.text[start:end])) for start, end in spans]
    runs = [(i, j) for i in range(len(spans)) for j in range(i, min(i + AT_MOST, len(spans)))]
    if not any(shared):
        return whole

    def worth(run: tuple[int, int]) -> tuple[float, int]:
        first, last = run
        return len(set().union(*shared[first : last + 1])) - EXTRA * (last - first), -first

    first, last = max(runs, key=worth)
    start = hit.passage.start
    return Place(whole.number, hit, start + spans[first][0], start + spans[last][1])
