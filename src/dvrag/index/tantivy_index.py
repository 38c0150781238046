"""tantivy: the one file that imports it. The lexical index of large libraries, a folder of files made from the library.

One text field holds the stems of text, context and title, a gap between them; a term's clause is boosted so that its
weight is FTS5's. nDCG@10 of this search alone, first on the dev questions over 27 reports, then on SciFact's train
questions: 0.555 and 0.700; with a field for each column 0.523 and 0.676; FTS5 itself 0.541 and 0.702.
"""

from __future__ import annotations

import math
import shutil
import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import numpy as np
import tantivy
from tantivy import Occur, Query

from dvrag.errors import DamagedError
from dvrag.index.fts5_words import stems
from dvrag.model.ids import Row
from dvrag.model.results import Ranked
from dvrag.ports import Rows

_WORDS, _ROW, _GROUP = "words", "row", "group"
_ROWS_FILE, _GROUPS_FILE = "rows.int64", "groups.int64"
_REBUILD = "Run `dvrag library rebuild`."

_HEAP = 128_000_000
"""Bytes that the writer fills before it writes a segment; 100,000 passages need less."""

_ONE_BY_ONE = 1000
"""More rows and groups than this are looked up as sets: each costs less then, but a set costs 0.3 ms more."""

_MANY = 100
"""One row in so many and more are found by a mask over all rows, fewer each by bisection."""

_MARGIN = 16
_TRIES, _PAUSE = 50, 0.01
"""How often a folder is removed, and the seconds between: a thread that looks after one makes its lock file late."""

_LEAST_WEIGHT = 1e-6
"""Of a word in more than half of all passages. Source: FTS5's bm25()."""


class LexicalEntry(NamedTuple):
    """One passage as the library's full-text search holds it: text, context (heading path, table header), and the
    words that name its report, which all its passages share.
    """

    row: int
    text: str
    context: str
    title: str


def build(entries: Iterable[LexicalEntry], folder: Path) -> None:
    """Write an index of `entries`, whose rows ascend, into an empty folder that is there.

    Memory: the writer's 128 MB and 8 bytes for each entry. The files do not change afterwards; their names differ from
    build to build, what is found does not. Raises ValueError where rows do not ascend, and leaves the folder empty.
    """
    rows, groups = array("q"), array("q")
    with _passing_folder(folder) as place:
        _write(_numbered(entries, rows, groups), place)
        for file in sorted(place.glob("[!.]*")):
            file.rename(folder / file.name)
    for name, numbers in ((_ROWS_FILE, rows), (_GROUPS_FILE, groups)):
        (folder / name).write_bytes(np.array(numbers, dtype="<i8").tobytes())


class TantivyIndex:
    """An index read from the folder that `build` filled; may be searched by several threads at once.

    The files are memory-mapped, never written to, and may be deleted once the index is open. The caller has checked
    their hashes.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index. Raises DamagedError where the folder holds none, or one of another version."""
        try:
            self._searcher, self._schema = _opened(folder)
            self._rows, starts = (_numbers(folder / name) for name in (_ROWS_FILE, _GROUPS_FILE))
        except (OSError, ValueError) as error:
            raise DamagedError(f"{folder} holds no index of words that can be read.", hint=_REBUILD) from error
        count = len(self._rows)
        self._sizes = np.diff(np.append(starts, count))
        if self._searcher.num_docs != count or self._sizes.sum() != count or (self._sizes <= 0).any():
            raise DamagedError("The index of words has lost rows.", hint=_REBUILD)
        self._phrases: dict[tuple[str, ...], int] = {}
        self._group_of = np.repeat(np.arange(len(starts)), self._sizes)

    def search(
        self, terms: Sequence[str], k: int, allowed: Rows | None = None, hidden: Rows | None = None
    ) -> list[Ranked]:
        """Return at most k rows that hold any of the terms, best first, ties by row; only `allowed`, no `hidden` rows.

        A term of several words is a phrase; no character of a term is an operator. Scores are positive and do not
        depend on the filter. They are those of FTS5's bm25() (k1 = 1.2, b = 0.75) with equal weights of the columns,
        but for lengths above 40 words, which are rounded down to one of 8 steps for each doubling.
        """
        any_of = self._any_of(terms) if k > 0 else []
        filters = self._filters(allowed, hidden) if any_of else None
        if filters is None:
            return []
        text = Query.boolean_query([(Occur.Should, query) for query in any_of])
        query = Query.boolean_query([(Occur.Must, text), *filters]) if filters else text
        return self._best(query, k)

    def _best(self, query: Query, k: int) -> list[Ranked]:
        # One segment stands in order of rows, and so do its equal scores.
        ordered, available = self._searcher.num_segments == 1, len(self._rows)
        fetch = min(k if ordered else k + _MARGIN, available)
        while True:
            hits = self._searcher.search(query, limit=fetch, count=False).hits
            # Equal scores at the cut: fetch more, so that the lowest rows among them are returned.
            if ordered or len(hits) < fetch or fetch == available or hits[-1][0] < hits[k - 1][0]:
                break
            fetch = min(4 * fetch, available)
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in hits])
        found = [Ranked(Row(int(row or 0)), float(score)) for (score, _), row in zip(hits, rows, strict=True)]
        return sorted(found, key=lambda item: (-item.score, item.row))[:k]

    def _any_of(self, terms: Sequence[str]) -> list[Query]:
        counted = Counter(tuple(stems(term)) for term in dict.fromkeys(terms))
        found = (self._weighted(list(words), times) for words, times in counted.items() if words)
        return [query for query in found if query is not None]

    def _weighted(self, words: list[str], times: int) -> Query | None:
        """Return the query for one term, with the weight that FTS5 gives it; None where no passage holds it."""
        frequencies = [self._searcher.doc_freq(_WORDS, word) for word in words]
        if not all(frequencies):
            return None
        if len(words) == 1:
            query, holding = Query.term_query(self._schema, _WORDS, words[0], "freq"), frequencies[0]
        else:
            query = Query.phrase_query(self._schema, _WORDS, list(words))
            holding = self._holding(tuple(words), query)
        total = len(self._rows)
        wanted = max(_LEAST_WEIGHT, math.log((total - holding + 0.5) / (holding + 0.5)))
        given = sum(math.log1p((total - n + 0.5) / (n + 0.5)) for n in frequencies)
        return Query.boost_query(query, times * wanted / given) if holding else None

    def _holding(self, words: tuple[str, ...], query: Query) -> int:
        """Return how many passages hold a phrase; counted once, since the phrases of acronyms come again and again."""
        if words not in self._phrases:
            self._phrases[words] = self._searcher.search(query, limit=1, count=True).count  # type: ignore[attr-defined]
        return self._phrases[words]

    def _filters(self, allowed: Rows | None, hidden: Rows | None) -> list[tuple[Occur, Query]] | None:
        """Return the clauses that keep to the rows; None where no row is left."""
        if allowed is None and (hidden is None or not len(hidden)):
            return []
        chosen = np.full(len(self._rows), allowed is None)
        for rows, holds in ((allowed, True), (hidden, False)):
            if rows is not None:
                chosen[self._positions(rows)] = holds
        count = np.count_nonzero(chosen)
        if 2 * count > len(chosen):
            out = np.flatnonzero(~chosen)
            return [(Occur.MustNot, self._covered(out))] if len(out) else []
        return [(Occur.Must, Query.const_score_query(self._covered(np.flatnonzero(chosen)), 0.0))] if count else None

    def _positions(self, rows: Rows) -> Rows:
        """Return where the rows stand in the index; rows that are not in it are left out."""
        if len(rows) > len(self._rows) // _MANY:
            asked = np.zeros(self._rows[-1] + 1, dtype=bool)
            asked[rows[(rows >= 0) & (rows < len(asked))]] = True
            return np.flatnonzero(asked[self._rows])
        at = np.minimum(np.searchsorted(self._rows, rows), len(self._rows) - 1)
        return np.asarray(at[self._rows[at] == rows], dtype=np.int64)

    def _covered(self, positions: Rows) -> Query:
        """Return a query for the rows at some positions: whole groups by their number, the rest one by one."""
        group = self._group_of[positions]
        whole = np.bincount(group, minlength=len(self._sizes)) == self._sizes
        wanted = {_GROUP: np.flatnonzero(whole).tolist(), _ROW: self._rows[positions[~whole[group]]].tolist()}
        if sum(map(len, wanted.values())) > _ONE_BY_ONE:
            queries = [Query.term_set_query(self._schema, field, found) for field, found in wanted.items() if found]
        else:
            pairs = [(field, number) for field, found in wanted.items() for number in found]
            queries = [Query.term_query(self._schema, field, number, "basic") for field, number in pairs]
        return Query.boolean_query([(Occur.Should, query) for query in queries])


def _numbered(
    entries: Iterable[LexicalEntry], rows: array[int], groups: array[int]
) -> Iterable[tuple[LexicalEntry, int]]:
    """Yield entries with the number of their group: entries side by side with one title, so, a report's passages.

    Appends each row to `rows` and the position where each group begins to `groups`.
    """
    title = None
    for entry in entries:
        if rows and entry.row <= rows[-1]:
            raise ValueError(f"Row {entry.row} does not follow row {rows[-1]}.")
        if title != entry.title:
            title = entry.title
            groups.append(len(rows))
        rows.append(entry.row)
        yield entry, len(groups) - 1


def _write(numbered: Iterable[tuple[LexicalEntry, int]], place: Path) -> None:
    # Sorted, so that a segment made of several keeps the order of rows.
    index = tantivy.Index(_schema(), path=str(place), sort_by_field=_ROW)
    index.config_reader("manual")
    # At its end the writer commits, and waits until all its threads have written, after an error too.
    with index.writer(_HEAP, num_threads=1) as writer:
        for entry, group in numbered:
            document = tantivy.Document()
            document.add_unsigned(_ROW, entry.row)
            document.add_unsigned(_GROUP, group)
            for column in (entry.text, entry.context, entry.title):
                document.add_text(_WORDS, " ".join(stems(column)))
            writer.add_document(document)


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(_WORDS, stored=False, tokenizer_name="whitespace", index_option="position")
    schema.add_unsigned_field(_ROW, indexed=True, fast=True)
    schema.add_unsigned_field(_GROUP, indexed=True)
    return schema.build()


def _opened(folder: Path) -> tuple[tantivy.Searcher, tantivy.Schema]:
    # Through links: tantivy makes a lock file in the folder that it opens.
    with _passing_folder() as place:
        for file in folder.iterdir():
            (place / file.name).symlink_to(file.resolve())
        index = tantivy.Index.open(str(place))
        index.config_reader("manual")
        return index.searcher(), index.schema


@contextmanager
def _passing_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a hidden folder that goes at the end, although a thread of tantivy may still make a lock file in it."""
    place = Path(mkdtemp(dir=parent, prefix=".tantivy-"))
    try:
        yield place
    finally:
        for _ in range(_TRIES):
            shutil.rmtree(place, ignore_errors=True)
            if not place.exists():
                break
            time.sleep(_PAUSE)


def _numbers(file: Path) -> Rows:
    return np.fromfile(file, dtype="<i8").astype(np.int64)
