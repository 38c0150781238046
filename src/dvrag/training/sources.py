"""What training is made from, asked again whenever the library changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np

from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.actions import Entry
from dvrag.model.findings import Theme
from dvrag.ports import Embedder, Vectors
from dvrag.store.library import Library
from dvrag.store.register import read
from dvrag.training.likeness import Encode
from dvrag.training.material import Material, ThemesOf


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
    """Encodes texts: the vectors of findings are those that the library holds, others are made once. Thread-safe."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        self._known: dict[str, Vectors] | None = None
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        with self._lock:
            if self._known is None:
                _, stored = self._library.query(read.vectors)
                found = self._library.query(read.findings)
                self._known = {finding.text: vector for finding, vector in zip(found, stored, strict=True)}
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            if new:
                self._known.update(zip(new, self._embedder.encode(new), strict=True))
            known = self._known
            dimension = self._embedder.dimension
            return np.stack([known[text] for text in texts]) if texts else np.zeros((0, dimension), np.float32)
