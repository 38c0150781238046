"""Files beside the SQLite file: the head, the kept originals and what tells their names; written and wiped safely."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dvrag.errors import DamagedError, UnreadableError
from dvrag.store.connection import REBUILD

DATABASE = "library.sqlite"
LOCK = "library.lock"
HEAD = "HEAD"
ORIGINALS = "files"
TEMPORARY = "tmp-"
SALVAGE = "salvage"
NOTE = ".note"
SET_ASIDE = ".damaged"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """A kept original: `files/<sha256>.<ext>`, `size` bytes, read from `path`."""

    sha256: str
    ext: str
    size: int
    path: str

    @property
    def name(self) -> str:
        """Its file name under `files/`."""
        return f"{self.sha256}.{self.ext}" if self.ext else self.sha256


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new: write, fsync, rename, fsync the folder."""
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    write_synced(temporary, content)
    os.replace(temporary, path)
    sync_folder(path.parent)


def write_synced(path: Path, content: bytes) -> None:
    """Write and fsync a file. A file that could not be written in full is removed."""
    try:
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wipe(path: Path) -> None:
    """Overwrite a file with zeros, or every file of a folder, then remove it. Nothing there: nothing done."""
    if path.is_dir() and not path.is_symlink():
        for child in list(path.iterdir()):
            wipe(child)
        path.rmdir()
        return
    if path.is_file() and not path.is_symlink():
        with path.open("r+b") as stream:
            for start in range(0, path.stat().st_size, _BLOCK):
                stream.write(bytes(min(_BLOCK, path.stat().st_size - start)))
            stream.flush()
            os.fsync(stream.fileno())
    path.unlink(missing_ok=True)


def seal(values: dict[str, Any]) -> bytes:
    """Return JSON with a checksum of itself under "self"."""
    return json.dumps({**values, "self": _checksum(values)}, ensure_ascii=False, indent=1, sort_keys=True).encode()


def unseal(content: bytes, name: str) -> dict[str, Any]:
    """Return the values that `seal` wrote. Raises DamagedError where the bytes differ from what it wrote."""
    damaged = DamagedError(f"The file {name} of the library differs from what was written.", hint=REBUILD)
    try:
        values = json.loads(content.decode())
        stored = values.pop("self")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise damaged from error
    # Byte for byte: a flipped blank is damage too.
    if stored != _checksum(values) or seal(values) != content:
        raise damaged
    return values  # type: ignore[no-any-return]


def write_head(root: Path, tx: int) -> None:
    """Record that transaction `tx` is durable, outside SQLite: a lost tail of its log is noticed."""
    write_atomic(root / HEAD, seal({"transaction": tx}))


def read_head(root: Path) -> int:
    """Return the last acknowledged transaction. Raises DamagedError where the file is missing or damaged."""
    try:
        return int(unseal((root / HEAD).read_bytes(), HEAD)["transaction"])
    except FileNotFoundError as error:
        raise DamagedError(f"The file {HEAD} of the library is missing.", hint=REBUILD) from error


def keep_original(root: Path, original: Original, content: Path | bytes) -> None:
    """Write an original and the note beside it, durable when this returns; what is there in full stays as it is.

    Raises UnreadableError where the content is not that of the hash.
    """
    folder = root / ORIGINALS
    folder.mkdir(exist_ok=True)
    target = folder / original.name
    if not (target.is_file() and target.stat().st_size == original.size):
        data = content if isinstance(content, bytes) else content.read_bytes()
        if hashlib.sha256(data).hexdigest() != original.sha256:
            raise UnreadableError(f"{original.path} changed while it was read.", hint="Ingest it again.")
        write_atomic(target, data)
    if not _note(folder, original.sha256).is_file():
        write_note(root, original)


def write_note(root: Path, original: Original) -> None:
    """Write beside an original what a rebuild needs when SQLite is lost: its name and where it came from."""
    write_atomic(_note(root / ORIGINALS, original.sha256), seal(asdict(original)))


def read_original(root: Path, original: Original) -> bytes:
    """Return an original's bytes. Raises DamagedError where it is missing or differs from its hash."""
    try:
        content = (root / ORIGINALS / original.name).read_bytes()
    except FileNotFoundError as error:
        raise DamagedError(
            f"The kept original of {original.path} is missing.", hint="Ingest the file again."
        ) from error
    if hashlib.sha256(content).hexdigest() != original.sha256:
        raise DamagedError(
            f"The kept original of {original.path} is damaged.",
            hint="Run `dvrag library rebuild`, then ingest the file again.",
        )
    return content


def read_note(folder: Path, sha256: str) -> Original:
    """Return what is written beside an original in `folder`. Raises DamagedError."""
    path = _note(folder, sha256)
    try:
        return Original(**unseal(path.read_bytes(), f"{folder.name}/{path.name}"))
    except (FileNotFoundError, TypeError) as error:
        raise DamagedError(f"The note beside the original {sha256[:12]} is missing.", hint=REBUILD) from error


def kept_originals(folder: Path) -> Iterator[Path]:
    """Yield the original files in `folder`, by name; neither notes nor what was set aside."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.suffix not in {SET_ASIDE, NOTE} and not path.name.startswith(TEMPORARY):
            yield path


def wipe_original(root: Path, sha256: str) -> None:
    """Wipe an original, its sidecar and what was set aside of it."""
    folder = root / ORIGINALS
    for path in sorted(folder.glob(f"*{sha256}*")) if folder.is_dir() else ():
        wipe(path)


def wipe_temporary(root: Path) -> None:
    """Wipe what an interrupted process left half written."""
    for folder in (root, root / ORIGINALS):
        for path in sorted(folder.glob(f"{TEMPORARY}*")) if folder.is_dir() else ():
            wipe(path)


def set_aside_original(root: Path, path: Path) -> None:
    """Keep a damaged original under a name that is not read any more: the next ingest writes it anew."""
    folder = root / ORIGINALS
    folder.mkdir(exist_ok=True)
    if path.exists():
        os.replace(path, folder / f"{path.name}{SET_ASIDE}")
        sync_folder(folder)


def set_aside(root: Path) -> None:
    """Make room for a new SQLite file: originals to `salvage/`, the damaged file to `library.sqlite.damaged-N`."""
    salvage = root / SALVAGE
    salvage.mkdir(exist_ok=True)
    for path in sorted((root / ORIGINALS).glob("*")):
        os.replace(path, salvage / path.name)
    number = 1
    while list(root.glob(f"{DATABASE}*{SET_ASIDE}-{number}")):
        number += 1
    for ending in ("", "-wal", "-shm"):
        if (root / f"{DATABASE}{ending}").exists():
            os.replace(root / f"{DATABASE}{ending}", root / f"{DATABASE}{ending}{SET_ASIDE}-{number}")
    wipe(root / HEAD)
    sync_folder(root)


def _note(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}{NOTE}"


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
