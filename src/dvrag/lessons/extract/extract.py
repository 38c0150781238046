"""Report → findings as drafts, by rules over its structure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dvrag.lessons.extract.earlier import with_earlier
from dvrag.lessons.extract.listed import labelled, listed
from dvrag.lessons.extract.outline import Part, parts
from dvrag.lessons.extract.prose import in_prose, in_series
from dvrag.lessons.extract.receivers import with_receivers
from dvrag.lessons.extract.rows import in_rows
from dvrag.lessons.extract.zones import NOT_HERE
from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Draft, FindingKind

VERSION = "1"
"""Raised whenever the rules change: reports read with others are read anew."""

PROSE, NUMBERED = 0.7, 0.98
"""Confidence of what stands in running text, and of what carries a number or label of its own."""

_NONE = frozenset({Family.NEWS, Family.OPINION, Family.QA_LETTER, Family.GUIDANCE})
"""Families whose texts speak of recommendations that others made."""


def extract(report: Report) -> tuple[Draft, ...]:
    """Return the findings of a report in order of text; none of them stands inside another of its kind."""
    if report.family in _NONE:
        return ()
    found = [*in_rows(report), *in_series(report)]
    for _, drafts in _below_numbers([(part, _of_part(report, part)) for part in parts(report)]):
        found += drafts
    if not any(draft.kind is FindingKind.RECOMMENDATION and draft.confidence > PROSE for draft in found):
        found += [draft for part in parts(report) if part.zone is None for draft in in_prose(report, part)]
    own = with_receivers(report, with_earlier(report, _apart(found)))
    return tuple(sorted((*own, *judged(report)), key=lambda draft: (draft.start, draft.end, draft.kind.value)))


def _of_part(report: Report, part: Part) -> list[Draft]:
    if part.zone is not None:
        return listed(report, part)
    if any(NOT_HERE.search(heading) for heading in part.path):
        return []
    return labelled(report, part)


def _below_numbers(found: Sequence[tuple[Part, list[Draft]]]) -> list[tuple[Part, list[Draft]]]:
    """Return the parts with their drafts; where the sections below a heading number theirs, what stands directly below
    it without a number introduces them and goes.
    """
    sure = [part.path for part, drafts in found if any(draft.confidence >= NUMBERED for draft in drafts)]
    above = {path[:depth] for path in sure for depth in range(1, len(path))}
    return [
        (part, [d for d in drafts if d.confidence >= NUMBERED] if part.path in above else drafts)
        for part, drafts in found
    ]


def _apart(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that share no text with a surer or earlier one; of equals the longer is kept."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.start - d.end, d.start)):
        if not any(_clash(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.start)


def _clash(one: Draft, other: Draft) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    nested = {one.kind, other.kind} == {FindingKind.CAUSE_OF_CONCERN, FindingKind.RECOMMENDATION}
    return not apart and not nested
