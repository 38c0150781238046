"""Names of people, places and bodies in a text, and the kinds of agency that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from dvrag.answer.verify.facts.items import Item, ItemKind, item
from dvrag.answer.verify.facts.numbers import SERVICE
from dvrag.answer.verify.facts.words import Word, Words
from dvrag.lessons.agencies.catalogue import class_words, hits, singular, tokens
from dvrag.text.dates import MONTHS
from dvrag.text.quantities import TENS, UNITS
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS

_LABELLED = re.compile(
    r"\b(?:Adult|Child|Baby|Friend|Family|Person|Officer|Sibling|Partner|Witness|Mother|Father|Ms|Mr|Mrs|Miss|Dr)\s+"
    r"(?:[A-Z]{1,2}|\d{1,2})\b"
)
_SMALL = frozenset({"of", "the", "upon", "le", "de"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_QUANTITIES = frozenset(
    """none nobody nothing neither everyone everybody everything someone somebody something anyone anybody each every
    all both most many much few fewer several some any half another other either enough plenty almost nearly""".split()
)
_NO_NAME = (
    _DAYS
    | frozenset(MONTHS)
    | _QUANTITIES
    | frozenset((*UNITS, *TENS))
    | frozenset({"i", "recommendation", "table", "english", "christmas", "easter"})
)
_POLICE = re.compile(
    r"(?<!housing )(?<!probation )(?<!medical )(?<!executive )\b(?:officers|detectives?|sergeants?|constables?"
    r"|superintendents?)\b",
    re.I,
)
_AFTER_NAME = frozenset("was had is has who said told asked could did and".split())
_MORE = (
    ("Police forces", _POLICE),
    ("General practice", re.compile(r"\bGPs?\b")),
    ("Schools", re.compile(r"\b(?:teachers?|headteachers?|head\s+teachers?|pupils?)\b", re.I)),
    ("Children's social care", re.compile(r"\bsocial\s+workers?\b", re.I)),
    ("Maternity services", re.compile(r"\bmidwi(?:fe|ves)\b", re.I)),
    ("Health visiting", re.compile(r"\bhealth\s+visitors?\b", re.I)),
    ("Hospitals", re.compile(r"\bemergency\s+departments?\b", re.I)),
    ("Housing provider", re.compile(r"\blandlords?\b", re.I)),
)
_ALIKE = (
    frozenset({"Local authority", "Housing services", "Children's social care", "Adult social care", "Social care"}),
    frozenset({"Housing services", "Housing provider"}),
    frozenset({"Schools", "Education", "Colleges and universities"}),
    frozenset({"Hospitals", "NHS trust", "Health services", "Mental health services"}),
    frozenset({"Domestic abuse services", "Voluntary sector"}),
    frozenset({"Community safety partnership", "Partnership", "All agencies"}),
    frozenset({"General practice", "Health services"}),
    frozenset({"Inspectorate", "HMICFRS", "Ofsted", "Care Quality Commission"}),
    frozenset({"Children's social care", "Social care", "Local authority", "Multi-agency safeguarding hub"}),
)
"""Kinds of agency of which one may be called by the name of another."""


def names(words: Words, known: frozenset[str] = frozenset()) -> list[Item]:
    """Return the names of a text. `known`: stems that are names where they begin a sentence, too."""
    found = [item(ItemKind.NAME, m.group().lower(), words, m.span()) for m in _LABELLED.finditer(words.text)]
    rung = [(m, m.lastgroup or "rung") for m in SERVICE.finditer(words.text)]
    found += [item(ItemKind.NAME, m[name], words, m.span(name)) for m, name in rung]
    taken = {i for labelled in found for i in range(labelled.first, labelled.last)}
    for first, last in _capitalised(words.words, known, taken):
        value = " ".join(_root(w) for w in words.words[first:last] if w.low not in _SMALL and _telling(w))
        if value:
            found.append(Item(ItemKind.NAME, value, first, last, _written(words, first, last)))
    return found


def known_names(*texts: Words) -> frozenset[str]:
    """Return the stems that stand as names within a sentence of these texts, and never in small letters."""
    small = {_root(w) for words in texts for w in words.words if w.text[0].islower()}
    inner = {
        _root(w)
        for words in texts
        for before, w in zip(words.words, words.words[1:], strict=False)
        if before.sentence == w.sentence and _proper(w)
    }
    heads = {
        _root(w)
        for words in texts
        for before, w, after in zip((None, *words.words), words.words, words.words[1:], strict=False)
        if _proper(w) and (before is None or before.sentence != w.sentence) and _begins_with_name(w, after)
    }
    return frozenset((inner | heads) - small)


def _begins_with_name(word: Word, after: Word) -> bool:
    """Return whether a word that begins a sentence is a person's name, by what follows ("Robin was ten")."""
    return word.text.endswith("'s") or (not word.low.endswith("s") and after.low in _AFTER_NAME)


def meant(words: Words, found: Sequence[Item]) -> list[Item]:
    """Return the names that "He" and "She" stand for where they begin a sentence: the first of the sentence before.

    A name that only says whose something is ("Robin's landlord") comes last.
    """
    pronouns: list[Item] = []
    for place, (before, word) in enumerate(pairwise(words.words), start=1):
        if word.low not in {"he", "she"} or word.sentence != before.sentence + 1:
            continue
        named = [i for i in (*found, *pronouns) if words.words[i.first].sentence == before.sentence]
        if named:
            first = min(named, key=lambda i: (words.words[i.last - 1].low.endswith("'s"), i.first))
            pronouns.append(Item(ItemKind.NAME, first.value, place, place + 1, first.written))
    return pronouns


def same_name(claimed: Item, cited: Item) -> bool:
    """Return whether two names can be those of one: the words of the shorter are among those of the longer."""
    mine, theirs = set(claimed.value.split()), set(cited.value.split())
    return mine <= theirs or theirs <= mine


def agencies(words: Words) -> list[Item]:
    """Return the kinds of agency that a text speaks of, by their usual names."""
    listed = tokens(words.text)
    found = [
        item(ItemKind.AGENCY, hit.kind.name, words, (listed[hit.first].start, listed[hit.last - 1].end))
        for hit in hits(listed)
        if listed[hit.first].norm != "commissioner"  # of police, of care, of a service: it names no kind
    ]
    taken = {i for one in found for i in range(one.first, one.last)}
    for name, pattern in _MORE:
        more = [item(ItemKind.AGENCY, name, words, m.span()) for m in pattern.finditer(words.text)]
        found += [one for one in more if one.first not in taken]
    return found


def same_agency(claimed: Item, cited: Item) -> bool:
    """Return whether two kinds of agency are one, or one of them is called by the name of the other."""
    pair = {claimed.value, cited.value}
    return len(pair) == 1 or any(pair <= group for group in _ALIKE)


def _capitalised(words: Sequence[Word], known: frozenset[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(words):
        if place in taken or not _is_name(words, place, known):
            place += 1
            continue
        last = place + 1
        while last < len(words) and last not in taken and _goes_on(words, last):
            last += 1
        while words[last - 1].low in _SMALL:
            last -= 1
        yield place, last
        place = last


def _is_name(words: Sequence[Word], place: int, known: frozenset[str]) -> bool:
    word = words[place]
    if not _proper(word):
        return False
    begins = place == 0 or words[place - 1].sentence != word.sentence or words[place - 1].end + 1 < word.start - 1
    if not begins:
        return True
    follows = place + 1 < len(words) and _goes_on(words, place + 1)
    return _root(word) in known or (follows and not _ordinary(word.low)) or word.text.endswith("'s")


def _goes_on(words: Sequence[Word], place: int) -> bool:
    word, before = words[place], words[place - 1]
    near = word.sentence == before.sentence and word.start - before.end == 1 and not before.text.endswith("'s")
    if near and word.low in _SMALL - {"the"}:
        return place + 1 < len(words) and _proper(words[place + 1]) and words[place + 1].start - word.end == 1
    return near and _proper(word)


def _proper(word: Word) -> bool:
    text = word.text
    acronym = len(text) > 1 and text.rstrip("s").isupper()
    return text[0].isupper() and not acronym and len(text) > 1 and word.low not in STOP_WORDS | _NO_NAME


def _ordinary(low: str) -> bool:
    return low in {"no", "not", "none", "nobody", "every", "only", "officers", "police", "inspectors", "although"}


@lru_cache(maxsize=8192)
def _agency_word(low: str) -> bool:
    return (
        bool(hits(tokens(low)))
        or (singular(low),) in class_words()
        or low in {"county", "borough", "district", "city", "trust", "service", "services"}
    )


def _telling(word: Word) -> bool:
    return not _agency_word(word.low)


def _root(word: Word) -> str:
    return stem(word.low)


def _written(words: Words, first: int, last: int) -> str:
    return words.text[words.words[first].start : words.words[last - 1].end].removesuffix("'s")
