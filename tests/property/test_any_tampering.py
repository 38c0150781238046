"""Whatever byte of the record of answers changes, a check finds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvrag.builder import Builder
from dvrag.model.results import Filters
from dvrag.store.tables import COLUMNS
from dvrag.testing.small import small_parts
from unit.audited import NOON, book, build, fill, hash_again, without_guard, written

TABLES = ("audit", "audit_words", "audit_end")
FIELDS = [(table, column) for table in TABLES for column in (*COLUMNS[table], "hash")]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose record holds answers, rows that went by age, and words that went with a report."""
    root = build(tmp_path_factory.mktemp("recorded"))
    fill(root, 2, at=NOON - timedelta(days=40))
    fill(root, 2)
    book(root).prune(30)
    book(root).append(written(root), Filters(year=(2019,)))
    assert book(root).verify().faults == ()
    return root


@contextmanager
def copy_of(root: Path) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(shutil.copytree(root, Path(folder) / "library"))


def change(connection: apsw.Connection, table: str, column: str, at: int, by: int) -> None:
    """Change one byte of one field of one row: the one at `at` among all bytes of that field in the table."""
    rows = connection.execute(
        f"SELECT rowid, typeof({column}), CAST({column} AS BLOB) FROM {table} ORDER BY rowid"
    ).fetchall()
    at %= sum(len(value) for _, _, value in rows)
    for row, kind, value in rows:
        if at < len(value):
            changed = bytearray(value)
            changed[at] ^= by
            new: object = bytes(changed)
            if kind == "integer":
                new = int(value) + 100 * by
            elif kind == "text":
                connection.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (new, row))
                return
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, row))
            return
        at -= len(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FIELDS), st.integers(0, 10**6), st.integers(1, 255), st.booleans())
def test_a_changed_byte_is_found(recorded: Path, field: tuple[str, str], at: int, by: int, hashed: bool) -> None:
    table, column = field
    with copy_of(recorded) as root:
        connection = without_guard(root)
        change(connection, table, column, at, by)
        if hashed and column != "hash":
            with suppress(UnicodeDecodeError):  # no text any more: whoever changed it could not make its hash either
                hash_again(connection, table)
        connection.close()
        assert book(root).verify().faults


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(3, 6), min_size=1))
def test_missing_rows_are_found(recorded: Path, gone: set[int]) -> None:
    with copy_of(recorded) as root:
        connection = without_guard(root)
        for n in gone:
            connection.execute("DELETE FROM audit WHERE n = ?", (n,))
            connection.execute("DELETE FROM audit_words WHERE n = ?", (n,))
        connection.close()
        assert book(root).verify().faults


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([3, 4, 5, 6]))
def test_a_changed_order_is_found(recorded: Path, order: list[int]) -> None:
    with copy_of(recorded) as root:
        connection = without_guard(root)
        for old, new in zip([3, 4, 5, 6], order, strict=True):
            connection.execute("UPDATE audit SET n = ? WHERE n = ?", (100 + new, old))
        connection.execute("UPDATE audit SET n = n - 100")
        hash_again(connection, "audit")
        connection.close()
        assert bool(book(root).verify().faults) == (order != [3, 4, 5, 6])


def test_erased_words_that_come_back_are_found(recorded: Path) -> None:
    with copy_of(recorded) as root:
        words = without_guard(root).execute("SELECT * FROM audit_words").fetchall()
    with copy_of(recorded) as root:
        Builder(root, small_parts()).remove("review.txt")
        assert book(root).verify().faults == ()
        connection = without_guard(root)
        connection.execute("INSERT INTO audit_words VALUES(?, ?, ?)", words[0])
        connection.close()
        assert [fault.what for fault in book(root).verify().faults] == [
            "The words of row 3 are there, although their erasure is recorded."
        ]
