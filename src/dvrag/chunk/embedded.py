"""What is embedded for a passage: its text, and the names above it (title, heading path, context), each on its own.

The vector of a passage is that of its text, drawn a little to that of its names. The names of a section are encoded
once and not again with each of its passages, and the whole text is always seen by the model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dvrag.model.documents import Passage
from dvrag.ports import Vectors

VERSION = "2"
"""Changes whenever the same passage would be embedded otherwise."""

NAMES = 0.2
"""Share of the names in a passage's vector. Measured in docs/decisions/0010-encoder.md."""


class Embedded(NamedTuple):
    """The text of a passage and the names above it; these may be empty."""

    text: str
    names: str

    @property
    def key(self) -> bytes:
        """The hash (16 bytes) by which the vector is found again."""
        content = f"{self.names}\0{self.text}".encode("utf-8", "replace")
        return hashlib.blake2b(content, digest_size=16).digest()


def embedded(title: str, passages: Sequence[Passage]) -> tuple[Embedded, ...]:
    """Return what is embedded for each passage of one report."""
    return tuple(Embedded(passage.text, _names(title, passage)) for passage in passages)


def composed(text: Vectors, names: Vectors | None) -> Vectors:
    """Return the unit vector of a passage, shape (d,), from those of its text and of its names, if it has any."""
    if names is None:
        return text
    mixed = (1 - NAMES) * text + NAMES * names
    return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)


def _names(title: str, passage: Passage) -> str:
    return "\n".join(part for part in (title, passage.section, passage.context) if part.strip())
