"""Sentences of a report that can be read without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.documents import Block, BlockKind, Family, Report
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import words
from dvrag.training.prose.clauses import has_clause
from dvrag.training.terms.catalogue import words_of_terms
from dvrag.training.terms.leaning import stands_alone

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CHRONOLOGY})
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.CHRONOLOGY})
_NOT_READ = re.compile(
    r"^\W*(?:\d+\W*|(?:appendix|annex) ?\w?\W*)?(?:contents|glossary|abbreviations?|document control|version history"
    r"|confidentiality|support|help|where to get help|contributors)\b",
    re.IGNORECASE,
)
"""Headings under which nothing is to be learnt."""
_LEADING = re.compile(
    r"^(?:\[to [^\]]{1,80}\]:?\s*|(?:\d+(?:\.\d+)*\s?[a-z]?|[a-z]|[A-Z]{1,2}\d+|\([a-z\d]+\))[.)]?\s+(?=[A-Z]))"
)
"""A printed label or addressee before a sentence."""
_NOTE = re.compile(r"(?<=[.!?”’)])(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Alone:
    """A sentence at `[start, end)` of the report's text that stands alone, and the block it stands in."""

    start: int
    end: int
    text: str
    block: Block


_STRAIGHT = re.compile(r'"([^"]*)"')
_HYPHENED = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b", re.IGNORECASE)
_RUN_ON = re.compile(r"-(?:to|of|the)[a-z]{3,}$", re.IGNORECASE)
"""A hyphen lost at the end of a line ("face-toface")."""
_SPEAKER = re.compile(r"\b(?:I|my|me|mine|myself)\b")
_SPEAKS = frozenset({Family.PREVENTION_REPORT, Family.INSPECTION, Family.THEMATIC_INSPECTION, Family.OPINION})
"""Reports whose writer says "I" and is known by the report's name."""


def alone(report: Report) -> Iterator[Alone]:
    """Yield the sentences that stand alone, in order, without a label before them or a note's mark behind them."""
    for each in clean(report):
        if stands_alone(each.text) and has_clause(each.text):
            yield each


def clean(report: Report) -> Iterator[Alone]:
    """Yield every sentence from which something is to be learnt, in order, whether it stands alone or not.

    Without a label before it or a note's mark behind it; none with a word broken by the layout.
    """
    known = words_of_terms() | {word.lower() for word in words(report.text)}
    for block in report.blocks:
        path = report.sections[block.section].path
        if block.kind not in _READ or any(_NOT_READ.search(title) for title in path[-2:]):
            continue
        for start, end in _pieces(report.text, block):
            text = report.text[start:end]
            if _is_clean(text, report, known):
                yield Alone(start, end, text, block)


def quoted(sentence: str) -> str:
    """Return a sentence as it stands inside double quotation marks: its own ones become single."""
    return _STRAIGHT.sub(r"‘\1’", sentence).replace("“", "‘").replace("”", "’")


def _is_clean(text: str, report: Report, known: frozenset[str]) -> bool:
    """Return whether no word is broken by a hyphen of the layout ("control-ling"), and who speaks is plain."""
    if _SPEAKER.search(text) and report.family not in _SPEAKS:
        return False
    return not any(
        found.group().lower().replace("-", "") in known or _RUN_ON.search(found.group())
        for found in _HYPHENED.finditer(text)
    )


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of a block's sentences; in a table, those inside of one cell."""
    for first, last in _cells(text, block) if block.kind in _ROWS else [(block.start, block.end)]:
        for start, end in sentence_spans(text[first:last]):
            label = _LEADING.match(text[first + start : first + end])
            begin = first + start + (label.end() if label else 0)
            note = _NOTE.search(text[begin : first + end])
            yield begin, (begin + note.start() if note else first + end)


def _cells(text: str, block: Block) -> list[tuple[int, int]]:
    spans, start = [], block.start
    for found in re.finditer(r" \| ", text[block.start : block.end]):
        spans.append((start, block.start + found.start()))
        start = block.start + found.end()
    return [*spans, (start, block.end)]
