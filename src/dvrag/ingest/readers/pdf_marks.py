"""The words of a quote among the words that a PDF page draws → boxes around exactly these words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dvrag.ingest.readers.pdf_words import Word
from dvrag.model.page_images import MarkedLine
from dvrag.model.raw import Box

REACH = 1.5
"""Points by which the middle of a word may stand outside the box of its line."""

LEAST_FOUND = 0.6
"""Share of a quote's words on a line that must be found there; with fewer, the line is not marked."""

WIDEST_GAP = 2.5
"""Ems between two words of one line that are marked with one box: more than the spaces of justified text."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the line's text: its place there, its letters, and which cell of a row it stands in."""

    start: int
    end: int
    letters: str
    cell: int


def located(words: Sequence[Word], line: MarkedLine) -> tuple[Box, ...]:
    """Return boxes around the words of a marked line, one for each run of words on one line of the page.

    Nothing where the words cannot be found in the line's box.
    """
    tokens = _tokens(line.text)
    wanted = [n for n, token in enumerate(tokens) if token.start < line.end and line.start < token.end]
    telling = [n for n in wanted if tokens[n].letters]
    inside = [word for word in words if _within(word, line.box)]
    if not telling or not inside:
        return ()
    best: dict[int, list[Word]] = {}
    for order in _orders(inside, cells="|" in line.text):
        found = _aligned(tokens, order)
        if sum(n in found for n in telling) > sum(n in best for n in telling):
            best = found
        if all(n in best for n in telling):
            break
    if sum(n in best for n in telling) < LEAST_FOUND * len(telling):
        return ()
    return _boxes([(tokens[n].cell, best[n]) for n in wanted if n in best])


def _tokens(text: str) -> list[_Token]:
    found, cell = [], 0
    for match in _WORD.finditer(text):
        if match.group() == "|":
            cell += 1
        else:
            found.append(_Token(match.start(), match.end(), _letters(match.group()), cell))
    return found


def _letters(text: str) -> str:
    """Return the letters and figures alone, folded, so that hyphens, quotes and ligatures do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _within(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 - REACH <= x <= box.x1 + REACH and box.y0 - REACH <= y <= box.y1 + REACH


def _orders(words: Sequence[Word], *, cells: bool) -> Iterable[Sequence[Word]]:
    """Yield the words in orders that the line's text may have: as drawn, across, and in a row cell by cell."""
    yield words
    yield sorted(words, key=lambda word: (round(word.base), word.x0))
    if cells:
        columns = _columns(words)
        yield sorted(words, key=lambda word: (columns[id(word)], round(word.base), word.x0))


def _columns(words: Sequence[Word]) -> dict[int, int]:
    """Return, by the identity of each word, which column of the row it stands in."""
    found: dict[int, int] = {}
    column, right = -1, float("-inf")
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 > right + REACH:
            column += 1
        right = max(right, word.x1)
        found[id(word)] = column
    return found


def _aligned(tokens: Sequence[_Token], words: Sequence[Word]) -> dict[int, list[Word]]:
    """Return, by place of a token, the words of the page that show it."""
    theirs = [_letters(word.text) for word in words]
    whole = _spelled(tokens, words, theirs)
    if whole:
        return dict(enumerate(whole))
    matcher = SequenceMatcher(None, [token.letters for token in tokens], theirs, autojunk=False)
    found: dict[int, list[Word]] = {}
    for kind, start, end, low, high in matcher.get_opcodes():
        if kind == "equal":
            found.update((n, [words[low + n - start]]) for n in range(start, end))
        elif kind == "replace":
            found.update(enumerate(_spelled(tokens[start:end], words[low:high], theirs[low:high]), start))
    return {n: shown for n, shown in found.items() if shown}


def _spelled(tokens: Sequence[_Token], words: Sequence[Word], theirs: Sequence[str]) -> list[list[Word]]:
    """Return the words by token where they spell the tokens' letters in one place, however these are cut into words.

    Nothing where they spell them nowhere, or in several places.
    """
    ours, joined = "".join(token.letters for token in tokens), "".join(theirs)
    at = joined.find(ours)
    if not ours or at < 0 or joined.find(ours, at + 1) >= 0:
        return []
    owner = [n for n, letters in enumerate(theirs) for _ in letters]
    found = []
    for token in tokens:
        found.append([words[n] for n in dict.fromkeys(owner[at : at + len(token.letters)])])
        at += len(token.letters)
    return found


def _boxes(found: Iterable[tuple[int, list[Word]]]) -> tuple[Box, ...]:
    made: list[Box] = []
    last: tuple[int, Word] | None = None
    for cell, words in found:
        for word in words:
            if made and last and last[0] == cell and _goes_on(last[1], made[-1], word):
                old = made[-1]
                made[-1] = Box(min(old.x0, word.x0), min(old.y0, word.y0), max(old.x1, word.x1), max(old.y1, word.y1))
            else:
                made.append(Box(word.x0, word.y0, word.x1, word.y1))
            last = (cell, word)
    return tuple(Box(*(round(edge, 2) for edge in (box.x0, box.y0, box.x1, box.y1))) for box in dict.fromkeys(made))


def _goes_on(before: Word, box: Box, word: Word) -> bool:
    """Return whether a word stands on the line that the box marks, next to the word before it."""
    if word.turn != before.turn:
        return False
    across = (box.x0, box.x1, word.x0, word.x1), (box.y0, box.y1, word.y0, word.y1)
    along, beside = across if word.turn in (0, 2, -1) else across[::-1]
    gap = max(along[0], along[2]) - min(along[1], along[3])
    shared = min(beside[1], beside[3]) - max(beside[0], beside[2])
    height = min(beside[1] - beside[0], beside[3] - beside[2])
    return gap <= WIDEST_GAP * max(word.size, before.size, 1.0) and shared >= 0.5 * height
