"""The tantivy index against FTS5, and its filters, ties, files and threads against plain loops."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import numpy as np
import pytest

from dvrag.errors import DamagedError
from dvrag.index import tantivy_index
from dvrag.index.fts5_words import stems
from dvrag.index.tantivy_index import LexicalEntry, TantivyIndex, build
from dvrag.model.results import Ranked
from dvrag.ports import Rows
from dvrag.store.search import search_text
from dvrag.store.tables import CREATE_FULL_TEXT

EQUAL = (1.0, 1.0, 1.0)
VOCABULARY = [f"word{n}" for n in range(60)]
QUERIES = (
    ["word1"],
    ["word3", "word30"],
    ["word0", "word9", "word20", "word40"],
    ["word2 word1", "word5"],
    ["word1", "Word1!", "word50"],
    ["word0 word0", "absent", "absent word3"],
)
WORDS = """
assemblies assembly reassembly nobly incredibly responsibly possibly fly sly bly psychology chronologies zoology logy
agencies agency agreed feed eels sky happily relational conditional rationally vietnamization formaliti sensibility
electricity hopefulness adjustment dependent adoption communism activate effective bowdlerize controlling rolls
don't victim's victims’ O'Neill café CAFÉ naïve Zoë façade Ångström Jørgensen œuvre Ǽon ﬁnding e\u0301te\u0301 x\u0305y
5.14 1,000 £52,000 2021-22 3rd section/9 under_score A&E “quoted” … — ½ x² №5 µg ſet ὈΔΥΣΣΕΎΣ Οδυσσεύς Привет Ёлка
"""
LONG = "abcdefghijklmnopqrstuvwxyz" * 2 + "relational"


def made(entries: Iterable[LexicalEntry], folder: Path) -> TantivyIndex:
    place = folder / "index"
    place.mkdir()
    build(entries, place)
    return TantivyIndex(place)


def passages(number: int, longest: int = 8, seed: int = 0) -> list[LexicalEntry]:
    """Short passages of common and rare words; rows have gaps; every 20 side by side share a title."""
    generator = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(VOCABULARY[int(60 * generator.random() ** 3)] for _ in range(generator.randint(0, most)))

    titles = [words(6) for _ in range(number // 20 + 1)]
    return [LexicalEntry(3 * i + i % 3 + 1, words(longest), words(4), titles[i // 20]) for i in range(number)]


def full_text(entries: Sequence[LexicalEntry]) -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute(CREATE_FULL_TEXT)
    connection.executemany("INSERT INTO passages_fts(rowid, text, context, title) VALUES(?, ?, ?, ?)", entries)
    return connection


def rows_of(found: Iterable[Ranked]) -> list[int]:
    return [int(item.row) for item in found]


def tokens_of_fts5(text: str) -> list[str]:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'porter unicode61')")
    connection.execute("INSERT INTO t VALUES(?)", (text,))
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    return [term for (term,) in connection.execute("SELECT term FROM v ORDER BY offset")]


def test_words_are_cut_and_stemmed_as_by_fts5() -> None:
    for text in (WORDS, LONG, f"{LONG}x{LONG}", "as is us bed"):
        assert stems(text) == tokens_of_fts5(text)


def test_characters_are_folded_as_by_fts5() -> None:
    codes = (
        *range(1, 0x370),
        *range(0x390, 0x3A2),
        *range(0x3A3, 0x500),
        *range(0x1E00, 0x1F00),
        *range(0x2010, 0x2060),
    )
    text = " ".join(f"q{chr(code)}q" for code in codes)
    assert stems(text) == tokens_of_fts5(text)


def test_scores_are_those_of_fts5_with_equal_weights(tmp_path: Path) -> None:
    entries = passages(400)
    connection, index = full_text(entries), made(entries, tmp_path)
    for terms in QUERIES:
        theirs = {item.row: item.score for item in search_text(connection, terms, 400, None, EQUAL)}
        mine = {item.row: item.score for item in index.search(terms, 400)}
        assert theirs
        assert mine == pytest.approx(theirs, rel=1e-5)


def test_a_phrase_ends_with_its_column(tmp_path: Path) -> None:
    index = made(
        [LexicalEntry(1, "risk assessment", "made late", ""), LexicalEntry(2, "risk", "assessment", "x")], tmp_path
    )
    assert rows_of(index.search(["risk assessment"], 5)) == [1]
    assert index.search(["assessment made"], 5) == []


@pytest.mark.parametrize("one_by_one", [1000, 0])
@pytest.mark.parametrize("many", [1, 10**9])
def test_filters_limit_the_rows_and_leave_the_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_by_one: int, many: int
) -> None:
    monkeypatch.setattr(tantivy_index, "_ONE_BY_ONE", one_by_one)
    monkeypatch.setattr(tantivy_index, "_MANY", many)
    entries = passages(200)
    index = made(entries, tmp_path)
    for allowed, hidden in filters(np.array([entry.row for entry in entries], dtype=np.int64)):
        for terms in QUERIES:
            everything = index.search(terms, 200)
            kept = [
                item
                for item in everything
                if (allowed is None or item.row in allowed) and (hidden is None or item.row not in hidden)
            ]
            for k in (3, 200):
                found = index.search(terms, k, allowed, hidden)
                assert rows_of(found) == rows_of(kept)[:k]
                assert [item.score for item in found] == pytest.approx([item.score for item in kept[:k]], rel=1e-6)


def filters(rows: Rows) -> Iterable[tuple[Rows | None, Rows | None]]:
    generator = np.random.default_rng(0)
    few, most = (np.sort(generator.choice(rows, n, replace=False)) for n in (15, 170))
    strange = np.array([-5, 0, 10**12], dtype=np.int64)
    yield from (
        (few, None),
        (most, None),
        (None, few),
        (None, most),
        (most, few),
        (few, few),
        (rows, None),
        (None, rows),
    )
    yield from ((rows[20:60], None), (rows[10:70], None), (None, rows[10:70]), (rows[20:], rows[:45]))
    yield from ((np.concatenate([few[::-1], few, strange]), strange), (strange, None), (None, rows[:0]))


def with_equals(entries: Sequence[LexicalEntry]) -> tuple[list[LexicalEntry], list[int]]:
    """Every tenth passage or so becomes one text; those rows."""
    generator = random.Random(0)
    same = {entry.row for entry in entries if generator.random() < 0.1}
    alike = " ".join(VOCABULARY[:9])
    return [e._replace(text=alike, context="", title="") if e.row in same else e for e in entries], sorted(same)


def test_equal_scores_come_in_order_of_rows_and_the_lowest_are_kept(tmp_path: Path) -> None:
    entries, same = with_equals(passages(3000, 20))
    index = made(entries, tmp_path)
    terms = VOCABULARY[:9]
    found = index.search(terms, 3000)
    assert [row for row in rows_of(found) if row in set(same)] == same
    for k in (1, 7, 50, 283):
        assert index.search(terms, k) == found[:k]
        assert index.search(terms[:1], k) == index.search(terms[:1], 3000)[:k]
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)


def test_several_segments_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each column gets 600 words more, which fill the least memory that the writer may have."""
    entries, _ = with_equals(passages(600, 6))
    more = " ".join(f"more{n}" for n in range(600))
    monkeypatch.setattr(tantivy_index, "stems", lambda text: [*stems(text), more])
    (tmp_path / "more").mkdir()
    one = made(entries, tmp_path)
    monkeypatch.setattr(tantivy_index, "_HEAP", 15_000_000)
    several = made(entries, tmp_path / "more")
    monkeypatch.setattr(tantivy_index, "stems", stems)
    assert len(list((tmp_path / "index").glob("*.idx"))) == 1
    assert len(list((tmp_path / "more/index").glob("*.idx"))) > 3
    for terms in (*QUERIES, VOCABULARY[:9], VOCABULARY[8:9]):
        for k in (5, 20, 600):
            assert several.search(terms, k) == one.search(terms, k)


def test_no_folder_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of tantivy write into the folder while it goes, now and then."""
    made(passages(10), tmp_path)
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    for _ in range(20):
        TantivyIndex(tmp_path / "index")
    assert list((tmp_path / "passing").iterdir()) == []


def test_opening_and_searching_changes_no_file(tmp_path: Path) -> None:
    def files() -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (tmp_path / "index").iterdir()}

    (tmp_path / "index").mkdir()
    build(passages(50), tmp_path / "index")
    before = files()
    assert not [name for name in before if name.startswith(".")]
    index = TantivyIndex(tmp_path / "index")
    found = index.search(["word1"], 50)
    assert files() == before
    shutil.rmtree(tmp_path / "index")
    assert found
    assert index.search(["word1"], 50) == found


def test_rows_must_ascend(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Row 4 does not follow row 4"):
        build([LexicalEntry(row, "a", "", "") for row in (2, 4, 4)], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    index = made([], tmp_path)
    rows = np.array([1], dtype=np.int64)
    assert index.search(["word1"], 5, rows, rows) == []


def test_what_is_no_index_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="holds no index of words"):
        TantivyIndex(tmp_path)
    with pytest.raises(DamagedError, match="holds no index of words"):
        TantivyIndex(tmp_path / "absent")


@pytest.mark.parametrize("name", ["meta.json", "rows.int64", "groups.int64", "*.idx"])
def test_cut_files_are_damage(tmp_path: Path, name: str) -> None:
    made(passages(100), tmp_path)
    (file,) = (tmp_path / "index").glob(name)
    for content in (b"", b"x" * 16):
        file.write_bytes(content)
        with pytest.raises(DamagedError, match="index of words"):
            TantivyIndex(tmp_path / "index")


def test_any_string_is_a_term(tmp_path: Path) -> None:
    index = made(passages(50), tmp_path)
    expected = rows_of(index.search(["word1"], 50))
    for odd in ("", " ", "\0", '"', "words:word2", "🚓", "\ud800", "*", "(", "x" * 70_000, "^~2", "AND"):
        found = rows_of(index.search(["word1", odd], 50))
        assert found == expected or odd == "words:word2"
    assert rows_of(index.search(['"word1"*'], 50)) == expected


def test_threads_share_an_index(tmp_path: Path) -> None:
    index = made(passages(500), tmp_path)
    alone = [index.search(terms, 30) for terms in QUERIES]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: index.search(QUERIES[n % 6], 30), range(120))) == alone * 20
