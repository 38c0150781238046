"""Footnotes: small type at the foot of a page, each note beginning with its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.ingest.structure.lines import Measures, SourceLine
from dvrag.model.raw import Markup

SMALL = 0.93
"""Footnotes are set below this share of the body's size."""

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"^([{_RAISED}]{{1,3}}|\d{{1,3}}|[*†‡§])[.)]?\s*(?=[^\W\d]|[‘“'\"(\[£]|\d{{2}})")
_PLAIN = str.maketrans(_RAISED, "0123456789")
_UNFINISHED = re.compile(r"[^.!?’”\"')\]]$")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark as printed, its lines (the mark still in the first), the page index it stands on."""

    mark: str
    lines: tuple[SourceLine, ...]
    page: int


def split_footnotes(lines: Sequence[SourceLine], measures: Measures) -> tuple[list[SourceLine], list[Note]]:
    """Return the lines without footnotes, and the footnotes in order."""
    body: list[SourceLine] = []
    notes: list[Note] = []
    for page in _pages(lines):
        first = _foot(page, measures, bool(notes) and bool(_UNFINISHED.search(notes[-1].lines[-1].text)))
        body.extend(line for line in page[:first] if line.markup is not Markup.FOOTNOTE)
        marked = [line for line in page[:first] if line.markup is Markup.FOOTNOTE]
        notes = _gather(notes, [*marked, *page[first:]])
    return body, notes


def note_mark(text: str) -> int:
    """Return the length of the mark at the start of a footnote, 0 without one."""
    found = _MARK.match(text)
    return found.end() if found else 0


def refers(text: str, mark: str) -> bool:
    """Return whether a text carries a reference to the footnote `mark`: a raised figure after a word or its stop."""
    if not mark[:1].isdigit():
        return mark in text
    plain = mark.translate(_PLAIN)
    raised = plain.translate(str.maketrans("0123456789", _RAISED))
    pattern = (
        rf"(?<![{_RAISED}]){raised}(?![{_RAISED}])|(?:[^\W\d]|(?<!\d)[.,;:!?’”\"')\]]){plain}(?![\d.,]*\d)(?=\s|$)"
    )
    return re.search(pattern, text) is not None


def _pages(lines: Sequence[SourceLine]) -> list[list[SourceLine]]:
    pages: list[list[SourceLine]] = []
    for line in lines:
        if not pages or pages[-1][0].page != line.page:
            pages.append([])
        pages[-1].append(line)
    return pages


def _foot(page: Sequence[SourceLine], measures: Measures, running_on: bool) -> int:
    """Return where the footnotes of a page begin in its lines; their number where it has none."""
    first = len(page)
    while first and _is_small(page[first - 1], measures):
        first -= 1
    marked = next((i for i in range(first, len(page)) if note_mark(page[i].text)), len(page))
    if running_on and first and first < len(page) and page[first].text[:1].islower():
        return first
    return marked


def _is_small(line: SourceLine, measures: Measures) -> bool:
    if line.box is None or line.is_table or not measures.body_size or not line.size:
        return False
    return line.size <= SMALL * measures.body_size and not line.bold


def _gather(notes: list[Note], lines: Sequence[SourceLine]) -> list[Note]:
    gathered = list(notes)
    for line in lines:
        length = note_mark(line.text)
        begins = length or line.markup is Markup.FOOTNOTE or not gathered
        if begins and _counts_on(gathered, line, length):
            gathered.append(Note(line.text[:length].strip(" .)"), (line,), line.page))
        else:
            last = gathered.pop()
            gathered.append(Note(last.mark, (*last.lines, line), last.page))
    return gathered


def _counts_on(notes: Sequence[Note], line: SourceLine, length: int) -> bool:
    """Return whether a figure at a line's start can be the next mark; inside a note it may be a year or a number."""
    mark = line.text[:length].strip(" .)")
    if not notes or notes[-1].page != line.page or mark[:1] in _RAISED:
        return True
    if not mark.isdigit() or not notes[-1].mark.isdigit():
        return True
    return int(mark.translate(_PLAIN)) == int(notes[-1].mark.translate(_PLAIN)) + 1
