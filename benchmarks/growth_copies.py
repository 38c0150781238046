"""Reports for libraries of any size: copies of real reports with other names, other words and other vectors.

What the copies are for is time and memory, never whether the right passage is found:

- The first copy of each report is the report's own passages; each later one has another area, title and year.
- In later copies a share SWAPPED of the small-lettered words is replaced, mostly by words drawn from all reports as
  often as these use them: common words stay common, and their posting lists grow with the library.
- A share INVENTED of the replacements are words that no report holds, so that the vocabulary grows as Heaps' law has
  it: 44·n^0.49 distinct words among n (Manning, Raghavan and Schütze, "Introduction to information retrieval", 2008,
  section 5.1.1, fitted on the Reuters collection RCV1). Older ones recur by Zipf's law.
- Vectors of later copies are the real passage's vector plus Gaussian noise, at unit length: cosine about 0.86 to it.

Everything follows from one seed: the first reports of a large library are those of a small one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dvrag.model.documents import Block, BlockKind, Fact, Facts, Line, Page, Passage, Report, Section
from dvrag.model.ids import ReportId, passage_id, report_id
from dvrag.model.raw import Box, PageSource
from dvrag.ports import Vectors
from dvrag.store.library import Entry, Library

SWAPPED = 0.2
INVENTED = 0.15
NOISE = 0.03
"""Standard deviation of the noise in each of a vector's numbers."""
HEAPS = (44.0, 0.49)
CHUNKER = "growth-1"
ADDED = "2026-01-01T00:00:00+00:00"
_SYLLABLES = [a + b for a in "bdfghklmnprstvw" for b in "aeiou"]
_LAST = ("k", "p", "b")
"""No suffix that Porter's stemmer takes off ends in these: each invented word is a stem of its own."""
_FIRST = ("Ash Brack Calder Dun Elm Fen Graven Hol Ister Kes Lang Mar Nether Oak Pen Rams Stan Thorn Ux Wen").split()
_SECOND = (
    "bury combe dale den field ford gate ham hurst leigh ley mere mouth ness port ridge stow ton wick worth"
).split()
AREAS = tuple(a + b for a in _FIRST for b in _SECOND)
"""400 made-up areas, about as many as there are local authorities."""

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SourceReport:
    """A real report: its words as numbers, one passage after the other, and what of them may change."""

    report: Report
    passages: tuple[Passage, ...]
    vectors: Vectors
    words: Ids
    ends: tuple[int, ...]
    plain: Ids
    """Positions of small-lettered words."""
    area: str
    named: tuple[int, ...]
    """Positions of words that hold the report's area."""


@dataclass(frozen=True)
class Source:
    """All real reports, the words by number, and every small-lettered word as often as it stands there."""

    reports: tuple[SourceReport, ...]
    words: tuple[str, ...]
    stream: Ids


def read_source(library: Library, only: Sequence[ReportId] = ()) -> Source:
    """Return the reports of a library, or only those named, ready to be copied."""
    numbers: dict[str, int] = {}
    chosen = only or [summary.id for summary in library.reports()]
    reports = tuple(_source_report(library, identity, numbers) for identity in chosen)
    stream = np.concatenate([item.words[item.plain] for item in reports])
    return Source(reports, tuple(numbers), stream)


def invented_word(index: int) -> str:
    """Return a made-up word of seven letters, another one for each index below 1,265,625."""
    size = len(_SYLLABLES)
    index = index * 611_953 % (size**3 * len(_LAST))
    index, last = divmod(index, len(_LAST))
    index, third = divmod(index, size)
    first, second = divmod(index, size)
    return _SYLLABLES[first] + _SYLLABLES[second] + _SYLLABLES[third] + _LAST[last]


class Copies:
    """Makes reports by number, the same one for the same number, in any order and any process."""

    def __init__(self, source: Source, seed: int) -> None:
        self._source = source
        self._seed = seed
        self._passages = np.cumsum([0, *(len(item.passages) for item in source.reports)])
        self._lengths = np.cumsum([0, *(len(item.words) for item in source.reports)])

    def batches(self, passages: int, size: int) -> list[range]:
        """Return the numbers of the reports that hold so many passages, in groups of about `size` passages."""
        last = next(n for n in range(passages + 1) if self.before(n) >= passages)
        step = max(1, size * len(self._source.reports) // int(self._passages[-1]))
        return [range(n, min(n + step, last)) for n in range(0, last, step)]

    def entries(self, numbers: range, passages: int) -> Iterator[Entry]:
        """Yield some reports of a library of so many passages; the last report of all is cut to fit."""
        for number in numbers:
            yield self.entry(number, passages - self.before(number))

    def before(self, number: int) -> int:
        """Return the passages of all reports before this one."""
        turn, at = divmod(number, len(self._source.reports))
        return int(turn * self._passages[-1] + self._passages[at])

    def entry(self, number: int, most: int) -> Entry:
        """Return report `number`, of at most so many passages."""
        turn, at = divmod(number, len(self._source.reports))
        original = self._source.reports[at]
        random = np.random.default_rng([self._seed, number])
        facts, vectors = original.report.facts, original.vectors
        if turn:
            facts, vectors = _renamed(facts, number, random), _near(vectors, random)
            words = self._swapped(number, original, random)
            for position in original.named:
                words[position] = words[position].replace(original.area, facts.area.value or "")
        else:
            words = self._written(original.words)
        texts = [" ".join(words[a:b]) for a, b in zip((0, *original.ends), original.ends, strict=False)]
        report, passages = _report(original, texts[:most], facts, number)
        keys = tuple(hashlib.blake2b(f"{p.id}".encode(), digest_size=16).digest() for p in passages)
        return Entry(report, passages, vectors[: len(passages)], keys, CHUNKER, ADDED)

    def _swapped(self, number: int, original: SourceReport, random: np.random.Generator) -> list[str]:
        """Return the report's words with some of them replaced."""
        numbers = original.words.copy()
        chosen = original.plain[random.random(len(original.plain)) < SWAPPED]
        numbers[chosen] = self._source.stream[random.integers(len(self._source.stream), size=len(chosen))]
        words = self._written(numbers)
        places = random.permutation(chosen)[: int(INVENTED * len(chosen))].tolist()
        for position, index in zip(places, self._rare(number, len(places), random), strict=False):
            words[position] = invented_word(index)
        return words

    def _written(self, numbers: Ids) -> list[str]:
        return [self._source.words[i] for i in numbers.tolist()]

    def _rare(self, number: int, count: int, random: np.random.Generator) -> list[int]:
        """Return the indices of invented words: the new ones that Heaps' law asks for here, then earlier ones."""
        known, invented = self._invented(number), self._invented(number + 1)
        fresh = list(range(known, invented))[:count]
        again = invented ** random.random(count - len(fresh)) if invented else ()
        return fresh + [int(index) - 1 for index in again]

    def _invented(self, number: int) -> int:
        """Return how many words have been invented in the reports before this one."""
        turn, at = divmod(number, len(self._source.reports))
        words = turn * self._lengths[-1] + self._lengths[at]
        return max(0, int(HEAPS[0] * words ** HEAPS[1]) - len(self._source.words))


def _source_report(library: Library, identity: ReportId, numbers: dict[str, int]) -> SourceReport:
    report = library.report(identity)
    rows = library.rows_of([identity])
    passages = tuple(library.passages(rows.tolist()).values())
    split = [passage.text.split(" ") for passage in passages]
    words = [word for part in split for word in part]
    area = report.facts.area.value or ""
    return SourceReport(
        report=report,
        passages=passages,
        vectors=library.vectors_of(rows)[1],
        words=np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64),
        ends=tuple(np.cumsum([len(part) for part in split]).tolist()),
        plain=np.array([i for i, word in enumerate(words) if word.isalpha() and word.islower()], dtype=np.int64),
        area=area,
        named=tuple(i for i, word in enumerate(words) if area and area in word),
    )


def _renamed(facts: Facts, number: int, random: np.random.Generator) -> Facts:
    area = AREAS[int(random.integers(len(AREAS)))]
    old = facts.area.value
    title = facts.title.value or "Report"
    title = title.replace(old, area) if old and old in title else f"{title}: {area}"
    year = str(2011 + int(random.integers(15)))
    made = {name: Fact(value, origin="properties") for name, value in (("area", area), ("published", year))}
    return replace(Facts(title=Fact(f"{title} ({number})", origin="properties")), **made)


def _near(vectors: Vectors, random: np.random.Generator) -> Vectors:
    moved = vectors + NOISE * random.standard_normal(vectors.shape, dtype=np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def _report(
    original: SourceReport, texts: Sequence[str], facts: Facts, number: int
) -> tuple[Report, tuple[Passage, ...]]:
    """Return a report of these passages, under the headings they had, and the passages."""
    like = original.report
    text, blocks, sections = "", [], [Section(0, 0, (), 0, 0)]
    for passage, own in zip(original.passages, texts, strict=False):
        path = tuple(passage.section.split(" > ")) if passage.section else ()
        if path != sections[-1].path:
            sections.append(Section(len(sections), len(path), path, len(text), len(text)))
            if path:
                blocks.append(Block(len(text), len(text) + len(path[-1]), BlockKind.HEADING, len(sections) - 1))
                text += f"{path[-1]}\n\n"
        place = (len(sections) - 1, passage.paragraph, passage.paragraph_index)
        blocks.append(Block(len(text), len(text) + len(own), passage.kind, *place))
        text += f"{own}\n\n"
        sections[-1] = replace(sections[-1], end=len(text))
    name = f"{re.sub(r'[.].*', '', like.source)}-{number}.{like.format}"
    identity = report_id(f"{name}\n{text}".encode("utf-8", "replace"))
    spans = [(b.start, b.end) for b in blocks if b.kind is not BlockKind.HEADING]
    passages = tuple(
        replace(p, id=passage_id(identity, *span, CHUNKER), report_id=identity, start=span[0], end=span[1], text=own)
        for p, span, own in zip(original.passages, spans, texts, strict=False)
    )
    made = replace(
        like, id=identity, source=name, text=text, facts=facts, warnings=(), blocks=tuple(blocks),
        sections=tuple(sections), pages=_pages(passages, len(text)), lines=_lines(passages),
    )  # fmt: skip
    return made, passages


def _pages(passages: Sequence[Passage], end: int) -> tuple[Page, ...]:
    starts: dict[int, Passage] = {}
    for passage in passages:
        starts.setdefault(passage.page or 0, passage)
    begin = [0, *(p.start for p in list(starts.values())[1:])]
    ends = [*begin[1:], end]
    return tuple(
        Page(number, p.page_label, a, b, 595.0, 842.0, PageSource.TEXT)
        for (number, p), a, b in zip(starts.items(), begin, ends, strict=True)
    )


def _lines(passages: Sequence[Passage]) -> tuple[Line, ...]:
    """Return each passage as one line of its page: a few bytes less than a real report has."""
    box = Box(72.0, 72.0, 523.0, 84.0)
    return tuple(Line(p.start, p.end, p.page or 0, box if p.page else None) for p in passages)
