"""FAISS: the one file that imports it.

Three kinds by the number of vectors, as measured in docs/decisions/0009-indexes.md: whole vectors scanned (exact);
8-bit ones scanned; above, 8-bit ones in clusters of which the nearest quarter is scanned. Whole vectors stand beside
8-bit ones, in order of rows: the caller scores what is found anew with them. Files are mapped into memory, not read.
"""

from __future__ import annotations

import errno
import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np
import numpy.typing as npt

from dvrag.errors import DamagedError
from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.ports import Rows, Vectors

Blocks: TypeAlias = Callable[[], Iterable[tuple[Rows, Vectors]]]
"""Begins anew with each call: rows, ascending, shape (n,), and their vectors, shape (n, d), a block at a time."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """From how many vectors on they are kept in 8 bits, and from how many in clusters."""

    short: int = 20_000
    clustered: int = 200_000


PROBED = 0.25
"""Share of the clusters, of which there are 4 times the square root of the number of vectors, scanned for a query."""

_SIDE_BY_SIDE = 4
"""Parts of a scan at most; more gain little, since memory is read no faster."""

_SAMPLES = 40
"""Vectors for each cluster from which the clusters are learnt; FAISS asks for 39."""

_BY_CLUSTER = 1
"""FAISS's number for dividing the clusters of one query between its threads."""

_RANGES = 20_000
"""Vectors from which the range of each of their numbers is learnt, where they are not in clusters."""

_INDEX = "vectors.faiss"
_ROWS = "rows.int64"
_WHOLE = "vectors.float32"


def build(blocks: Blocks, count: int, folder: Path, sizes: Sizes | None = None) -> None:
    """Write the files of an index of `count` vectors into a folder; no file for none. Raises OSError."""
    import faiss  # noqa: PLC0415 - heavy

    if not count:
        return
    index: Any = None
    short = count >= (sizes or Sizes()).short
    with (folder / _ROWS).open("wb") as stream, _open(folder / _WHOLE if short else None) as whole:
        for rows, vectors in blocks():
            if index is None:
                index = _empty(vectors.shape[1], count, blocks, sizes or Sizes())
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
            stream.write(rows.astype("<i8").tobytes())
            if whole:
                whole.write(vectors.astype("<f4", copy=False).tobytes())
    try:
        faiss.write_index(index, str(folder / _INDEX))
    except RuntimeError as error:  # FAISS has no error of its own for a full disk
        raise OSError(errno.EIO, "the search index could not be written", str(folder / _INDEX)) from error


def _open(path: Path | None) -> AbstractContextManager[BinaryIO | None]:
    return path.open("wb") if path else nullcontext()


def _empty(dimension: int, count: int, blocks: Blocks, sizes: Sizes) -> Any:
    import faiss  # noqa: PLC0415 - heavy

    if count < sizes.short:
        return faiss.IndexFlatIP(dimension)
    kind, metric = faiss.ScalarQuantizer, faiss.METRIC_INNER_PRODUCT
    index: Any
    clusters = min(count, int(4 * count**0.5)) if count >= sizes.clustered else 0
    if clusters:
        index = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dimension), dimension, clusters, kind.QT_8bit, metric)
    else:
        index = faiss.IndexScalarQuantizer(dimension, kind.QT_8bit, metric)
    step = max(1, count // (_SAMPLES * clusters or _RANGES))
    index.train(np.concatenate([vectors[::step] for _, vectors in blocks()]))
    return index


class FaissIndex:
    """An index over the files that `build` made. The caller has checked their hashes."""

    def __init__(self, folder: Path, probed: float = PROBED) -> None:
        """Raises DamagedError where the files are not those of one index."""
        import faiss  # noqa: PLC0415 - heavy

        self._faiss = faiss
        self._probed = probed
        self._index: Any = None
        self._rows: Rows = np.zeros(0, dtype=np.int64)
        self._threads = min(faiss.omp_get_max_threads(), _SIDE_BY_SIDE)
        self._beside = ThreadPoolExecutor(self._threads, thread_name_prefix="dvrag-vectors")
        self._whole: Vectors = np.zeros((0, 0), dtype=np.float32)
        if (folder / _ROWS).exists():
            self._rows = np.fromfile(folder / _ROWS, dtype="<i8").astype(np.int64, copy=False)
            self._index = _read(folder / _INDEX)
            self._whole = self._held() if isinstance(self._index, faiss.IndexFlatIP) else _mapped(folder / _WHOLE)
            shape = (self._index.ntotal, self._index.d)
            if len(self._rows) != shape[0] or self._whole.size != shape[0] * shape[1]:
                raise DamagedError("The search index has lost rows.", hint="Run `dvrag library rebuild`.")
            self._whole = self._whole.reshape(shape)

    def search(self, query: Vectors, k: int, allowed: Rows | None = None, hidden: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, highest inner product first, ties by row.

        Only `allowed` rows if given, and no `hidden` ones. Scores of 8-bit vectors are within 0.01 of exact.
        In clusters, without `allowed`, a row may be missed.
        """
        chosen = self._chosen(allowed, hidden)
        available = len(self._rows) if chosen is None else int(chosen.sum())
        probed = self._probed if allowed is None else 1.0
        fetch = min(k + 16, available)
        while fetch > 0 and k > 0:
            positions, scores = self._nearest(query, fetch, chosen, probed)
            # Equal scores at the cut: fetch more, so that the lowest rows among them are returned.
            if fetch == available or len(scores) < fetch or scores[-1] < scores[min(k, fetch) - 1]:
                order = np.lexsort((self._rows[positions], -scores))[:k]
                return [Ranked(Row(int(self._rows[positions[i]])), float(scores[i])) for i in order]
            fetch = min(2 * fetch, available)
        return []

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        """Return those of the rows that are here, ascending, with their whole vectors."""
        positions = self._positions(rows)
        return self._rows[positions], self._whole[positions]

    def _held(self) -> Vectors:
        held: Vectors = self._faiss.rev_swig_ptr(self._index.get_xb(), self._index.ntotal * self._index.d)
        return held

    def _positions(self, rows: Rows) -> npt.NDArray[np.int64]:
        """Return where those of the rows stand that are here."""
        if not len(self._rows):
            return np.zeros(0, dtype=np.int64)
        places = np.minimum(np.searchsorted(self._rows, rows), len(self._rows) - 1)
        return np.unique(places[self._rows[places] == rows])

    def _chosen(self, allowed: Rows | None, hidden: Rows | None) -> npt.NDArray[np.bool_] | None:
        if allowed is None and (hidden is None or not len(hidden)):
            return None
        chosen = np.full(len(self._rows), allowed is None)
        if allowed is not None:
            chosen[self._positions(allowed)] = True
        if hidden is not None:
            chosen[self._positions(hidden)] = False
        return chosen

    def _nearest(self, query: Vectors, k: int, chosen: Any, probed: float) -> tuple[Any, Any]:
        """Return positions and scores of the k best, best first."""
        matrix = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        parts = self._parameters(chosen, probed)
        side_by_side = self._beside.map if len(parts) > 1 else map
        runs = side_by_side(lambda part: self._index.search(matrix, k, params=part), parts)
        found = [(scores[0], positions[0]) for scores, positions in runs]
        scores, positions = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.argsort(-scores, kind="stable")
        order = order[positions[order] >= 0][:k]
        return positions[order], scores[order]

    def _parameters(self, chosen: Any, probed: float) -> list[Any]:
        """Return FAISS's parameters: several where parts of the index are to be scanned side by side.

        FAISS itself divides the clusters of one query between its threads, but not a scan.
        """
        faiss: Any = self._faiss  # its stubs know neither the array that its selector takes nor the keywords
        selector = None if chosen is None else faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
        if isinstance(self._index, faiss.IndexIVF):
            return [faiss.SearchParametersIVF(sel=selector, nprobe=math.ceil(probed * self._index.nlist))]
        if selector is not None or isinstance(self._index, faiss.IndexFlatIP):
            return [faiss.SearchParameters(sel=selector) if selector else None]
        bounds = np.linspace(0, self._index.ntotal, self._threads + 1).astype(int).tolist()
        return [faiss.SearchParameters(sel=faiss.IDSelectorRange(*part)) for part in pairwise(bounds)]


def _mapped(path: Path) -> Vectors:
    try:
        return np.memmap(path, dtype="<f4", mode="r")
    except (OSError, ValueError) as error:
        raise DamagedError("The search index has lost its vectors.", hint="Run `dvrag library rebuild`.") from error


def _read(path: Path) -> Any:
    import faiss  # noqa: PLC0415 - heavy

    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise DamagedError("The search index cannot be read.", hint="Run `dvrag library rebuild`.") from error
    if isinstance(index, faiss.IndexIVF):
        index.parallel_mode = _BY_CLUSTER
    return index
