"""Where one paragraph ends and the next begins, from the boxes of lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dvrag.ingest.structure.drafts import Draft
from dvrag.ingest.structure.lines import Measures, SourceLine
from dvrag.model.raw import Box
from dvrag.text.characters import SOFT_HYPHEN

GAP = 1.2
"""A step above this multiple of the usual one separates paragraphs."""

_FINISHED = re.compile(r"[.!?:…][’”\"')\]]*\d{0,3}$")
_SALUTATION = re.compile(r"Dear\b.{0,60}[,:]?$")
_RUNNING = re.compile(
    r"(?:[,(&–—-]|\b(?:a|an|and|are|as|at|by|for|from|had|has|have|in|is|its|of|on|or|that|the|their|this|to|was|were|which"
    r"|who|will|with))$"
)
_WORD_WIDTH = 0.5
"""Mean width of a character over the font size."""


class Layout:
    """Answers for one document whether a line begins a block."""

    def __init__(self, lines: Sequence[SourceLine], measures: Measures) -> None:
        self._measures = measures
        self._rights = _rights(lines)

    def breaks(self, draft: Draft, line: SourceLine) -> bool:
        """Return whether `line` begins a new block after the lines of `draft`."""
        before = draft.lines[-1]
        if before.box is None or line.box is None:
            return True
        if before.text.endswith(SOFT_HYPHEN):
            return False
        if _SALUTATION.match(before.text):
            return True
        if abs(before.size - line.size) > 0.06 * max(before.size, line.size):
            return True
        if line.page != before.page or line.top < before.top - line.size:
            return self._breaks_across(draft, line)
        return self._breaks_below(draft, line)

    def _breaks_across(self, draft: Draft, line: SourceLine) -> bool:
        """At the head of a page or column the gap says nothing: the sentence and the indent do."""
        before = draft.lines[-1]
        if not finished(before.text):
            return self._stops_short(before, line) and _may_begin(before, line)
        if not draft.cut or before.box is None or line.box is None:
            return True
        first = draft.lines[0].box
        hanging = draft.lines[1].box if len(draft.lines) > 1 else None
        indent = hanging.x0 - first.x0 if hanging and first else 0
        return not (indent > 6 and hanging is not None and abs(line.box.x0 - hanging.x0) < 4)

    def _breaks_below(self, draft: Draft, line: SourceLine) -> bool:
        before = draft.lines[-1]
        step = (line.top - before.top) / max(before.size, line.size, 1.0)
        usual = self._measures.pitch or 1.25
        if step > GAP * usual:
            return not (step < 1.5 * usual and line.text[0].islower() and not finished(before.text))
        if before.bold != line.bold and self._stops_short(before, line):
            return True
        if self._indents(draft, line):
            return True
        return self._stops_short(before, line) and (finished(before.text) or _may_begin(before, line))

    def _indents(self, draft: Draft, line: SourceLine) -> bool:
        before = draft.lines[-1]
        if before.box is None or line.box is None or (draft.cut and len(draft.lines) == 1):
            return False
        return line.box.x0 > before.box.x0 + 8 and finished(before.text)

    def _stops_short(self, before: SourceLine, line: SourceLine) -> bool:
        """Return whether the first word of `line` would have fitted behind `before`, with room to spare."""
        if before.box is None:
            return False
        right = self._rights.get(id(before), before.box.x1)
        word = len(line.text.split(" ", 1)[0]) + 1
        spare = 0.5 if finished(before.text) else 3.0
        return right - before.box.x1 > (word * _WORD_WIDTH + spare) * before.size


def _may_begin(before: SourceLine, line: SourceLine) -> bool:
    """Return whether a block may begin after an unfinished line: at a capital, and not after "of the" or a comma."""
    return line.text[0].isupper() and _RUNNING.search(before.text) is None


def finished(text: str) -> bool:
    """Return whether a line ends a sentence, or leads into a list."""
    return _FINISHED.search(text) is not None


def _rights(lines: Sequence[SourceLine]) -> dict[int, float]:
    """Return, by the identity of each line, the right edge of the column it stands in."""
    pages: dict[int, list[tuple[SourceLine, Box]]] = defaultdict(list)
    for line in lines:
        if line.box is not None and not line.is_table:
            pages[line.page].append((line, line.box))
    return {id(line): _right(line, box, page) for page in pages.values() for line, box in page}


def _right(line: SourceLine, box: Box, page: Sequence[tuple[SourceLine, Box]]) -> float:
    limit = min(
        (other.x0 for _, other in page if other.x0 > box.x1 and other.y0 < box.y1 + 30 and other.y1 > box.y0 - 30),
        default=float("inf"),
    )
    fellows = (
        other.x1
        for fellow, other in page
        if abs(other.x0 - box.x0) < 60 and other.x1 <= limit and abs(fellow.size - line.size) < 1
    )
    return max(fellows, default=box.x1)
