"""Passages that say the same → one of them, so that copies do not crowd the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dvrag.model.documents import Authority, Family
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit, ReportSummary
from dvrag.retrieve.reading import HitList
from dvrag.text.terms import words

COVERED = 0.8
"""Share of the smaller passage's word pairs that stand in the other, from which two passages of near-duplicate
reports count as the same. Measured in docs/decisions/0006-fusion.md."""

_AUTHORITY = {authority: place for place, authority in enumerate(reversed(Authority))}


@dataclass(slots=True)
class _Kept:
    hit: Hit
    key: str
    pairs: frozenset[tuple[str, str]]
    linked: frozenset[ReportId]


def collapse(hits: HitList, k: int) -> list[Hit]:
    """Return at most k hits, ranked from 1, without repeats.

    Of passages with the same words the first stays. Of nearly the same passages in reports linked as near-duplicates
    the one of the stronger report stays, at the place and with the score of the better one.
    """
    kept: list[_Kept] = []
    linked: set[ReportId] = set()
    for place in range(len(hits)):
        # Behind the cut, only a report linked to one that is kept can take its place: others are not read.
        if len(kept) == k and hits.report(place).id not in linked:
            continue
        new = _prepared(hits[place])
        twin = next((old for old in kept if _repeats(new, old)), None)
        if twin is None:
            if len(kept) < k:
                kept.append(new)
        elif _replaces(new, twin):
            new.hit = replace(new.hit, score=twin.hit.score)
            kept[kept.index(twin)] = new
        linked.update(new.linked)
    return [replace(item.hit, rank=rank) for rank, item in enumerate(kept, start=1)]


def strength(report: ReportSummary) -> tuple[int, bool, str, tuple[int, ...], int]:
    """Return what a report is preferred by, larger first.

    Authority, whole report over summary, newer over older, higher version over lower, longer over shorter.
    """
    version = tuple(int(number) for number in re.findall(r"\d+", report.facts.version.value or ""))
    whole = report.family is not Family.DHR_SUMMARY
    return (_AUTHORITY[report.authority], whole, report.facts.published.value or "", version, report.characters)


def _prepared(hit: Hit) -> _Kept:
    key = " ".join(hit.passage.text.lower().split())
    linked = frozenset(hit.report.near_duplicates)
    return _Kept(hit, key, _pairs(words(key)) if linked else frozenset(), linked)


def _repeats(new: _Kept, old: _Kept) -> bool:
    if new.key == old.key:
        return True
    if new.hit.passage.report_id not in old.linked:
        return False
    smaller = min(len(new.pairs), len(old.pairs))
    return smaller > 0 and len(new.pairs & old.pairs) >= COVERED * smaller


def _replaces(new: _Kept, old: _Kept) -> bool:
    """Return whether a lower hit takes the place: of a stronger linked report, and no mere piece of the old one."""
    if new.hit.passage.report_id not in old.linked:
        return False
    return strength(new.hit.report) > strength(old.hit.report) and 2 * len(new.key) >= len(old.key)


def _pairs(listed: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(listed))
