"""Characters of foreign text that a file may hold: none that is unseen, steers a program or turns the line around."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
"""Needed to write Persian, Hindi and others right; they change no other character's place."""


def visible(text: str) -> str:
    """Return text without control, direction, invisible and unpaired characters; tabs are spaces, line ends stay."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or _kept(c))


def one_line(text: str) -> str:
    """Return visible text on one line with single spaces."""
    return " ".join(visible(text).split())


def _kept(c: str) -> bool:
    category = unicodedata.category(c)
    if category in {"Cc", "Cs"} or (category == "Cf" and c not in _JOINERS):
        return False
    return category != "Cn" or not _is_noncharacter(ord(c))


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
