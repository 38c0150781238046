"""What a report says that its terms and acronyms mean, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.documents import Block, BlockKind, Report
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stems
from dvrag.text.terms import STOP_WORDS

LONGEST = 130
"""Characters of a meaning."""
_GLOSSARY = re.compile(r"\b(?:glossary|abbreviations?|acronyms?|terms used|terminology|key terms)\b", re.IGNORECASE)
_HEAD = frozenset({"term", "acronym", "abbreviation", "word", "phrase", "version", "title"})
_SENSE = re.compile(r"\s*\(\d\)$")
_SEVERAL = re.compile(r"[,/;]| and ")
_POINTING = re.compile(r"\b(?:section \d+\.\d|part [A-Z]\b|chapter|appendix|above|below|overleaf|paragraph)")
_STOPS = re.compile(r"; |: |, (?=(?:which|who|the|a|an|in|where)\b)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term with its meaning as printed; both stand in `[start, end)` of the report's text."""

    term: str
    meaning: str
    start: int
    end: int
    listed: bool


def meanings(report: Report) -> tuple[Meaning, ...]:
    """Return the terms that a report explains, in its glossary or where it first uses them; each term once."""
    found: dict[str, Meaning] = {}
    for each in (*_listed(report), *_inline(report)):
        found.setdefault(each.term, each)
    return tuple(found.values())


def alike(one: str, other: str) -> bool:
    """Return whether two meanings could be taken for each other: one has half of the other's words."""
    first, second = set(stems(one)), set(stems(other))
    return 2 * len(first & second) >= min(len(first), len(second))


def _listed(report: Report) -> Iterator[Meaning]:
    for block in report.blocks:
        titles = report.sections[block.section].path[-2:]
        if block.kind is BlockKind.TABLE_ROW and any(_GLOSSARY.search(title) for title in titles):
            yield from _row(report.text, block)


def _row(text: str, block: Block) -> Iterator[Meaning]:
    cells = text[block.start : block.end].split(" | ")
    term = _SENSE.sub("", cells[0].strip())
    if len(cells) != 2 or term.lower() in _HEAD or _SEVERAL.search(term) or len(term.split()) > 4:
        return
    start = block.start + len(cells[0]) + len(" | ")
    end = start + len(_first(cells[1]))
    meaning = " ".join(text[start:end].split())
    if len(meaning.split()) >= 2 and not re.search(rf"\b{re.escape(term)}\b", meaning, re.IGNORECASE):
        yield Meaning(term, meaning, block.start, end, listed=True)


def _first(cell: str) -> str:
    """Return the first sentence of a meaning, or what of it is short and points nowhere, without its full stop."""
    spans = sentence_spans(cell)
    whole = cell[: spans[0][1]].rstrip(".") if spans else cell
    points = _POINTING.search(whole)
    most = points.start() if points else LONGEST
    if not points and len(whole) <= LONGEST:
        return whole
    stops = [found.start() for found in _STOPS.finditer(whole) if found.start() <= min(most, LONGEST)]
    return whole[: stops[-1]] if stops else ""


def _inline(report: Report) -> Iterator[Meaning]:
    """Yield the acronyms that are spelled out in the text, "a risk assessment conference (MARAC)"."""
    for acronym, meaning in report.glossary.items():
        written = r"\s+".join(re.escape(word) for word in meaning.split())
        found = re.search(rf"\b{written}s? \({re.escape(acronym)}\b", report.text, re.IGNORECASE)
        if found and len(meaning) <= LONGEST and meaning.split()[0].lower() not in STOP_WORDS:
            end = found.end() + report.text.startswith(")", found.end())
            shown = " ".join(report.text[found.start() : found.start() + len(meaning)].split())
            yield Meaning(acronym, capitalised(shown), found.start(), end, listed=False)
