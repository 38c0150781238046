"""Words as they are compared: stems in British spelling, "handlers" like "handling", acronyms like what they mean."""

from __future__ import annotations

import re
from functools import lru_cache

from dvrag.text.acronyms import Acronyms, listed_senses
from dvrag.text.stems import stem, words
from dvrag.text.terms import STOP_WORDS

_AMERICAN = {
    **{"behavior": "behaviour", "behaviors": "behaviours", "behavioral": "behavioural", "color": "colour"},
    **{"neighbor": "neighbour", "neighbors": "neighbours", "labor": "labour", "program": "programme"},
    **{"programs": "programmes", "center": "centre", "centers": "centres", "defense": "defence"},
    **{"counseling": "counselling", "counselor": "counsellor", "license": "licence", "judgement": "judgment"},
    **{"judgements": "judgments", "advisor": "adviser", "advisors": "advisers"},
}
_IZE = re.compile(r"iz(e|ed|es|ing|er|ers|ation|ations)$")

Alternatives = tuple[tuple[str, ...], ...]
"""Phrases of roots that mean the same; one of them is enough."""


@lru_cache(maxsize=32768)
def root(word: str) -> str:
    """Return the stem of a word in British spelling, without the ending of one who does ("handlers" → "handl")."""
    plain = _AMERICAN.get(word.lower(), _IZE.sub(r"is\1", word.lower()) if len(word) > 6 else word.lower())
    found = stem(plain)
    return found[:-2] if found.endswith("er") and len(found) > 6 else found


@lru_cache(maxsize=65536)
def roots(text: str) -> tuple[str, ...]:
    """Return the roots of all words of a text that are not stop words, in order."""
    return tuple(root(word) for word in words(text) if word.lower() not in STOP_WORDS)


def wanted(text: str) -> tuple[Alternatives, ...]:
    """Return what a text must hold to be about these words: per word or acronym, the phrases that will do."""
    left = list(roots(text))
    found: list[Alternatives] = []
    senses: dict[str, set[tuple[str, ...]]] = {}
    for expansion in _acronyms().expand(text):
        piece = expansion.phrase or expansion.found
        senses.setdefault(piece, {roots(piece)}).update(filter(None, map(roots, expansion.added)))
    for piece in sorted(senses, key=lambda name: -len(roots(name))):
        own = roots(piece)
        place = _place(own, left)
        if place is not None:
            del left[place : place + len(own)]
            found.append(tuple(sorted(senses[piece])))
    return (*found, *(((one,),) for one in dict.fromkeys(left)))


def holds(text: tuple[str, ...], every: tuple[Alternatives, ...]) -> bool:
    """Return whether the roots of a text hold one phrase of each."""
    return all(any(_place(phrase, text) is not None for phrase in phrases) for phrases in every)


def _place(phrase: tuple[str, ...], text: tuple[str, ...] | list[str]) -> int | None:
    if not phrase:
        return None
    for start in range(len(text) - len(phrase) + 1):
        if tuple(text[start : start + len(phrase)]) == phrase:
            return start
    return None


@lru_cache(maxsize=1)
def _acronyms() -> Acronyms:
    return Acronyms(listed_senses(), {})
