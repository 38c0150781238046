"""The default model on OpenVINO: no PyTorch at query time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from dvrag.config.settings import EmbedSettings
from dvrag.embed.openvino_runtime import Ints, Narrow, Use, Wide, converted
from dvrag.embed.tokens import ModelTokens, batches, padded
from dvrag.embed.weights import ModelFiles

if TYPE_CHECKING:
    from dvrag.ports import Spans, Vectors

FEW = 4
"""Batches up to which the model is run narrow: compiling it for many takes as long as these batches do."""


class OpenVinoEmbedder:
    """Mean-pooled, normalised sentence embeddings (Reimers and Gurevych 2019) of a BERT encoder on OpenVINO."""

    def __init__(self, files: ModelFiles, settings: EmbedSettings, cache: Path) -> None:
        self._files = files
        self._settings = settings
        self._cache = cache
        self._tokens = ModelTokens(files.folder)
        self._lock = Lock()
        self._narrow: Narrow | None = None
        self._wide: Wide | None = None
        config = json.loads((files.folder / "config.json").read_text("utf-8"))
        self._dimension = int(config["hidden_size"])

    @property
    def fingerprint(self) -> str:
        """Weights, pooling and token limit; the runtime is left out, since both agree to 1e-5."""
        return f"{self._files.name}:{self._files.sha256[:16]}:mean:{self._files.max_tokens}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """Tokens that the model sees, special ones included."""
        return self._files.max_tokens

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        return self._tokens.count(texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        out = np.empty((len(texts), self._dimension), dtype=np.float32)

        def pool(group: list[int], states: Any, mask: Ints) -> None:
            weights = mask.astype(np.float32)
            sums = np.matmul(weights[:, None, :], states)[:, 0, :]
            out[group] = sums / np.linalg.norm(sums, axis=1, keepdims=True)

        self._run(texts, pool)
        return out

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return, per text, shape (tokens, dimension), float32, rows of unit length, special tokens included."""
        out: list[Vectors] = [np.empty((0, self._dimension), dtype=np.float32)] * len(texts)

        def split(group: list[int], states: Any, mask: Ints) -> None:
            units = states / np.linalg.norm(states, axis=2, keepdims=True)
            for place, index in enumerate(group):
                out[index] = units[place, : int(mask[place].sum())].astype(np.float32)

        self._run(texts, split)
        return out

    def token_spans(self, texts: Sequence[str]) -> list[Spans]:
        """Return, per text, where each token of `encode_tokens` stands in it; special tokens have empty spans."""
        return self._tokens.spans(texts, self.max_tokens)

    def _run(self, texts: Sequence[str], use: Use) -> None:
        ids = self._tokens.ids(texts, self.max_tokens) if texts else []
        groups = batches([len(row) for row in ids], self._settings.batch_tokens)
        if groups:
            prepared = ((group, *padded([ids[i] for i in group])) for group in groups)
            self._runtime(wide=len(groups) > FEW).run(prepared, use)

    def _runtime(self, *, wide: bool) -> Narrow | Wide:
        with self._lock:
            if wide:
                self._wide = self._wide or Wide(converted(self._files, self._cache), self._settings)
                return self._wide
            self._narrow = self._narrow or Narrow(converted(self._files, self._cache), self._settings)
            return self._narrow
