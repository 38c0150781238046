"""A query → what is searched for it: its own terms, other names of the same things, and corrected spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dvrag.text.acronyms import Acronyms, Expansion
from dvrag.text.places import places
from dvrag.text.spelling import SHORTEST, Vocabulary, allowed_edits, distance, is_english
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS, terms, words

_REMEMBERED = 4096
"""Unknown words whose correction is remembered: the next question is often about the same thing."""

_ENDING = 1
"""Edits more than allowed that another ending of the same stem may cost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is searched for a query.

    `terms` are those of the query with corrected spellings. `expansions` are searched with a lower weight, each only
    in the reports that it holds for. `text` is embedded: the query with the meaning of its acronyms written out.
    `corrected` is the query with its spelling mended.
    """

    terms: tuple[str, ...]
    expansions: tuple[Expansion, ...]
    text: str
    announced: tuple[str, ...]
    corrected: str


class Speller:
    """Corrects words that a library does not hold.

    `texts` returns a few passages that hold a word, as the search engine sees it (none: the word is unknown).
    """

    def __init__(self, stems: Vocabulary, texts: Callable[[str], list[str]]) -> None:
        self._stems = stems
        self._texts = texts
        self._known_best = lru_cache(_REMEMBERED)(self._best)

    def corrections(self, query: str) -> dict[str, str]:
        """Return corrected words by the word as written, in order; known words, short ones and places are never there.

        A word with a capital inside a sentence is a name: it may be one edit off, not more.
        """
        named = places(query)
        found: dict[str, str] = {}
        for match in re.finditer(r"[^\W\d_]+", query):
            word = match.group()
            if self._is_known(word) or any(start <= match.start() < end for start, end in named):
                continue
            name = word[0].isupper() and match.start() > 0
            better = self._known_best(word.lower(), 1 if name else 2)
            if better:
                found[word] = better
        return found

    def _is_known(self, word: str) -> bool:
        """Return whether a word needs no correction; one with capitals inside is a code or an acronym."""
        plain = word.lower()
        if len(word) < SHORTEST or word[1:] != plain[1:] or plain in STOP_WORDS:
            return True
        return stem(plain) in self._stems or is_english(plain) or bool(self._texts(plain))

    def _best(self, word: str, most: int) -> str | None:
        edits = min(most, allowed_edits(word))
        likely = [(near, edits + _ENDING) for near in self._stems.nearest(stem(word), edits)[:3]]
        likely += [(near, edits) for near in self._stems.beginnings(word, 1)]
        for near, allowed in likely:
            forms = {form for text in self._texts(_word_of(near, word)) for form in words(text) if stem(form) == near}
            closest = min(((distance(word, form), form) for form in forms), default=None)
            if closest and closest[0] <= allowed:
                return closest[1]
        return None


def plan(query: str, acronyms: Acronyms | None, speller: Speller | None) -> Plan:
    """Return what to search for `query`; without acronyms or speller it is searched as it stands."""
    corrected = speller.corrections(query) if speller else {}
    mended = _replaced(query, corrected)
    expansions = acronyms.expand(mended) if acronyms else ()
    announced = [f"{word} → {better}" for word, better in corrected.items()]
    announced += [f"{item.found} → {', '.join(item.added)}" for item in expansions]
    return Plan(
        terms=tuple(dict.fromkeys((*terms(query), *(better for better in corrected.values())))),
        expansions=expansions,
        text=_spelled_out(mended, expansions),
        announced=tuple(announced),
        corrected=mended,
    )


def _word_of(wanted: str, like: str) -> str:
    """Return a string that has the stem `wanted`: that of a stem may be another one ("profession" → "profess").

    The ending of `like` is tried first, then those that the stemmer takes off most often.
    """
    own = like.removeprefix(stem(like)) if like.startswith(stem(like)) else ""
    tried = [wanted + ending for ending in (own, "", "e", "s", "al", "ed", "ing", "ly", "ment", "ity", "ion")]
    tried.append(wanted.removesuffix("i") + "y")
    return next((form for form in tried if stem(form) == wanted), wanted)


def _replaced(query: str, corrected: Mapping[str, str]) -> str:
    for word, better in corrected.items():
        query = re.sub(rf"\b{re.escape(word)}\b", better, query)
    return query


def _spelled_out(query: str, expansions: tuple[Expansion, ...]) -> str:
    """Return the query with the meaning behind each acronym that has one meaning only."""
    senses: dict[str, list[Expansion]] = {}
    for item in expansions:
        senses.setdefault(item.found, []).append(item)
    for found, items in senses.items():
        meaning = items[0].added[0]
        if len(items) == 1 and items[0].only is None and " " in meaning:
            written = re.search(rf"\b{re.escape(found)}s?\b", query, re.IGNORECASE)
            at = written.end() if written else len(query)
            query = f"{query[:at]} ({meaning}){query[at:]}"
    return query
