"""What a side's own reports tell of a matter where no better answer is found: findings first, never what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dvrag.answer.cite import source_at
from dvrag.answer.compare.side import Side
from dvrag.answer.corpus import Corpus
from dvrag.answer.planted.orders import is_planted
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.lessons.themes.patterns import Patterns, read_words
from dvrag.model.answers import Answer, Claim, Status, Verdict
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit, ReportSummary
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stems, words

LONGEST = 480
"""Characters that are quoted at most, whole sentences."""
MOST = 3
"""Stretches that are quoted of one side."""

TERMS = 2
"""Weight of a stretch that does not name its theme, at least: one small word alone may be said by chance."""
SAME = 0.9
"""Share of the stems of two stretches from which they say the same: a summary repeats what its review says."""

ASKED_ONLY = re.compile(
    r"\bterms\s+of\s+reference\b|\bkey\s+lines\s+of\s+(?:e|i)nquiry\b|\bquestions?\s+(?:for|that|the|we|asked|to)\b"
    r"|\b(?:what|questions?)\s+we\s+were\s+asked\b|\btimescales\b|\bmethodology\b|\bconfidentiality\b|\bpseudonyms\b"
    r"|\bconduct\s+of\s+the\s+review\b|\bhow\s+the\s+review\s+was\s+(?:carried\s+out|done)\b"
    r"|\babout\s+this\s+(?:review|report)\b|\bparallel\s+(?:processes|proceedings)\b",
    re.IGNORECASE,
)
"""Headings of what a report set out to ask and how it was made: no finding stands there."""
_NO_PROSE = re.compile(
    r"\bglossary\b|\babbreviations\b|\bacronyms\b|\bterms\s+used\b|\bpanel\b|\bcontents\b|\bcontributors\b", re.I
)
_FINDINGS = re.compile(
    r"\banalys\w+|\bfindings?\b|\blessons?\b|\blearning\b|\bconclusions?\b|\brecommendations?\b|\bkey\s+issues\b|\baction\b",
    re.IGNORECASE,
)
_EVENTS = re.compile(r"\bchronology\b|\bbackground\b|\bpreface\b|\bforeword\b|\bvoices\b", re.IGNORECASE)
_QUESTION = re.compile(r"^\W*(?:\(?\w{1,3}[.)]\s+)?[^?]*\?\W*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a report at `[start, end)` of its text that can stand in a cell; the more `weight`, the better."""

    report: ReportSummary
    passage: Passage
    start: int
    end: int
    weight: int = 1

    @property
    def text(self) -> str:
        """Its words as the report prints them."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def only_asks(section: str, text: str) -> bool:
    """Return whether a text is no finding: a question, or under a heading of what was to be asked."""
    return ASKED_ONLY.search(section) is not None or _QUESTION.match(text) is not None


def told_of(about: str, passages: Iterable[tuple[ReportSummary, Passage]]) -> list[Told]:
    """Return the stretches that tell most of a matter, findings before events; none where no sentence holds it.

    A theme is found by its terms, anything else by all of its words in one sentence.
    """
    found = []
    for report, passage in passages:
        rank = _rank(passage)
        stretch = _best(about, passage) if rank is not None else None
        if rank is not None and stretch is not None:
            weight, start, end = stretch
            found.append((rank, Told(report, passage, passage.start + start, passage.start + end, weight)))
    found = [item for item in found if item[1].weight >= TERMS or says(about, item[1].text)]
    found.sort(key=lambda item: (item[0], -item[1].weight))
    return different([told for rank, told in found if rank == found[0][0]])[:MOST]


def different(found: Sequence[Told]) -> list[Told]:
    """Return the stretches that say something new."""
    kept: list[Told] = []
    for told in found:
        if not any(same(told.text, other.text) for other in kept):
            kept.append(told)
    return kept


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same in nearly the same words."""
    first, second = set(stems(one)), set(stems(other))
    return one == other or len(first & second) >= SAME * max(len(first | second), 1)


def of_side(about: str, side: Side, others: Sequence[Side], corpus: Corpus) -> Answer:
    """Return what a side's own reports tell of a matter; not found where they do not."""
    owned = frozenset[ReportId]().union(*(other.reports for other in others))
    own = side.reports if side.agency else side.reports - owned
    read = (
        (report, passage)
        for report in corpus.reports()
        if report.id in own
        for passage in corpus.passages_of(report.id)
        if (not side.agency or side.heads(passage.section)) and not is_planted(passage.text)
    )
    return quoting(told_of(about, read), corpus)


def quoting(found: Sequence[Told], corpus: Corpus) -> Answer:
    """Return an answer that quotes stretches, each cited; not found where there are none."""
    sources = tuple(
        source_at(n, Hit(1, 1.0, told.passage, told.report), (told.start, told.end), corpus.report(told.report.id))
        for n, told in enumerate(found, start=1)
    )
    claims = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
    return Answer("", Status.ANSWERED if claims else Status.NOT_FOUND, claims, sources)


def _rank(passage: Passage) -> int | None:
    """Return how near a passage is to a finding, nearest 0; None where it can be none."""
    section = passage.section
    if ASKED_ONLY.search(section) or _NO_PROSE.search(section.rpartition(" > ")[2]):
        return None
    if passage.kind in {BlockKind.TABLE_ROW, BlockKind.HEADING}:
        return None
    if passage.kind is BlockKind.CHRONOLOGY or _EVENTS.search(section):
        return 2
    return 0 if _FINDINGS.search(section) else 1


def _best(about: str, passage: Passage) -> tuple[int, int, int] | None:
    """Return the stretch of a passage that speaks most of a matter: how much, its start and its end; None for none."""
    told = [(start, end, _spoken(about, passage.text[start:end])) for start, end in sentence_spans(passage.text)]
    told = [(start, end, 0 if _QUESTION.match(passage.text[start:end]) else said) for start, end, said in told]
    return max(_stretches(told), key=lambda item: (item[0], -item[1]), default=None)


def _stretches(told: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return, from each sentence that speaks of the matter, as many sentences as can be quoted together."""
    found = []
    for place, (start, first, said) in enumerate(told):
        if not said:
            continue
        weight, until = said, first
        for _, end, more in told[place + 1 :]:
            if end - start > LONGEST:
                break
            weight, until = weight + more, end
        found.append((weight, start, until))
    return found


def says(about: str, text: str) -> bool:
    """Return whether a text holds the words of a matter as they are written there; whole stems where it is no theme."""
    if theme_of(about) is None:
        return set(stems(about)) <= set(stems(text))
    return {word.lower() for word in words(about)} <= {word.lower() for word in words(text)}


def on_theme(about: str, text: str) -> bool:
    """Return whether a text holds a term of the theme that a matter names; True where it names none."""
    theme = theme_of(about)
    if theme is None or says(about, text):
        return True
    return any(not term.hint for term in _patterns(theme).find(read_words(text)))


def _spoken(about: str, text: str) -> int:
    """Return how much a sentence speaks of a matter: the terms of a theme that it holds, else whether it says it."""
    wanted = set(stems(about))
    theme = theme_of(about)
    if theme is not None:
        read = read_words(text)
        terms = {term.at: term for term in _patterns(theme).find(read) if not term.hint}
        sure = sum(term.until > term.at or read.quote(term).isupper() for term in terms.values())
        return len(terms) + sure + (len(wanted) > 1 and wanted <= set(stems(text)))
    return int(bool(wanted) and wanted <= set(stems(text)))


@cache
def theme_of(about: str) -> int | None:
    """Return the place of the theme that a matter names by its label or a part of it; None where it names none."""
    wanted = set(stems(about))
    for place, theme in enumerate(catalogue()):
        parts = (theme.label, *re.split(r",\s+|\s+and\s+", theme.label))
        if any(set(stems(part)) == wanted for part in parts):
            return place
    return None


@cache
def _patterns(theme: int) -> Patterns:
    return Patterns((theme, term, True) for term in catalogue()[theme].terms)
