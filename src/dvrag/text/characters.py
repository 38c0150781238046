"""Characters as a reader expects them: ligatures, exotic spaces, soft hyphens and odd quotation marks mended."""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"
"""Stands at the end of a cleaned line that the typesetter broke inside a word."""

BULLET = "•"

_ODD = str.maketrans(
    {
        "\u2018": "‘", "\u201b": "‘", "\u2032": "’", "\u00b4": "’", "`": "’", "\u02bc": "’",
        "\u201f": "“", "\u2033": "”", "\u301d": "“", "\u301e": "”",
        "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2212": "-",
        "\u2043": BULLET, "\ufffe": SOFT_HYPHEN, "\x02": SOFT_HYPHEN, "\ufeff": None,
    }
)  # fmt: skip
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\x00-\x01\x03-\x08\x0e-\x1f\x7f\ufff9-\ufffc]")
_BULLET_GLYPH = re.compile(
    r"^\s*[\u2022\u2023\u2500\u25a0-\u25ff\u2b1b\u2b1c\u2b24\u2756\u27a2\u27a4\u2794\u00b7\u2219\uf000-\uf8ff]\s*(?=\S|$)"
)
_BULLET_LIKE = re.compile(rf"^(?:{BULLET}|[-–—*o](?=\s))\s*")
_LONE_SOFT = re.compile(rf"(?:^|\s){SOFT_HYPHEN}$")
_INNER_SOFT = re.compile(f"{SOFT_HYPHEN}(?!$)")


def clean(line: str) -> str:
    """Return one line with plain characters, single spaces and no space at its ends.

    A soft hyphen is kept where it ends the line (the word goes on below) and dropped elsewhere.
    """
    text = _BULLET_GLYPH.sub(f"{BULLET} ", line)
    text = _LIGATURE.sub(lambda found: _LIGATURES[found.group()], text).translate(_ODD)
    text = " ".join(_INVISIBLE.sub("", text).split())
    return unicodedata.normalize("NFC", _LONE_SOFT.sub("", _INNER_SOFT.sub("", text)))


def without_controls(text: str) -> str:
    """Return a text that a person typed without control, invisible and unpaired characters; line breaks stay."""
    kept = (c for c in _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", " ")))
    return unicodedata.normalize(
        "NFC", "".join(c for c in kept if unicodedata.category(c) not in {"Cs", "Cc"} or c == "\n")
    )


def bullet(line: str) -> int:
    """Return the length of the bullet mark (with its spaces) at the start of a cleaned line, 0 without one."""
    found = _BULLET_LIKE.match(line)
    return found.end() if found else 0
