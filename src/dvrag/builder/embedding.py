"""Texts → vectors while a library is built: many at a time, none twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dvrag.builder.parts import BuildParts, Draft, check
from dvrag.chunk.embedded import text_key
from dvrag.ports import Progress, Stoppable, Vectors
from dvrag.store.library import Entry, Library

BATCH = 256
"""Passages that are embedded together: of reports that are parsed already, or of documents in one file, which are
committed together too."""


class Embedding:
    """Makes reports ready to be stored. Raises Cancelled between two batches of a long one."""

    def __init__(self, library: Library, parts: BuildParts, progress: Progress) -> None:
        self._library = library
        self._parts = parts
        self._progress = progress
        self._ahead: dict[bytes, Vectors] = {}

    def ahead(self, drafts: Sequence[Draft]) -> None:
        """Embed all texts of some reports now, and forget those before: together is quicker than report by report."""
        texts = {text_key(text): text for draft in drafts for text in draft.texts}
        self._ahead = self._vectors_of(texts)

    def entries(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Return what is stored of each report that is not in the library yet."""
        new = [draft for draft in drafts if draft.report and draft.passages]
        keys = [[text_key(text) for text in draft.texts] for draft in new]
        texts = {
            key: text for own, draft in zip(keys, new, strict=True) for key, text in zip(own, draft.texts, strict=True)
        }
        known = self._vectors_of(texts)
        return [self._entry(draft, own, known) for own, draft in zip(keys, new, strict=True)]

    def _entry(self, draft: Draft, keys: Sequence[bytes], known: Mapping[bytes, Vectors]) -> Entry:
        assert draft.report is not None
        added = self._parts.clock.now().isoformat(timespec="seconds")
        vectors = np.stack([known[key] for key in keys]).astype(np.float32, copy=False)
        return Entry(draft.report, draft.passages, vectors, tuple(keys), self._parts.chunker, added)

    def _vectors_of(self, texts: Mapping[bytes, str]) -> dict[bytes, Vectors]:
        """Return the vector for each key; what was embedded before, for this or another report, is not again."""
        known = {key: self._ahead[key] for key in texts if key in self._ahead}
        known |= self._library.vectors_by_key([key for key in texts if key not in known])
        missing = {key: text for key, text in texts.items() if key not in known}
        if missing:
            known |= dict(zip(missing, self._encoded(list(missing.values())), strict=True))
        return known

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a text; a progress that may stop the work is asked after each batch."""
        if not isinstance(self._progress, Stoppable):
            return self._parts.embedder.encode(texts)
        found = []
        for start in range(0, len(texts), BATCH):
            check(self._progress)
            found.append(self._parts.embedder.encode(texts[start : start + BATCH]))
        return np.concatenate(found)
