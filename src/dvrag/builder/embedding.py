"""Passages → vectors while a library is built: many at a time, none twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from dvrag.builder.parts import BuildParts, Draft
from dvrag.chunk.embedded import Embedded, composed
from dvrag.model.documents import Report
from dvrag.ports import Embedder, Vectors
from dvrag.store.library import Entry, Library

_NAMES_KEPT = 20_000
"""Vectors of names that are remembered (30 MB at 384 dimensions); then all are forgotten."""


class NamedEmbedder:
    """Gives passages their vectors; those of the names above them are remembered."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._names: dict[str, Vectors] = {}

    def vectors(self, items: Sequence[Embedded]) -> list[Vectors]:
        """Return a unit vector, shape (d,), for each passage, in order."""
        if len(self._names) > _NAMES_KEPT:
            self._names.clear()
        names = dict.fromkeys(item.names for item in items if item.names and item.names not in self._names)
        texts = list(names | dict.fromkeys(item.text for item in items))
        known = dict(zip(texts, self._embedder.encode(texts), strict=True))
        self._names |= {name: known[name] for name in names}
        return [composed(known[item.text], self._names.get(item.names)) for item in items]


class Embedding:
    """Makes reports ready to be stored."""

    def __init__(self, library: Library, parts: BuildParts) -> None:
        self._library = library
        self._parts = parts
        self._embedder = NamedEmbedder(parts.embedder)
        self._ahead: dict[bytes, Vectors] = {}

    def ahead(self, drafts: Iterable[Draft]) -> None:
        """Embed the passages of some reports now, and forget those before: together is quicker than one by one."""
        self._ahead = self._vectors_of({item.key: item for draft in drafts for item in draft.embedded})

    def entries(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Return what is stored of each report that is not in the library yet."""
        new = [(draft.report, draft) for draft in drafts if draft.report and draft.passages]
        known = self._vectors_of({item.key: item for _, draft in new for item in draft.embedded})
        return [self._entry(report, draft, known) for report, draft in new]

    def _entry(self, report: Report, draft: Draft, known: Mapping[bytes, Vectors]) -> Entry:
        keys = tuple(item.key for item in draft.embedded)
        added = self._parts.clock.now().isoformat(timespec="seconds")
        vectors = np.stack([known[key] for key in keys]).astype(np.float32, copy=False)
        return Entry(report, draft.passages, vectors, keys, self._parts.chunker, added)

    def _vectors_of(self, items: Mapping[bytes, Embedded]) -> dict[bytes, Vectors]:
        """Return the vector for each key; what was embedded before, for this or another report, is not again."""
        known = {key: self._ahead[key] for key in items if key in self._ahead}
        known |= self._library.vectors_by_key([key for key in items if key not in known])
        missing = {key: item for key, item in items.items() if key not in known}
        if missing:
            known |= dict(zip(missing, self._embedder.vectors(list(missing.values())), strict=True))
        return known
