"""What a text speaks of: concepts of the domain by the words that name them, and its other words by their stems."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dvrag.text.stems import stem, words
from dvrag.text.terms import STOP_WORDS

FILLER = "filler"
"""The concept of words that stand in nearly every recommendation; it is left out."""


@dataclass(frozen=True, slots=True)
class Said:
    """The concepts and other words of a text, each once, in order: `things` begin with `thing:` or `word:`."""

    things: tuple[str, ...]
    acts: tuple[str, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Concepts by their stems, joined by spaces; `longest` is the number of words of the longest phrase."""

    names: Mapping[str, str]
    firsts: frozenset[str]
    longest: int

    def found(self, stems: Sequence[str]) -> list[tuple[str | None, int]]:
        """Return (concept or None, index of its first word) along a text, longest phrases first."""
        place, said = 0, list[tuple[str | None, int]]()
        while place < len(stems):
            name, length = self._at(stems, place)
            said.append((name, place))
            place += length
        return said

    def _at(self, stems: Sequence[str], place: int) -> tuple[str | None, int]:
        if stems[place] in self.firsts:
            for length in range(min(self.longest, len(stems) - place), 0, -1):
                name = self.names.get(" ".join(stems[place : place + length]))
                if name is not None:
                    return name, length
        return None, 1


def said(text: str) -> Said:
    """Return what a text speaks of."""
    things, acts = _catalogue()
    written = words(text.replace("-", " "))
    stems = [stem(word) for word in written]
    found: list[str] = []
    who: list[str] = []
    for name, place in things.found(stems):
        if name is None:
            if written[place].lower() not in STOP_WORDS and not stems[place].isdigit() and len(stems[place]) > 2:
                found.append(f"word:{stems[place]}")
        elif name.startswith("thing:"):
            found.append(name)
        elif name != f"who:{FILLER}":
            who.append(name)
    done = [name for name, _ in acts.found(stems) if name]
    return Said(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(done)), tuple(dict.fromkeys(who)))


@lru_cache(maxsize=1)
def _catalogue() -> tuple[_Phrases, _Phrases]:
    return _phrases(_read(), ("who", "thing")), _phrases(_read(), ("act",))


def _phrases(read: Mapping[str, Mapping[str, Sequence[str]]], sections: Sequence[str]) -> _Phrases:
    names: dict[str, str] = {}
    for section in sections:
        for name, phrases in read[section].items():
            for phrase in phrases:
                names[" ".join(stem(word) for word in words(phrase.replace("-", " ")))] = f"{section}:{name}"
    firsts = frozenset(phrase.split(" ", 1)[0] for phrase in names)
    return _Phrases(names, firsts, max(phrase.count(" ") + 1 for phrase in names))


@lru_cache(maxsize=1)
def thing_names() -> Mapping[str, int]:
    """Return the number of each concept, from 0."""
    return {f"thing:{name}": place for place, name in enumerate(_read()["thing"])}


def implied(name: str) -> tuple[str, ...]:
    """Return the concepts that a concept holds; a word holds none."""
    return _implied().get(name, ())


@lru_cache(maxsize=1)
def _implied() -> Mapping[str, tuple[str, ...]]:
    return {f"thing:{name}": tuple(f"thing:{other}" for other in held) for name, held in _read()["implies"].items()}


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(files("dvrag.lessons.repeats").joinpath("concepts.toml").read_text("utf-8"))
