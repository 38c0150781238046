"""The sides of a comparison: the places, forces, people, reviews and publishers it names, or years, or agencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvrag.answer.compare.kinds import of_kind
from dvrag.answer.compare.publishers import is_published, of_press, publishers_in
from dvrag.answer.compare.side import AGENCIES, AGENCY, Side, Sides
from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import Name, filed_under, mentions, names_in
from dvrag.answer.question.parse import parse
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary

_YEAR = re.compile(r"\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b")


def names_of(text: str, corpus: Corpus) -> tuple[Name, ...]:
    """Return the names of a question that can be sides, publishers of reports among them, in order."""
    reports = corpus.reports()
    published = publishers_in(text, corpus)
    news = frozenset[ReportId]().union(*(p.about for p in published if of_press(p, reports)))
    names = [n for n in names_in(parse(text), corpus) if not any(_meet(n, p) for p in published)]
    names = [replace(name, about=name.about - news) for name in names]
    free = [p for p in published if not any(_meet(p, n) for n in names)]
    return tuple(_apart(sorted((*names, *free), key=lambda name: name.start)))


def sides_in(text: str, names: Sequence[Name], corpus: Corpus) -> Sides:
    """Return the sides that a question names: names, else years, else agencies; fewer than two where it has none."""
    reports = corpus.reports()
    if len(names) > 1:
        return Sides(of_kind(tuple(_of_name(name, reports) for name in names), text, reports))
    found = _different(_YEAR, text, names)
    if len(found) > 1:
        named = names[0] if names else None
        sides = tuple(_of_year(match, named, reports) for match in found)
        return Sides(sides, named.text if named else "")
    about = names[0].about if names else frozenset(report.id for report in reports)
    agencies = tuple(_of_agency(match, about) for match in _different(AGENCY, text, names))
    agencies = agencies if names else of_kind(agencies, text, reports)
    kinds = {side.agency for side in agencies}
    return Sides(agencies if len(kinds) == len(agencies) else (), names[0].text if names else "")


def _of_name(name: Name, reports: Sequence[ReportSummary]) -> Side:
    own = frozenset(r.id for r in reports if r.id in name.about)
    published = is_published(name, reports) and not filed_under(tuple(reports)).get(name.text.lower())
    return Side(name.text, name.start, name.end, bool(name.held), own, only=published, publisher=published)


def _of_year(match: re.Match[str], named: Name | None, reports: Sequence[ReportSummary]) -> Side:
    """Return a year with its reports: those titled with the name, of that year or round; else all about the name."""
    year = int(match[0][:4])
    about = [r for r in reports if named is None or r.id in named.about]
    titled = [r for r in about if named is not None and mentions(r.title, named.text)]
    own = [r for r in titled if r.facts.year == year] or [r for r in titled if match[0] in r.title]
    dated = own or [r for r in about if r.facts.year == year]
    ids = frozenset(r.id for r in dated)
    return Side(match[0], match.start(), match.end(), reports=ids, only=bool(own), year=year)


def _of_agency(match: re.Match[str], about: frozenset[ReportId]) -> Side:
    kind = next(name for place, name in enumerate(AGENCIES) if match[f"a{place}"] is not None)
    return Side(match[0], match.start(), match.end(), reports=about, agency=kind)


def _meet(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _apart(names: Sequence[Name]) -> list[Name]:
    """Return the names that are sides of their own: each text once, none of which qualifies another.

    Two names of one report ("Adult A in Northmoor") name one side: the first.
    """
    kept: list[Name] = []
    for name in names:
        same = any(name.text.lower() == other.text.lower() for other in kept)
        if not same and not any(name.about & other.about for other in kept):
            kept.append(name)
    return kept


def _different(pattern: re.Pattern[str], text: str, names: Sequence[Name]) -> list[re.Match[str]]:
    """Return what a pattern finds outside the names, each text once."""
    found: dict[str, re.Match[str]] = {}
    for match in pattern.finditer(text):
        beside = len(" police") if pattern is AGENCY else 0
        inside = any(name.start < match.end() and match.start() < name.end + beside for name in names)
        if not inside:
            found.setdefault(re.sub(r"^the\s+", "", match[0].lower()), match)
    return list(found.values())
