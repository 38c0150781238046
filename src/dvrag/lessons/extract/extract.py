"""Report → findings as drafts, by rules over its structure."""

from __future__ import annotations

from collections.abc import Iterable

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

_NONE = frozenset({Family.NEWS, Family.OPINION, Family.QA_LETTER, Family.GUIDANCE})
"""Families whose texts speak of recommendations that others made."""


def extract(report: Report) -> tuple[Draft, ...]:
    """Return the findings of a report in order of text; none of them stands inside another of its kind."""
    if report.family in _NONE:
        return ()
    found = [*in_rows(report), *in_series(report)]
    for part in parts(report):
        found += _of_part(report, part)
    own = with_receivers(report, with_earlier(report, _apart(found)))
    return tuple(sorted((*own, *judged(report)), key=lambda draft: (draft.start, draft.end, draft.kind.value)))


def _of_part(report: Report, part: Part) -> list[Draft]:
    if part.zone is not None:
        return listed(report, part)
    if any(NOT_HERE.search(heading) for heading in part.path):
        return []
    found = labelled(report, part)
    return found if found or report.family is Family.LIBRARY_SUMMARY else in_prose(report, part)


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
