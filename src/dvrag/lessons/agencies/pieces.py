"""An addressee as printed → the pieces that each name one agency ("X Police and the CCG" → "X Police", "the CCG")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvrag.lessons.agencies.catalogue import Hit, Token, hits, tokens
from dvrag.text.places import places

_HARD = re.compile(r"\s*(?:[;/|•]|\s\+\s|\band/or\b)\s*")
_SOFT = re.compile(
    r"\s*,\s*(?:and\s+|with\s+)?|\s+(?:(?:together|in\s+(?:partnership|conjunction|consultation))\s+with|as\s+well\s+as"
    r"|supported\s+by|led\s+by|alongside|including|through|via|with|and|&|\+)\s+|\s+[–—-]\s+"
)
_ROLE = re.compile(r"\s+(?:as\s+(?:the\s+|its\s+)?[a-z]\w+|that|which|who|whose|where)\b.*$")
_LEAD_IN = re.compile(
    r"^\W*(?:(?:recommendation\s+)?(?:is\s+)?(?:addressed|directed|made)\s+to\b|for\s+action\s+by\b|lead(?:\s+agency)?\s*:|to\b(?!\s*$)|for\b"
    r"(?!\s*$))?[\s:]*(?:the\s+(?=[^\s]))?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?")
_NO_ONE = re.compile(r"\bn/a\b|\bnot (?:stated|applicable|known)\b", re.IGNORECASE)
_MARKS = tuple(chr(0xE000 + place) for place in range(16))
"""Private characters that stand for brackets while a text is cut, so that each stays with its own piece."""
_DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as printed, without its brackets; `hint` is what stood in them.

    `after_comma`: it may be a part of the agency before it. `small`: the whole addressee is in small letters, as a
    person types it.
    """

    text: str
    hint: str = ""
    after_comma: bool = False
    small: bool = False


def pieces(printed: str, near: tuple[str, ...] = ()) -> tuple[Piece, ...]:
    """Return the pieces of an addressee in order; a line break is a space.

    `near` are names (of a force, of an area) that begin a piece of their own.
    """
    found: list[Piece] = []
    for part in _HARD.split(_NO_ONE.sub("", printed)):
        hints = _BRACKETS.findall(part)
        marked = " ".join(part.split())
        for mark in _MARKS[: len(hints)]:
            marked = _BRACKETS.sub(mark, marked, count=1)
        for text, comma in _cut(marked, near):
            hint = " ".join(hint for hint, mark in zip(hints, _MARKS, strict=False) if mark in text)
            bare = text.translate(dict.fromkeys(map(ord, _MARKS)))
            plain = _ROLE.sub("", _LEAD_IN.sub("", bare)).strip(" .,:;-–—'\"“”‘’")
            if plain:
                found.append(Piece(plain, hint, comma, printed.islower()))
    return tuple(found)


def _cut(text: str, near: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the pieces of a stretch without hard separators, each with whether a comma stood before it."""
    words = tokens(text)
    inside = [(words[hit.first].start, words[hit.last - 1].end) for hit in hits(words)]
    cuts: list[tuple[str, bool]] = []
    start, comma = 0, False
    for match in _SOFT.finditer(text):
        if any(first < match.end() and match.start() < last for first, last in inside):
            continue
        if _separate(text[start : match.start()], text[match.end() :], match.group(), near):
            cuts.append((text[start : match.start()], comma))
            start, comma = match.end(), comma or "," in match.group() or match.group().strip() in _DASHES
    return [*cuts, (text[start:], comma)]


def _separate(left: str, right: str, mark: str, near: tuple[str, ...]) -> bool:
    """Return whether a mark parts two agencies ("A Police and B Council", but not "A and B Police")."""
    words = tokens(left)
    found = hits(words)
    if "," in mark or mark.strip() in _DASHES:
        return bool(found) or not _is_place(left)
    if mark.strip() not in {"and", "&", "+"}:
        return True
    if re.match(rf"(?:the\s+)?(?:{'|'.join(map(re.escape, near)) or '(?!)'})", right, re.IGNORECASE):
        return True
    place_follows = bool(found) and re.search(r"\b(?:of|for|in)\s+\S+$", left) is not None
    return bool(found) and bool(right) and not (place_follows and not hits(tokens(right)))


def _is_place(text: str) -> bool:
    return any(end - start == len(text.strip()) for start, end in places(text.strip()))


def own_words(words: tuple[Token, ...], found: tuple[Hit, ...]) -> list[Token]:
    """Return the words that stand in no phrase of the catalogue."""
    inside = {place for hit in found for place in range(hit.first, hit.last)}
    return [word for place, word in enumerate(words) if place not in inside]
