"""The words of this work, in groups of the same kind, and where they stand in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_ENOUGH = 3
"""Wrong answers of a gap, where the group says nothing."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term. `one` or `many` is "" where it has no such form; `an`: whether "an" goes before it;
    `asked`: whether it is worth a gap, else it is a wrong answer only. `theme` is the name of its theme, or "".

    `cues` finds words that tell that this term and no other of its group belongs in a sentence.
    """

    one: str
    many: str
    group: str
    family: str
    counted: bool
    an: bool
    asked: bool
    theme: str
    cues: re.Pattern[str]

    @property
    def name(self) -> str:
        """The term under its usual form."""
        return self.one or self.many


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of the same kind. `least` wrong answers are needed; `after` must stand right before a gap, if given.

    `dull`: worth asking only where there is little else.
    """

    name: str
    terms: tuple[Term, ...]
    least: int
    after: re.Pattern[str] | None
    dull: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A term at `[start, end)` of a text, in its plural or not."""

    term: Term
    start: int
    end: int
    plural: bool


_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
_KNOWN = frozenset("nhs gp cctv bsl uk dash marac idva mappa mash dvpo dvpn spo iris dvds dhr csp pcc".split())


@lru_cache(maxsize=1)
def groups() -> Mapping[str, Group]:
    """Return the groups by name, in the order of the file."""
    table = tomllib.loads(files("dvrag.training.terms").joinpath("terms.toml").read_text("utf-8"))
    return {name: _group(name, entry) for name, entry in table.items()}


def found_in(text: str) -> tuple[Found, ...]:
    """Return the terms of a text from left to right, the longest at each place, not overlapping."""
    found: list[Found] = []
    for match in _pattern().finditer(text):
        folded = _folded(match.group())
        terms, plural = _forms()[folded]
        found.extend(Found(term, match.start(), match.end(), plural) for term in terms if _cased(term, match.group()))
    return tuple(found)


@lru_cache(maxsize=1)
def words_of_terms() -> frozenset[str]:
    """Return all words of the terms, in lower case."""
    return frozenset(word for form in _forms() for word in form.split())


def is_marked(text: str) -> bool:
    """Return whether a text holds an acronym that is no term of this work: it tells which report the text is from."""
    return any(
        found.group().removesuffix("s").lower() not in words_of_terms() | _KNOWN
        for found in _ACRONYM.finditer(text)
        if text[found.start() - 1 : found.start()] != "("
    )


def _group(name: str, entry: Mapping[str, Any]) -> Group:
    after = entry.get("after")
    return Group(
        name=name,
        terms=tuple(_term(name, row) for row in entry["terms"]),
        least=entry.get("least", _ENOUGH),
        after=re.compile(rf"\b(?:{after})\s+$", re.IGNORECASE) if after else None,
        dull=entry.get("dull", False),
    )


def _term(group: str, row: Mapping[str, Any]) -> Term:
    one, many = row.get("one", ""), row.get("many", "")
    name = one or many
    return Term(
        one=one,
        many=many,
        group=group,
        family=row["family"],
        counted=row.get("counted", True),
        an=row.get("an", name[0].lower() in "aeio"),
        asked=row.get("asked", True),
        theme=row.get("theme", ""),
        cues=re.compile(rf"\b(?:{row['cues']})", re.IGNORECASE),
    )


def _cased(term: Term, written: str) -> bool:
    """Return whether a term that is written in capitals or as a name stands so in the text."""
    name = term.name
    return not any(letter.isupper() for letter in name) or written.replace("'", "’")[:2] in {
        name[:2], (term.many or name)[:2]
    }  # fmt: skip


def _folded(form: str) -> str:
    return " ".join(form.lower().replace("'", "’").split())


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[tuple[Term, ...], bool]]:
    """Return the terms of each form and whether it is a plural."""
    found: dict[str, tuple[tuple[Term, ...], bool]] = {}
    for group in groups().values():
        for term in group.terms:
            for form, plural in ((term.one, False), (term.many, True)):
                if form:
                    before = found.get(_folded(form), ((), plural))[0]
                    found[_folded(form)] = ((*before, term), plural)
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    forms = sorted(_forms(), key=len, reverse=True)
    written = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("’", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE)
