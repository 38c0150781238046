"""Acronyms in a report and what they stand for: the report's own meaning first, else the domain's list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dvrag.model.documents import Report
from dvrag.text.acronyms import listed_senses

LONGEST = 240
"""Characters of a meaning that are shown."""


@dataclass(frozen=True, slots=True)
class Term:
    """An acronym at `[start, end)` of a text, with its meaning."""

    start: int
    end: int
    meaning: str


class Terms:
    """Finds acronyms in the texts of one report."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings
        longest_first = sorted(meanings, key=len, reverse=True)
        any_of = "|".join(re.escape(acronym) for acronym in longest_first)
        self._pattern = re.compile(rf"(?<!\w)({any_of})(?=s?(?!\w))") if any_of else None

    def first_uses(self, text: str) -> tuple[Term, ...]:
        """Return the first use of each acronym in a text, in order."""
        if self._pattern is None:
            return ()
        found: dict[str, Term] = {}
        for match in self._pattern.finditer(text):
            acronym = match.group(1)
            found.setdefault(acronym, Term(match.start(), match.end(), self._meanings[acronym]))
        return tuple(found.values())


def terms_of(report: Report) -> Terms:
    """Return what finds the acronyms of a report."""
    return _terms(tuple(sorted(report.glossary.items())))


@lru_cache(maxsize=64)
def _terms(glossary: tuple[tuple[str, str], ...]) -> Terms:
    own = {name.strip(): _cut(meaning) for name, meaning in glossary if _is_acronym(name.strip()) and meaning.strip()}
    return Terms({**_listed(), **own})


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Return the listed acronyms; where one has several meanings, all of them."""
    found: dict[str, list[str]] = {}
    for sense in listed_senses():
        if _is_acronym(sense.acronym) and sense.wordings:
            found.setdefault(sense.acronym, []).append(sense.wordings[0])
    return {name: _cut("; or ".join(dict.fromkeys(meanings))) for name, meanings in found.items()}


def _is_acronym(name: str) -> bool:
    return sum(c.isupper() for c in name) >= 2


def _cut(meaning: str) -> str:
    flat = " ".join(meaning.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"
