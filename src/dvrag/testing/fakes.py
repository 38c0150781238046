"""Deterministic stand-ins: an embedder without a model, a token counter, a clock, a progress that only listens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np

from dvrag.ports import Spans, Vectors

_WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Embeds a text as the sum of one pseudo-random direction per word: texts that share words are near."""

    def __init__(self, dimension: int = 32, max_tokens: int = 256) -> None:
        self._dimension = dimension
        self._max_tokens = max_tokens
        self._directions: dict[str, Vectors] = {}
        self.encoded = 0
        """How many texts were encoded so far."""

    @property
    def fingerprint(self) -> str:
        """Names the fake and its dimension."""
        return f"hashing-{self._dimension}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """Tokens beyond this are not seen."""
        return self._max_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length."""
        self.encoded += len(texts)
        matrix = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            for word in _WORD.findall(text.casefold())[: self._max_tokens] or [""]:
                matrix[i] += self._direction(word)
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
        return matrix

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the direction of each word of each text; an empty text is one word."""
        return [
            np.stack([self._unit(word) for word in _WORD.findall(text.casefold())[: self._max_tokens] or [""]])
            for text in texts
        ]

    def token_spans(self, texts: Sequence[str]) -> list[Spans]:
        """Return where the words stand; an empty text is one word of no characters."""
        found = [[match.span() for match in _WORD.finditer(text)][: self._max_tokens] or [(0, 0)] for text in texts]
        return [np.asarray(spans, dtype=np.int64) for spans in found]

    def _unit(self, word: str) -> Vectors:
        direction = self._direction(word)
        unit: Vectors = direction / np.linalg.norm(direction)
        return unit

    def _direction(self, word: str) -> Vectors:
        if word not in self._directions:
            seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
            direction = np.random.default_rng(seed).standard_normal(self._dimension, dtype=np.float32)
            self._directions[word] = direction
        return self._directions[word]


class WordTokens:
    """Counts words and marks as tokens."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return one count per text."""
        return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]


class FixedClock:
    """Always tells the same time."""

    def __init__(self, time: datetime = datetime(2024, 1, 1, tzinfo=UTC)) -> None:
        self._time = time

    def now(self) -> datetime:
        """Return the fixed time."""
        return self._time


class Listener:
    """Hears of progress: `notes` holds what `advance` was told; `heard`, if given, is called with each note."""

    def __init__(self, heard: Callable[[str], None] | None = None) -> None:
        self.notes: list[str] = []
        self.phases: list[tuple[str, int]] = []
        self._heard = heard

    def start(self, label: str, total: int) -> None:
        """A phase begins."""
        self.phases.append((label, total))

    def advance(self, note: str = "") -> None:
        """One step is done."""
        self.notes.append(note)
        if self._heard:
            self._heard(note)

    def stop(self) -> None:
        """The phase is over."""
