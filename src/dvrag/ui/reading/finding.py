"""Find in a report: where words stand as they are typed, in capitals or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvrag.model.documents import Span

LONGEST = 200
"""Characters of what is looked for."""

MOST = 1000
"""Places that are counted; more are said to be more."""

AROUND = 70
"""Characters shown on either side of a place in the list of places."""

_ALIKE = {"'": "['‘’]", "’": "['‘’]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-‐‑–—]", "–": "[-‐‑–—]"}


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand. `inside`: they stand nowhere as whole words, and these are places inside longer words."""

    spans: tuple[Span, ...] = ()
    inside: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A place with the text around it: `text[start:end]` is what was found."""

    text: str
    start: int
    end: int


def find(text: str, wanted: str) -> Found:
    """Return where the words stand in a text, in order: whole words, or parts of words where there are none."""
    parts = wanted[:LONGEST].split()
    if not any(c.isalnum() for c in wanted):
        return Found()
    joined = r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in part) for part in parts)
    for pattern, inside in ((rf"(?<!\w){joined}(?!\w)", False), (joined, True)):
        spans: list[Span] = []
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if len(spans) == MOST:
                return Found(tuple(spans), inside, more=True)
            spans.append(Span(match.start(), match.end()))
        if spans:
            return Found(tuple(spans), inside)
    return Found()


def context(text: str, span: Span) -> Context:
    """Return a place with whole words around it, within its own paragraph."""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    high = min(len(text) if line_end < 0 else line_end, span.end + AROUND)
    if low > 0 and text[low - 1] not in " \n":
        space = text.find(" ", low, span.start)
        low = span.start if space < 0 else space + 1
    if high < len(text) and text[high] not in " \n":
        space = text.rfind(" ", span.end, high)
        high = span.end if space < 0 else space
    before = "… " if low > 0 and text[low - 1] != "\n" else ""
    after = " …" if high < len(text) and text[high] != "\n" else ""
    start = len(before) + span.start - low
    return Context(f"{before}{text[low:high]}{after}", start, start + span.end - span.start)
