"""Counting questions: answered from the register, with every finding behind the number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from dvrag.lessons.counting.values import Counted
from dvrag.model.actions import Entry
from dvrag.model.answers import Answer, Claim, Count, Source, Status, Verdict
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId
from dvrag.model.results import Filters, Hit

Counter: TypeAlias = Callable[[str, Filters | None], Counted | None]
"""A question and the restrictions on reports → what the register says, None for a question that counts nothing."""


def no_register(text: str, filters: Filters | None) -> Counted | None:
    """Return None: nothing is counted where no register stands behind the answers."""
    return None


def counted_answer(text: str, counted: Counted) -> Answer:
    """Return the answer to a counting question: first what was counted, then each finding, quoted with its place.

    Where nothing was counted the reason says what was looked for: there is nothing to cite.
    """
    if not counted.entries:
        return Answer(text, Status.NOT_FOUND, reason=counted.sentence, count=Count(0, ()))
    sources = tuple(source_of(entry, n) for n, entry in enumerate(counted.entries, start=1))
    numbers = tuple(source.n for source in sources)
    first = Claim(counted.sentence, numbers, Verdict.SUPPORTED)
    quotes = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
    return Answer(
        question=text,
        status=Status.ANSWERED,
        claims=(first, *quotes),
        sources=sources,
        confidence=_confidence(counted.entries),
        count=Count(counted.number, tuple(entry.finding.id for entry in counted.entries), counted.said),
    )


def source_of(entry: Entry, n: int = 1) -> Source:
    """Return a finding as a source, whose passage is the finding itself."""
    finding = entry.finding
    passage = Passage(
        id=PassageId(finding.id),
        report_id=finding.report_id,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        kind=BlockKind.PARAGRAPH,
        section=finding.section,
        page=finding.page,
        page_label=finding.page_label,
        paragraph=finding.paragraph,
        paragraph_index=finding.paragraph_index,
    )
    return Source.whole(Hit(1, 1.0, passage, entry.report), n)


def _confidence(entries: Sequence[Entry]) -> float:
    """Return the mean confidence of the findings, 1 for one that a person checked."""
    found = [1.0 if entry.checked else entry.finding.confidence for entry in entries]
    return round(sum(found) / len(found), 4)
