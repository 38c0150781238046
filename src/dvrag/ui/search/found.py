"""Which words of a search stand in a passage, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.model.results import Hit
from dvrag.text.stems import WORD, stem
from dvrag.text.terms import terms
from dvrag.ui.markup import Markup, element, escaped, joined


@dataclass(frozen=True, slots=True)
class Wanted:
    """One term of a search as it is shown, with the stems of its words, which must stand side by side."""

    shown: str
    stems: tuple[str, ...]


def wanted(query: str) -> tuple[Wanted, ...]:
    """Return the terms of a query without its function words, each once, as they are written in it."""
    found = {tuple(stem(word) for word in term.split()): term for term in reversed(terms(query))}
    return tuple(Wanted(_written(term, query), stems) for stems, term in reversed(found.items()))


def _written(term: str, query: str) -> str:
    match = re.search(r"\W+".join(re.escape(word) for word in term.split()), query, re.IGNORECASE)
    return match.group() if match else term


def spans(text: str, terms_wanted: Sequence[Wanted]) -> list[tuple[int, int]]:
    """Return where the terms stand in a text, as whole words or other forms of them; ascending, without overlap."""
    tokens = [(match.start(), match.end(), stem(match.group())) for match in WORD.finditer(text)]
    hit = [False] * len(tokens)
    for term in terms_wanted:
        size = len(term.stems)
        for first in range(len(tokens) - size + 1):
            if all(tokens[first + i][2] == term.stems[i] for i in range(size)):
                hit[first : first + size] = [True] * size
    return [(start, end) for (start, end, _), found in zip(tokens, hit, strict=True) if found]


def with_marks(text: str, places: Sequence[tuple[int, int]]) -> Markup:
    """Return escaped text in which the places are marked."""
    parts, at = [], 0
    for start, end in places:
        parts += [escaped(text[at:start]), element("mark", escaped(text[start:end]))]
        at = end
    return joined([*parts, escaped(text[at:])])


def why(hit: Hit, terms_wanted: Sequence[Wanted]) -> str:
    """Return in one line why a passage was found: by which words in it, above it, or by its meaning alone."""
    inside = _present(hit.passage.text, terms_wanted)
    above = _present(f"{hit.passage.section}\n{hit.passage.context}\n{hit.report.title}", terms_wanted)
    above = [term for term in above if term not in inside]
    if not inside and not above:
        return "Found by its meaning: none of your words stands in it."
    said = [f"in the passage: {', '.join(inside)}"] if inside else []
    said += [f"in its headings or its report’s title: {', '.join(above)}"] if above else []
    return f"Your words {'; '.join(said)}."


def any_word(hits: Sequence[Hit], terms_wanted: Sequence[Wanted]) -> bool:
    """Return whether a word of the search stands in one of the passages."""
    return any(spans(hit.passage.text, terms_wanted) for hit in hits)


def _present(text: str, terms_wanted: Sequence[Wanted]) -> list[str]:
    return [term.shown for term in terms_wanted if spans(text, [term])]
