"""Whether quoted words stand verbatim in cited texts: only white space and the shape of quotation marks may differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.text.sentences import sentence_spans

_MARKS = str.maketrans(dict.fromkeys("‘’‛`", "'") | dict.fromkeys("“”„‟«»", '"') | {"\u00a0": " "})
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)")
_LEFT_OUT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_ENDS = ".,;:!?"


def normal(text: str) -> str:
    """Return a text with single spaces and straight quotation marks."""
    return " ".join(text.translate(_MARKS).split())


def quoted(sentence: str) -> list[str]:
    """Return what stands between quotation marks in a sentence, in order."""
    return [next(part for part in found.groups() if part is not None) for found in _QUOTED.finditer(sentence)]


def misquoted(sentence: str, cited: Sequence[str]) -> str | None:
    """Return the first quotation of a sentence that no cited text holds verbatim; None where all do.

    What is left out ("…", "[…]") parts a quotation into pieces that must follow each other in one text. A closing stop
    or comma belongs to the sentence.
    """
    texts = [normal(text) for text in cited]
    for words in quoted(sentence):
        pieces = [piece for piece in (normal(p).strip(_ENDS + " ") for p in _LEFT_OUT.split(words)) if piece]
        if pieces and not any(_follow(pieces, text) for text in texts):
            return words
    return None


def verbatim(sentence: str, cited: Sequence[str]) -> bool:
    """Return whether a sentence is one or several whole sentences of a cited text, word for word.

    A part of a sentence is not: "officers were told" may be cut from "nobody knows whether officers were told".
    Quotation marks around all of it are not counted.
    """
    wanted = normal(sentence)
    if len(wanted) > 2 and wanted[0] == wanted[-1] == '"' and '"' not in wanted[1:-1]:
        wanted = wanted[1:-1].strip()
    return bool(wanted) and any(_whole(wanted, text) for text in cited)


def _whole(wanted: str, text: str) -> bool:
    if normal(text) == wanted:
        return True
    spans = sentence_spans(text)
    pieces = [normal(text[start:end]) for start, end in spans]
    for first in range(len(pieces)):
        joined = ""
        for piece in pieces[first:]:
            joined = f"{joined} {piece}".strip()
            if joined == wanted:
                return True
            if len(joined) >= len(wanted):
                break
    return False


def _follow(pieces: Sequence[str], text: str) -> bool:
    """Return whether pieces stand in a text one after the other, each from the edge of a word to the edge of one."""
    at = 0
    for piece in pieces:
        found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(text, at)
        if not found:
            return False
        at = found.end()
    return True
