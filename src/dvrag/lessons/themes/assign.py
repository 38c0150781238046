"""Which themes a finding speaks of: by its words, and by how near it is to sentences that speak of the theme.

The weights are a logistic regression over all themes at once, fitted on the dev labels (`benchmarks.lessons_themes`);
no theme has weights of its own, so that a theme that a user adds is judged like the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from dvrag.lessons.themes.nearness import Nearness
from dvrag.lessons.themes.patterns import Found, Patterns, Words, read_words, readable
from dvrag.model.findings import Theme, ThemeMark
from dvrag.ports import Embedder, Vectors

VERSION = "3"
"""Raised whenever the themes or the rules change."""

LEAST = 0.3
"""Score from which a finding has a theme."""
_LEAST_EVIDENCE = log(LEAST / (1 - LEAST))
MOST = 4
"""Themes of a finding, the strongest first."""
QUOTED = 80
"""Characters of the finding's own words in a reason, at most."""
_BATCH = 1024
_START, _NEAR, _AHEAD, _SAID, _TWICE, _HINT, _BEFORE = -5.18, 0.55, 2.12, 6.49, 0.9, -0.67, -0.69
"""Weights: nearness, lead over the nearest other theme, a term, terms at two places, a hint, themes named earlier."""
_OWN_START, _OWN_NEAR, _OWN_AHEAD, _OWN_SHARED, _OWN_RARE = -2.6, 0.63, 4.5, 2.3, 1.5
"""The same for a user's theme without a term: a word that its examples share, and one that other themes lack."""
_HEADED = 4.0
"""Weight of a term in the heading; judged by hand, no label tells."""
_HEADING = 8
"""Words of a heading that can name a theme, at most."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of one theme: its terms at each place, whether hints, and how many themes it names before."""

    terms: tuple[Found, ...]
    hinted: bool
    before: int


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A text with the evidence for each theme that it speaks of, and what the evidence is."""

    evidence: Mapping[int, float]
    words: Words
    said: Mapping[int, _Said]
    above: Mapping[int, str]
    best: Sequence[int] | Vectors


class Sorter:
    """Sorts findings and passages by theme. The examples are encoded when the first text comes."""

    def __init__(self, themes: Sequence[Theme], embedder: Embedder) -> None:
        """Read the terms. A user's term that cannot be read, from an older library, is left out."""
        self._themes = tuple(themes)
        self._embedder = embedder
        self._nearness: Nearness | None = None
        self._own_themes = frozenset(i for i, theme in enumerate(self._themes) if theme.own)
        self._headings: dict[str, dict[int, str]] = {}
        self._patterns = Patterns(
            (i, term, not theme.own)
            for i, theme in enumerate(self._themes)
            for term in theme.terms
            if not theme.own or readable(term)
        )

    def sort(self, texts: Sequence[str], vectors: Vectors, headings: Sequence[str]) -> list[tuple[ThemeMark, ...]]:
        """Return the themes of each text, the strongest first; `vectors` has shape (n, d), rows of unit length.

        `headings` are the heading paths: a short last heading counts nearly as a term does.
        """
        return [self._marks(weighed) for weighed in self._weighed(texts, vectors, headings)]

    def themes_of(self, texts: Sequence[str], vectors: Vectors, headings: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the names of the themes that each text speaks of, in the order of the themes, however many.

        The rules are those of `sort`; only the number is not limited, as nobody reads them beside the text.
        """
        return [
            tuple(self._themes[i].name for i in sorted(weighed.evidence))
            for weighed in self._weighed(texts, vectors, headings)
        ]

    def _weighed(self, texts: Sequence[str], vectors: Vectors, headings: Sequence[str]) -> Iterator[_Weighed]:
        if not texts or not self._themes:
            yield from (_Weighed({}, Words("", {}, {}), {}, {}, ()) for _ in texts)
            return
        if self._nearness is None:
            self._nearness = Nearness(self._themes, self._embedder)
        for start in range(0, len(texts), _BATCH):
            part = slice(start, start + _BATCH)
            z, ahead, best = self._nearness.of(vectors[part])
            given = zip(texts[part], headings[part], z, ahead, best, strict=True)
            yield from (self._weigh(text, heading, near) for text, heading, *near in given)

    def _marks(self, weighed: _Weighed) -> tuple[ThemeMark, ...]:
        """Return the strongest themes of a text, each with its reason."""
        marks = [
            ThemeMark(self._themes[i].name, round(_sigmoid(evidence), 4), self._reason(i, weighed))
            for i, evidence in weighed.evidence.items()
        ]
        return tuple(sorted(marks, key=lambda mark: (-mark.score, mark.theme))[:MOST])

    def _weigh(self, text: str, heading: str, near: Sequence[Vectors]) -> _Weighed:
        """Return the themes that a text speaks of, with their evidence."""
        words = read_words(text)
        said = _by_theme(self._patterns.find(words), self._own_themes)
        above = self._above(heading)
        z, ahead, best = near
        plain = _START + _NEAR * z + _AHEAD * ahead
        found: dict[int, float] = {}
        for i in {*said, *above, *self._own_themes, *np.flatnonzero(plain >= _LEAST_EVIDENCE).tolist()}:
            evidence = float(plain[i])
            if i in self._own_themes:
                evidence = max(evidence, _START)
            evidence += _evidence(said.get(i), i in above)
            if i in self._own_themes:
                evidence = max(evidence, self._own(i, words, float(z[i]), float(ahead[i])))
            if evidence >= _LEAST_EVIDENCE:
                found[i] = evidence
        return _Weighed(found, words, said, above, best)

    def _own(self, theme: int, words: Words, z: float, ahead: float) -> float:
        """Return the evidence for a user's theme from its examples alone."""
        assert self._nearness is not None
        shared, rare = (bool(words.places.keys() & own) for own in self._nearness.words[theme])
        return _OWN_START + _OWN_NEAR * z + _OWN_AHEAD * ahead + _OWN_SHARED * shared + _OWN_RARE * rare

    def _above(self, heading: str) -> dict[int, str]:
        """Return, by theme, the words of a short heading that name it."""
        last = heading.rpartition(" > ")[2]
        if last not in self._headings:
            if len(self._headings) > _BATCH:
                self._headings.clear()
            words = read_words(last)
            found = self._patterns.find(words) if 0 < len(words.spans) <= _HEADING else []
            self._headings[last] = {term.theme: words.quote(term) for term in found if not term.hint}
        return self._headings[last]

    def _reason(self, theme: int, weighed: _Weighed) -> str:
        said = weighed.said.get(theme)
        if said and said.terms:
            first = min(said.terms, key=lambda term: (term.at, term.until))
            return f"says “{_short(weighed.words.quote(first))}”"
        if theme in weighed.above:
            return f"stands under a heading that says “{_short(weighed.above[theme])}”"
        assert self._nearness is not None
        return f"close to the example “{self._nearness.examples[int(weighed.best[theme])]}”"


def _by_theme(found: Sequence[Found], own: frozenset[int]) -> dict[int, _Said]:
    """Return what is said by theme. Themes of users do not count as named before, so that adding one moves no other."""
    first: dict[int, int] = {}
    for term in found:
        if not term.hint:
            first[term.theme] = min(term.at, first.get(term.theme, term.at))
    terms: dict[int, list[Found]] = defaultdict(list)
    for term in found:
        terms[term.theme].append(term)
    shown: dict[int, _Said] = {}
    for theme, mine in terms.items():
        named = sum(at < first[theme] for other, at in first.items() if other not in own) if theme in first else 0
        plain = tuple(term for term in mine if not term.hint)
        shown[theme] = _Said(plain, len(plain) < len(mine), named)
    return shown


def _evidence(said: _Said | None, headed: bool) -> float:
    """Return what terms and heading add to a theme's evidence."""
    if said is None:
        return _HEADED * headed
    if not said.terms:
        return _HEADED * headed + _HINT * said.hinted
    twice = len({term.at for term in said.terms}) > 1
    return _SAID + _TWICE * twice + _HINT * said.hinted + _BEFORE * min(said.before, 6)


def _sigmoid(evidence: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(50.0, evidence))))


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"
