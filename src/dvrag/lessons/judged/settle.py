"""Each judged question once, whichever places of a report print its grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvrag.lessons.judged.seen import Seen, Sign, alike, key

MOST = 100
"""Judgments among which one of the same question is sought, so that a table of thousands of rows takes no time."""


def settled(sections: Sequence[Seen], others: Sequence[Seen]) -> tuple[Seen, ...]:
    """Return every judged question once, in order of text.

    `sections` are grades of sections, `others` those of tables, headings and labelled lines. Two are of one question
    where their wordings are alike and the body is the same; where a summary words areas otherwise than the sections do,
    those left of one grade are matched in order. Two grades for one question leave the preferred one, with a doubt.
    """
    kept: list[Seen] = []
    for seen in sorted((s for s in sections if s.question and s.sign is not Sign.ROW), key=lambda s: (s.sign, s.start)):
        _add(kept, seen)
    others = [*others, *(s for s in sections if s.sign is Sign.ROW)]
    matched: set[int] = set()
    left = []
    for seen in sorted((s for s in others if s.question), key=lambda s: (s.sign, s.start)):
        at = _match(kept, seen)
        if at is None:
            left.append(seen)
        elif at not in matched or kept[at].grade != seen.grade:
            matched.add(at)
            kept[at] = _agreed(kept[at], seen)
    left = [seen for seen in left if not _holds(seen, kept)]
    for seen in _unmatched(
        left, [s for at, s in enumerate(kept[:MOST]) if at not in matched and s.sign is Sign.SECTION]
    ):
        _add(kept, seen)
    return tuple(sorted(kept, key=lambda seen: (seen.start, seen.end)))


def _unmatched(left: Sequence[Seen], sections: Sequence[Seen]) -> list[Seen]:
    """Return what is left of a summary after each area took one unmatched section of its grade.

    Where not every area finds one, the summary tells of more than the sections do and stays whole.
    """
    free: dict[str, int] = {}
    for seen in sections:
        free[seen.grade] = free.get(seen.grade, 0) + 1
    areas = [seen for seen in left if seen.sign is Sign.ROW]
    kept = []
    for seen in areas:
        if free.get(seen.grade, 0):
            free[seen.grade] -= 1
        else:
            kept.append(seen)
    return list(left) if kept else [seen for seen in left if seen.sign is not Sign.ROW]


def _holds(row: Seen, kept: Sequence[Seen]) -> bool:
    """Return whether a row's cell runs together the names of sections that have its grade."""
    words = key(row.question)
    inside = [s for s in kept if s.sign is Sign.SECTION and s.grade == row.grade and key(s.question) < words]
    return row.sign is Sign.ROW and frozenset().union(*(key(s.question) for s in inside)) >= words


def _add(kept: list[Seen], seen: Seen) -> None:
    """Keep it, or agree it with one of the same wording; of a summary, with one of nearly the same wording."""
    at = _match(kept, seen)
    if at is not None and seen.sign in (Sign.SECTION, Sign.CLOSING) and key(kept[at].question) != key(seen.question):
        at = None
    if at is None:
        kept.append(seen)
    else:
        kept[at] = _agreed(kept[at], seen)


def _match(kept: Sequence[Seen], seen: Seen) -> int | None:
    """Return the place in `kept` of the judgment of the same question and body, the same wording first; else None."""
    same = [
        at for at, other in enumerate(kept[:MOST]) if _one_body(other, seen) and alike(other.question, seen.question)
    ]
    exact = [at for at in same if key(kept[at].question) == key(seen.question)]
    return next(iter(exact or same), None)


def _one_body(one: Seen, other: Seen) -> bool:
    return not one.who or not other.who or one.who.lower() == other.who.lower()


def _agreed(kept: Seen, other: Seen) -> Seen:
    """Return the kept judgment: surer where another place says the same, doubted where it says otherwise."""
    if kept.grade == other.grade or kept.grade.startswith(other.grade) or other.grade.startswith(kept.grade):
        sure = min(0.99, kept.confidence + 0.5 * (1 - kept.confidence))
        doubts = () if kept.sign is Sign.CLOSING else kept.doubts
        return replace(kept, confidence=sure, doubts=doubts, who=kept.who or other.who)
    doubt = f"The report prints another grade for this question elsewhere: “{other.grade}”."
    return replace(kept, confidence=0.5, doubts=(*kept.doubts, doubt)) if doubt not in kept.doubts else kept
