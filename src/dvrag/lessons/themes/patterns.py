"""Terms of themes as patterns over stems: what a term may look like, and where in a text it stands.

"risk assessment": words that follow one another, small words left out. "share/pass~information": near one another in
either order, with alternatives; "_" keeps the words of an alternative together. "=housing": that very form, and not
"house". "GP": only in capitals, for the themes that dvrag brings. A "?" at the end makes a hint, which is not enough by
itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from math import prod

from dvrag.errors import UsageError
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS

WINDOW = 7
"""Words, small ones not counted, within which the words of a term with "~" stand."""
MOST_WAYS = 400
"""Ways to read one term, at most: every choice among its alternatives is one."""
_BREAK = 20
"""Places left free between two sentences, so that no term spans them; more than WINDOW."""
_KEPT = frozenset(
    "tell same why who on up off out over under between own down other others one him herself himself further".split()
)
_SMALL = STOP_WORDS - _KEPT
_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*|[.?!;:](?=\s)")
_EITHER = re.compile(r"(?<!\d)/|/(?!\d)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9&]{1,7}(?=s?$)")
_LOOSE = re.compile(r"\s[~/]|[~/]\s|^[~/]|[~/]$|[~/]{2}")
_HINT = "A term is words, with / between alternatives, ~ between two words that stand near each other, ? at the end."

Rule = tuple[tuple[str, ...], ...]
"""Runs of words; the words of a run follow one another, the runs stand near one another."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term that a text says: its theme's place in the list, whether it is a hint, its first and its last word."""

    theme: int
    hint: bool
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their places by stem, "=form" and CAPITALS, and where in the text a place is."""

    text: str
    places: Mapping[str, Sequence[int]]
    spans: Mapping[int, tuple[int, int]]

    def quote(self, found: Found) -> str:
        """Return the text's own words of a found term, on one line."""
        return " ".join(self.text[self.spans[found.at][0] : self.spans[found.until][1]].split())


@dataclass(frozen=True, slots=True)
class _Entry:
    theme: int
    hint: bool
    rule: Rule


class Patterns:
    """All terms of all themes, indexed by their first two words."""

    def __init__(self, terms: Iterable[tuple[int, str, bool]]) -> None:
        """Take theme, term, and whether capitals matter. Raises UsageError for a term that cannot be read."""
        self._alone: dict[str, list[_Entry]] = defaultdict(list)
        self._pairs: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        self._first: frozenset[str]
        for theme, term, capitals in terms:
            for rule in rules(term, capitals=capitals):
                entry = _Entry(theme, term.endswith("?"), rule)
                flat = [word for run in rule for word in run]
                if len(flat) == 1:
                    self._alone[flat[0]].append(entry)
                else:
                    self._pairs[flat[0]][flat[1]].append(entry)
        self._first = frozenset({*self._alone, *self._pairs})

    def find(self, words: Words) -> list[Found]:
        """Return each term that a text says, at the first place where it stands."""
        places = words.places
        found = []
        for word in places.keys() & self._first:
            at = places[word][0]
            found += [Found(e.theme, e.hint, at, at) for e in self._alone.get(word, ())]
            after = self._pairs.get(word, {})
            for second in after.keys() & places.keys():
                for entry in after[second]:
                    span = _standing(entry.rule, places)
                    found += [Found(entry.theme, entry.hint, *span)] if span else []
        return found


def read_words(text: str) -> Words:
    """Return the words of a text without the small ones; its sentences lie far apart."""
    places: dict[str, list[int]] = defaultdict(list)
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isalnum():
            at += _BREAK
        elif keys := _keys(word):
            spans[at] = match.span()
            for key in keys:
                places[key].append(at)
            at += 1
    return Words(text, places, spans)


def rules(term: str, *, capitals: bool) -> tuple[Rule, ...]:
    """Return the ways to read a term. Raises UsageError for one that cannot be read or holds no word to look for."""
    plain = term.strip().removesuffix("?")
    if _LOOSE.search(plain):
        raise UsageError(f"The term {term!r} cannot be read.", hint=f"{_HINT} No space beside ~ or /.")
    sides = [_side(side, capitals) for side in plain.split("~")]
    ways = prod(len(choices) for side in sides for choices in side)
    if not all(sides) or any(() in choices for side in sides for choices in side) or ways > MOST_WAYS:
        raise UsageError(f"The term {term!r} holds no word to look for, or too many choices.", hint=_HINT)
    runs = [[tuple(word for part in parts for word in part) for parts in product(*side)] for side in sides]
    return tuple(dict.fromkeys(product(*runs)))


def readable(term: str) -> bool:
    """Return whether a user's term can be read."""
    try:
        return bool(rules(term, capitals=False))
    except UsageError:
        return False


def _side(side: str, capitals: bool) -> list[list[tuple[str, ...]]]:
    """Return the alternatives of each word of one side of a term; a small word that stands by itself is left out."""
    parts = [_choices(part, capitals) for part in side.split()]
    return [choices for choices in parts if choices != [()]]


def _choices(part: str, capitals: bool) -> list[tuple[str, ...]]:
    """Return the alternatives of one part of a term, each as the words that follow one another."""
    return [tuple(_wanted(choice, capitals)) for choice in _EITHER.split(part)]


def _wanted(choice: str, capitals: bool) -> Iterator[str]:
    exact = choice.startswith("=")
    for word in _WORD.findall(choice.replace("_", " ")):
        acronym = capitals and _CAPITALS.match(word) is not None
        if exact:
            yield f"={_plain(word)}"
        elif acronym:
            yield word.removesuffix("s")
        elif word.lower() not in _SMALL:
            yield stem(word)


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, ...]:
    """Return what a word is looked up by: stem, "=form", CAPITALS; nothing for a small word."""
    if word.lower() in _SMALL and not (word.isupper() and len(word) > 1):
        return ()
    form = f"={_plain(word)}"
    return (stem(word), form, word.removesuffix("s")) if _CAPITALS.match(word) else (stem(word), form)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _standing(rule: Rule, places: Mapping[str, Sequence[int]]) -> tuple[int, int] | None:
    """Return the first and last place where all runs of a rule stand near the first one, or None."""
    starts = [_runs(run, places) for run in rule]
    for first in starts[0] if all(starts) else ():
        near = [min(others, key=partial(_distance, first)) for others in starts[1:]]
        if all(abs(at - first) <= WINDOW for at in near):
            ends = [at + len(run) - 1 for at, run in zip((first, *near), rule, strict=True)]
            return min(first, *near, *ends), max(ends)
    return None


def _distance(first: int, at: int) -> int:
    return abs(at - first)


def _runs(run: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the places where the words of a run follow one another."""
    if len(run) == 1:
        return list(places.get(run[0], ()))
    rest = [set(places.get(word, ())) for word in run[1:]]
    return [at for at in places.get(run[0], ()) if all(at + i in where for i, where in enumerate(rest, 1))]
