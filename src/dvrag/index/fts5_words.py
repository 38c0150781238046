"""Cutting text into word stems as SQLite's FTS5 does with `porter unicode61`, without asking SQLite."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dvrag.text.stems import stem

_MARKS = frozenset(
    chr(code)
    for codes in (range(0x300, 0x305), range(0x306, 0x30D), range(0x323, 0x329))
    for code in (*codes, 0x30F, 0x311, 0x31B, 0x32D, 0x32E, 0x330, 0x331)
)
"""The combining marks that FTS5 drops inside a word; any other separates words."""

_LONGEST = 64
"""FTS5 leaves words of more bytes as they are."""

_ENDINGS = (("bly", "ble"), ("blies", "ble"), ("logy", "log"), ("logies", "log"))
"""FTS5 has Porter's later rules bli → ble and logi → log, which the stemmer of `dvrag.text.stems` lacks."""

_MEASURED = re.compile(r"[aeiouy][^aeiouy]")


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text, in order, as FTS5's tokenizer `porter unicode61` gives them.

    Words are runs of letters and digits, folded to lower case, Latin ones without their accents; no word is left out.
    All words of the sample library and of SciFact are stemmed as by FTS5, but for "eed" (FTS5: "e"); a word that ends
    in a letter such as ß and an e may keep the e. Of characters newer than Unicode 6.1, signs separate words here and
    belong to words there. Any string is accepted.
    Sources: https://sqlite.org/fts5.html#unicode61_tokenizer; Porter (1980), tartarus.org/martin/PorterStemmer.
    """
    return [_stem(word) for word in text.translate(_FOLDED).split()]


class _Folded(dict[int, str]):
    """What each character becomes: itself in lower case without an accent, nothing, or a space; filled when asked."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


_FOLDED = _Folded()


def _folded(character: str) -> str:
    if character in _MARKS:
        return ""
    if unicodedata.category(character)[0] not in "LN" and unicodedata.category(character) != "Co":
        return " "
    folded = character.casefold()
    lower = folded if len(folded) == 1 else character.lower()
    parts = unicodedata.normalize("NFD", lower)
    return parts[0] if len(parts) == 2 and parts[0].isascii() else lower


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    if len(word) < 3 or len(word.encode()) > _LONGEST:
        return word
    for ending, shorter in _ENDINGS:
        if word.endswith(ending) and _MEASURED.search(word.removesuffix(ending)):
            return stem(word.removesuffix(ending) + shorter)
    return stem(word)
