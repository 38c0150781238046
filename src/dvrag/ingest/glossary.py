"""The acronyms a report defines itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import BlockKind

_ACRONYM = r"[A-Z][A-Za-z&/-]{1,9}s?"
_AFTER = re.compile(rf"\(({_ACRONYM})(?:[,;][^)]{{0,60}})?\)")
_BEFORE = re.compile(rf"\b({_ACRONYM}) \(([A-Za-z][^()]{{5,120}})\)")
_GLOSSARY = re.compile(r"glossary|abbreviation|acronym|terms used|terminology|key terms", re.IGNORECASE)
_JOINED = re.compile(r", | / |/| and ")
_ENTRY = re.compile(
    rf"^({_ACRONYM}(?:(?:, | / | and ){_ACRONYM})*)(?:\s*[|:–=-]\s*|\s{{1,3}})(?=\S)(.{{6,300}})$", re.DOTALL
)
_SENSE = re.compile(r"^\(?\d\)?\s*[|:–-]?\s*")
_COMPOUND = re.compile(r"-[a-z]+(?: [a-z]+)?|[ -][Bb]ased [A-Za-z]+")
"""What goes on after the last initial: "honour-based violence", "Honour Based Violence"."""
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_SMALL = frozenset("a an and at by for from in into of on or the to with under".split())


def glossary(body: Body) -> dict[str, str]:
    """Return acronym → meaning, from the report's glossary and from definitions in its text; the glossary wins.

    A meaning is accepted when the acronym's letters are the initials of its words in order (small words may be
    passed over, one word may give two letters).
    """
    found: dict[str, str] = {}
    for acronym, meaning in [*_entries(body), *_inline(body.text)]:
        found.setdefault(acronym, meaning)
    return dict(sorted(found.items()))


def spells(acronym: str, words: list[str]) -> bool:
    """Return whether the letters of an acronym are the initials of `words`, from the first to the last.

    Small words may be passed over. In an acronym of five letters or more one word may give two, as in "HMICFRS".
    """
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    lowered = [word.lower() for word in words]
    if not lowered or not letters or lowered[0][0] != letters[0]:
        return False
    return _runs(letters, lowered, inner=False) or (len(letters) >= 5 and _runs(letters, lowered, inner=True))


def _runs(letters: list[str], words: list[str], *, inner: bool) -> bool:
    if not letters or not words:
        return not letters and not words
    word, rest = words[0], words[1:]
    if word[0] == letters[0] and _runs(letters[1:], rest, inner=inner):
        return True
    if (
        inner
        and word[0] == letters[0]
        and len(letters) > 1
        and letters[1] in word[1:]
        and _runs(letters[2:], rest, inner=True)
    ):
        return True
    return word in _SMALL and _runs(letters, rest, inner=inner)


def _entries(body: Body) -> Iterator[tuple[str, str]]:
    titles = {section.index: " ".join(section.path[-2:]) for section in body.sections}
    for block in body.blocks:
        inside = _GLOSSARY.search(titles[block.section]) or re.match(
            r"(?:term|acronym|abbreviation)\b", block.context, re.I
        )
        if not inside or block.kind is BlockKind.HEADING:
            continue
        found = _ENTRY.match(body.text[block.start : block.end])
        if found:
            yield from _defined(found.group(1), _SENSE.sub("", " ".join(found.group(2).split())))


def _defined(acronyms: str, meaning: str) -> Iterator[tuple[str, str]]:
    """Yield the entry of a glossary: the words that the acronym spells, else the meaning as far as its first stop."""
    names = _JOINED.split(acronyms)
    for acronym in names:
        if sum(letter.isupper() for letter in acronym) < 2:
            continue
        words = list(_WORD.finditer(meaning))
        counts = range(2, min(len(words), 14) + 1)
        ends = [words[n - 1].end() for n in counts if spells(acronym, _texts(words[:n]))]
        if ends:
            compound = _COMPOUND.match(meaning, ends[0])
            yield acronym, meaning[: compound.end() if compound else ends[0]]
        elif len(names) > 1:
            yield from _without_one(acronym, _texts(words)[:12])
        else:
            yield acronym, re.split(r"[.;:]\s|, (?:which|who|where|a|an|the)\b", meaning)[0]


def _without_one(acronym: str, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the meaning of the second of two acronyms: "DVPN, DVPO | Domestic violence protection notice and order"."""
    for skipped in range(1, len(words)):
        rest = [word for number, word in enumerate(words) if number != skipped and word.lower() not in {"and", "or"}]
        for count in range(2, len(rest) + 1):
            if spells(acronym, rest[:count]):
                yield acronym, " ".join(rest[:count])
                return


def _inline(text: str) -> Iterator[tuple[str, str]]:
    for found in _AFTER.finditer(text):
        acronym = found.group(1)
        base = acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
        meaning = _before(text, found.start(), base)
        if meaning:
            yield base, meaning
    for found in _BEFORE.finditer(text):
        words = _WORD.findall(found.group(2))
        if sum(letter.isupper() for letter in found.group(1)) >= 2 and spells(found.group(1), words):
            yield found.group(1), found.group(2)


def _before(text: str, end: int, acronym: str) -> str:
    """Return the words in front of `end` that the acronym abbreviates, "" where none do."""
    if sum(letter.isupper() for letter in acronym) < 2:
        return ""
    start = max(0, end - 120)
    words = list(_WORD.finditer(text, start, end))
    for count in range(2, min(len(words), 14) + 1):
        chosen = words[-count:]
        if spells(acronym, _texts(chosen)) and "\n" not in text[chosen[0].start() : end]:
            return text[chosen[0].start() : chosen[-1].end()]
    return ""


def _texts(words: list[re.Match[str]]) -> list[str]:
    return [word.group() for word in words]
