"""Short quotes: whole sentences from the beginning of a finding or paragraph, word for word."""

from __future__ import annotations

from dataclasses import replace

from dvrag.model.actions import Entry
from dvrag.model.learning.items import Cited
from dvrag.text.sentences import sentence_spans
from dvrag.training.material import cited_finding

LONGEST = 460
"""Characters of a quote in any briefing, at most."""
_ENDS = (".", "?", "!", "…", ".”", "?”", ".’", ".)", ";", ":")
_FEW = 25
"""Characters of a sentence that says too little by itself."""


def shortened(cited: Cited, limit: int) -> Cited | None:
    """Return the citation with the first whole sentences of its quote that fit into `limit` characters.

    A heading above the text and a label in small letters before its first sentence are left out. Where one sentence is
    longer than `limit` it is kept whole up to `LONGEST`; None beyond that, and where nothing is left.
    """
    spans = _telling(cited.quote)
    if not spans:
        return None
    start, end = spans[0]
    for _, after in spans[1:]:
        if after - start > limit and end - start >= _FEW:
            break
        end = after
    if end - start > max(limit, LONGEST):
        return None
    return replace(cited, start=cited.start + start, end=cited.start + end, quote=cited.quote[start:end])


def quoted(entry: Entry, limit: int) -> Cited | None:
    """Return a finding's citation with a quote of about `limit` characters at most, None where it cannot be short."""
    return shortened(cited_finding(entry), limit)


def _telling(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of the text without a heading or label before them, up to a blank line."""
    spans = sentence_spans(text)
    while len(spans) > 1 and _is_label(text, spans):
        spans = spans[1:]
    for place in range(1, len(spans)):
        if "\n\n" in text[spans[place - 1][1] : spans[place][0]]:
            return spans[:place]
    return spans


def _is_label(text: str, spans: list[tuple[int, int]]) -> bool:
    (start, end), (following, _) = spans[0], spans[1]
    heading = not text[start:end].endswith(_ENDS) and "\n" in text[end:following]
    return heading or text[start].islower()
