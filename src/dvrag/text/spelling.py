"""Words near to a misspelled one, by edit distance over a library's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dvrag.text.stems import stem

SHORTEST = 5
"""Words of fewer letters are never corrected: too many real ones lie one edit away."""

_ENDINGS = 6
"""Letters that an ending adds to a stem, at most."""

Codes = npt.NDArray[np.uint32]
"""Shape (n, longest), the characters of n words as code points, 0 behind a word's end."""


class Vocabulary:
    """Words with their frequencies, ready to be compared all at once. Memory: 4 bytes a character, padded."""

    def __init__(self, frequencies: Mapping[str, int], longest: int = 24) -> None:
        kept = sorted(word for word in frequencies if len(word) <= longest and word.isalpha())
        self._frequencies = frequencies
        self._words = np.array(kept, dtype=f"U{longest}")
        self._codes: Codes = self._words.view(np.uint32).reshape(len(kept), longest)
        self._lengths = np.char.str_len(self._words)
        self._letters = _letters(self._codes)

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def nearest(self, word: str, most: int) -> list[str]:
        """Return the words at the smallest distance of at most `most` edits.

        First those of the same letters in another order, then the most frequent ones, then by name.

        They begin with the same letter; misspellings seldom differ in it (Pollock and Zamora, "Automatic spelling
        correction in scientific and scholarly text", CACM 27, 1984).
        """
        if not word:
            return []
        near = self._likely(word, most, len(word) - most, len(word) + most)
        found = self._words[near]
        distances = osa_distances(word, self._codes[near], self._lengths[near])
        least = int(distances.min(initial=most + 1))
        if least > most:
            return []
        closest: Iterable[str] = found[distances == least].tolist()
        letters = sorted(word)
        return sorted(closest, key=lambda item: (sorted(item) != letters, -self._frequencies[item], item))

    def beginnings(self, word: str, most: int) -> list[str]:
        """Return at most five words near to a beginning of `word`, nearest first, then longest, then most frequent.

        A vocabulary of stems is met in this way by a misspelled ending: "strangulaton" begins like "strangul".
        """
        found: list[tuple[int, int, int, str]] = []
        for length in range(max(SHORTEST, len(word) - _ENDINGS), len(word)):
            alike = self._likely(word[:length], most, length, length)
            distances = osa_distances(word[:length], self._codes[alike], self._lengths[alike])
            for near, edits in zip(self._words[alike].tolist(), distances.tolist(), strict=True):
                if edits <= most:
                    found.append((edits, -length, -self._frequencies[near], near))
        return [item[3] for item in sorted(found)[:5]]

    def _likely(self, word: str, most: int, shortest: int, longest: int) -> npt.NDArray[np.int64]:
        """Return the places of the words of some lengths with the same first letter that may be so few edits away.

        An edit changes at most two of the letters that a word has at all, so most words need no comparison.
        """
        first, last = np.searchsorted(self._words, (word[0], chr(ord(word[0]) + 1)))
        there = slice(int(first), int(last))
        apart = np.bitwise_count(self._letters[there] ^ _letters(_codes(word))[0])
        fits = (self._lengths[there] >= shortest) & (self._lengths[there] <= longest) & (apart <= 2 * most)
        return np.asarray(first + np.flatnonzero(fits), dtype=np.int64)


def _letters(codes: Codes) -> npt.NDArray[np.uint32]:
    """Return, per word, a bit for each letter that it has, shape (n,); letters 32 code points apart share one."""
    bits = np.left_shift(np.uint32(1), codes & np.uint32(31), dtype=np.uint32)
    return np.asarray(np.bitwise_or.reduce(np.where(codes > 0, bits, np.uint32(0)), axis=1), dtype=np.uint32)


def _codes(word: str) -> Codes:
    return np.array([[ord(character) for character in word]], dtype=np.uint32).reshape(1, len(word))


def osa_distances(word: str, codes: Codes, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the distance from `word` to each of n words: insertions, deletions, substitutions, swapped neighbours.

    Source: optimal string alignment, the restricted form of Damerau, "A technique for computer detection and
    correction of spelling errors", CACM 7 (1964); computed for all n words at once, row by row.
    """
    count, width = codes.shape
    columns = np.arange(width + 1)
    before = np.zeros((count, width + 1), dtype=np.int64)
    above = np.tile(columns, (count, 1))
    letters = [ord(character) for character in word]
    for i, letter in enumerate(letters):
        row = np.empty_like(above)
        row[:, 0] = i + 1
        changed = above[:, :-1] + (codes != letter)
        for j in range(width):
            row[:, j + 1] = np.minimum(np.minimum(row[:, j], above[:, j + 1]) + 1, changed[:, j])
            if i and j:
                swapped = (codes[:, j] == letters[i - 1]) & (codes[:, j - 1] == letter)
                row[:, j + 1] = np.where(swapped, np.minimum(row[:, j + 1], before[:, j - 1] + 1), row[:, j + 1])
        before, above = above, row
    return np.asarray(above[np.arange(count), lengths], dtype=np.int64)


def distance(one: str, other: str) -> int:
    """Return the number of edits between two words, as `osa_distances` counts them."""
    return int(osa_distances(one, _codes(other), np.array([len(other)]))[0])


def allowed_edits(word: str) -> int:
    """Return how many edits a word of this length may be off: 0 below SHORTEST letters, 1 below 9, else 2.

    Stricter than Elasticsearch's AUTO (1 from 3, 2 from 6 letters), which takes "barnsley" for "burnley".
    """
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < 9 else 2


def is_english(word: str) -> bool:
    """Return whether a word in lower case is a common one of English, spelt as it should be, whatever its ending."""
    return stem(word) in _english()


@cache
def _english() -> frozenset[str]:
    lines = files("dvrag.text").joinpath("english_stems.txt").read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())
