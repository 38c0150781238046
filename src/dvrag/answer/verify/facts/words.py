"""A text as words that can be compared with those of another: their keys, sentences, clauses and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dvrag.text.acronyms import listed_senses
from dvrag.text.quantities import TENS, UNITS
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS

_TOKEN = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?|[^\W_]+(?:['’][^\W_]+)*|[,;:()|–—\n]")
_MARK = frozenset(",;:()|–—\n")
_BREAKS = frozenset("but which who whom because although though while whereas so unless until and or if that".split())
"""Words with which another clause begins, or may begin."""
LISTED = 3.0
"""Content words that a semicolon stands for in distance: what it parts are items of a list or clauses of their own."""
LABEL = 8
"""Words of the first cell of a row that can name it, at most."""
_MULTIPLE = re.compile(r"\s+")
_LESS_CONTENT = frozenset("also still then said according found made make case cases number time times".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)`. `key` is the same for words that mean the same; `place` counts content words.

    `sentence` and `clause` count from 0 through the text; `content` is false for function words.
    """

    text: str
    key: str
    start: int
    end: int
    sentence: int
    clause: int
    content: bool
    place: float

    @property
    def low(self) -> str:
        """The word in small letters, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its words in order."""

    text: str
    words: tuple[Word, ...]

    @property
    def content(self) -> tuple[Word, ...]:
        """The words that carry meaning."""
        return tuple(word for word in self.words if word.content)

    def sentence(self, number: int) -> tuple[Word, ...]:
        """Return the words of a sentence."""
        return tuple(word for word in self.words if word.sentence == number)

    def at(self, start: int) -> int:
        """Return the index of the first word that ends behind an offset; the last one where none does."""
        return next((i for i, word in enumerate(self.words) if word.end > start), len(self.words) - 1)


@lru_cache(maxsize=4096)
def read(text: str) -> Words:
    """Return the words of a text after phrases that have one name are written as that name."""
    plain = _one_name(_rows_told(text.replace("’", "'")))
    found: list[Word] = []
    place, clause = 0.0, 0
    for number, (start, end) in enumerate(sentence_spans(plain)):
        clause += 1
        place += 6
        for match in _TOKEN.finditer(plain, start, end):
            if match.group() in _MARK:
                clause += 1
                place += LISTED if match.group() == ";" else 0.5
                continue
            low = match.group().lower()
            if low in _BREAKS:
                clause += 1
                place += 0.5
            content = low not in STOP_WORDS and low not in _LESS_CONTENT
            place += 1.0 if content else 0.0
            found.append(Word(match.group(), key(low), *match.span(), number, clause, content, place))
    return Words(plain, tuple(found))


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return what stands for a word and all words that mean the same: its stem or that of its group."""
    plain = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if not plain:
        return word.lower()
    if plain in UNITS or plain in TENS:
        return str(UNITS.get(plain, TENS.get(plain, 0)))
    if plain[0] in "£0123456789":
        return plain.strip("£%").replace(",", "") or plain
    root = _forms().get(plain, plain)
    root = stem(root)
    return _groups().get(root, root) or plain


def _one_name(text: str) -> str:
    pattern, names = _phrases()
    return pattern.sub(lambda found: names[_MULTIPLE.sub(" ", found.group().lower())], text)


def _rows_told(text: str) -> str:
    """Return a text in which each cell of a table stands beside its column's name, where a first row names them."""
    lines = text.split("\n")
    header: list[str] = []
    told: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 2:
            header = header if not line.strip() else []
            told.append(line)
        elif len(cells) == len(header):
            told.append("; ".join(f"{cells[0]} {n} {cell}" for n, cell in zip(header[1:], cells[1:], strict=True)))
        else:
            header = cells if not any(c.isdigit() for c in line) and _heads(cells) else []
            named = not header and len(cells[0].split()) <= LABEL and any(c.isalpha() for c in cells[0])
            told.append("; ".join(f"{cells[0]} {cell}" for cell in cells[1:]) if named else line)
    return "\n".join(told)


def _heads(cells: list[str]) -> bool:
    """Return whether cells can head columns: there are several, and each is short."""
    return len(cells) > 2 and all(len(cell.split()) <= LABEL for cell in cells)


def _lines() -> Iterator[str]:
    for line in (files(__package__) / "same_words.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return the verb or noun of each irregular form."""
    found: dict[str, str] = {}
    for line in _lines():
        if line.startswith("form: "):
            first, *others = line.removeprefix("form: ").split()
            found.update(dict.fromkeys(others, first))
    return found


def _grouped() -> Iterator[tuple[str, list[str]]]:
    for line in _lines():
        if not line.startswith("form: "):
            first, rest = line.split(" ", 1)
            yield first, rest.split("|")


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """Return the name of the group of each stem that is in one."""
    found: dict[str, str] = {}
    for first, rest in _grouped():
        name = stem(first)
        for word in rest:
            if " " not in word:
                found.setdefault(stem(_forms().get(word, word)), name)
    return found


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for phrases that have one name, the longest first, and the names."""
    names = {phrase: first for first, rest in _grouped() for phrase in rest if " " in phrase}
    for sense in listed_senses():
        for wording in sense.wordings:
            if " " in wording and not sense.word:
                names.setdefault(wording.lower(), sense.acronym)
                names.setdefault(f"{wording.lower()}s", sense.acronym)
    longest = sorted(names, key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE), names
