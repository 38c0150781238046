"""Key figures: percentages, rates and sums of money that a report states as a finding, one for each clause with one.

A number with a confidence interval always counts; another only where the sentence says of what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.lessons.judged.figures.about import GAP, about, about_rate, clause_until, points_back
from dvrag.lessons.judged.figures.amounts import INTERVAL, MONEY, RATE, SHARE, interval_of, period_in
from dvrag.lessons.judged.outline import Piece
from dvrag.model.documents import BlockKind, Family, Report
from dvrag.model.findings import Draft, Figure, FindingKind
from dvrag.text.sentences import sentence_spans

STATING = frozenset(
    {
        Family.INSPECTION,
        Family.THEMATIC_INSPECTION,
        Family.JOINT_INSPECTION,
        Family.SERVICE_REVIEW,
        Family.RESEARCH,
        Family.OTHER,
    }
)
"""Families whose figures are findings of their own."""
LONGEST = 700
"""Characters of a sentence, at most."""
CLEAR = 3
"""Words that say what a figure measures, or a row's name where no column does, at least."""
BACK = "What it measures is named in the sentence before."
_NO_FINDING = re.compile(
    r"\b(?:should|recommend(?:s|ed|ation)?|must|would|could|typically|for example|aims? to|target of|if we|chapter|"
    r"appendix)\b|\?\s*$",
    re.I,
)
_METHOD = re.compile(
    r"about (?:the|our|this) (?:data|inspection|report)|methodology|data sources|glossary|references|bibliography|"
    r"contents|recommendation|action plan|how (?:we|this)|outlier|terms of reference|information about|"
    r"cause of concern|areas? for improvement",
    re.I,
)
"""Sections whose figures explain or ask for something."""
EACH = re.compile(r"(?:per|for each|for every|in every)\b", re.I)
"""How a rate is named of which the sentence does not say what it counts."""
_TOTAL = re.compile(r"\W*(?:all|total|sum|overall)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def figures(report: Report, pieces: Sequence[Piece]) -> tuple[Draft, ...]:
    """Return the key figures of a report, in order of text."""
    if report.family not in STATING:
        return ()
    found: list[Draft] = []
    for piece in pieces:
        if not piece.place or piece.grade or piece.kind is BlockKind.CHRONOLOGY:
            continue
        is_method = any(_METHOD.search(title) for title in (*piece.path, piece.heading))
        if piece.kind is BlockKind.TABLE_ROW:
            found.extend(() if is_method else _of_row(piece))
        else:
            found.extend(_of_piece(piece, is_method))
    return tuple(found)


def _of_piece(piece: Piece, is_method: bool) -> Iterator[Draft]:
    for start, end in sentence_spans(piece.text):
        sentence = piece.text[start:end]
        if len(sentence) > LONGEST or not any(
            mark in sentence for mark in ("%", "cent", "£", "per ", "each ", "every ")
        ):
            continue
        with_interval = list(_clauses(sentence))
        if with_interval:
            yield from (_with_interval(piece, start, sentence, clause) for clause in with_interval)
        elif not is_method and not _NO_FINDING.search(sentence):
            yield from _plain(piece, start, sentence)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence with a value and its confidence interval."""

    start: int
    end: int
    value: re.Match[str]
    interval: re.Match[str]


def _clauses(sentence: str) -> Iterator[_Clause]:
    """Yield a stretch for each value with an interval; together they make the sentence."""
    begin = 0
    intervals = list(INTERVAL.finditer(sentence))
    for at, interval in enumerate(intervals):
        values = [
            *SHARE.finditer(sentence, begin, interval.start()),
            *MONEY.finditer(sentence, begin, interval.start()),
        ]
        if not values:
            continue
        end = len(sentence) if at == len(intervals) - 1 else interval.end()
        yield _Clause(begin, end, values[-1], interval)
        begin = end


def _with_interval(piece: Piece, base: int, sentence: str, clause: _Clause) -> Draft:
    text = sentence[clause.start : clause.end]
    before = sentence[clause.start : clause.value.start()]
    after = sentence[clause.value.end() : clause.interval.start()] + sentence[clause.interval.end() : clause.end]
    measured = about(before, after)
    period = period_in(text) or period_in(sentence)
    name = measured or " ".join(text.split())
    figure = Figure(name, _one_line(clause.value), interval_of(clause.interval), period)
    first = piece.start + base + clause.start + len(text) - len(text.lstrip(" ,;"))
    sure, doubts = (0.7, (BACK,)) if points_back(measured) else (0.95, ())
    last = piece.start + base + clause.end
    return Draft(FindingKind.FIGURE, first, last, figure=figure, confidence=sure, doubts=doubts)


def _plain(piece: Piece, base: int, sentence: str) -> Iterator[Draft]:
    """Yield the first percentage, rate or sum of a sentence that says what it measures."""
    found = [match for match in (SHARE.search(sentence), RATE.search(sentence), MONEY.search(sentence)) if match]
    if not found:
        return
    value = min(found, key=lambda match: match.start())
    before, after = sentence[: value.start()], sentence[value.end() :]
    measured = about_rate(value.group(), before, after) if value.re is RATE else about(before, after)
    if len(measured.split()) < CLEAR or points_back(measured) or EACH.match(measured.lstrip(f"{GAP} ")):
        return
    period = period_in(clause_until(sentence[: value.start()], sentence[value.end() :]))
    figure = Figure(measured, _one_line(value), None, period)
    sure = 0.7 + 0.1 * (period is not None)
    first = piece.start + base
    yield Draft(FindingKind.FIGURE, first, first + len(sentence), figure=figure, confidence=round(sure, 2))


def _of_row(piece: Piece) -> Iterator[Draft]:
    """Yield the percentage or sum of the latest year, else the first, in a row whose first cell names it."""
    cells = piece.text.split(" | ")
    columns = piece.context.split("\n")[-1].split(" | ")
    valued = [
        at for at, cell in enumerate(cells) if at and (SHARE.fullmatch(cell.strip()) or MONEY.fullmatch(cell.strip()))
    ]
    if not valued or not _LETTERS.search(cells[0]) or len(cells[0]) > 160 or _TOTAL.match(cells[0]):
        return
    named = columns if len(columns) == len(cells) else [""] * len(cells)
    at = max(valued, key=lambda at: (max(map(int, _YEAR.findall(named[at])), default=0), -at))
    column = named[at].strip()
    years = _YEAR.search(column) is not None
    if not column and len(cells[0].split()) < CLEAR:
        return
    name = f"{cells[0].strip()}, {column}" if _LETTERS.search(column) else cells[0].strip()
    figure = Figure(name, cells[at].strip(), None, column if years else None)
    yield Draft(FindingKind.FIGURE, piece.start, piece.end, figure=figure, confidence=0.75)


def _one_line(found: re.Match[str]) -> str:
    return " ".join(found.group().split())
