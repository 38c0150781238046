"""An embedder that remembers the vectors of the texts it saw last: sentences recur from question to question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from dvrag.ports import Spans, TokenEmbedder, Vectors

KEPT = 40_000
"""Vectors kept (60 MB at 384 dimensions); the one that was not used for longest goes first."""


class RememberingEmbedder:
    """Encodes each text once while it is remembered. Safe to share between threads if the embedder is."""

    def __init__(self, embedder: TokenEmbedder, kept: int = KEPT) -> None:
        self._embedder = embedder
        self._kept = kept
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        """Tokens that the model sees."""
        return self._embedder.max_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        if not texts:
            return self._embedder.encode(texts)
        found: dict[str, Vectors] = {}
        with self._lock:
            for text in texts:
                if text in self._vectors:
                    self._vectors.move_to_end(text)
                    found[text] = self._vectors[text]
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, self._embedder.encode(new), strict=True))
            self._remember({text: found[text] for text in new})
        return np.stack([found[text] for text in texts])

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the vectors of single tokens, encoded anew each time."""
        return self._embedder.encode_tokens(texts)

    def token_spans(self, texts: Sequence[str]) -> list[Spans]:
        """Return where the tokens stand."""
        return self._embedder.token_spans(texts)

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            self._vectors.update(vectors)
            while len(self._vectors) > self._kept:
                self._vectors.popitem(last=False)
