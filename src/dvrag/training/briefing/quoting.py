"""Short quotes: whole sentences from the beginning of a finding or paragraph, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dvrag.model.actions import Entry
from dvrag.model.learning.items import Cited
from dvrag.text.sentences import sentence_spans
from dvrag.training.briefing.scope import Sizes
from dvrag.training.material import cited_finding

_GRAPHIC = re.compile(
    r"\b(?:strangl\w+|strangulat\w+|suffocat\w+|asphyxia\w*|chok(?:e|ed|ing)|stab(?:bed|bing|s)?|"
    r"bruis\w+|wound(?:s|ed|ing)?|neck|throat|blood\w*|corpse|mutilat\w+|rap(?:e|ed|ist)|hanged|overdos\w+)\b",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", "…", ".”", "?”", ".’", ".)", ";", ":")
_BRACKETS = re.compile(r"\([^()]*\)\.?")
_ADDRESSED = re.compile(r"[^.]{1,90} \([^()]+\)\.")
"""A title with those it is for in brackets, as coroners number their concerns."""
_FEW = 80
"""Characters of a quote that says too little by itself, where another sentence follows."""


def shortened(cited: Cited, limit: int, longest: int) -> Cited | None:
    """Return the citation with the first whole sentences of its quote that fit into `limit` characters.

    A heading above the text, a label in small letters before its first sentence and an addressee in brackets after its
    last are left out. A single sentence is kept whole up to `longest`; None beyond that, and where nothing is left.
    """
    spans = _telling(cited.quote)
    if not spans:
        return None
    start, end = spans[0]
    for _, after in spans[1:]:
        if after - start > (limit if end - start >= _FEW else max(limit, longest)):
            break
        end = after
    if end - start > max(limit, longest):
        return None
    return replace(cited, start=cited.start + start, end=cited.start + end, quote=cited.quote[start:end])


def is_plain(text: str) -> bool:
    """Return whether a text names no way of killing and no injury: what does comes after what does not."""
    return _GRAPHIC.search(text) is None


def is_fragment(entry: Entry) -> bool:
    """Return whether a finding is part of a list in one sentence of its report, not a sentence of its own."""
    text = entry.finding.text
    return text[:1].islower() and len(sentence_spans(text)) == 1


def quoted(entries: Iterable[Entry], sizes: Sizes) -> list[tuple[Entry, Cited]]:
    """Return the findings that can be quoted shortly, in order, each with its citation."""
    pairs = ((entry, shortened(cited_finding(entry), sizes.quote, sizes.longest)) for entry in entries)
    return [(entry, cited) for entry, cited in pairs if cited]


def _telling(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of the text without a heading or label before them, up to a blank line."""
    spans = sentence_spans(text)
    while len(spans) > 1 and _is_label(text, spans):
        spans = spans[1:]
    for place in range(1, len(spans)):
        if "\n\n" in text[spans[place - 1][1] : spans[place][0]]:
            return spans[:place]
    return spans[:-1] if len(spans) > 1 and _BRACKETS.fullmatch(text[slice(*spans[-1])]) else spans


def _is_label(text: str, spans: list[tuple[int, int]]) -> bool:
    (start, end), (following, _) = spans[0], spans[1]
    heading = not text[start:end].endswith(_ENDS) and "\n" in text[end:following]
    return heading or text[start].islower() or _ADDRESSED.fullmatch(text[start:end]) is not None
