"""The graded judgments and key figures of a report."""

from __future__ import annotations

from dvrag.lessons.judged.boxes import boxes, runs
from dvrag.lessons.judged.figures.figures import figures
from dvrag.lessons.judged.grades import tier
from dvrag.lessons.judged.outline import Piece, outline
from dvrag.lessons.judged.phrases import phrases
from dvrag.lessons.judged.seen import Seen
from dvrag.lessons.judged.settle import settled
from dvrag.lessons.judged.statements import joined, listed, statements
from dvrag.lessons.judged.subject import Subject, force_of, names_of, subject
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
    used = frozenset(piece.start for seen in summary for piece in _graded_in(pieces, seen))
    names = names_of(report)
    stated = () if report.family is Family.JOINT_INSPECTION else statements(pieces, names)
    sections = joined(stated, boxes(pieces, used))
    seen = settled(sections, [*summary, *rows(pieces), *phrases(pieces)]) or (
        listed(pieces, names) if stated or names else ()
    )
    shared = subject(report, {one.grade for one in seen})
    return tuple(_draft(one, shared) for one in seen)


def _graded_in(pieces: tuple[Piece, ...], seen: Seen) -> list[Piece]:
    return [piece for piece in pieces if piece.grade and seen.start <= piece.start < seen.end]


def _draft(seen: Seen, shared: Subject) -> Draft:
    judgment = Judgment(
        body=seen.who or shared.body,
        force=force_of(seen.who, shared),
        question=seen.question,
        grade=tier(seen.grade, shared.scale),
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
