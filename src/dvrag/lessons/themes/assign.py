"""Which themes a finding speaks of: by its words, and by how near it is to sentences that speak of the theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from dvrag.model.findings import Theme, ThemeMark
from dvrag.ports import Embedder, Vectors
from dvrag.text.stems import stems

VERSION = "1"
"""Raised whenever the themes or the rules change."""

NEAR = 0.62
"""Cosine with an example from which a finding has its theme without any term; chosen on the dev labels."""
SUPPORTED = 0.25
"""Cosine with an example that a finding needs beside a term, so that a passing word makes no theme; on dev labels."""
OWN = 0.45
"""Cosine from which a finding has a user's theme: it has few examples and often no terms."""
WINDOW = 6
"""Words among which all words of a term stand."""
MOST = 4
"""Themes of a finding, the strongest first."""
_BY_WORD = 0.5
"""What a term adds to the cosine: words are surer than likeness."""


class Sorter:
    """Sorts findings by theme. The examples are encoded when the first finding comes."""

    def __init__(self, themes: Sequence[Theme], embedder: Embedder) -> None:
        self._themes = tuple(themes)
        self._embedder = embedder
        self._examples: Vectors | None = None
        self._owners = np.array([i for i, theme in enumerate(self._themes) for _ in theme.examples], dtype=np.int64)
        self._terms = _indexed(self._themes)

    def sort(self, texts: Sequence[str], vectors: Vectors, headings: Sequence[str]) -> list[tuple[ThemeMark, ...]]:
        """Return the themes of each text, the strongest first; `vectors` has shape (n, d), rows of unit length.

        `headings` are the heading paths: their words count as a term does, where the text is near the theme.
        """
        if not texts:
            return []
        if self._examples is None:
            self._examples = self._embedder.encode([text for theme in self._themes for text in theme.examples])
        likeness = vectors @ self._examples.T
        return [self._marks(text, heading, row) for text, heading, row in zip(texts, headings, likeness, strict=True)]

    def _marks(self, text: str, heading: str, likeness: Vectors) -> tuple[ThemeMark, ...]:
        said = self._said(stems(text))
        above = self._said(stems(heading.rpartition(" > ")[2]))
        found = []
        for i, theme in enumerate(self._themes):
            own = np.flatnonzero(self._owners == i)
            best = int(own[np.argmax(likeness[own])])
            near = float(likeness[best])
            mark = _mark(theme, near, said.get(i), above.get(i), theme.examples[best - int(own[0])])
            found += [mark] if mark else []
        return tuple(sorted(found, key=lambda mark: (-mark.score, mark.theme))[:MOST])

    def _said(self, words: Sequence[str]) -> dict[int, str]:
        """Return, by theme, the first of its terms that stands in the words."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            places[word].append(at)
        found: dict[int, str] = {}
        for word in places:
            for theme, term, needed in self._terms.get(word, ()):
                if theme not in found and _together(places, needed):
                    found[theme] = term
        return found


def _mark(theme: Theme, near: float, said: str | None, above: str | None, example: str) -> ThemeMark | None:
    if said and near >= SUPPORTED:
        return ThemeMark(theme.name, round(min(1.0, near + _BY_WORD), 4), f"says “{said}”")
    if near >= (OWN if theme.own else NEAR):
        return ThemeMark(theme.name, round(near, 4), f"close to the example “{example}”")
    if above and near >= SUPPORTED:
        return ThemeMark(theme.name, round(near, 4), f"stands under a heading that says “{above}”")
    return None


def _indexed(themes: Iterable[Theme]) -> Mapping[str, list[tuple[int, str, tuple[str, ...]]]]:
    """Return, by the first stem of a term, its theme, the term and all its stems."""
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = defaultdict(list)
    for i, theme in enumerate(themes):
        for term in theme.terms:
            needed = tuple(dict.fromkeys(stems(term)))
            if needed:
                found[needed[0]].append((i, term, needed))
    return found


def _together(places: Mapping[str, list[int]], needed: Sequence[str]) -> bool:
    """Return whether all stems stand among WINDOW words."""
    if any(word not in places for word in needed):
        return False
    return any(
        all(any(abs(at - first) < WINDOW for at in places[word]) for word in needed[1:]) for first in places[needed[0]]
    )
