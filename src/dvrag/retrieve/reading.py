"""A ranking whose passages are read when they are looked at: of some hundred candidates few are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Self

from dvrag.model.documents import Passage
from dvrag.model.ids import Row
from dvrag.model.results import Hit, Ranked, ReportSummary

_BLOCK = 12
"""Passages read together."""


class HitList:
    """Hits, best first, ranked from 1."""

    def __init__(
        self,
        found: Sequence[tuple[Ranked, ReportSummary]],
        read: Callable[[Sequence[Row]], Mapping[Row, Passage]],
    ) -> None:
        """Take rows with their scores and reports, best first, and what reads the passages of rows."""
        self._found = found
        self._read = read
        self._hits: dict[int, Hit] = {}

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> Self:
        """Return the list of hits that are read already."""
        whole = cls([(Ranked(Row(0), hit.score), hit.report) for hit in hits], lambda rows: {})
        whole._hits = {place: replace(hit, rank=place + 1) for place, hit in enumerate(hits)}
        return whole

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Hit]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> Hit:
        """Return the hit at a place, from 0; those behind it are read along."""
        if place not in self._hits:
            ahead = range(place, min(place + _BLOCK, len(self)))
            passages = self._read([self._found[i][0].row for i in ahead])
            for i in ahead:
                ranked, report = self._found[i]
                self._hits[i] = Hit(i + 1, ranked.score, passages[ranked.row], report)
        return self._hits[place]

    def report(self, place: int) -> ReportSummary:
        """Return the report of the hit at a place, without reading the passage."""
        return self._found[place][1]
