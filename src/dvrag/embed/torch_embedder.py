"""Any sentence-transformers model on PyTorch: the reference. The only file that imports sentence_transformers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dvrag.config.settings import EmbedSettings
from dvrag.embed.weights import file_sha256
from dvrag.errors import MissingPartError

if TYPE_CHECKING:
    from dvrag.ports import Spans, Vectors


_SMALLEST = 16
"""Texts of a batch at least."""


class TorchEmbedder:
    """A sentence-transformers model by name or folder; also counts its tokens."""

    def __init__(self, model: str, settings: EmbedSettings, name: str | None = None) -> None:
        self._model_name = model
        self._settings = settings
        self._name = name or Path(model).name
        self._model: Any = None

    @cached_property
    def fingerprint(self) -> str:
        """Weights, pooling and token limit."""
        weights = Path(self._model_name) / "model.safetensors"
        digest = file_sha256(weights)[:16] if weights.is_file() else "by-name"
        return f"{self._name}:{digest}:mean:{self.max_tokens}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._loaded().get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """Tokens that the model sees, special ones included."""
        return int(self._loaded().max_seq_length or 512)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        size = max(_SMALLEST, self._settings.batch_tokens // self.max_tokens)
        vectors = self._loaded().encode(
            list(texts), batch_size=size, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return, per text, shape (tokens, dimension), float32, rows of unit length, special tokens included."""
        if not texts:
            return []
        states = self._loaded().encode(list(texts), output_value="token_embeddings", show_progress_bar=False)
        found = [np.asarray(state.cpu().numpy(), dtype=np.float32) for state in states]
        return [state / np.linalg.norm(state, axis=1, keepdims=True) for state in found]

    def token_spans(self, texts: Sequence[str]) -> list[Spans]:
        """Return, per text, where each token of `encode_tokens` stands in it; special tokens have empty spans."""
        if not texts:
            return []
        found = self._loaded().tokenizer(
            list(texts), return_offsets_mapping=True, truncation=True, max_length=self.max_tokens, verbose=False
        )
        return [np.asarray(spans, dtype=np.int64).reshape(-1, 2) for spans in found["offset_mapping"]]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        tokenizer = self._loaded().tokenizer
        return [len(ids) for ids in tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]]

    def _loaded(self) -> Any:
        if self._model is None:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds to import

            try:
                self._model = SentenceTransformer(
                    self._model_name,
                    device="cpu",
                    trust_remote_code=False,
                    local_files_only=True,
                    model_kwargs={"use_safetensors": True},
                )
            except (OSError, ValueError) as error:
                raise MissingPartError(
                    f"The model {self._model_name!r} is not on this machine.",
                    hint="Give [embed] model a folder, or put the model into the local cache.",
                ) from error
        return self._model
