"""The items that were made from one state of a library, kept beside it so that the next program need not make them.

They are derived: what cannot be read, or belongs to another state, is made again. The file holds words of reports, so
`purge` wipes it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from dvrag.model.learning.items import Item
from dvrag.store import files
from dvrag.store.connection import plain_errors
from dvrag.store.training.codec import item_from_json, item_to_json

FILE = "made-items.jsonl"
"""A line with a SHA-256 of all that follows, a line with the state, then an item a line."""


def kept_items(root: Path, state: str) -> tuple[Item, ...] | None:
    """Return the items kept for a state, a line of text; None where there are none, or they are damaged."""
    with plain_errors(root):
        try:
            digest, _, rest = (root / FILE).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    first, *lines = rest.decode().removesuffix("\n").split("\n")
    return tuple(map(item_from_json, lines)) if first == state else None


def keep_items(root: Path, state: str, items: Sequence[Item]) -> None:
    """Keep items for a state, in place of those of another. Raises MissingPartError where nothing can be written."""
    rest = "".join(f"{line}\n" for line in (state, *map(item_to_json, items))).encode()
    temporary = root / f"{files.TEMPORARY}{os.getpid()}-{FILE}"
    with plain_errors(root):
        files.write_synced(temporary, hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        forget_items(root)
        os.replace(temporary, root / FILE)


def forget_items(root: Path) -> None:
    """Wipe the items that are kept, if any are."""
    files.wipe(root / FILE)
