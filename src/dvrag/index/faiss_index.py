"""FAISS: the one file that imports it.

Up to `FLAT_BELOW` vectors are kept whole (exact); above, as 16-bit floats, scanned (SQfp16).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dvrag.errors import DamagedError
from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.ports import Rows, Vectors

FLAT_BELOW = 20_000
"""Scanning 20,000 whole vectors of 384 dimensions took 1.9 ms on one core; 16-bit ones take half."""

_INDEX = "vectors.faiss"
_ROWS = "rows.int64"


def build(rows: Rows, vectors: Vectors, flat_below: int = FLAT_BELOW) -> dict[str, bytes]:
    """Return the files of an index of `vectors`, shape (n, d), whose rows, shape (n,), ascend; no file for none."""
    import faiss  # noqa: PLC0415 - heavy

    if not len(rows):
        return {}
    if len(rows) < flat_below:
        index: Any = faiss.IndexFlatIP(vectors.shape[1])
    else:
        kind = faiss.ScalarQuantizer.QT_fp16
        index = faiss.IndexScalarQuantizer(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    return {_INDEX: faiss.serialize_index(index).tobytes(), _ROWS: rows.astype("<i8").tobytes()}


class FaissIndex:
    """An index read from the files that `build` made. The caller has checked their hashes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Raises DamagedError where the files are not those of one index."""
        import faiss  # noqa: PLC0415 - heavy

        self._faiss = faiss
        self._index: Any = None
        self._rows: Rows = np.zeros(0, dtype=np.int64)
        if files:
            self._index = faiss.deserialize_index(np.frombuffer(files[_INDEX], dtype=np.uint8))
            self._rows = np.frombuffer(files[_ROWS], dtype="<i8").astype(np.int64)
            if self._index.ntotal != len(self._rows):
                raise DamagedError("The search index has lost rows.", hint="Run `dvrag library rebuild`.")

    def search(self, query: Vectors, k: int, allowed: Rows | None = None, hidden: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, highest inner product first, ties by row.

        Only `allowed` rows if given, and no `hidden` ones. Scores of 16-bit vectors are within 0.001 of exact.
        """
        chosen = self._chosen(allowed, hidden)
        available = len(self._rows) if chosen is None else int(chosen.sum())
        fetch = min(k + 16, available)
        while fetch > 0 and k > 0:
            positions, scores = self._nearest(query, fetch, chosen)
            # Equal scores at the cut: fetch more, so that the lowest rows among them are returned.
            if fetch == available or scores[-1] < scores[min(k, fetch) - 1]:
                order = np.lexsort((self._rows[positions], -scores))[:k]
                return [Ranked(Row(int(self._rows[positions[i]])), float(scores[i])) for i in order]
            fetch = min(2 * fetch, available)
        return []

    def _chosen(self, allowed: Rows | None, hidden: Rows | None) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
        if allowed is None and (hidden is None or not len(hidden)):
            return None
        chosen = np.ones(len(self._rows), dtype=bool) if allowed is None else np.isin(self._rows, allowed)
        if hidden is not None and len(hidden):
            chosen &= ~np.isin(self._rows, hidden)
        return chosen

    def _nearest(self, query: Vectors, k: int, chosen: Any) -> tuple[Any, Any]:
        parameters = None
        if chosen is not None:
            bitmap: Any = np.packbits(chosen, bitorder="little")
            # FAISS's own stubs know neither the array that its selector takes nor the keyword.
            selector = self._faiss.IDSelectorBitmap(bitmap)  # type: ignore[call-arg]
            parameters = self._faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        matrix = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        scores, positions = self._index.search(matrix, k, params=parameters)
        return positions[0], scores[0]
