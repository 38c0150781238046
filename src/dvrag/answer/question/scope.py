"""Which passages may answer a question that names a place, a force, a person or a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.answer.question.names import Name, NameKind, mentions
from dvrag.answer.question.parse import Question
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit

_COORDINATED = re.compile(
    r"^[\s,]*(?:'s|’s)?[\s,]*(?:and|or|versus|vs\.?|with|than|to|,|compared\s+(?:with|to))[\s,]*(?:the\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of a question in groups: within a group one is enough (A or B), each group must be met.

    `of_report`: the years are those of a report ("the 2016 inspection"), not of what it tells.
    """

    groups: tuple[tuple[Name, ...], ...]
    years: tuple[str, ...]
    of_report: bool = False

    def admits(self, hit: Hit) -> bool:
        """Return whether the hit's passage is about, or mentions, a name of each group."""
        return all(any(self.meets(name, hit) for name in group) for group in self.groups)

    def meets(self, name: Name, hit: Hit) -> bool:
        """Return whether the hit's report is about the name, or its passage, section or title mentions it."""
        if hit.report.id in name.about:
            return True
        passage = hit.passage
        text = f"{passage.text} {passage.section} {passage.context} {hit.report.title}"
        return mentions(text, name.text, cased=name.kind is NameKind.PLACE)

    def dated(self, hit: Hit) -> bool:
        """Return whether the hit stands in a report, section or passage of one of the question's years, if any."""
        if not self.years:
            return True
        facts = hit.report.facts
        named = [fact.value or "" for fact in (facts.published, facts.year_of_death, facts.version)]
        text = " ".join([hit.report.title, hit.report.source, *named])
        if not self.of_report:
            text += f" {hit.passage.text} {hit.passage.section} {hit.passage.context}"
        return any(re.search(rf"(?<!\d){year}", text) for written in self.years for year in _years(written))

    def about(self) -> frozenset[ReportId]:
        """Return the reports that are about a name of every group (no groups: none)."""
        if not self.groups:
            return frozenset()
        ids = [frozenset().union(*(name.about for name in group)) for group in self.groups]
        return frozenset.intersection(*ids)

    def in_passing(self) -> bool:
        """Return whether some group has only names that no report is about."""
        return any(not any(name.about for name in group) for group in self.groups)

    def unheld(self) -> tuple[Name, ...]:
        """Return the names that no passage of the library holds."""
        return tuple(name for group in self.groups for name in group if not name.held)

    def impossible(self) -> bool:
        """Return whether a group has only names that the library does not hold."""
        return any(all(not name.held for name in group) for group in self.groups)


def _years(written: str) -> tuple[str, ...]:
    """Return the years of "2022", or both ends of "2021/22": a report on that cycle may carry either."""
    first, last = written[:4], re.sub(r"\D", "", written[4:])
    return (first, first[: 4 - len(last)] + last) if len(last) in {2, 4} else (first,)


def scope_of(question: Question, names: Sequence[Name]) -> Scope:
    """Return the scope of a question. Names joined by "and", "or", "versus" form one group."""
    groups: list[list[Name]] = []
    for name in names:
        between = question.text[groups[-1][-1].end : name.start] if groups else "x"
        if groups and _COORDINATED.match(_without_bodies(between)):
            groups[-1].append(name)
        else:
            groups.append([name])
    return Scope(tuple(tuple(group) for group in groups), question.years, _OF_REPORT.search(question.text) is not None)


_OF_REPORT = re.compile(
    r"\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\s+(?:\w+\s+){0,2}(?:inspection|report|review|peel|dhr|letter|cycle)\b"
    r"|\b(?:inspection|report|review|peel|dhr|letter)\s+(?:(?:of|in|from|for|published\s+in)\s+)?(?:19|20)\d{2}\b",
    re.IGNORECASE,
)

_BODIES = re.compile(
    r"\b(?:police|constabulary|council|review|reviews|report|reports|inspection|force|county|area|community|safety|partnership)\b",
    re.I,
)


def _without_bodies(text: str) -> str:
    return _BODIES.sub("", text)
