"""Finding damage: in SQLite's pages, rows, full-text index and vectors, in originals, and in the published index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import apsw

from dvrag.errors import DamagedError, DvragError, LibraryError, NotFoundError
from dvrag.model.building import Damage
from dvrag.ports import Progress
from dvrag.store import files, generations, read
from dvrag.store.audit.check import check as check_records
from dvrag.store.connection import connect, plain_errors
from dvrag.store.reader import LibraryReader
from dvrag.store.register.tables import AUDIT, DERIVED
from dvrag.store.register.themed import misplaced
from dvrag.store.tables import COLUMNS, select


class Part(StrEnum):
    """What is damaged; it decides how it is rebuilt."""

    DATABASE = "database"
    FULL_TEXT = "full text"
    VECTORS = "vectors"
    FINDINGS = "findings"
    HEAD = "head"
    ORIGINAL = "original"
    NOTE = "note beside an original"
    INDEX = "search index"
    SALVAGE = "interrupted rebuild"
    AUDIT = "record of answers"


@dataclass(frozen=True, slots=True)
class Finding:
    """Damage and the part it concerns; `sha256` names an original."""

    part: Part
    damage: Damage
    sha256: str = ""


_Check = Callable[[apsw.Connection], Iterator[Finding]]


def verify(root: Path, progress: Progress | None = None) -> tuple[Damage, ...]:
    """Return all damage of the library in `root`, in the order database, originals, index. Raises NotFoundError."""
    return tuple(finding.damage for finding in inspect(root, progress))


def inspect(root: Path, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Return all damage with the part it concerns. Raises NotFoundError where there is no library."""
    path = root / files.DATABASE
    if not path.exists():
        if not (root / files.HEAD).exists() and not any(True for _ in files.kept_originals(root / files.ORIGINALS)):
            raise NotFoundError(f"No library in {root}.", hint=f"Make one: `dvrag ingest PATH… --library {root}`.")
        return (_finding(Part.DATABASE, files.DATABASE, "The file is missing."),)
    found: list[Finding] = []
    if (root / files.SALVAGE).exists():
        found.append(_finding(Part.SALVAGE, files.SALVAGE, "A rebuild was interrupted."))
    checks: dict[str, _Check] = {
        "pages of the database": _pages,
        "rows": _rows,
        "full-text index": _full_text,
        "passages": _passages,
        "findings": _findings,
        "themes of passages": _themes,
        "vectors": _vectors,
        "record of answers": _audit,
    }
    if progress:
        progress.start("Checking every stored byte", len(checks) + 2)
    for name, check in checks.items():
        found += _run(path, check)
        if progress:
            progress.advance(name)
    return _beside(root, found, progress)


def _beside(root: Path, found: list[Finding], progress: Progress | None) -> tuple[Finding, ...]:
    """Return what was found, and the damage of what stands beside the database: originals and index."""
    path = root / files.DATABASE
    found += _head(root)
    if not any(finding.part is Part.DATABASE for finding in found):
        found += _run(path, lambda connection: _originals(root, connection))
    if progress:
        progress.advance("original files")
    found += _index(root)
    if progress:
        progress.advance("search index")
        progress.stop()
    return tuple(dict.fromkeys(found))


def _run(path: Path, check: _Check) -> list[Finding]:
    """Run one check on a connection of its own; what it cannot read is damage of the database."""
    found: list[Finding] = []
    try:
        connection = connect(path, read_only=True)
        try:
            with plain_errors(path):
                found.extend(check(connection))
        finally:
            connection.close()
    except DamagedError as error:
        found.append(_finding(Part.DATABASE, files.DATABASE, error.message))
    return found


def _pages(connection: apsw.Connection) -> Iterator[Finding]:
    for (text,) in connection.execute("PRAGMA integrity_check"):
        # One text holds a heading and many lines; the first line after the heading names the cause.
        lines = [line for line in text.splitlines() if line and not line.startswith("***")]
        if lines and text != "ok":
            part = Part.FULL_TEXT if "passages_fts" in text and "fts5" in text.casefold() else Part.DATABASE
            more = f" ({len(lines) - 1} lines more)" if len(lines) > 1 else ""
            yield _finding(part, files.DATABASE, f"SQLite's check says: {lines[0]}{more}.")
    for table, key, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield _finding(Part.DATABASE, f"{files.DATABASE}, table {table}", f"Row {key} points to a row that is missing.")


def _rows(connection: apsw.Connection) -> Iterator[Finding]:
    parts = {"vectors": Part.VECTORS, **dict.fromkeys(DERIVED, Part.FINDINGS)}
    for table in (name for name in COLUMNS if name not in AUDIT):  # those: see _audit
        if not connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (table,)).get:
            continue  # of a later format: opening the library for writing adds it
        part = parts.get(table, Part.DATABASE)
        try:
            for _ in select(connection, table):
                pass
        except DamagedError as error:
            yield _finding(part, f"{files.DATABASE}, table {table}", error.message)


def _full_text(connection: apsw.Connection) -> Iterator[Finding]:
    differing = connection.execute(
        "SELECT count(*) FROM passages LEFT JOIN passages_fts f ON f.rowid = row WHERE f.text IS NOT passages.text"
    ).get
    extra = connection.execute("SELECT count(*) FROM passages_fts WHERE rowid NOT IN (SELECT row FROM passages)").get
    if differing or extra:
        what = f"{differing} passages are missing or differ, {extra} are of no passage."
        yield _finding(Part.FULL_TEXT, f"{files.DATABASE}, full-text index", what)


def _passages(connection: apsw.Connection) -> Iterator[Finding]:
    for identity, stated, text in _bodies(connection):
        rows = list(select(connection, "passages", "WHERE report = ? ORDER BY row", (identity,)))
        if len(rows) != stated:
            what = f"{len(rows)} passages instead of {stated}."
            yield _finding(Part.DATABASE, f"{files.DATABASE}, report {identity[:12]}", what)
        if any(text[row[3] : row[4]] != row[5] for row in rows):
            what = "A passage differs from the report's text."
            yield _finding(Part.DATABASE, f"{files.DATABASE}, report {identity[:12]}", what)


def _findings(connection: apsw.Connection) -> Iterator[Finding]:
    if "findings" not in {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}:
        return
    for identity, _, text in _bodies(connection):
        rows = connection.execute("SELECT start, end, text FROM findings WHERE report = ?", (identity,))
        if any(text[start:end] != words for start, end, words in rows):
            what = "A finding differs from the report's text."
            yield _finding(Part.FINDINGS, f"{files.DATABASE}, report {identity[:12]}", what)


def _themes(connection: apsw.Connection) -> Iterator[Finding]:
    if "passage_themes" not in {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}:
        return
    if wrong := misplaced(connection):
        what = f"{wrong} lists of passages with a theme name passages that their report does not have."
        yield _finding(Part.FINDINGS, f"{files.DATABASE}, themes of passages", what)


def _audit(connection: apsw.Connection) -> Iterator[Finding]:
    if "audit" not in {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}:
        return
    for fault in check_records(connection).faults:
        yield Finding(Part.AUDIT, Damage(f"{files.DATABASE}, record of answers", fault.what, repairable=False))


def _bodies(connection: apsw.Connection) -> Iterator[tuple[str, int, str]]:
    for row in select(connection, "reports", "ORDER BY id"):
        for body in select(connection, "bodies", "WHERE report = ?", (row[0],)):
            yield row[0], row[9], body[1]


def _vectors(connection: apsw.Connection) -> Iterator[Finding]:
    missing = connection.execute("SELECT count(*) FROM passages WHERE row NOT IN (SELECT row FROM vectors)").get
    lengths = connection.execute("SELECT count(DISTINCT length(vector)) FROM vectors").get
    if missing or lengths > 1:
        what = f"{missing} passages have no vector." if missing else "Vectors differ in length."
        yield _finding(Part.VECTORS, f"{files.DATABASE}, vectors", what)


def _head(root: Path) -> Iterator[Finding]:
    try:
        files.read_head(root)
    except DamagedError as error:
        yield _finding(Part.HEAD, files.HEAD, error.message)
        return
    with LibraryReader(root, read_only=True) as reader:
        try:
            if not reader.is_older():
                reader.check()
        except LibraryError as error:
            yield _finding(Part.DATABASE, files.DATABASE, error.message)


def _originals(root: Path, connection: apsw.Connection) -> Iterator[Finding]:
    known = read.originals(connection)
    for original in known:
        where = f"{files.ORIGINALS}/{original.name}"
        try:
            files.read_original(root, original)
        except DamagedError as error:
            yield Finding(Part.ORIGINAL, Damage(where, str(error), repairable=False), original.sha256)
        try:
            files.read_note(root / files.ORIGINALS, original.sha256)
        except DamagedError as error:
            yield Finding(Part.NOTE, Damage(where, error.message, repairable=True), original.sha256)


def _index(root: Path) -> Iterator[Finding]:
    with LibraryReader(root, read_only=True) as reader:
        try:
            reader.published()
        except DvragError as error:
            yield _finding(Part.INDEX, generations.CURRENT, error.message)


def _finding(part: Part, where: str, what: str) -> Finding:
    return Finding(part, Damage(where, what, repairable=True))
