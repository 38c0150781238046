"""Which sentences an answer quotes: as few as needed, grouped by report, the best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.answer.evidence import Evidence, pieces
from dvrag.model.documents import Authority, BlockKind
from dvrag.model.ids import ReportId
from dvrag.text.stems import stems

NEAR_BEST = 0.80
"""A sentence of another passage is quoted when its score is at least this share of the best one's."""
ON_TOPIC = 0.5
"""Where a figure or a date is asked for, a sentence must speak of at least this share of what the best one speaks of:
any text holds some figure. Figures of a sweep are in docs/decisions/0007-quoting-and-abstaining.md."""
WHOLE = 700
"""Characters of a paragraph that are quoted whole; of a longer one, what stands around the best sentence."""
CLOSE = 0.85
"""Share of the best score from which reports are ordered by authority instead of score."""
SAME = 0.75
"""Share of stems in common from which two sentences count as saying the same."""


_NOTE_MARK = re.compile(r"(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+\s*|\d{1,2}(?=[A-Z“‘]))(?=\S)")
"""The mark of a footnote, glued to its first word ("1A cause of concern"); it is not part of what the note says."""

_NOTE_BEHIND = re.compile(r"(?<=[a-z][.!?])[\d¹²³]{1,2}$")

_WEIGHT = {authority: place for place, authority in enumerate(Authority)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch to quote, and the sentence in it that speaks most of the question."""

    best: Evidence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted text, verbatim from the passage."""
        passage = self.best.hit.passage
        return passage.text[self.start - passage.start : self.end - passage.start]


def choose(
    found: Sequence[Evidence], limit: int, always: Sequence[Evidence] = (), near: float = NEAR_BEST
) -> tuple[Choice, ...]:
    """Return at most `limit` paragraphs, those of `always` among them; `found` is best first, its best is quoted.

    A paragraph is as good as its best sentence. What is quoted of it is what `paragraph` says.
    """
    kept: list[Choice] = []
    for item in (*always, *found):
        forced = item in always
        if not forced and (len(kept) >= limit or item.score < near * found[0].score):
            break
        if any(_holds(other, item) for other in kept):
            continue
        if forced or not any(_says_the_same(item, other.best) for other in kept):
            new = Choice(item, *paragraph(item))
            kept = [other for other in kept if not _holds(new, other.best)] + [new]
    return ordered(kept)


def on_topic(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the sentences near the best that speak of the topic nearly as much as any of them; the best stays."""
    near = [item for item in found if item.score >= NEAR_BEST * found[0].score]
    most = max((item.coverage for item in near), default=0.0)
    return tuple(item for item in near if item is found[0] or item.coverage >= ON_TOPIC * most)


def paragraph(item: Evidence) -> tuple[int, int]:
    """Return the span to quote with a sentence: its paragraph, or as much around it as WHOLE allows.

    A row of a table stands alone. A lead-in ("in any of three ways:") takes the items that follow it along.
    """
    passage = item.hit.passage
    if passage.kind is BlockKind.TABLE_ROW:
        return item.start, item.end
    spans = [(passage.start + start, passage.start + end) for start, end in pieces(item.hit)]
    first = last = next((i for i, span in enumerate(spans) if span[0] <= item.start < span[1]), -1)
    if first < 0:
        return item.start, item.end
    while last + 1 < len(spans) and _fits(item, spans, first, last + 1):
        last += 1
    while first > 0 and _fits(item, spans, first - 1, last):
        first -= 1
    start, end = spans[first][0], spans[last][1]
    mark = _NOTE_MARK.match(passage.text, start - passage.start, end - passage.start)
    behind = _NOTE_BEHIND.search(passage.text, start - passage.start, end - passage.start)
    return (mark.end() if mark else start - passage.start) + passage.start, end - (len(behind[0]) if behind else 0)


def _fits(item: Evidence, spans: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Return whether the pieces from first to last can be one quote: not too long, of one paragraph or list."""
    passage = item.hit.passage
    text = passage.text[spans[first][0] - passage.start : spans[last][1] - passage.start]
    if len(text) > WHOLE:
        return False
    parts = text.split("\n\n")
    return len(parts) == 1 or (parts[0].rstrip().endswith(":") and spans[first][0] <= item.start)


def _holds(choice: Choice, item: Evidence) -> bool:
    same = choice.best.hit.report.id == item.hit.report.id
    return same and choice.start < item.end and item.start < choice.end


def ordered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices grouped by report, the best first within each: an answer begins with what answers.

    Reports whose best sentence is nearly as good as the best of all come first, the weightiest authority before the
    others; then the rest by their best sentence.
    """
    best: dict[ReportId, float] = {}
    for choice in choices:
        identity = choice.best.hit.report.id
        best[identity] = max(best.get(identity, -1.0), choice.best.score)
    top = max(best.values(), default=0.0)

    def key(choice: Choice) -> tuple[int, float, str, float, int]:
        report = choice.best.hit.report
        close = best[report.id] >= CLOSE * top
        return (
            _WEIGHT[report.authority] if close else len(_WEIGHT),
            -best[report.id],
            report.id,
            -choice.best.score,
            choice.start,
        )

    return tuple(sorted(choices, key=key))


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    a, b = set(stems(one.text)), set(stems(other.text))
    return bool(a and b) and len(a & b) / len(a | b) >= SAME
