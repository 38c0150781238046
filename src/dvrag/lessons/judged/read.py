"""The graded judgments and key figures of a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dvrag.lessons.judged.boxes import boxes, runs
from dvrag.lessons.judged.figures.figures import figures
from dvrag.lessons.judged.outline import Piece, outline
from dvrag.lessons.judged.phrases import phrases
from dvrag.lessons.judged.seen import Seen
from dvrag.lessons.judged.settle import settled
from dvrag.lessons.judged.statements import joined, listed, statements
from dvrag.lessons.judged.subject import Subject, force_of, names_of, since, subject
from dvrag.lessons.judged.tables import rows
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Draft, FindingKind, Judgment

JUDGING = frozenset(
    {Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.JOINT_INSPECTION, Family.RESEARCH, Family.OTHER}
)
"""Families that may print graded judgments of their own; the others only tell of them."""


def judged(report: Report) -> tuple[Draft, ...]:
    """Return the graded judgments and the key figures of a report, in order of text."""
    pieces = outline(report)
    found = {(draft.kind, draft.start, draft.end): draft for draft in figures(report, pieces)}
    for draft in _judgments(report, pieces):
        found.setdefault((draft.kind, draft.start, draft.end), draft)
    return tuple(sorted(found.values(), key=lambda draft: (draft.start, draft.end, draft.kind)))


def _judgments(report: Report, pieces: tuple[Piece, ...]) -> tuple[Draft, ...]:
    if report.family not in JUDGING:
        return ()
    summary = [seen for run in runs(pieces) for seen in run]
    prose = () if report.family is Family.JOINT_INSPECTION else pieces
    names = names_of(report)
    sections = joined(statements(prose, names), boxes(pieces, _graded_in(pieces, summary)))
    seen = settled(sections, [*summary, *rows(pieces, since(report)), *phrases(pieces)]) or listed(prose, names)
    shared = subject(report, {one.grade for one in seen})
    return tuple(_draft(one, shared) for one in seen)


def _graded_in(pieces: Sequence[Piece], summary: Sequence[Seen]) -> frozenset[int]:
    """Return where the grades start that a summary has used."""
    starts = [piece.start for piece in pieces if piece.grade]
    spans = ((bisect_left(starts, seen.start), bisect_left(starts, seen.end)) for seen in summary)
    return frozenset(start for first, last in spans for start in starts[first:last])


def _draft(seen: Seen, shared: Subject) -> Draft:
    judgment = Judgment(
        body=seen.who or shared.body,
        force=force_of(seen.who, shared),
        question=seen.question,
        grade=seen.grade,
        scale=shared.scale,
        cycle=shared.cycle,
        date=shared.date,
    )
    doubts = (*seen.doubts, *shared.doubts)
    return Draft(
        FindingKind.JUDGMENT,
        seen.start,
        seen.end,
        judgment=judgment,
        confidence=round(seen.confidence, 2),
        doubts=doubts,
    )
