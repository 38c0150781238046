"""Reports of nearly the same text: a part of each report's word sequences is kept, and shared parts are counted.

Source: Broder, "On the resemblance and containment of documents" (1997): containment of w-shingles, estimated from
the shingles whose hash is 0 modulo m (here: below a threshold).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]

SHARE = 0.4
"""Reports are near-duplicates where this share of the smaller one's five-word sequences stands in the other.

A summary written from its overview shared 0.67 to 0.72; 47 inspections by the same bodies, boilerplate and all, at most
0.10 pair by pair.
"""

_WORDS_IN_SHINGLE = 5
_MOST_HASHES = 2048
_FEWEST_HASHES = 8
_ALL = 1 << 64
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The hashes of a text's shingles below `threshold` (2 to the power 64: all of them), ascending."""

    threshold: int
    hashes: Hashes

    def to_bytes(self) -> tuple[bytes, bytes]:
        """Return threshold and hashes as bytes."""
        return self.threshold.to_bytes(9, "little"), self.hashes.astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, threshold: bytes, hashes: bytes) -> Sketch:
        """Return the sketch that `to_bytes` wrote."""
        return cls(int.from_bytes(threshold, "little"), np.frombuffer(hashes, dtype="<u8").astype(np.uint64))


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; words in any case, without marks."""
    hashes = np.unique(_shingles(_WORD.findall(text.casefold())))
    threshold = _ALL
    while len(hashes) > _MOST_HASHES:
        threshold //= 2
        hashes = hashes[hashes < np.uint64(threshold)]
    return Sketch(threshold, hashes)


def share(a: Sketch, b: Sketch) -> float:
    """Return the share in [0, 1] of the smaller text's shingles that the other holds; 0 where too few are known."""
    threshold = min(a.threshold, b.threshold)
    left, right = _below(a.hashes, threshold), _below(b.hashes, threshold)
    smaller = min(len(left), len(right))
    if smaller < (1 if threshold == _ALL else _FEWEST_HASHES):
        return 0.0
    return len(np.intersect1d(left, right, assume_unique=True)) / smaller


def near_duplicates(
    new: Sequence[str], sketches: Mapping[str, Sketch], at_least: float = SHARE
) -> list[tuple[str, str, float]]:
    """Return the pairs (a, b, share), a < b, of a new report and any other with a share of `at_least`, in order."""
    names = sorted(sketches)
    hashes = np.concatenate([sketches[name].hashes for name in names] or [np.zeros(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(names)), [len(sketches[name].hashes) for name in names])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    pairs = {}
    for name in sorted(set(new)):
        for other in _sharing(sketches[name].hashes, hashes, owners):
            key = (min(name, names[other]), max(name, names[other]))
            if key[0] != key[1] and key not in pairs:
                pairs[key] = share(sketches[key[0]], sketches[key[1]])
    return [(a, b, value) for (a, b), value in sorted(pairs.items()) if value >= at_least]


def _sharing(wanted: Hashes, hashes: Hashes, owners: npt.NDArray[np.int64]) -> list[int]:
    """Return the owners that hold at least one of the wanted hashes."""
    first = np.searchsorted(hashes, wanted, "left")
    last = np.searchsorted(hashes, wanted, "right")
    found = [owners[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    return [int(owner) for owner in np.unique(np.concatenate(found or [owners[:0]]))]


def _below(hashes: Hashes, threshold: int) -> Hashes:
    return hashes if threshold == _ALL else hashes[hashes < np.uint64(threshold)]


def _shingles(words: Sequence[str]) -> Hashes:
    if not words:
        return np.zeros(0, dtype=np.uint64)
    known = {word: _hash(word) for word in set(words)}
    values = np.array([known[word] for word in words], dtype=np.uint64)
    length = max(1, len(words) - _WORDS_IN_SHINGLE + 1)
    mixed = np.zeros(length, dtype=np.uint64)
    for offset in range(min(_WORDS_IN_SHINGLE, len(words))):
        mixed = _mix(mixed ^ values[offset : offset + length])
    return mixed


def _mix(values: Hashes) -> Hashes:
    # Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014), finaliser of SplitMix64.
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")
