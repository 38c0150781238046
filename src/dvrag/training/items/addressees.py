"""Who is told: how an addressee is shown, and which other agencies could have been told the same and were not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from dvrag.lessons.agencies.normalise import generic_names, matches, same
from dvrag.model.actions import Entry
from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.text.stems import words
from dvrag.training.desk import Desk, is_national
from dvrag.training.items.build import drawn_key
from dvrag.training.prose.cut import without_article

_UMBRELLA = re.compile(r"\b(?:all|any|every|each|both|other|partners|agencies|officers|supervisors?|staff)\b", re.I)
_TAKES_THE = re.compile(r"\b(?:Trust|Office|Board|Group|Partnership|Commissioner|College of|Service|Department)\b")
_RENAMED = re.compile(r"\b(?:Clinical Commissioning Group|Integrated Care Board|Primary Care Trust|CCG|ICB|PCT)\b")
_PRINTED = 50
"""Characters of a generic addressee that is shown as it is printed, at most."""
_COMMONLY = frozenset({"Police", "Council", "Government", "Landlords"})
"""Words that stand for a kind of body when they stand alone."""
_COMMON = frozenset("the of and for nhs trust police service council board group county borough district city".split())


class Addressees:
    """Everybody whom the findings of a library tell something, by review and by the places in their names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._national: dict[str, Agency] = {}
        self._told: dict[ReportId, dict[str, Agency]] = defaultdict(dict)
        self._placed: dict[str, dict[str, Agency]] = defaultdict(dict)
        for entry in desk.material.entries:
            name = label(entry)
            if name:
                self._add(name, entry)

    def others(self, entry: Entry, shown: str, most: int = 3) -> tuple[str, ...]:
        """Return other agencies that could have been told the same and were not, those of the same review first.

        None that a finding much like this one is addressed to, that `shown` speaks of, or that may be the same body.
        """
        desk, own = self._desk, self._desk.findings_of(entry.report.id)
        barred = [agency for other in own if desk.alike(entry, other) for agency in other.finding.agencies]
        here = self._told.get(desk.review[entry.report.id], {})
        chosen: list[tuple[str, Agency]] = []
        for names in (here, self._national | self._near(own)):
            for name in sorted(names, key=lambda each: drawn_key(entry.finding.id, each)):
                taken = [*barred, *(agency for _, agency in chosen)]
                if len(chosen) < most and not is_one(names[name], taken) and not is_spoken_of(name, shown):
                    chosen.append((name, names[name]))
        return tuple(name for name, _ in chosen)

    def _add(self, name: str, entry: Entry) -> None:
        agency = entry.finding.agencies[0]
        self._told[self._desk.review[entry.report.id]][name] = agency
        if is_national(name):
            self._national[name] = agency
        for word in self._places((name,)):
            self._placed[word][name] = agency

    def _near(self, own: Iterable[Entry]) -> dict[str, Agency]:
        """Return the bodies that bear a name of a place that those told by this review bear too."""
        places = self._places(agency.name for entry in own for agency in entry.finding.agencies)
        return {name: agency for word in places for name, agency in self._placed.get(word, {}).items()}

    def _places(self, names: Iterable[str]) -> set[str]:
        return {word.lower() for name in names for word in words(name)} & self._desk.places


def label(entry: Entry) -> str:
    """Return how an addressee is shown as an answer; "" where it is not one body that a reader knows by its name."""
    finding = entry.finding
    if len(finding.agencies) != 1 or _UMBRELLA.search(finding.addressee or ""):
        return ""
    agency = finding.agencies[0]
    if agency.name in generic_names():
        printed = finding.addressee or ""
        return without_article(printed if 0 < len(printed) <= _PRINTED and "," not in printed else agency.name)
    unknown = agency.kind is AgencyClass.OTHER and len(words(agency.name)) < 2
    return "" if unknown else without_article(agency.name)


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: "the" before a trust or a board, a generic one in lower case."""
    small = not name[:2].isupper() and not re.search(r" [A-Z]", name)
    if name in generic_names() or name in _COMMONLY or (small and " " in name):
        plain = name[0].lower() + name[1:] if small else name
        return plain if plain.endswith(("s", "practice")) else f"the {plain}"
    return f"the {name}" if _TAKES_THE.search(name) and not name.startswith("NHS ") else name


def is_one(agency: Agency, others: Iterable[Agency]) -> bool:
    """Return whether an agency may be one of the others: by the same name, as a kind of it, or as what it became."""
    return any(_is_same(agency, other) for other in dict.fromkeys(others))


@lru_cache(maxsize=65536)
def _is_same(agency: Agency, other: Agency) -> bool:
    return (
        same(agency.name, other.name)
        or matches(agency.name, None, (other,))
        or matches(other.name, None, (agency,))
        or _became(agency.name, other.name)
    )


def is_spoken_of(name: str, text: str) -> bool:
    """Return whether a text holds a name's initials, or half of the words that tell it from others of its kind."""
    held = {word.lower() for word in words(text)}
    own = [word.lower() for word in words(name) if word.lower() not in _COMMON]
    initials = sorted(word[0] for word in words(name) if word[0].isupper())
    if len(initials) > 2 and any(sorted(found) == initials for found in re.findall(r"\b[A-Z]{3,}\b", text)):
        return True
    return bool(own) and sum(word in held for word in own) * 2 >= len(own)


def _became(one: str, other: str) -> bool:
    """Return whether two names are those of one commissioner of health care before and after it was renamed."""
    first, second = (frozenset(_RENAMED.sub("", name).lower().split()) for name in (one, other))
    return bool(_RENAMED.search(one) and _RENAMED.search(other)) and bool(first & second - {"nhs"})
