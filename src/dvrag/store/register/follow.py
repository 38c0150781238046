"""Where people's edits belong after a report was read anew: the same words, or the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import apsw

from dvrag.model.findings import Finding
from dvrag.model.ids import FindingId
from dvrag.store.register.read import findings
from dvrag.store.register.write import move_edits
from dvrag.store.tables import select

ALIKE = 0.9
"""Share of equal characters (difflib's ratio) from which two texts are the same finding in another version."""


def follow(connection: apsw.Connection) -> int:
    """Move the edits of findings that are gone to those that took their place; return how many findings moved.

    One takes its place that stands in the report of the same file and has the same words, overlaps the same span of the
    same bytes, or is nearly the same. Edits that find none stay, unplaced.
    """
    loose: dict[FindingId, Any] = {}
    for row in select(connection, "edits", "WHERE finding NOT IN (SELECT id FROM findings) ORDER BY n"):
        loose[FindingId(row[1])] = row
    if not loose:
        return 0
    sources = {row[0]: row[1] for row in select(connection, "reports")}
    held: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings(connection):
        held[sources[finding.report_id]].append(finding)
    places = ((gone, _place(row, held[row[3]])) for gone, row in loose.items())
    moved = {gone: finding for gone, finding in places if finding}
    move_edits(connection, moved)
    return len(moved)


def _place(row: Sequence[Any], candidates: Sequence[Finding]) -> Finding | None:
    _, _, report, _, start, text, *_ = row
    words = _folded(text)
    same = [finding for finding in candidates if _folded(finding.text) == words]
    overlapping = [f for f in candidates if f.report_id == report and _overlap(f, start, start + len(text)) >= 0.5]
    return _nearest(same, start) or _nearest(overlapping, start) or _alike(words, candidates)


def _nearest(found: Iterable[Finding], start: int) -> Finding | None:
    return min(found, key=lambda finding: (abs(finding.start - start), finding.id), default=None)


def _overlap(finding: Finding, start: int, end: int) -> float:
    """Return the share of the longer of two spans that both hold."""
    common = min(finding.end, end) - max(finding.start, start)
    return max(common, 0) / max(finding.end - finding.start, end - start, 1)


def _alike(words: str, candidates: Sequence[Finding]) -> Finding | None:
    scored = [(SequenceMatcher(None, words, _folded(f.text), autojunk=False).ratio(), f.id, f) for f in candidates]
    best = max(scored, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] >= ALIKE else None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
