"""Words and their stems, for comparing a question with a sentence. Stemmer: Porter (1980), as SQLite's FTS5 uses."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from dvrag.text.terms import STOP_WORDS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Porter stem of one word, lower case, without a possessive ending."""
    plain = word.lower().replace("’", "'")
    plain = plain.removesuffix("'s").replace("'", "")
    return str(_stemmer().stemWord(plain))


def words(text: str) -> list[str]:
    """Return the words of a text as written, in order; numbers count as words."""
    return WORD.findall(text)


def stems(text: str) -> list[str]:
    """Return the stems of all words of a text that are not stop words, in order."""
    return [stem(word) for word in words(text) if word.lower() not in STOP_WORDS]


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("porter")
