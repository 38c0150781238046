"""Names of people after cues: "my name is", "victim called", "Mr", "PC 1234", "her brother"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dvrag.text.terms import STOP_WORDS

NAME = "[name]"
MOST = 4
"""Words of a name, at most, small ones such as "de" not counted."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_GAP = re.compile(r"\.?[ \t]{1,2}")
_OWNED = re.compile(r"[’']s$", re.IGNORECASE)
_PARTICLES = frozenset("de da di do du del den der dos van von bin ibn bint al el la le ap ter ten".split())
_TITLES = r"Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Reverend|Judge"
_ABBREVIATED = "PC|WPC|PCSO|TPC|DC|TDC|DS|TDS|DI|DCI|DSU|PS|ACC|DCC|Sgt|Insp|Supt"
_IN_FULL = (
    r"(?:[Dd]etective\s)?(?:[Cc]hief\s)?(?:Police\s)?(?:Constable|Sergeant|Inspector|Superintendent)"
    r"|(?:detective|police)\s(?:chief\s)?(?:constable|sergeant|inspector|superintendent)"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """What stands before a name. `own`: it is of the writer or their people, and always goes.

    `small`: so many words of a name may be written in small letters there. `alone`: one word is enough; else two.
    """

    pattern: re.Pattern[str]
    own: bool = False
    small: int = 0
    alone: bool = True


def without_names(text: str, keep: frozenset[str]) -> str:
    """Return a text with a mark in place of each name after a cue; `keep` holds words of published names, folded."""
    text = _numbers()[0].sub(rf"\1 {NAME}", text)
    for cue in _cues():
        parts, done = [], 0
        for found in cue.pattern.finditer(text):
            span = _name_at(text, found.end(), cue, keep) if found.end() >= done else None
            if span:
                parts += [text[done : span[0]], NAME]
                done = span[1]
        text = "".join((*parts, text[done:]))
    return _numbers()[1].sub(rf"\1 {NAME}", text)


def _name_at(text: str, at: int, cue: _Cue, keep: frozenset[str]) -> tuple[int, int] | None:
    """Return where the name stands that begins at a place, or None where none does."""
    run = list(_run(text, at))
    plain = [_plain(match[0]) for match in run]
    if not run and cue.small:
        return _small(text, at, cue.small)
    if not run or any(word in _listed("bodies") for word in plain) or plain[0] in _listed("others"):
        return None
    names = [word for word in plain if word not in _PARTICLES]
    pseudonym = all(len(word) == 1 or word in _listed("people") for word in names)  # "Mr A", "Child B"
    if pseudonym or (len(names) < 2 and not cue.alone):
        return None
    if not cue.own and all(word in keep for word in names):
        return None
    last = run[-1]
    owned = _OWNED.search(last[0])
    return run[0].start(), last.end() - (len(owned[0]) if owned else 0)


def _run(text: str, at: int) -> Iterator[re.Match[str]]:
    """Yield the words with a capital that follow one another from a place on, and the particles between them."""
    held: list[re.Match[str]] = []
    count = 0
    while count < MOST and (match := _WORD.match(text, at)):
        word = match[0]
        if word[0].isupper() and (count == 0 or _plain(word) not in _listed("others")):
            yield from held
            yield match
            held, count = [], count + 1
            if _OWNED.search(word):
                return
        elif word.casefold() in _PARTICLES:
            held.append(match)
        else:
            return
        gap = _GAP.match(text, match.end())
        if not gap or (gap[0][0] == "." and len(word) > 1):
            return
        at = gap.end()


def _small(text: str, at: int, most: int) -> tuple[int, int] | None:
    """Return where a name in small letters stands: words that are no common ones, `most` of them."""
    found: list[re.Match[str]] = []
    while len(found) < most and (match := _WORD.match(text, at)) and not _common(match[0]):
        found.append(match)
        gap = _GAP.match(text, match.end())
        if not gap or gap[0][0] == ".":
            break
        at = gap.end()
    return (found[0].start(), found[-1].end()) if found else None


def _common(word: str) -> bool:
    plain = _plain(word)
    return len(plain) < 2 or plain in STOP_WORDS or any(plain in _listed(name) for name in _LISTS)


def _plain(word: str) -> str:
    return _OWNED.sub("", word).casefold()


_LISTS = ("bodies", "others", "after_is", "people")


@cache
def _listed(name: str) -> frozenset[str]:
    table = tomllib.loads(files("dvrag.text.redaction").joinpath("words.toml").read_text("utf-8"))
    return frozenset(table[name].split())


@cache
def _numbers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds an officer's number alone, and before a mark; a year alone is no number of an officer."""
    alone = r"\b(PC|WPC|PCSO|TPC|DC|TDC|PS)\s(?!(?:19|20)\d\d\b)\d{2,6}\b(?!\s+[A-Z][a-z]|[\d/.%])"
    return re.compile(alone), re.compile(rf"\b({_ABBREVIATED}|{_IN_FULL})\s\d{{2,6}}\s\[name\]")


@cache
def _cues() -> tuple[_Cue, ...]:
    people = "|".join(sorted(map(re.escape, _listed("people")), key=len, reverse=True))
    whose = r"(?:[Mm]y|[Oo]ur)"
    theirs = r"(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|[Ii]ts)"
    called = r"(?:called|named|known\sas|by\sthe\sname\sof)\s"
    naming = r"(?:(?:full|first|last|real|maiden|sur|birth)\s?)?name(?:\sis\s|\swas\s|[’']s\s|\s?[:=]\s?)"
    kin = rf"(?:(?:ex|late|former|older|elder|younger|new|current|step)[\s-])?(?:{people})s?,?\s"
    officer = rf"\b(?:(?:{_ABBREVIATED})|{_IN_FULL})\.?\s(?:\d{{2,6}}\s)?"
    return (
        _Cue(re.compile(rf"\b(?:{whose})\s{naming}", re.IGNORECASE), own=True, small=2),
        _Cue(re.compile(rf"\b(?:{theirs}\s|[’']s\s|\b){naming}", re.IGNORECASE), small=2),
        _Cue(re.compile(r"\b(?:I\sam|I[’']m)\s(?:called\s)?"), own=True),
        _Cue(re.compile(r"\b[Tt]his\sis\s"), own=True, alone=False),
        _Cue(re.compile(rf"\b{whose}\s{kin}(?:{called})?"), own=True),
        _Cue(re.compile(rf"\b{theirs}\s{kin}(?:{called})?")),
        _Cue(re.compile(rf"\b(?:{people})s?,?\s(?:(?:who|that)\s)?(?:(?:is|was)\s)?{called}", re.IGNORECASE)),
        _Cue(re.compile(rf"\b(?:(?:he|she|they|who)\s(?:is|was|are|were)|(?:he|she)[’']s)\s{called}", re.IGNORECASE)),
        _Cue(re.compile(rf"\b(?:the|a|an)\s(?:{people}),?\s")),
        _Cue(re.compile(rf"\b(?:{_TITLES})\.?\s")),
        _Cue(re.compile(r"\b(?:mr|mrs)\.?\s"), small=1),
        _Cue(re.compile(officer)),
    )
