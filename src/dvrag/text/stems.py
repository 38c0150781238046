"""Words and their stems, for comparing a question with a sentence. Stemmer: Porter (1980), as SQLite's FTS5 uses."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

STOP_WORDS = frozenset(
    """a about above after again all also although always am among an and another any anyone anything are around as at
    be became because been before being between both but by can cannot could did do does doing done down during each
    either else ever every few for from further get gets give given go goes got had has have having he her here hers
    herself him himself his how i if in into is it its itself just kind know let like made make makes many may me might
    mine more most much must my myself no nor not of off often on once one only or other others our ours out over own
    per please put quite rather said same say says see seem seen shall she should since so some such tell than that the
    their theirs them themselves then there these they thing things this those through to too toward towards under
    until up upon us use used using very was way we well were what whatever when where whether which while who whoever
    whom whose why will with within without would yes yet you your yours""".split()
)
"""English function words; they carry no topic."""


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
