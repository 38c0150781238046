"""Findings as arrays, so that many pairs are compared at once."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.concepts import Said, implied, said, thing_names
from dvrag.lessons.repeats.gist import MAX_PIECES, bare, gist, pieces
from dvrag.ports import Vectors

Floats = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]

UNITS = 1 + MAX_PIECES

WORDS = 512
"""Columns for words that no concept names; two words seldom share one."""

WORD, ADDRESSEE, IMPLIED, WHO = 0.6, 0.5, 0.5, 0.4
"""Weight of a word beside a concept, of what only the addressee says, of an implied concept; that of an addressee."""

PRIOR, RARE = 100.0, 0.02
"""How many findings the assumed share of findings in which a concept stands counts for, and that share."""

HIGHEST = 4.5
"""The highest weight of a concept: one that stands in about one finding of ninety."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a finding: its units, and what each speaks of.

    `units` are the gist and its pieces. `addressee` is what the finding speaks of with its addressee in it.
    """

    units: tuple[str, ...]
    said: tuple[Said, ...]
    addressee: Said


@dataclass(frozen=True, slots=True)
class Profiles:
    """A row a finding: unit vectors of its full text and of its units, weights of what they speak of, acts.

    `units` has shape (n, UNITS, d) and `things` (n, UNITS, columns), the gist first, repeated where there are fewer
    pieces. `things` has a column a concept, then WORDS columns, then some for addressees; the first `named` are
    concepts.
    """

    full: Vectors
    units: Floats
    things: Floats
    acts: npt.NDArray[np.bool_]
    named: int


def wording(text: str, names: Sequence[str] = ()) -> Wording:
    """Return what is compared of a finding; `names` of areas and bodies are left out."""
    short = gist(text, names)
    units = (short, *pieces(short))
    return Wording(units, tuple(said(unit) for unit in units), said(bare(text, names)))


def profiles(wordings: Sequence[Wording], full: Vectors, encode: Encode) -> Profiles:
    """Return the findings as arrays. `full` are the unit vectors of their full texts; each unit is encoded once."""
    texts = list(dict.fromkeys(text for one in wordings for text in one.units))
    vectors = encode(texts) if texts else np.zeros((0, full.shape[1]), np.float32)
    row = {text: place for place, text in enumerate(texts)}
    rows = [[row[text] for text in one.units] for one in wordings]
    padded = np.array([line + line[:1] * (UNITS - len(line)) for line in rows], np.int64)
    return Profiles(
        full=np.asarray(full, np.float32),
        units=np.asarray(vectors, np.float32)[padded],
        things=_things(wordings),
        acts=_acts(wordings),
        named=len(thing_names()),
    )


def _things(wordings: Sequence[Wording]) -> Floats:
    counted = Counter(name for one in wordings for name in one.addressee.things)
    weights = {name: _weight(counted[name], len(wordings)) for name in (*counted, *thing_names())}
    made = np.zeros((len(wordings), UNITS, _columns()), np.float32)
    for place, one in enumerate(wordings):
        for unit in range(UNITS):
            spoken = one.said[unit] if unit < len(one.said) else None
            if spoken is None:
                made[place, unit] = made[place, 0]
            else:
                _fill(made[place, unit], spoken, one, weights)
    return made


def _fill(row: Floats, spoken: Said, one: Wording, weights: Mapping[str, float]) -> None:
    gist_things = set(one.said[0].things)
    told = [name for name in one.addressee.things if name.startswith("thing:") and name not in gist_things]
    for share, names in ((1.0, spoken.things), (ADDRESSEE, told)):
        for name in names:
            weight = share * weights.get(name, HIGHEST) * (WORD if name.startswith("word:") else 1.0)
            row[_column(name)] = max(row[_column(name)], weight)
            for other in implied(name):
                row[_column(other)] = max(row[_column(other)], IMPLIED * share * weights[other])
    for name in one.addressee.who:
        row[_column(name)] = WHO


def _weight(count: int, total: int) -> float:
    return float(min(HIGHEST, -np.log((count + PRIOR * RARE) / (total + PRIOR))))


def _acts(wordings: Sequence[Wording]) -> npt.NDArray[np.bool_]:
    names = sorted({name for one in wordings for name in one.said[0].acts})
    column = {name: place for place, name in enumerate(names)}
    made = np.zeros((len(wordings), max(1, len(names))), np.bool_)
    for place, one in enumerate(wordings):
        made[place, [column[name] for name in one.said[0].acts]] = True
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
