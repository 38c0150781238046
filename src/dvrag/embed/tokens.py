"""Tokens as the embedding model sees them, through the `tokenizers` library (no model runtime needed)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class ModelTokens:
    """Counts and encodes tokens with a model's own `tokenizer.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokenizer: Tokenizer | None = None

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        encoded = self._loaded().encode_batch(list(texts), add_special_tokens=False)
        return [len(item.ids) for item in encoded]

    def ids(self, texts: Sequence[str], limit: int) -> list[list[int]]:
        """Return the token ids of each text with special tokens, cut to `limit` ids (the last is kept)."""
        encoded = [item.ids for item in self._loaded().encode_batch(list(texts))]
        return [ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]] for ids in encoded]

    def spans(self, texts: Sequence[str], limit: int) -> list[npt.NDArray[np.int64]]:
        """Return, per text, shape (ids, 2): the half-open characters that each id of `ids` stands for."""
        encoded = self._loaded().encode_batch(list(texts))
        return [_cut(np.asarray(item.offsets, dtype=np.int64).reshape(-1, 2), limit) for item in encoded]

    def _loaded(self) -> Tokenizer:
        if self._tokenizer is None:
            from tokenizers import Tokenizer  # noqa: PLC0415 - not needed to read a library

            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.no_padding()
            tokenizer.no_truncation()
            self._tokenizer = tokenizer
        return self._tokenizer


def _cut(rows: npt.NDArray[np.int64], limit: int) -> npt.NDArray[np.int64]:
    return rows if len(rows) <= limit else np.concatenate([rows[: limit - 1], rows[-1:]])


def padded(ids: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return token ids and attention mask, both of shape (n, longest), padded with 0 at the right."""
    longest = max(len(row) for row in ids)
    tokens = np.zeros((len(ids), longest), dtype=np.int64)
    mask = np.zeros_like(tokens)
    for index, row in enumerate(ids):
        tokens[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return tokens, mask


def batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Return positions grouped so that a batch's longest length times its size stays within `budget` tokens.

    Positions are sorted by length, longest first, so that little is padded; a text longer than the budget is alone.
    """
    groups: list[list[int]] = []
    for position in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if groups and lengths[groups[-1][0]] * (len(groups[-1]) + 1) <= budget:
            groups[-1].append(position)
        else:
            groups.append([position])
    return groups
