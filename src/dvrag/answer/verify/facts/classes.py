"""Words that exclude each other, and grades: which value of its class a word of a text states."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dvrag.answer.verify.facts.items import Item, ItemKind, item
from dvrag.answer.verify.facts.words import Words, key
from dvrag.lessons.agencies.catalogue import singular
from dvrag.lessons.judged.grades import WORDS, tidy

_GRADE = re.compile(
    rf"\b(?:is|was|as|graded|judged|rated|are|were|be|grade\s+of|graded\s+as|force|it)\s+(?:an?\s+|overall\s+|still\s+|only\s+)?"
    rf"(?P<grade>{WORDS})\b(?=\s+(?:at|for|in|on|overall|over|with)\b|\s*[.,;)]|\s*$)"
    rf"|\b(?P<sure>outstanding|inadequate|(?:requir(?:es?|ed|ing)|needs?)\s+improvement)\b"
    rf"|(?m:^\s*(?P<alone>{WORDS})\s*$)|:\s*(?P<cell>{WORDS})\s*(?:$|[.;\n|])"
    rf"|\b(?P<before>{WORDS})\s+(?:grade|rating|judge?ment)s?\b",
    re.I,
)


def grades(words: Words) -> list[Item]:
    """Return the grades of a text; "good" counts only where a grade is given, not in "a good plan"."""
    found = []
    for match in _GRADE.finditer(words.text):
        name = match.lastgroup or "grade"
        found.append(item(ItemKind.GRADE, tidy(match[name]), words, match.span(name)))
    return found


def contrasts(words: Words) -> list[Item]:
    """Return the words of a text that exclude others; `unit` of an item is its class."""
    singles, phrases = _table()
    found = []
    for place, word in enumerate(words.words):
        for name, value in (*singles.get(word.key, ()), *singles.get(f"={singular(word.low)}", ())):
            found.append(Item(ItemKind.CONTRAST, value, place, place + 1, word.text, name))
    for name, value, pattern in phrases:
        found += [item(ItemKind.CONTRAST, value, words, m.span(), name) for m in pattern.finditer(words.text)]
    return found


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, list[tuple[str, str]]], list[tuple[str, str, re.Pattern[str]]]]:
    """Return the classes and values of single words by their keys, and those of phrases with their patterns."""
    table = tomllib.loads((files(__package__) / "contrasts.toml").read_text("utf-8"))
    singles: dict[str, list[tuple[str, str]]] = {}
    phrases: list[tuple[str, str, re.Pattern[str]]] = []
    for name, values in table.items():
        for value, wordings in values.items():
            for wording in wordings:
                if " " in wording:
                    joined = r"\s+".join(map(re.escape, wording.split()))
                    phrases.append((name, value, re.compile(rf"\b{joined}\b", re.I)))
                    continue
                root = wording if wording.startswith("=") else key(wording)
                if (name, value) not in (kept := singles.setdefault(root, [])):
                    kept.append((name, value))
    return singles, phrases
