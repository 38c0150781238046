"""Generations: derived index files, published whole or not at all.

    gen-7/manifest.json   library, last transaction included, embedder, size and sha256 of each file, own checksum
    gen-7/…               the files, also in folders
    CURRENT               the generation in use, sha256 of its manifest, own checksum

Published by: write under `tmp-gen-7`, fsync files, manifest, folders; rename to `gen-7`; fsync the parent; `CURRENT` by
write, fsync, rename. A live file is never written over. Readers map the files into memory: what they read is what was
published as long as `CURRENT` names it, and an older generation is only then removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvrag.errors import DamagedError
from dvrag.store.connection import REBUILD
from dvrag.store.files import TEMPORARY, seal, sync_folder, unseal, wipe, write_atomic, write_synced

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
_PREFIX = "gen-"


@dataclass(frozen=True, slots=True)
class Facts:
    """What an index belongs to: a library, everything up to one of its transactions, an embedding model."""

    library: str
    transaction: int
    embedder: str


@dataclass(frozen=True, slots=True)
class Generation:
    """A published index: its name, and the folder with its files, all of them verified."""

    name: str
    facts: Facts
    folder: Path


def publish(root: Path, facts: Facts, write: Callable[[Path], object], *, erase: bool = False) -> None:
    """Publish the index whose files `write` puts into a folder, and remove older ones.

    `erase`: older ones hold what must not be found on the disk any more; they are overwritten. A failure leaves the
    old one in use.
    """
    name = f"{_PREFIX}{1 + _last(root)}"
    temporary = root / f"{TEMPORARY}{name}"
    wipe(temporary)
    try:
        temporary.mkdir()
        write(temporary)
        manifest = _seal(temporary, facts)
        os.rename(temporary, root / name)
    except BaseException:
        wipe(temporary)
        raise
    sync_folder(root)
    pointer = {"generation": name, "manifest": hashlib.sha256(manifest).hexdigest(), "last": name}
    write_atomic(root / CURRENT, seal(pointer))
    for old in _folders(root):
        if old.name != name:
            _retire(root, old, erase=erase)


def load(root: Path) -> Generation | None:
    """Return the generation in use, None where none was published.

    Every byte is checked before it is returned. Raises DamagedError where the pointer, the manifest or a file is
    missing or differs from what was written.
    """
    for _ in range(3):
        pointer = current(root)
        if pointer is None:
            return None
        try:
            return _checked(root, pointer)
        except (DamagedError, FileNotFoundError) as error:
            failure = error
            if current(root) == pointer:
                break
    raise DamagedError(_plain(failure), hint=REBUILD) from failure


def current(root: Path) -> dict[str, Any] | None:
    """Return the pointer to the generation in use. Raises DamagedError where it is damaged or lost."""
    try:
        pointer = unseal((root / CURRENT).read_bytes(), CURRENT)
    except FileNotFoundError:
        if _folders(root):
            raise DamagedError(f"The pointer {CURRENT} to the search index is missing.", hint=REBUILD) from None
        return None
    return pointer if pointer["generation"] else None


def signature(root: Path) -> tuple[int, ...]:
    """Return numbers that change whenever the pointer is written; () where there is none."""
    try:
        found = os.stat(root / CURRENT)
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def drop(root: Path) -> None:
    """Point to none, and wipe every generation: the index is then built again from SQLite."""
    if (root / CURRENT).exists() or _folders(root):
        write_atomic(root / CURRENT, seal({"generation": "", "manifest": "", "last": f"{_PREFIX}{_last(root)}"}))
    for folder in _folders(root):
        _retire(root, folder, erase=True)


def _seal(folder: Path, facts: Facts) -> bytes:
    """Make the files in a folder durable and write their manifest; return it."""
    files = {}
    for path in _files(folder):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
        files[path.relative_to(folder).as_posix()] = _facts(path)
    for place in sorted({path.parent for path in _files(folder)} - {folder}):
        sync_folder(place)
    manifest = seal(
        {"library": facts.library, "transaction": facts.transaction, "embedder": facts.embedder, "files": files}
    )
    write_synced(folder / MANIFEST, manifest)
    sync_folder(folder)
    return manifest


def _checked(root: Path, pointer: Mapping[str, Any]) -> Generation:
    folder = root / str(pointer["generation"])
    content = (folder / MANIFEST).read_bytes()
    if hashlib.sha256(content).hexdigest() != pointer["manifest"]:
        raise DamagedError(f"The manifest of {folder.name} differs from what was written.", hint=REBUILD)
    manifest = unseal(content, f"{folder.name}/{MANIFEST}")
    files: dict[str, Any] = manifest["files"]
    with ThreadPoolExecutor(min(4, len(files) or 1)) as pool:
        found = pool.map(lambda name: _facts(folder / name), files)
        for name, is_now in zip(files, found, strict=True):
            if is_now != files[name]:
                raise DamagedError(f"The index file {folder.name}/{name} differs from what was written.", hint=REBUILD)
    return Generation(folder.name, Facts(manifest["library"], manifest["transaction"], manifest["embedder"]), folder)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            yield path


def _facts(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"size": stream.tell(), "sha256": digest}


def _folders(root: Path) -> list[Path]:
    return sorted((path for path in root.glob(f"{_PREFIX}*") if path.is_dir()), key=_number)


def _last(root: Path) -> int:
    """Return the highest number that was used: none is used twice, since a reader may still look at its files."""
    try:
        used = str(unseal((root / CURRENT).read_bytes(), CURRENT).get("last", ""))
    except (FileNotFoundError, DamagedError):
        used = ""
    return max([_number(Path(used)), *(_number(path) for path in _folders(root))])


def _number(path: Path) -> int:
    digits = path.name.removeprefix(_PREFIX)
    return int(digits) if digits.isdecimal() else 0


def _retire(root: Path, folder: Path, *, erase: bool) -> None:
    gone = root / f"{TEMPORARY}old-{folder.name}"
    wipe(gone)
    os.rename(folder, gone)
    if erase:
        wipe(gone)
    else:
        shutil.rmtree(gone)


def _plain(error: Exception) -> str:
    return error.message if isinstance(error, DamagedError) else "A file of the search index is missing."
