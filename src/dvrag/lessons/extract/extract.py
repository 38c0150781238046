"""Report → findings as drafts, by rules over its structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dvrag.lessons.extract.coroner import concerns
from dvrag.lessons.extract.earlier import with_earlier
from dvrag.lessons.extract.listed import labelled, listed
from dvrag.lessons.extract.outline import Part, parts
from dvrag.lessons.extract.prose import examples, in_prose, in_series, led_in
from dvrag.lessons.extract.tables.rows import in_rows
from dvrag.lessons.extract.zones import NOT_HERE
from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Draft, FindingKind

VERSION = "4"
"""Raised whenever the rules change: reports read with others are read anew."""

NUMBERED = 0.98
"""Confidence of what carries a number or label of its own."""

_INSPECTING = frozenset({Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION})
_NONE = frozenset({Family.NEWS, Family.OPINION, Family.QA_LETTER, Family.GUIDANCE})
"""Families whose texts speak of recommendations that others made."""
_ANSWERS = re.compile(
    r"\W*(?!.{0,30}\binspection\b.{0,30}\bresponse)(?:[\w’'-]+\s+){0,5}response\s+to\s+(?:the|its|our|this|an?|(?-i:[A-Z]{3,})\w*(?:[’']s)?)\s+"
    r"(?:[\w’'-]+\s+){0,3}?(?:reports?|reviews?|inspection|recommendations?|super-complaint)\b",
    re.IGNORECASE,
)
"""The title of an answer to what another has recommended."""


def extract(report: Report) -> tuple[Draft, ...]:
    """Return the findings of a report in order of text; none of them stands inside another of its kind."""
    if report.family in _NONE or _ANSWERS.match(report.facts.title.value or ""):
        return ()
    if report.family is Family.PREVENTION_REPORT:
        return _in_order((*with_earlier(report, concerns(report)), *judged(report)))
    found = [*in_rows(report), *in_series(report)]
    announced = list(found)
    for part, drafts in _below_numbers([(part, _of_part(report, part)) for part in parts(report)]):
        found += drafts
        announced += drafts if part.zone is not None else []
    found += _outside(report, listed=any(draft.kind is FindingKind.RECOMMENDATION for draft in announced))
    return _in_order((*with_earlier(report, _apart(found)), *judged(report)))


def _in_order(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    return tuple(sorted(drafts, key=lambda draft: (draft.start, draft.end, draft.kind.value)))


def _outside(report: Report, *, listed: bool) -> list[Draft]:
    """Return what stands outside announced sections: lists that a sentence leads in, and, where the report has no list
    of its recommendations, sentences that make one.
    """
    found = []
    for part in parts(report):
        if part.zone is None and not any(NOT_HERE.search(heading) for heading in part.path):
            found += led_in(report, part)
            found += examples(report, part) if report.family in _INSPECTING else []
            found += [] if listed else in_prose(report, part)
    return found


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
