"""An even choice: in turn from each report, so that none speaks over the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from math import ceil
from typing import TypeVar

from dvrag.model.documents import Authority
from dvrag.model.results import ReportSummary

Kept = TypeVar("Kept")

_WEIGHT = {authority: place for place, authority in enumerate(Authority)}


def weight(report: ReportSummary) -> int:
    """Return how far down the order of authorities a report stands: 0 a statutory review, then inspectorates."""
    return _WEIGHT[report.authority]


def in_turn(
    ranked: Iterable[Kept], count: int, of: Callable[[Kept], Hashable], spoke: Counter[Hashable] | None = None
) -> tuple[Kept, ...]:
    """Return at most `count` of them, the best of each report first, then the second of each.

    `ranked` comes best first; `of` names whose an element is; who `spoke` before waits. Elements that are returned are
    in order of their turn. Of three reports or more none gives over a third (rounded up), of two none over half: then
    fewer than `count` are returned.
    """
    groups: dict[Hashable, list[Kept]] = defaultdict(list)
    for each in ranked:
        groups[of(each)].append(each)
    said, own = Counter(spoke or {}), Counter[Hashable]()
    shares = min(len(groups), 3)
    chosen: list[Kept] = []
    while groups and len(chosen) < count:
        owner = min(groups, key=lambda name: said[name])  # the first of equals: the order of the ranks decides
        if own[owner] + 1 > ceil((len(chosen) + 1) / shares):
            break
        chosen.append(groups[owner].pop(0))
        said[owner] += 1
        own[owner] += 1
        if not groups[owner]:
            del groups[owner]
    return tuple(chosen)
