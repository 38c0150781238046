"""People's rows out of a damaged library file that was set aside, into the one that is built anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from dvrag.errors import DamagedError, LibraryError
from dvrag.store import files
from dvrag.store.connection import connect, plain_errors
from dvrag.store.register.tables import PEOPLES
from dvrag.store.tables import COLUMNS, insert_many, row_hash
from dvrag.store.training.orphans import give_profiles


def rescue(root: Path, connection: apsw.Connection) -> tuple[int, int]:
    """Copy what people wrote, decided and answered from the newest damaged file set aside in `root`.

    Returns how many rows were saved, and how many were lost or may be: unreadable, or different from their hash.
    """
    saved = lost = 0
    with _readable_copy(root) as path:
        for table in PEOPLES if path.exists() else ():
            good, bad = _rows(path, table)
            insert_many(connection, table, good)
            saved, lost = saved + len(good), lost + bad
    give_profiles(connection)
    return saved, lost


@contextmanager
def _readable_copy(root: Path) -> Iterator[Path]:
    """Yield a copy of the newest file set aside, with its log under the name that SQLite looks for."""
    found = {int(path.name.rpartition("-")[2]): path for path in root.glob(f"{files.DATABASE}{files.SET_ASIDE}-*")}
    folder = root / f"{files.TEMPORARY}rescue"
    files.wipe(folder)
    folder.mkdir()
    copy = folder / files.DATABASE
    try:
        if found:
            number = max(found)
            shutil.copyfile(found[number], copy)
            log = root / f"{files.DATABASE}-wal{files.SET_ASIDE}-{number}"
            if log.exists():
                shutil.copyfile(log, folder / f"{files.DATABASE}-wal")
        yield copy
    finally:
        files.wipe(folder)


def _rows(path: Path, table: str) -> tuple[list[tuple[Any, ...]], int]:
    """Return the rows of a table that are whole, and how many are not (at least 1 where reading broke off)."""
    good: list[tuple[Any, ...]] = []
    bad = 0
    try:
        for row in _stored(path, table):
            whole = row_hash(table, row[:-1]) == row[-1]
            good += [row[:-1]] if whole else []
            bad += not whole
    except LibraryError:
        bad += 1
    return good, bad


def _stored(path: Path, table: str) -> Iterator[tuple[Any, ...]]:
    names = ",".join((*COLUMNS[table], "hash"))
    with plain_errors(path):
        connection = connect(path, read_only=False)
        try:
            known = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if table in known:
                yield from connection.execute(f"SELECT {names} FROM {table}")  # noqa: S608 - names of ours only
        except apsw.Error as error:
            raise DamagedError(f"The table {table} of {path.name} cannot be read to its end.") from error
        finally:
            connection.close()
