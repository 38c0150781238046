"""Which indexes are derived from a library, and from how many passages on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from dvrag.index import faiss_index, tantivy_index
from dvrag.index.published import Bases
from dvrag.ports import Rows, Vectors

LEXICAL_FROM = 2_000
"""Passages from which words are searched in an index of their own. Measured in docs/decisions/0009-indexes.md."""

_LEXICAL = "words"


class IndexSource(Protocol):
    """What indexes are derived from: the library."""

    def passage_count(self) -> int:
        """Return the number of passages."""
        ...

    def vector_blocks(self) -> Iterable[tuple[Rows, Vectors]]:
        """Return rows, ascending, and vectors of all passages, a block at a time."""
        ...

    def full_text(self) -> Iterable[tuple[int, str, str, str]]:
        """Return row, text, context and the words that name the report, of all passages in order of row."""
        ...


def write_indexes(source: IndexSource, folder: Path) -> None:
    """Write the indexes of all passages into a folder. Raises OSError."""
    count = source.passage_count()
    faiss_index.build(source.vector_blocks, count, folder)
    if count >= LEXICAL_FROM:
        (folder / _LEXICAL).mkdir()
        tantivy_index.build((tantivy_index.LexicalEntry(*entry) for entry in source.full_text()), folder / _LEXICAL)


def open_indexes(folder: Path) -> Bases:
    """Return the indexes that `write_indexes` wrote. Raises DamagedError."""
    lexical = tantivy_index.TantivyIndex(folder / _LEXICAL) if (folder / _LEXICAL).is_dir() else None
    return Bases(faiss_index.FaissIndex(folder), lexical)
