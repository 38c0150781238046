"""A sentence as words with the vectors that the embedding model gives them in their context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dvrag.ports import Spans, TokenEmbedder, Vectors
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS

Floats = npt.NDArray[np.float64]
"""Any shape."""

WORD = re.compile(r"[^\W_]+(?:['’.,·/\-‐‑][^\W_]+)*%?")
PART = re.compile(r"[^\W_]+")
"""What a word with inner marks is made of."""


@dataclass(frozen=True)
class Words:
    """The words of one text, in order. `vectors`: shape (n, d), unit length; `whole`: shape (d,), unit length.

    A text without a word is one empty word of vector 0.
    """

    words: tuple[str, ...]
    vectors: Vectors
    whole: Vectors

    @cached_property
    def content(self) -> list[int]:
        """Positions of the words that are not function words; of all words where there is no other."""
        found = [i for i, word in enumerate(self.words) if word.lower() not in STOP_WORDS]
        return found or list(range(len(self.words)))

    @cached_property
    def parts(self) -> list[tuple[str, ...]]:
        """Stems of the parts of each word: two for "risk-based"."""
        return [tuple(stem(part) for part in PART.findall(word)) for word in self.words]

    @cached_property
    def stems(self) -> list[str]:
        """Stems of the content words' parts, in order."""
        return [part for i in self.content for part in self.parts[i]]


def read_words(embedder: TokenEmbedder, texts: Sequence[str]) -> list[Words]:
    """Return the words of each text; words that the model does not see, beyond its limit, are left out."""
    tokens = embedder.encode_tokens(texts)
    return [_words(*item) for item in zip(texts, tokens, embedder.token_spans(texts), strict=True)]


def _words(text: str, tokens: Vectors, spans: Spans) -> Words:
    whole = _unit(tokens.mean(axis=0)[None, :])[0]
    starts, ends = spans[:, 0], spans[:, 1]
    found, rows = [], []
    for match in WORD.finditer(text):
        at = np.flatnonzero((starts < match.end()) & (ends > match.start()) & (ends > starts))
        if len(at):
            found.append(match.group())
            rows.append(tokens[at].mean(axis=0))
    if not found:
        return Words(("",), np.zeros((1, tokens.shape[1]), dtype=np.float32), whole)
    return Words(tuple(found), _unit(np.stack(rows)), whole)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled
