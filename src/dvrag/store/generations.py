"""Generations: derived index files, published whole or not at all.

    gen-7/manifest.json   library, last transaction included, embedder, size and sha256 of each file, own checksum
    gen-7/…               the files
    CURRENT               the generation in use, sha256 of its manifest, own checksum

Published by: write under `tmp-gen-7`, fsync files, manifest, folder; rename to `gen-7`; fsync the parent; `CURRENT` by
write, fsync, rename. A live file is never written over.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
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
class Generation:
    """A published index: `files` by name, verified; it includes everything up to `transaction`."""

    name: str
    library: str
    transaction: int
    embedder: str
    files: Mapping[str, bytes]


def publish(root: Path, generation: Generation) -> None:
    """Publish an index (its `name` is chosen here) and wipe older ones. A failure leaves the old one in use."""
    name = f"{_PREFIX}{1 + max((_number(path) for path in _folders(root)), default=0)}"
    temporary = root / f"{TEMPORARY}{name}"
    wipe(temporary)
    try:
        manifest = _write(temporary, generation)
        os.rename(temporary, root / name)
    except OSError:
        wipe(temporary)
        raise
    sync_folder(root)
    pointer = {"generation": name, "manifest": hashlib.sha256(manifest).hexdigest()}
    write_atomic(root / CURRENT, seal(pointer))
    for old in _folders(root):
        if old.name != name:
            _retire(root, old)


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
            return _read(root, pointer)
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


def drop(root: Path) -> None:
    """Point to none, and wipe every generation: the index is then built again from SQLite."""
    if (root / CURRENT).exists() or _folders(root):
        write_atomic(root / CURRENT, seal({"generation": "", "manifest": ""}))
    for folder in _folders(root):
        _retire(root, folder)


def _write(folder: Path, generation: Generation) -> bytes:
    folder.mkdir()
    for name, content in generation.files.items():
        write_synced(folder / name, content)
    files = {name: _facts(content) for name, content in generation.files.items()}
    manifest = seal(
        {
            "library": generation.library,
            "transaction": generation.transaction,
            "embedder": generation.embedder,
            "files": files,
        }
    )
    write_synced(folder / MANIFEST, manifest)
    sync_folder(folder)
    return manifest


def _read(root: Path, pointer: Mapping[str, Any]) -> Generation:
    folder = root / str(pointer["generation"])
    content = (folder / MANIFEST).read_bytes()
    if hashlib.sha256(content).hexdigest() != pointer["manifest"]:
        raise DamagedError(f"The manifest of {folder.name} differs from what was written.", hint=REBUILD)
    manifest = unseal(content, f"{folder.name}/{MANIFEST}")
    files = {}
    for name, facts in manifest["files"].items():
        files[name] = (folder / name).read_bytes()
        if _facts(files[name]) != facts:
            raise DamagedError(f"The index file {folder.name}/{name} differs from what was written.", hint=REBUILD)
    return Generation(folder.name, manifest["library"], manifest["transaction"], manifest["embedder"], files)


def _facts(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _folders(root: Path) -> list[Path]:
    return sorted((path for path in root.glob(f"{_PREFIX}*") if path.is_dir()), key=_number)


def _number(path: Path) -> int:
    digits = path.name.removeprefix(_PREFIX)
    return int(digits) if digits.isdecimal() else 0


def _retire(root: Path, folder: Path) -> None:
    gone = root / f"{TEMPORARY}old-{folder.name}"
    wipe(gone)
    os.rename(folder, gone)
    wipe(gone)


def _plain(error: Exception) -> str:
    return error.message if isinstance(error, DamagedError) else "A file of the search index is missing."
