"""Opening SQLite: through apsw, with a checksum on every page, and errors in plain words.

Pages carry the checksums of SQLite's checksum VFS (its extension comes with apsw): a page that differs from what was
written cannot be read, whatever table or index it belongs to. Cost: 8 bytes a page and no measurable time.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw
import apsw.sqlite_extra

from dvrag.errors import DamagedError, LockedError, MissingPartError

REBUILD = "Run `dvrag library rebuild`."
_EXTENSION = "cksumvfs"
_VFS = "cksmvfs"
_RESERVED = 8
_BUSY_MS = 5000
_loading = threading.Lock()
_held: set[str] = set()


def connect(path: Path, *, read_only: bool) -> apsw.Connection:
    """Return a connection in WAL mode whose pages are checked.

    Raises DamagedError where the file is no SQLite file with checksums, MissingPartError where it cannot be opened.
    """
    _load_checksums()
    with plain_errors(path):
        connection = apsw.Connection(_uri(path, read_only), flags=_flags(read_only), vfs=_VFS)
        try:
            _prepare(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into dvrag's: damaged, locked, no space."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise DamagedError(f"The library file {path} is damaged ({_words(error)}).", hint=REBUILD) from error
    except apsw.BusyError as error:
        raise LockedError(
            f"Another process is writing to {path}.", hint="Wait for it to finish, then try again."
        ) from error
    except apsw.FullError as error:
        raise MissingPartError(f"No space is left for {path}.", hint="Free some space, then try again.") from error
    except apsw.IOError as error:
        raise _input_output(path, error) from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError) as error:
        raise MissingPartError(f"{path} cannot be opened ({_words(error)}).", hint="Check its permissions.") from error
    except apsw.SQLError as error:
        raise DamagedError(f"The library file {path} is damaged ({_words(error)}).", hint=REBUILD) from error
    except OSError as error:
        raise MissingPartError(
            f"{error.filename or path}: {error.strerror or error}.", hint="Check the disk's space and permissions."
        ) from error


class WriterLock:
    """Held by the one process that writes. Freed by `release` or by the end of the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock file at `path`. Raises LockedError where another process, or another writer here, holds it."""
        # A lock of POSIX, not flock: a worker process does not inherit it, so it ends with the writer.
        self._key = str(path.resolve())
        self._taken = False
        with _loading:
            if self._key in _held:
                raise _locked(path)
            with plain_errors(path):
                self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(self._descriptor)
                raise _locked(path) from error
            _held.add(self._key)
            self._taken = True

    def release(self) -> None:
        """Let others write. Does nothing a second time."""
        with _loading:
            if self._taken:
                os.close(self._descriptor)
                _held.discard(self._key)
                self._taken = False


def _locked(path: Path) -> LockedError:
    return LockedError(
        f"Another process is writing to the library {path.parent}.", hint="Wait for it to finish, then try again."
    )


def _load_checksums() -> None:
    with _loading:
        if _VFS in apsw.vfs_names():
            return
        if not apsw.sqlite_extra.has(_EXTENSION):
            raise MissingPartError(
                "This apsw comes without SQLite's checksum extension.", hint="Install apsw from PyPI as a wheel."
            )
        # Loading makes the checksum VFS the default of apsw in this process; files without its mark are read as ever.
        with apsw.Connection(":memory:") as bootstrap:
            apsw.sqlite_extra.load(bootstrap, _EXTENSION)


def _uri(path: Path, read_only: bool) -> str:
    name = f"file:{quote(str(path.absolute()))}"
    wal = path.with_name(path.name + "-wal")
    sealed = read_only and not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    return f"{name}?immutable=1" if sealed else name


def _flags(read_only: bool) -> int:
    mode = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    return mode | apsw.SQLITE_OPEN_URI


def _prepare(connection: apsw.Connection, path: Path, *, read_only: bool) -> None:
    connection.set_busy_timeout(_BUSY_MS)
    if not read_only and path.stat().st_size == 0:
        # Before anything is read: the size of a page's reserve is then fixed.
        connection.reserve_bytes("main", _RESERVED)
    if not read_only:
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "full")
        connection.pragma("secure_delete", "on")
    connection.pragma("foreign_keys", "on")
    connection.pragma("temp_store", "memory")
    connection.pragma("mmap_size", 0)
    connection.pragma("schema_version")
    if connection.pragma("page_count") and str(connection.pragma("checksum_verification")) != "1":
        raise DamagedError(f"The library file {path} has lost the checksums of its pages.", hint=REBUILD)


def _input_output(path: Path, error: apsw.IOError) -> DamagedError | MissingPartError:
    if getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_DATA:
        return DamagedError(f"The library file {path} is damaged (a page differs from what was written).", hint=REBUILD)
    return MissingPartError(
        f"{path} cannot be read or written ({_words(error)}).", hint="Check the disk's space and health."
    )


def _words(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
