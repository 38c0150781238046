"""The catalogue of agencies: which words name which kind of agency, and which words mean a whole class."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dvrag.model.findings import AgencyClass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:['’](?=\s|$))?|&")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `[start, end)` of a text; `norm` is its lower-case singular."""

    text: str
    norm: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agency. `fixed`: a body that exists once; `service`: seldom one body ("GPs", "schools")."""

    name: str
    cls: AgencyClass
    fixed: bool = False
    service: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A kind named by the tokens `[first, last)` of a text."""

    kind: Kind
    first: int
    last: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order; "&" counts as one."""
    return tuple(Token(m.group(), singular(m.group()), *m.span()) for m in _WORD.finditer(text))


def singular(word: str) -> str:
    """Return a word in lower case without a possessive or plural ending; "&" becomes "and"."""
    plain = re.sub(r"'s?$", "", word.lower().replace("’", "'")).replace("'", "")
    if plain == "&":
        return "and"
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith("s") and len(plain) > 2 and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def hits(words: Sequence[Token]) -> tuple[Hit, ...]:
    """Return the kinds named in a text from left to right, the longest phrase first at each place, not overlapping."""
    table = _phrases()
    found: list[Hit] = []
    place = 0
    while place < len(words):
        hit = _hit_at(words, place, table)
        found.extend([hit] if hit else [])
        place = hit.last if hit else place + 1
    return tuple(found)


@lru_cache(maxsize=1)
def class_words() -> dict[tuple[str, ...], AgencyClass]:
    """Return the phrases, as singular words, that mean every agency of a class."""
    table = _table()["classes"]
    return {
        tuple(token.norm for token in tokens(phrase) if token.norm != "the"): AgencyClass(name)
        for name, phrases in table.items()
        for phrase in phrases
    }


@lru_cache(maxsize=1)
def kinds() -> frozenset[Kind]:
    """Return every kind of agency in the catalogue."""
    return frozenset(kind for listed in _phrases().values() for _, kind in listed)


def _hit_at(words: Sequence[Token], place: int, table: dict[str, list[tuple[tuple[str, ...], Kind]]]) -> Hit | None:
    for phrase, kind in table.get(words[place].norm, ()):
        last = place + len(phrase)
        if last <= len(words) and all(_same(p, w) for p, w in zip(phrase, words[place:last], strict=True)):
            return Hit(kind, place, last)
    return None


def _same(wanted: str, word: Token) -> bool:
    return word.text.lower() == wanted[1:] if wanted.startswith("=") else word.norm == wanted


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Kind]]]:
    """Return, per first word, the phrases that begin with it and their kinds, the longest first."""
    found: dict[str, dict[tuple[str, ...], Kind]] = defaultdict(dict)
    for entry in _table()["agency"]:
        kind = Kind(entry["name"], AgencyClass(entry["class"]), entry.get("fixed", False), entry.get("service", False))
        for phrase in entry["phrases"]:
            words = tokens(phrase.lstrip("="))
            parts = (phrase,) if phrase.startswith("=") else tuple(word.norm for word in words)
            found[words[0].norm].setdefault(parts, kind)
    return {first: sorted(kinds.items(), key=lambda kv: -len(kv[0])) for first, kinds in found.items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("dvrag.lessons.agencies").joinpath("catalogue.toml").read_text("utf-8"))
