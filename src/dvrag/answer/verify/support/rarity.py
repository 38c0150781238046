"""How rare a word is in general English: inverse document frequency from a table, as bits of surprise."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

UNKNOWN = "*"
"""Key of the table for stems that are not in it: rarer than all that are."""


def rarity(stem: str) -> float:
    """Return a stem's inverse document frequency, log2, ≥ 0 (Spärck Jones 1972); stems not in the table are rarest."""
    known = _table()
    return known.get(stem, known[UNKNOWN])


def carried(wanted: Iterable[str], there: set[str]) -> float:
    """Return the share in [0, 1], by rarity, of the wanted stems that are there; 1 where nothing is wanted."""
    each = {stem: rarity(stem) for stem in wanted}
    total = sum(each.values())
    return sum(weight for stem, weight in each.items() if stem in there) / total if total else 1.0


@cache
def _table() -> dict[str, float]:
    bands = json.loads(files(__package__).joinpath("rarity.json").read_text("utf-8"))
    return {stem: float(bits) for bits, stems in bands.items() for stem in stems.split()}
