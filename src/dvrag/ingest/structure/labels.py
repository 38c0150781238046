"""Numbers and letters in front of paragraphs: what is one, and whether it counts on from the ones before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dvrag.text.characters import BULLET, bullet
from dvrag.text.dates import starts_with_date


class LabelKind(StrEnum):
    """How a label is written."""

    CHAPTER = "5.14"
    CHAPTER_LETTER = "9.1 a"
    NUMBER = "108."
    BARE_NUMBER = "108"
    PAREN_NUMBER = "(1)"
    PAREN_LETTER = "(a)"
    LETTER = "a."
    ROMAN = "(iv)"
    CODE = "R7"
    RECOMMENDATION = "Recommendation 2"
    BULLET = "•"


@dataclass(frozen=True, slots=True)
class Label:
    """A label of `length` characters at a line's start: `number` is its last part as a count, `stem` the rest."""

    kind: LabelKind
    printed: str
    length: int
    number: int
    stem: str = ""


_PATTERNS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    (LabelKind.CHAPTER_LETTER, re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,2})\s?\(?([a-z])[.)]?(?=\s|$)")),
    (LabelKind.CHAPTER, re.compile(r"(\d{1,2}(?:\.\d{1,3}){0,2})\.(\d{1,3})[.)]?(?=\s|$|[A-Z‘“][a-z])")),
    (LabelKind.NUMBER, re.compile(r"()(\d{1,3})[.)](?=\s|$|[A-Z‘“])")),
    (LabelKind.PAREN_NUMBER, re.compile(r"(\()(\d{1,3})\)(?=\s|$)")),
    (LabelKind.ROMAN, re.compile(r"(\(?)(x{0,2}(?:ix|iv|v?i{1,3}|v|x))[.)](?=\s|$)")),
    (LabelKind.PAREN_LETTER, re.compile(r"(\()([a-zA-Z])\)(?=\s|$)")),
    (LabelKind.LETTER, re.compile(r"()([a-z])[.)](?=\s|$)")),
    (LabelKind.CODE, re.compile(r"([A-Z]{1,3}\s?)(\d{1,2})[.:)]?(?=\s+\S|$)")),
    (
        LabelKind.RECOMMENDATION,
        re.compile(
            r"((?:Recommendation|Recommendations|Lesson|Finding|Action)\s+(?:\d{1,2}\.)?)(\d{1,2})(?:[.:)]"
            r"|(?=\s*[\[(–—-]|$))"
        ),
    ),
    (LabelKind.BARE_NUMBER, re.compile(r"()(\d{1,3})(?=\s+[A-Z‘“'\"(]|$)")),
)
_CODE_STEMS = frozenset({"R", "REC", "AFI", "L", "KLOE", "AC", "LP", "TOR"})
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def read_labels(text: str) -> list[Label]:
    """Return every way to read the start of a cleaned line as a label, the most specific first."""
    mark = bullet(text)
    if mark:
        return [Label(LabelKind.BULLET, "", mark, 0)]
    found = []
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and not (kind is LabelKind.CODE and match.group(1).strip() not in _CODE_STEMS):
            found.append(_label(kind, match, text))
    return found


def _label(kind: LabelKind, match: re.Match[str], text: str) -> Label:
    stem, last = match.group(1), match.group(2)
    printed = match.group().strip()
    if kind is LabelKind.ROMAN:
        number = _roman(last)
    else:
        number = int(last) if last.isdigit() else ord(last.lower()) - ord("a") + 1
    if kind not in {LabelKind.PAREN_NUMBER, LabelKind.PAREN_LETTER, LabelKind.ROMAN}:
        printed = printed.rstrip(".:)")
    rest = text[match.end() :]
    return Label(kind, printed, match.end() + len(rest) - len(rest.lstrip()), number, stem.strip())


def _roman(figures: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _opens_date(label: Label, text: str) -> bool:
    """Return whether a bare number is the day of a date: "1 February 2017"."""
    return label.kind is LabelKind.BARE_NUMBER and starts_with_date(text)


@dataclass(slots=True, eq=False)
class _Series:
    kind: LabelKind
    stem: str
    last: int
    x: float


class Counting:
    """Follows the series of numbers in a document, and says which label a line really carries.

    A label is believed when its number begins a series or goes on from the last of an open one at the same
    indent: "12 recommendations were made" after paragraph 3 is text, after paragraph 11 it may be paragraph 12.
    """

    def __init__(self) -> None:
        self._open: list[_Series] = []

    def choose(self, text: str, x: float, *, sure: bool) -> Label | None:
        """Return the label of a line that begins at `x`, or None. `sure`: the layout shows that a block begins."""
        labels = [label for label in read_labels(text) if not _opens_date(label, text)]
        if labels and labels[0].kind is LabelKind.BULLET:
            return labels[0] if sure or text[0] == BULLET else None
        going_on = next((label for label in labels if self._goes_on(label, x, sure)), None)
        return going_on or next((label for label in labels if sure and self._begins(label, x)), None)

    def reset(self) -> None:
        """Close lists of letters and parenthesised numbers: a heading ends them."""
        keep = {LabelKind.CHAPTER, LabelKind.NUMBER, LabelKind.BARE_NUMBER, LabelKind.CODE, LabelKind.RECOMMENDATION}
        self._open = [series for series in self._open if series.kind in keep]

    @property
    def series(self) -> int:
        """Names the series that the last believed label belongs to."""
        return id(self._open[-1]) if self._open else 0

    def _goes_on(self, label: Label, x: float, sure: bool) -> bool:
        series = self._matching(label, x, sure)
        if series is None:
            return False
        series.last = label.number
        series.x = x
        del self._open[self._open.index(series) + 1 :]
        return True

    def _begins(self, label: Label, x: float) -> bool:
        if not self._may_begin(label):
            return False
        if label.kind is LabelKind.CHAPTER:
            self._open = []
        self._open.append(_Series(label.kind, label.stem, label.number, x))
        return True

    def _matching(self, label: Label, x: float, sure: bool) -> _Series | None:
        near = 3 if label.kind in {LabelKind.CHAPTER, LabelKind.NUMBER} else 1
        candidates = [
            series
            for series in self._open
            if series.kind is label.kind and series.stem == label.stem and 0 < label.number - series.last <= near
        ]
        level = [series for series in candidates if abs(series.x - x) < 12]
        if level:
            return min(reversed(level), key=lambda series: label.number - series.last)
        if not sure:
            return None
        return next((series for series in reversed(candidates) if label.number == series.last + 1), None)

    def _may_begin(self, label: Label) -> bool:
        if label.kind in {LabelKind.CHAPTER, LabelKind.CHAPTER_LETTER, LabelKind.RECOMMENDATION, LabelKind.CODE}:
            return True
        return label.number == 1 or (label.kind is LabelKind.NUMBER and not self._has(LabelKind.NUMBER))

    def _has(self, kind: LabelKind) -> bool:
        return any(series.kind is kind for series in self._open)
