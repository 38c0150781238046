"""The library: one SQLite file that is the truth, originals beside it, and what is derived from both.

Reading is safe from several threads. Writing is for one process and one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias

import apsw

from dvrag.errors import DamagedError, LockedError, MismatchError, NotFoundError, UsageError
from dvrag.model.building import Damage
from dvrag.model.ids import ReportId
from dvrag.store import files, generations, read, verify, write
from dvrag.store.connection import REBUILD, WriterLock, plain_errors
from dvrag.store.files import Original
from dvrag.store.read import Attempt
from dvrag.store.reader import LibraryReader
from dvrag.store.register.removal import remove_reports
from dvrag.store.tables import CREATE, FORMAT, MIGRATIONS, insert_many
from dvrag.store.training.made import forget_items
from dvrag.store.write import Entry

__all__ = ["Attempt", "Entry", "Library", "Original", "Pair"]

Pair: TypeAlias = tuple[ReportId, ReportId, float]


class Library(LibraryReader):
    """An open library. Use `Library.open`, and close it, or use it in a `with` statement."""

    def __init__(self, root: Path, *, read_only: bool, lock: WriterLock | None = None) -> None:
        super().__init__(root, read_only=read_only)
        self._lock = lock

    @classmethod
    def open(cls, root: Path, *, create: bool = False, read_only: bool = False, salvage: bool = False) -> Library:
        """Return the library in the folder `root`. A writer holds the library's lock until `close`.

        `salvage` opens one whose rebuild is under way.

        Raises NotFoundError where there is none (and `create` is false), LockedError where another process writes,
        MismatchError where another version made it, DamagedError where bytes or acknowledged transactions are lost.
        """
        if (root / files.SALVAGE).exists() and not salvage:
            raise DamagedError(f"A rebuild of the library {root} was interrupted.", hint=REBUILD)
        if not (root / files.DATABASE).is_file():
            _check_absent(root, create=create and not read_only)
            with plain_errors(root):
                root.mkdir(parents=True, exist_ok=True)
        library = cls(root, read_only=read_only, lock=None if read_only else WriterLock(root / files.LOCK))
        try:
            library._start(create=create)
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Close every connection and let others write."""
        super().close()
        if self._lock:
            self._lock.release()

    def verify(self) -> tuple[Damage, ...]:
        """Return all damage found in SQLite, rows, full-text index, vectors, originals and published index."""
        return verify.verify(self.root)

    def use_embedder(self, name: str, dimension: int) -> None:
        """Fix the embedding model of a new library. Raises MismatchError where another one made its vectors."""
        facts = self.meta()
        if "embedder" not in facts:
            with self.writing() as (connection, _):
                write.put_meta(connection, embedder=name, dimension=str(dimension))
        elif facts["embedder"] != name:
            raise MismatchError(
                f"The library {self.root} was made with the model {facts['embedder']}, not {name}.",
                hint="Set the model back, or run `dvrag library rebuild` to embed everything anew.",
            )

    def add(self, entry: Entry, original: Original, content: Path | bytes, done: Attempt) -> None:
        """Store the report of a file in one transaction; durable when this returns. The file is kept first.

        The file is thereby complete: what else had come from its path, and from no other, goes.
        """
        with plain_errors(self.root):
            files.keep_original(self.root, original, content)
        with self.writing() as (connection, tx):
            write.put_original(connection, original, entry.chunker)
            write.put_report(connection, entry, original, tx)
            unused = write.finish_file(connection, done, [entry.report.id], tx)
        self._wipe_originals(unused)

    def add_documents(self, entries: Sequence[Entry], original: Original, content: Path | bytes) -> None:
        """Store small documents that stand in one file together, in one transaction; `complete` ends the file."""
        with plain_errors(self.root):
            files.keep_original(self.root, original, content)
        with self.writing() as (connection, tx):
            write.put_original(connection, original, read.ingested_with(connection, original.sha256))
            for entry in entries:
                write.put_report(connection, entry, original, tx)

    def take_out(self, reports: Sequence[ReportId]) -> None:
        """Delete documents of a file that could not be stored to its end, and what only they came from."""
        with self.writing() as (connection, tx):
            write.delete_reports(connection, reports, tx)
            unused = write.drop_unused(connection)
        self._wipe_originals(unused)

    def complete(self, original: Original, reports: Sequence[ReportId], chunker: str, done: Attempt) -> None:
        """Record that `reports`, all stored, are what a kept file holds; others that came only from its path go."""
        with self.writing() as (connection, tx):
            write.put_original(connection, original, chunker)
            for report in reports:
                write.put_source(connection, original, report)
            unused = write.finish_file(connection, done, reports, tx)
        self._wipe_originals(unused)

    def keep(self, original: Original, content: Path | bytes) -> None:
        """Keep a file, where its kept original is missing or cut short."""
        with plain_errors(self.root):
            files.keep_original(self.root, original, content)

    def record(self, attempt: Attempt) -> None:
        """Record how a file ended that changed nothing else."""
        with self.writing() as (connection, _):
            write.put_attempt(connection, attempt)

    def link(self, pairs: Iterable[Pair], sketches: Iterable[tuple[ReportId, bytes, bytes]]) -> None:
        """Store near-duplicates (two ids and their share in [0, 1]) and the sketches by which they were found."""
        with self.writing() as (connection, tx):
            insert_many(connection, "sketches", sketches)
            insert_many(connection, "similar", ((min(a, b), max(a, b), float(share)) for a, b, share in pairs))
            write.put_meta(connection, linked=str(tx))

    def remove(self, reports: Sequence[ReportId]) -> None:
        """Remove reports without a trace: text, vectors, originals, old indexes, full-text entries, free pages.

        Raises NotFoundError; UsageError where an original holds other reports too; LockedError while others read.
        """
        with self.writing() as (connection, tx):
            unused = remove_reports(connection, reports, tx)
        self._wipe_originals(unused)
        try:
            self.purge()
        except LockedError as error:
            raise LockedError(
                "It is removed, but its text cannot be erased from the file while another program reads the library.",
                hint="Close that program, then run `dvrag library remove` again with --yes.",
            ) from error

    def purge(self) -> bool:
        """Erase what deleted reports left in free pages, logs and old indexes; return whether there was anything.

        Raises LockedError while others read.
        """
        if self.meta().get("purge") != "1":
            return False
        with plain_errors(self.root), self.borrow() as connection:
            generations.drop(self.root)
            forget_items(self.root)
            for aside in sorted(self.root.glob(f"*{files.SET_ASIDE}-*")):
                files.wipe(aside)
            for aside in sorted((self.root / files.ORIGINALS).glob(f"*{files.SET_ASIDE}")):
                files.wipe(aside)
            connection.execute("INSERT INTO passages_fts(passages_fts) VALUES('optimize')")
            connection.execute("VACUUM")
        self.checkpoint()
        with self.writing() as (connection, _):
            write.put_meta(connection, purge="0")
        self.checkpoint()
        return True

    def checkpoint(self) -> None:
        """Move the log into the SQLite file and empty it. Raises LockedError where a reader prevents it."""
        with self.borrow() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
        if busy:
            raise LockedError("Another program is reading the library.", hint="Close it, then try again.")

    def publish(self, transaction: int, write: Callable[[Path], object]) -> None:
        """Publish the index whose files `write` puts into a folder, and which includes everything up to a transaction.

        A failure leaves the old one in use.
        """
        about = self.meta()
        facts = generations.Facts(about["library"], transaction, about.get("embedder", ""))
        with plain_errors(self.root):
            generations.publish(self.root, facts, write, erase=about.get("purge") == "1")

    def rebuild_full_text(self) -> None:
        """Build the full-text index anew from the passages."""
        with self.writing() as (connection, _):
            write.rebuild_full_text(connection)

    def replace_vectors(self, embedder: str, dimension: int, vectors: Iterable[tuple[int, bytes, bytes]]) -> None:
        """Replace vectors (row, hash of the embedded text, float32 bytes), in one transaction; drop the index."""
        with self.writing() as (connection, _):
            insert_many(connection, "vectors", vectors)
            write.put_meta(connection, embedder=embedder, dimension=str(dimension))
        with plain_errors(self.root):
            generations.drop(self.root)

    @contextmanager
    def writing(self) -> Iterator[tuple[apsw.Connection, int]]:
        """Run one transaction with its number; at its end it is durable and acknowledged, or it never was."""
        if self.read_only:
            raise UsageError("The library is open for reading only.")
        with self.borrow() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                tx = int(read.meta(connection)["tx"]) + 1
                yield connection, tx
                write.put_meta(connection, tx=str(tx))
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            files.write_head(self.root, tx)

    def _start(self, *, create: bool) -> None:
        with self.borrow() as connection:
            empty = connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
            if empty:
                _check_absent(self.root, create=create and not self.read_only)
                _create(connection)
        if not self.read_only:
            self._migrate()
        self.check()
        if not self.read_only:
            self._tidy()

    def _migrate(self) -> None:
        version = int(self.meta()["format"])
        while version in MIGRATIONS:
            with self.writing() as (connection, _):
                connection.execute(MIGRATIONS[version])
                version += 1
                write.put_meta(connection, format=str(version))

    def _tidy(self) -> None:
        """Wipe what an interrupted writer left, and record its last commit."""
        with plain_errors(self.root):
            files.write_head(self.root, self.transaction())
            files.wipe_temporary(self.root)
            named = {original.sha256 for original in self.query(read.originals)}
            for path in list(files.kept_originals(self.root / files.ORIGINALS)):
                if path.name.split(".")[0] not in named:
                    files.wipe_original(self.root, path.name.split(".")[0])

    def _wipe_originals(self, unused: Iterable[str]) -> None:
        with plain_errors(self.root):
            for sha256 in unused:
                files.wipe_original(self.root, sha256)


def mend_head(root: Path) -> None:
    """Write the record of the last transaction anew, from SQLite. Raises LockedError, DamagedError."""
    lock = WriterLock(root / files.LOCK)
    try:
        with LibraryReader(root, read_only=False) as reader:
            files.write_head(root, reader.transaction())
    finally:
        lock.release()


def set_aside(root: Path) -> None:
    """Make room for a new SQLite file; the originals go to `salvage/`. Raises LockedError."""
    lock = WriterLock(root / files.LOCK)
    try:
        with plain_errors(root):
            generations.drop(root)
            files.set_aside(root)
    finally:
        lock.release()


def _create(connection: apsw.Connection) -> None:
    with connection:
        connection.execute(CREATE)
        write.put_meta(connection, format=str(FORMAT), library=token_hex(8), tx="0", linked="0", purge="0")


def _check_absent(root: Path, *, create: bool) -> None:
    if (root / files.HEAD).exists() or any(True for _ in files.kept_originals(root / files.ORIGINALS)):
        raise DamagedError(f"The library file {root / files.DATABASE} is missing or empty.", hint=REBUILD)
    if not create:
        raise NotFoundError(f"No library in {root}.", hint=f"Make one: `dvrag ingest PATH… --library {root}`.")
