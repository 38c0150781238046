"""What training is made from, asked again whenever the library changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from threading import Lock

import numpy as np

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Entry
from dvrag.model.findings import Theme
from dvrag.ports import Embedder, Vectors
from dvrag.store import read
from dvrag.store.library import Library
from dvrag.store.register import read as register
from dvrag.training.likeness import Encode
from dvrag.training.material import Material, ThemesOf

MOST = 20_000
"""Texts besides findings whose vectors are kept."""


@dataclass(frozen=True, slots=True)
class Sources:
    """An open library, its register, and what sorts and compares texts. The functions tell how things are now."""

    library: Library
    entries: Callable[[], tuple[Entry, ...]]
    repeats: Callable[[], tuple[RepeatGroup, ...]]
    themes: Callable[[], tuple[Theme, ...]]
    themes_of: ThemesOf
    encode: Encode

    def material(self) -> Material:
        """Return the library as it is now; each report is loaded once."""
        return Material(
            reports={summary.id: summary for summary in self.library.reports()},
            entries=self.entries(),
            themes=self.themes(),
            report=cache(self.library.report),
            themes_of=self.themes_of,
            fingerprint=self.library.fingerprint(),
            encode=self.encode,
        )


class StoredVectors:
    """Encodes texts: the vectors of findings are those that the library holds, others are made once. Thread-safe.

    What is known is forgotten with the next transaction of the library, and at most `MOST` other texts are kept.
    """

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        self._tx: int | None = None
        self._stored: dict[str, Vectors] = {}
        self._made: dict[str, Vectors] = {}
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        if not texts:
            return np.zeros((0, self._embedder.dimension), np.float32)
        with self._lock:
            self._renew()
            new = [text for text in dict.fromkeys(texts) if text not in self._stored and text not in self._made]
            made = {**self._made, **(dict(zip(new, self._embedder.encode(new), strict=True)) if new else {})}
            self._made = dict(islice(made.items(), max(0, len(made) - MOST), None))
            known = {**made, **self._stored}
            return np.stack([known[text] for text in texts])

    def _renew(self) -> None:
        """Read the vectors of all findings as they are in one moment, where the library changed."""
        if self._tx == self._library.transaction():
            return
        self._tx, (identities, vectors), found = self._library.query(
            lambda connection: (
                read.transaction(connection),
                register.vectors(connection),
                register.findings(connection),
            )
        )
        rows = dict(zip(identities, vectors, strict=True))
        self._stored, self._made = {finding.text: rows[finding.id] for finding in found}, {}
