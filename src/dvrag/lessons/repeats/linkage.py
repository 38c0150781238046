"""Groups from scored pairs: the best pair of groups is joined first, as long as nearly all of their members agree."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

Pair = tuple[int, int]

UNKNOWN = -3.0
"""Score of two members that were never compared: they are no near neighbours."""

WORST = -2.5
"""A pair of members that scores less keeps two groups apart, whatever the others say."""


def joined(scored: Iterable[tuple[int, int, float]], count: int, least: float = 0.0) -> list[list[int]]:
    """Return groups of 2 members or more, each in ascending order; members are 0 … count - 1.

    Two groups are joined while the mean score of their members' pairs is at least `least`, and none is below WORST.
    """
    links = _Links(count)
    for one, two, score in scored:
        links.add(one, two, score)
    queue = [(-score, one, two) for one, row in links.sums.items() for two, score in row.items() if one < two]
    queue = [item for item in queue if -item[0] >= least]
    heapq.heapify(queue)
    while queue:
        negative, one, two = heapq.heappop(queue)
        if links.mean(one, two) != -negative:
            continue
        kept = links.merge(one, two)
        for other in links.sums[kept]:
            mean = links.mean(kept, other)
            if mean is not None and mean >= least:
                heapq.heappush(queue, (-mean, min(kept, other), max(kept, other)))
    return sorted(sorted(members) for members in links.members.values() if len(members) > 1)


class _Links:
    """The groups as they grow: members, and for each pair of groups with scored pairs their sum, number and worst."""

    def __init__(self, count: int) -> None:
        self.members = {place: [place] for place in range(count)}
        self.sums: dict[int, dict[int, float]] = {place: {} for place in range(count)}
        self._known: dict[Pair, int] = {}
        self._worst: dict[Pair, float] = {}

    def add(self, one: int, two: int, score: float) -> None:
        """Add the score of a pair."""
        self.sums[one][two] = self.sums[two][one] = score
        key = (min(one, two), max(one, two))
        self._known[key], self._worst[key] = 1, score

    def mean(self, one: int, two: int) -> float | None:
        """Return the mean score of two groups' pairs; None where a group is gone, or they are kept apart."""
        if one not in self.members or two not in self.members or two not in self.sums[one]:
            return None
        key = (min(one, two), max(one, two))
        if self._worst[key] < WORST:
            return None
        size = len(self.members[one]) * len(self.members[two])
        return (self.sums[one][two] + UNKNOWN * (size - self._known[key])) / size

    def merge(self, one: int, two: int) -> int:
        """Join two groups; return the name of the joined one."""
        kept, gone = (one, two) if len(self.sums[one]) >= len(self.sums[two]) else (two, one)
        self.members[kept] += self.members.pop(gone)
        lost = self.sums.pop(gone)
        for other, score in lost.items():
            del self.sums[other][gone]
            old = (min(gone, other), max(gone, other))
            known, worst = self._known.pop(old), self._worst.pop(old)
            if other == kept:
                continue
            new = (min(kept, other), max(kept, other))
            total = self.sums[kept].get(other, 0.0) + score
            self.sums[kept][other] = self.sums[other][kept] = total
            self._known[new] = self._known.get(new, 0) + known
            self._worst[new] = min(self._worst.get(new, worst), worst)
        return kept
