"""Long text → parts that end at sentence ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.ports import TokenCounter
from dvrag.text.sentences import sentence_spans

_CLAUSE = re.compile(r"(?<=[;:,|])\s+|\s+(?=[–—])")
_SPACE = re.compile(r"\s+")


def split(text: str, limit: int, tokens: TokenCounter) -> list[tuple[int, int, int]]:
    """Return parts `(start, end, tokens)` of `text`, in order, each within `limit` tokens and of like length.

    Parts end at sentence ends; a sentence above `limit` is cut at clauses, else between words. A single word above
    `limit` stays whole.
    """
    pieces = [piece for start, end in sentence_spans(text) for piece in _fitting(text, (start, end), limit, tokens)]
    total = sum(count for _, _, count in pieces)
    parts = -(-total // limit)
    goal = min(limit, -(-total // parts) + total // (10 * parts))
    return _pack(pieces, limit, goal)


def _pack(pieces: Sequence[tuple[int, int, int]], limit: int, goal: int) -> list[tuple[int, int, int]]:
    packed: list[tuple[int, int, int]] = []
    for start, end, count in pieces:
        if packed and packed[-1][2] + count <= limit and packed[-1][2] + count // 2 <= goal:
            packed[-1] = (packed[-1][0], end, packed[-1][2] + count)
        else:
            packed.append((start, end, count))
    return packed


def _fitting(text: str, span: tuple[int, int], limit: int, tokens: TokenCounter) -> list[tuple[int, int, int]]:
    """Return the span whole if it fits, else its clauses or words packed up to the limit."""
    start, end = span
    count = tokens.count([text[start:end]])[0]
    if count <= limit:
        return [(start, end, count)]
    for separator in (_CLAUSE, _SPACE):
        cuts = _between(text, span, separator)
        counts = tokens.count([text[a:b] for a, b in cuts])
        if len(cuts) > 1 and (separator is _SPACE or max(counts) <= limit):
            return _pack([(a, b, n) for (a, b), n in zip(cuts, counts, strict=True)], limit, limit)
    return [(start, end, count)]


def _between(text: str, span: tuple[int, int], separator: re.Pattern[str]) -> list[tuple[int, int]]:
    start, end = span
    gaps = [found.span() for found in separator.finditer(text, start, end)]
    starts = [start, *(gap[1] for gap in gaps)]
    ends = [*(gap[0] for gap in gaps), end]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
