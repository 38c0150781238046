"""Findings as arrays, so that many pairs are compared at once."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.concepts import Said, implied, said, thing_names
from dvrag.lessons.repeats.gist import MAX_PIECES, bare, gist, pieces
from dvrag.ports import Vectors

Encode = Callable[[Sequence[str]], Vectors]

WORDS = 1024
"""Columns for words that no concept names; two words seldom share one."""

WORD, ADDRESSEE, IMPLIED, WHO = 0.6, 0.5, 0.5, 0.4
"""Weight of a word beside a concept, of what only the addressee says, of an implied concept; that of an addressee."""

PRIOR, RARE = 100.0, 0.02
"""How many findings the assumed share of findings in which a concept stands counts for, and that share."""

HIGHEST = 4.5
"""The highest weight of a concept: one that stands in about one finding of ninety."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a finding: its full text, what it asks for, its pieces, what it speaks of.

    `own` is what the gist speaks of, `all` what the finding speaks of with its addressee.
    """

    text: str
    gist: str
    pieces: tuple[str, ...]
    own: Said
    all: Said


@dataclass(frozen=True, slots=True)
class Profiles:
    """A row a finding: unit vectors of full text and of gist and pieces, weights of concepts and words, acts as 0 or 1.

    `pieces` has shape (n, 1 + MAX_PIECES, d), the gist first, repeated where there are fewer pieces. `things` has a
    column a concept, then WORDS columns, then a column a class of addressee; its first `named` columns are concepts.
    """

    full: Vectors
    pieces: npt.NDArray[np.float32]
    things: npt.NDArray[np.float32]
    acts: npt.NDArray[np.bool_]
    named: int


def wording(text: str, names: Sequence[str] = ()) -> Wording:
    """Return what is compared of a finding; `names` of areas and bodies are left out."""
    short = gist(text, names)
    return Wording(text, short, pieces(short), said(short), said(bare(text, names)))


def profiles(wordings: Sequence[Wording], full: Vectors, encode: Encode) -> Profiles:
    """Return the findings as arrays. `full` are the unit vectors of their full texts; each gist is encoded once."""
    texts = list(dict.fromkeys(text for one in wordings for text in (one.gist, *one.pieces)))
    vectors = encode(texts) if texts else np.zeros((0, full.shape[1]), np.float32)
    row = {text: place for place, text in enumerate(texts)}
    rows = [[row[text] for text in (one.gist, *one.pieces)] for one in wordings]
    padded = np.array([line + line[:1] * (1 + MAX_PIECES - len(line)) for line in rows], np.int64)
    return Profiles(
        full=np.asarray(full, np.float32),
        pieces=np.asarray(vectors, np.float32)[padded],
        things=_things(wordings),
        acts=_acts(wordings),
        named=len(thing_names()),
    )


def _things(wordings: Sequence[Wording]) -> npt.NDArray[np.float32]:
    counted = Counter(name for one in wordings for name in one.all.things)
    total = len(wordings)
    weights = {name: _weight(counted[name], total) for name in counted}
    made = np.zeros((total, _columns()), np.float32)
    for place, one in enumerate(wordings):
        row, own = made[place], set(one.own.things)
        for name in one.all.things:
            share = 1.0 if name in own else ADDRESSEE
            column = _column(name)
            row[column] = max(row[column], share * weights[name] * (WORD if name.startswith("word:") else 1.0))
            for other in implied(name):
                column = _column(other)
                row[column] = max(row[column], IMPLIED * share * weights.get(other, _weight(0, total)))
        for name in one.all.who:
            row[_column(name)] = WHO
    return made


def _weight(count: int, total: int) -> float:
    return float(min(HIGHEST, -np.log((count + PRIOR * RARE) / (total + PRIOR))))


def _acts(wordings: Sequence[Wording]) -> npt.NDArray[np.bool_]:
    names = sorted({name for one in wordings for name in one.own.acts})
    column = {name: place for place, name in enumerate(names)}
    made = np.zeros((len(wordings), max(1, len(names))), np.bool_)
    for place, one in enumerate(wordings):
        made[place, [column[name] for name in one.own.acts]] = True
    return made


@lru_cache(maxsize=65536)
def _column(name: str) -> int:
    known = thing_names()
    if name in known:
        return known[name]
    if name.startswith("who:"):
        return len(known) + WORDS + zlib.crc32(name.encode()) % _WHO_COLUMNS
    return len(known) + zlib.crc32(name.encode()) % WORDS


_WHO_COLUMNS = 97


def _columns() -> int:
    return len(thing_names()) + WORDS + _WHO_COLUMNS
