"""Items made once for each state of a library and each version of the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from dvrag.errors import MissingPartError
from dvrag.model.learning.items import Item
from dvrag.store.library import Library
from dvrag.store.training.made import forget_items, keep_items, kept_items
from dvrag.training.items.make import make_items
from dvrag.training.material import Material

_SHOWING = ("cli", "ui", "testing")


def made_items(library: Library, tx: int, material: Material) -> tuple[Item, ...]:
    """Return the items of a library as transaction `tx` left it: those kept beside it, or made now and kept.

    Where nothing can be written, they are made each time.
    """
    about = library.meta()
    state = ":".join((about["library"], str(tx), material.fingerprint, about.get("embedder", ""), rules()))
    kept = kept_items(library.root, state)
    if kept is not None:
        return kept
    made = make_items(material)
    with suppress(MissingPartError):  # only time is lost
        keep_items(library.root, state, made)
        if library.transaction() != tx:  # a report may be gone that they still hold words of
            forget_items(library.root)
    return made


@cache
def rules() -> str:
    """Return 16 hexadecimal digits that change when any file of dvrag does by which items are made."""
    root = Path(__file__).parents[2]
    read = (path for kind in ("*.py", "*.toml", "*.txt", "*.json") for path in root.rglob(kind))
    held = ((path.relative_to(root), path) for path in read)
    return named({own.as_posix(): path.read_bytes() for own, path in held if own.parts[0] not in _SHOWING})


def named(contents: Mapping[str, bytes]) -> str:
    """Return 16 hexadecimal digits for files by their path, whatever their order."""
    digest = hashlib.sha256()
    for path, content in sorted(contents.items()):
        digest.update(f"{path}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]
