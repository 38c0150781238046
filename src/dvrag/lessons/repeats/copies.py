"""Findings of one review that are printed in several of its documents: each copy with its original."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.reviews import preference, reviews
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind
from dvrag.model.ids import FindingId, ReportId
from dvrag.text.stems import stems

Vector = npt.NDArray[np.float32]

NUMBERED, UNNUMBERED = 0.45, 0.66
"""Least likeness of a copy to its original: with the same number, and where a number is missing. Likeness is the mean
of the cosine and of the share of the shorter one's words."""

RENUMBERED = 0.9
"""Least likeness of a copy that has another number than its original."""

_NONE = frozenset({FindingKind.JUDGMENT, FindingKind.FIGURE})
_MARK = re.compile(r"[^\W_]+")


def copies(entries: Sequence[Entry], vectors: Mapping[FindingId, Vector]) -> dict[FindingId, FindingId]:
    """Return the original of each finding that is a copy. An original is never a copy.

    Originals are looked for in the document of the review that comes first: overview report, executive summary, action
    plan, library page. Each finding of a document is the copy of one original at most, and an original has one copy
    at most in a document. Judgments and figures have no copies.
    """
    review = reviews(entry.report for entry in entries)
    rooms: dict[tuple[ReportId, FindingKind], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.finding.kind not in _NONE and entry.finding.id in vectors:
            rooms[review[entry.report.id], entry.finding.kind].append(entry)
    found: dict[FindingId, FindingId] = {}
    for room in rooms.values():
        found |= _in_review(room, vectors)
    return found


def _in_review(room: Sequence[Entry], vectors: Mapping[FindingId, Vector]) -> dict[FindingId, FindingId]:
    documents: dict[ReportId, list[Entry]] = defaultdict(list)
    for entry in room:
        documents[entry.report.id].append(entry)
    if len(documents) < 2:
        return {}
    ordered = sorted(documents.values(), key=lambda own: (preference(own[0].report), -len(own), own[0].report.source))
    originals = list(ordered[0])
    found: dict[FindingId, FindingId] = {}
    for document in ordered[1:]:
        matched = _matched(document, originals, vectors)
        found |= matched
        originals += [entry for entry in document if entry.finding.id not in matched]
    return found


def _matched(
    document: Sequence[Entry], originals: Sequence[Entry], vectors: Mapping[FindingId, Vector]
) -> dict[FindingId, FindingId]:
    own, other = _array(document, vectors), _array(originals, vectors)
    cosines = own @ other.T
    said, kept = [_words(entry) for entry in document], [_words(entry) for entry in originals]
    likely: list[tuple[float, int, int]] = []
    for one, entry in enumerate(document):
        for two, original in enumerate(originals):
            if original.report.id == entry.report.id:
                continue
            likeness = (float(cosines[one, two]) + _shared(said[one], kept[two])) / 2
            same = _same_number(entry, original)
            if likeness >= _least(same):
                likely.append((likeness + 0.2 * bool(same), one, two))
    found: dict[int, int] = {}
    for _, one, two in sorted(likely, key=lambda item: (-item[0], item[1], item[2])):
        if one not in found and two not in found.values():
            found[one] = two
    return {document[one].finding.id: originals[two].finding.id for one, two in found.items()}


def _array(entries: Sequence[Entry], vectors: Mapping[FindingId, Vector]) -> Vector:
    return np.stack([np.asarray(vectors[entry.finding.id], np.float32) for entry in entries])


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(stems(entry.finding.text))


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


def _same_number(one: Entry, two: Entry) -> bool | None:
    """Return whether two numbers as printed are the same ("9.1 a" and "9.1(a)"); None where one has none."""
    first, second = ("".join(_MARK.findall(entry.finding.number or "")).casefold() for entry in (one, two))
    return first == second if first and second else None


def _least(same: bool | None) -> float:
    if same is None:
        return UNNUMBERED
    return NUMBERED if same else RENUMBERED
