"""The text that is embedded for a passage: title, heading path and context in front of it, never instead of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dvrag.model.documents import Passage
from dvrag.ports import TokenCounter

_SPECIAL = 2
"""Tokens that the model adds at the ends."""


def embedded_texts(title: str, passages: Sequence[Passage], tokens: TokenCounter, max_tokens: int) -> list[str]:
    """Return the text to embed for each passage of one report: names in front, then the passage.

    The names are cut from the end, word by word, so that the whole has at most `max_tokens` tokens; where the passage
    alone fills them, it stands alone.
    """
    names = [_names(title, passage) for passage in passages]
    own = tokens.count([passage.text for passage in passages])
    before = tokens.count(names)
    texts = []
    for passage, name, size, extra in zip(passages, names, own, before, strict=True):
        room = max_tokens - _SPECIAL - size
        fitting = name if extra <= room else _cut(name, extra, room, tokens)
        texts.append(f"{fitting}\n{passage.text}" if fitting else passage.text)
    return texts


def text_key(text: str) -> bytes:
    """Return the hash (16 bytes) by which the vector of an embedded text is found again."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def _names(title: str, passage: Passage) -> str:
    return "\n".join(part for part in (title, passage.section, passage.context) if part.strip())


def _cut(name: str, size: int, room: int, tokens: TokenCounter) -> str:
    words = name.split()
    while words and size > room:
        # Words that are surely too many go at once, the rest one by one.
        words = words[: min(len(words) - 1, max(0, len(words) * max(room, 0) // size + 1))]
        size = tokens.count([" ".join(words)])[0]
    return " ".join(words)
