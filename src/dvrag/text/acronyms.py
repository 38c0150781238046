"""Acronyms and what they stand for, both ways: "IMR" ↔ "individual management review".

The domain's list is `acronyms.toml`. A report's own glossary goes before it: where a report explains an acronym
otherwise, only its own meaning counts for its passages, and that meaning counts for no other report's.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from dvrag.model.ids import ReportId
from dvrag.text.stems import stem
from dvrag.text.terms import STOP_WORDS, words

Glossaries = Mapping[ReportId, Mapping[str, str]]
"""The acronyms that each report explains, as written there."""

_SMALL = 3
"""An acronym counts in small letters from this length on ("imr", but not "da")."""
_MOST = 4
"""Names that one expansion adds at most."""
_LONGEST = 12
"""A glossary entry of more words explains instead of spelling out, and is not searched as a phrase."""
_NO_CASE = 3
"""A query of more words than this, all in capitals, says nothing by its capitals."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of an acronym. `wordings` are phrases for it, the usual one first; `also` other names of it.

    `word`: in small letters it is an ordinary word, so only capitals count. `reports` are those whose own glossary
    gives this meaning; `listed` ones stand in the domain's list and hold for reports without a glossary.
    """

    acronym: str
    wordings: tuple[str, ...]
    also: tuple[str, ...] = ()
    word: bool = False
    listed: bool = True
    reports: frozenset[ReportId] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, the acronym first."""
        return (self.acronym, *self.wordings, *self.also)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Names that mean the same as `found`, a piece of the query: `added` are new, `phrase` it spells out itself.

    They hold for the passages of the reports in `only` (None: of all), but not of those in `without`, whose
    glossaries give the acronym another meaning.
    """

    found: str
    added: tuple[str, ...]
    only: frozenset[ReportId] | None = None
    without: frozenset[ReportId] = frozenset()
    phrase: str | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """What to search for: the new names, and the query's own phrase as one."""
        return (*self.added, self.phrase) if self.phrase else self.added


class Acronyms:
    """The domain's list and the glossaries of a library's reports, ready to expand queries."""

    def __init__(self, listed: Iterable[Sense], glossaries: Glossaries) -> None:
        senses: dict[str, list[Sense]] = defaultdict(list)
        for sense in listed:
            senses[_key(sense.acronym)].append(sense)
        for acronym, wording, reports in _own_meanings(glossaries):
            _merge(senses[_key(acronym)], acronym, wording, reports)
        self._senses = {key: tuple(found) for key, found in senses.items()}
        self._places = {key: place for place, key in enumerate(self._senses)}
        self._stemmed = {n: _stemmed(n) for found in self._senses.values() for sense in found for n in sense.names}
        self._by_first: dict[str, set[str]] = defaultdict(set)
        for key, found in self._senses.items():
            for name in (key, *(name for sense in found for name in sense.names)):
                self._by_first[_stemmed(name).split()[0]].add(key)

    def expand(self, query: str) -> tuple[Expansion, ...]:
        """Return what the query's acronyms stand for and the acronyms of its phrases, in the order of the list.

        Nothing that the query already says is added. Where the query spells out one sense of an acronym,
        the others are left out.
        """
        written = _written(query)
        stemmed = _stemmed(query)
        found: list[Expansion] = []
        for key in self._near(written, stemmed):
            senses = self._senses[key]
            spelled = tuple(s for s in senses if self._trigger(s, stemmed))
            short = _short_form(senses[0], key, written, stemmed)
            for sense in spelled or (senses if short else ()):
                phrase = self._trigger(sense, stemmed)
                added = self._added(sense, stemmed)
                if added:
                    trigger = short or phrase or sense.acronym
                    found.append(Expansion(trigger, added, *self._scope(sense, senses), phrase))
        return _without_repeats(found)

    def _near(self, written: Iterable[str], stemmed: str) -> list[str]:
        """Return the keys that the query may use: as written, or by the first word of a name; in the list's order."""
        keys = {key for key in written if key in self._senses}
        keys.update(key for first in stemmed.split() for key in self._by_first.get(first, ()))
        return sorted(keys, key=self._places.__getitem__)

    def _trigger(self, sense: Sense, stemmed: str) -> str | None:
        """Return the longest phrase for the sense that stands in the query."""
        phrases = (*sense.wordings, *(name for name in sense.also if _key(name) not in self._senses))
        spelled = [name for name in phrases if self._stemmed[name] in stemmed]
        return max(spelled, key=len, default=None)

    def _added(self, sense: Sense, stemmed: str) -> tuple[str, ...]:
        new = (n for n in sense.names if self._stemmed[n] not in stemmed and n.lower() not in STOP_WORDS)
        return tuple(new)[:_MOST]

    def _scope(self, sense: Sense, senses: tuple[Sense, ...]) -> tuple[frozenset[ReportId] | None, frozenset[ReportId]]:
        if not sense.listed:
            return sense.reports, frozenset()
        others = frozenset[ReportId]().union(*(s.reports for s in senses if s is not sense))
        return None, others - sense.reports


@lru_cache(maxsize=1)
def listed_senses() -> tuple[Sense, ...]:
    """Return the domain's acronyms as listed in `acronyms.toml`."""
    table = tomllib.loads(files("dvrag.text").joinpath("acronyms.toml").read_text("utf-8"))
    return tuple(
        Sense(acronym, tuple(entry["meanings"]), tuple(entry.get("also", ())), bool(entry.get("word", False)))
        for acronym, entries in table.items()
        for entry in entries
    )


def _own_meanings(glossaries: Glossaries) -> Iterable[tuple[str, str, frozenset[ReportId]]]:
    """Yield (acronym, wording, reports that explain it so)."""
    found: dict[tuple[str, str], tuple[str, str, set[ReportId]]] = {}
    for report, glossary in glossaries.items():
        for acronym, meaning in glossary.items():
            if words(acronym) and 0 < len(words(meaning)) <= _LONGEST:
                entry = found.setdefault((_key(acronym), _stemmed(meaning)), (acronym, meaning, set()))
                entry[2].add(report)
    for acronym, meaning, reports in found.values():
        yield acronym, meaning, frozenset(reports)


def _merge(senses: list[Sense], acronym: str, wording: str, reports: frozenset[ReportId]) -> None:
    """Add a report's meaning to the sense that it words, or as a sense of its own."""
    for position, sense in enumerate(senses):
        if any(_same(wording, known) for known in (*sense.wordings, *sense.also)):
            new = _stemmed(wording) not in map(_stemmed, sense.wordings)
            wordings = (*sense.wordings, wording) if new else sense.wordings
            senses[position] = Sense(
                sense.acronym, wordings, sense.also, sense.word, sense.listed, sense.reports | reports
            )
            return
    word = any(sense.word for sense in senses)
    senses.append(Sense(acronym, (wording,), word=word, listed=False, reports=reports))


def _same(one: str, other: str) -> bool:
    """Return whether two wordings share most of their stems ("adviser", "advisers", "risk identification checklist").

    Threshold: 2/3 of the stems of both together, so that one word more in a wording of two is the same sense
    and one word other is not.
    """
    first, second = set(_stemmed(one).split()), set(_stemmed(other).split())
    return 3 * len(first & second) >= 2 * len(first | second)


def _short_form(sense: Sense, key: str, written: Mapping[str, bool], stemmed: str) -> str | None:
    """Return the acronym where the query uses it, else None."""
    if " " in key:
        return sense.acronym if _stemmed(key) in stemmed else None
    if key not in written:
        return None
    small_counts = sense.listed and len(key) >= _SMALL and not sense.word
    return sense.acronym if written[key] or small_counts else None


def _written(query: str) -> dict[str, bool]:
    """Return the query's words in lower case, without a plural "s" too, and whether one is in telling capitals."""
    tokens = re.findall(r"[^\W_]+", query)
    shouted = len(tokens) > _NO_CASE and not any(c.islower() for c in query)
    found: dict[str, bool] = {}
    for token in tokens:
        for form in (token, token.removesuffix("s")):
            capital = sum(c.isupper() for c in form) > 1 and not shouted
            found[form.lower()] = found.get(form.lower(), False) or capital
    return found


def _without_repeats(found: Iterable[Expansion]) -> tuple[Expansion, ...]:
    """Drop phrases that an earlier expansion of the same scope has added."""
    seen: set[tuple[str, frozenset[ReportId] | None]] = set()
    kept = []
    for item in found:
        added = tuple(name for name in item.added if (_stemmed(name), item.only) not in seen)
        seen.update((_stemmed(name), item.only) for name in added)
        if added:
            kept.append(replace(item, added=added))
    return tuple(kept)


@lru_cache(maxsize=4096)
def _stemmed(text: str) -> str:
    """Return the stems of all words, each with a space on both sides, so that phrases can be found in it."""
    return f" {' '.join(stem(word) for word in words(text))} "


def _key(acronym: str) -> str:
    return " ".join(words(acronym))
