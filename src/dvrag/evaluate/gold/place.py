"""Gold passages → spans of the library's reports, so that any system's passages can be held against them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from dvrag.answer.corpus import Corpus
from dvrag.evaluate.gold.questions import GoldPassage, GoldQuestion, GoldSet, Mistake
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.text.locate import block_at, locate
from dvrag.text.stems import stems

SAME = 0.7
"""Share of stems in common (Jaccard) from which two gold passages say the same: one of them is enough."""
READ_ALIKE = 0.85
"""Share of matching characters from which words read from a scan are those of the quote."""

Span: TypeAlias = tuple[int, int]
Letters: TypeAlias = tuple[str, list[int]]
"""The letters and digits of a text in lower case, and the offset of each."""


@dataclass(frozen=True, slots=True)
class Place:
    """A gold passage at `spans` of a report, in order; `paragraph` is the block that the first one stands in."""

    report: ReportId
    source: str
    spans: tuple[Span, ...]
    paragraph: Span
    page: int | None
    unit: int

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]


@dataclass(frozen=True, slots=True)
class Placed:
    """A question with its gold passages in the library. Places of one `unit` say the same; any of them is enough."""

    gold: GoldQuestion
    places: tuple[Place, ...]

    @property
    def units(self) -> int:
        """How many different passages there are to find."""
        return len({place.unit for place in self.places})


def place_all(gold: GoldSet, corpus: Corpus) -> tuple[tuple[Placed, ...], tuple[Mistake, ...]]:
    """Return every question with its places, and what does not fit this library, in order of row."""
    finder = _Finder(corpus)
    placed, mistakes = [], []
    for question in gold.questions:
        places: list[Place] = []
        for passage in question.relevant:
            found = finder.place(passage)
            if isinstance(found, str):
                mistakes.append(Mistake(question.row, "relevant", found))
            else:
                places.append(found)
        placed.append(Placed(question, _in_units(places, question.relevant, finder)))
    return tuple(placed), tuple(mistakes)


class _Finder:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._ids = {summary.source: summary.id for summary in corpus.reports()}
        self._read: dict[ReportId, tuple[Report, Letters]] = {}

    def place(self, passage: GoldPassage) -> Place | str:
        """Return where a passage stands, or in plain words why it cannot be found."""
        if passage.source not in self._ids:
            return f"the library holds no report {passage.source!r}"
        report, letters = self._opened(self._ids[passage.source])
        spans = _quoted(report, letters, passage) if passage.quote else _paragraph(report, passage)
        if not spans:
            what = f"“{_short(passage.quote)}”" if passage.quote else f"a paragraph {passage.paragraph!r}"
            return f"{passage.source} does not hold {what}"
        where = locate(report, spans[0][0])
        if passage.page is not None and where.page is not None and abs(where.page - passage.page) > 1:
            return f"“{_short(passage.quote)}” stands on page {where.page} of {passage.source}, not {passage.page}"
        block = block_at(report, spans[0][0])
        own = (block.start, block.end) if block else spans[0]
        return Place(report.id, passage.source, spans, own, where.page, unit=0)

    def text(self, place: Place) -> str:
        """Return the words of a place."""
        report, _ = self._opened(place.report)
        return " ".join(report.text[start:end] for start, end in place.spans)

    def _opened(self, identity: ReportId) -> tuple[Report, Letters]:
        if identity not in self._read:
            report = self._corpus.report(identity)
            self._read[identity] = (report, _plain_text(report.text))
        return self._read[identity]


def _in_units(places: Sequence[Place], passages: Sequence[GoldPassage], finder: _Finder) -> tuple[Place, ...]:
    """Number places by what they say: those with nearly the same words share a unit."""
    said: list[frozenset[str]] = []
    numbered = []
    for place in places:
        words = frozenset(stems(finder.text(place)))
        unit = next((i for i, other in enumerate(said) if _alike(words, other)), len(said))
        if unit == len(said):
            said.append(words)
        numbered.append(Place(place.report, place.source, place.spans, place.paragraph, place.page, unit))
    return tuple(numbered)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) / len(one | other) >= SAME


def _paragraph(report: Report, passage: GoldPassage) -> tuple[Span, ...]:
    blocks = [b for b in report.blocks if b.paragraph == passage.paragraph]
    on_page = [b for b in blocks if passage.page is None or locate(report, b.start).page == passage.page]
    return tuple((b.start, b.end) for b in (on_page or blocks)[:1])


def _quoted(report: Report, letters: Letters, passage: GoldPassage) -> tuple[Span, ...]:
    """Return the spans of a quote's parts; only letters and digits are compared, in any case."""
    parts = [part for part in re.split(r"…|\.\.\.|\[…\]", passage.quote) if _plain(part)]
    spans: list[Span] = []
    for part in parts:
        found = _occurrence(report, letters, _plain(part), passage.page) or _nearly(report, passage, part)
        if found is None:
            return ()
        spans.append(found)
    return tuple(spans)


def _occurrence(report: Report, letters: Letters, text: str, page: int | None) -> Span | None:
    """Return the first occurrence, the one on the page that is named before others."""
    plain, offsets = letters
    found: list[Span] = []
    at = plain.find(text)
    while at >= 0:
        found.append((offsets[at], offsets[at + len(text) - 1] + 1))
        at = plain.find(text, at + 1)
    return next((span for span in found if locate(report, span[0]).page == page), found[0] if found else None)


def _nearly(report: Report, passage: GoldPassage, part: str) -> Span | None:
    """Return the stretch of the named page that reads nearly like the quote (a scan has misread letters)."""
    page = next((p for p in report.pages if p.number == passage.page), None)
    if page is None or page.source.value != "ocr":
        return None
    text = report.text[page.start : page.end]
    blocks = SequenceMatcher(None, text, part, autojunk=False).get_matching_blocks()
    size = sum(block.size for block in blocks)
    if size < READ_ALIKE * len(part):
        return None
    used = [block for block in blocks if block.size > 2] or blocks
    return page.start + used[0].a, page.start + used[-1].a + used[-1].size


def _plain_text(text: str) -> Letters:
    letters, offsets = [], []
    for offset, character in enumerate(text):
        for plain in _plain(character):
            letters.append(plain)
            offsets.append(offset)
    return "".join(letters), offsets


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:47]}…"
