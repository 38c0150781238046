"""What makers and checks look up again and again in a library: names of reports, people, how near findings are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dvrag.answer.question.names import core
from dvrag.lessons.agencies.catalogue import kinds
from dvrag.lessons.repeats.reviews import reviews
from dvrag.model.actions import Entry
from dvrag.model.documents import Family, Report
from dvrag.model.findings import FindingKind
from dvrag.model.ids import FindingId, ReportId
from dvrag.ports import Vectors
from dvrag.text.stems import stems, words
from dvrag.training.likeness import shared, unit
from dvrag.training.material import Material
from dvrag.training.naming import short_names
from dvrag.training.prose.people import common_words, people_in, titled_people

NEAR = (0.5, 0.35, 0.28)
"""Cosine from which two findings may say the same: with no theme in common, with one, with several."""
NEAR_OF_TWO_KINDS, SHARED = 0.6, 0.4
"""Cosine of findings of two kinds, and share of stems, from which they may say the same."""
SAID = 0.7
"""Share of a text's stems in one block of a report from which the report may say it."""

_UNASKED = frozenset({FindingKind.JUDGMENT, FindingKind.FIGURE})


RUN = 5
"""Words in a row that two texts share from which they may say the same."""


@dataclass(frozen=True, slots=True)
class Held:
    """The stems of a block, and its runs of `RUN` words."""

    stems: frozenset[str]
    runs: frozenset[str]


def runs(text: str) -> frozenset[str]:
    """Return every run of `RUN` words of a text, in lower case."""
    said = [word.lower() for word in words(text)]
    return frozenset(" ".join(said[place : place + RUN]) for place in range(len(said) - RUN + 1))


class Desk:
    """Lookups over one material; each is worked out when it is first asked for."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._people: dict[ReportId, frozenset[str]] = {}
        self._blocks: dict[ReportId, tuple[Held, ...]] = {}

    @cached_property
    def names(self) -> dict[ReportId, str]:
        """What each report is called ("the Arnbury review")."""
        return short_names(self.material.reports)

    @cached_property
    def review(self) -> dict[ReportId, ReportId]:
        """The report that stands for the review that each report belongs to."""
        return reviews(self.material.reports.values())

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The words, in lower case, of the names of agencies and places in this library."""
        facts = [summary.facts for summary in self.material.reports.values()]
        printed = [
            value
            for f in facts
            for value in (f.area.value, f.force.value, f.partnership.value, f.publisher.value)
            if value
        ]
        told = [agency.name for entry in self.material.entries for agency in entry.finding.agencies]
        return frozenset(word.lower() for name in (*printed, *told) for word in words(name))

    @cached_property
    def titled(self) -> frozenset[str]:
        """The pseudonyms in the titles of all reviews, in lower case."""
        found = frozenset(word for summary in self.material.reports.values() for word in titled_people(summary))
        return found - self.bodies

    @cached_property
    def places(self) -> frozenset[str]:
        """The words, in lower case, that name the areas and forces of this library's reports."""
        facts = [summary.facts for summary in self.material.reports.values()]
        return frozenset(
            word for f in facts for value in (f.area.value, f.force.value) if value for word in core(value).split()
        )

    def is_only_addressee(self, entry: Entry) -> bool:
        """Return whether a finding's report tells its agency alone, so that its name gives the answer away."""
        told = {agency for other in self.findings_of(entry.report.id) for agency in other.finding.agencies}
        return len(told) < 2

    def people(self, report: ReportId) -> frozenset[str]:
        """Return the pseudonyms of a report, in lower case, with those in the titles of all reviews."""
        if report not in self._people:
            self._people[report] = self.titled | people_in(self.material.report(report), self._no_names)
        return self._people[report]

    @cached_property
    def _no_names(self) -> frozenset[str]:
        """Words, in lower case, that are no names of people."""
        return self.bodies | self.common

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that reports write without a capital."""
        return frozenset[str]().union(
            *(common_words(self.material.report(each).text) for each in self.material.reports)
        )

    def kin(self, report: ReportId) -> tuple[ReportId, ...]:
        """Return the reports of the review that a report belongs to, itself among them."""
        return self._kin[self.review[report]]

    @cached_property
    def _kin(self) -> dict[ReportId, tuple[ReportId, ...]]:
        found: dict[ReportId, list[ReportId]] = defaultdict(list)
        for report, root in self.review.items():
            found[root].append(report)
        return {root: tuple(sorted(own)) for root, own in found.items()}

    def findings_of(self, report: ReportId) -> tuple[Entry, ...]:
        """Return the findings, but judgments and figures, of all reports of a report's review."""
        return tuple(entry for kin in self.kin(report) for entry in self._findings.get(kin, ()))

    def found_in(self, report: ReportId) -> tuple[Entry, ...]:
        """Return all findings of one report, judgments and figures among them."""
        return self._by_report.get(report, ())

    @cached_property
    def _by_report(self) -> dict[ReportId, tuple[Entry, ...]]:
        found: dict[ReportId, list[Entry]] = defaultdict(list)
        for entry in self.material.entries:
            found[entry.report.id].append(entry)
        return {report: tuple(own) for report, own in found.items()}

    def case_of(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the findings of the review that a finding belongs to; in a collection of cases, of its case."""
        found = self.findings_of(entry.report.id)
        if entry.report.family is not Family.CASE_REVIEW:
            return found
        return tuple(other for other in found if other.finding.section == entry.finding.section)

    def alike(self, one: Entry, other: Entry) -> bool:
        """Return whether two findings may say the same: by their meaning, the sooner with themes in common, or words.

        Findings of two kinds have to be nearer: a lesson and a recommendation on one matter are not the same.
        """
        first, second = one.finding, other.finding
        themes = {mark.theme for mark in first.themes} & {mark.theme for mark in second.themes}
        near = NEAR[min(len(themes), len(NEAR) - 1)]
        if first.kind is not second.kind:
            near = NEAR_OF_TWO_KINDS
        return self.cosine(one, other) >= near or shared(self._stems[first.id], self._stems[second.id]) >= SHARED

    def cosine(self, one: Entry, other: Entry) -> float:
        """Return how near two findings are in meaning, at most 1."""
        rows, vectors = self._vectors
        return float(vectors[rows[one.finding.id]] @ vectors[rows[other.finding.id]])

    def like_any(self, one: Entry, others: Iterable[Entry]) -> bool:
        """Return whether a finding may say the same as any of the others."""
        return any(self.alike(one, other) for other in others if other.finding.id != one.finding.id)

    def said_in(self, text: str, entry: Entry) -> bool:
        """Return whether the report of a finding, or its case in a collection, may say what a text says."""
        report, own = self.material.report(entry.report.id), frozenset(stems(text))
        heading = entry.finding.section if entry.report.family is Family.CASE_REVIEW else ""
        return any(
            len(own & held.stems) >= SAID * len(own) or bool(runs(text) & held.runs)
            for block, held in zip(report.blocks, self._held_in(report), strict=True)
            if not heading or " > ".join(report.sections[block.section].path) == heading
        )

    def says(self, text: str, identity: ReportId) -> bool:
        """Return whether a report may say what a text says, in any of its blocks."""
        own = frozenset(stems(text))
        return any(len(own & held.stems) >= SAID * len(own) for held in self._held_in(self.material.report(identity)))

    def _held_in(self, report: Report) -> tuple[Held, ...]:
        if report.id not in self._blocks:
            texts = (report.text[block.start : block.end] for block in report.blocks)
            self._blocks[report.id] = tuple(Held(frozenset(stems(text)), runs(text)) for text in texts)
        return self._blocks[report.id]

    @cached_property
    def _findings(self) -> dict[ReportId, list[Entry]]:
        found: dict[ReportId, list[Entry]] = defaultdict(list)
        for entry in self._asked:
            found[entry.report.id].append(entry)
        return found

    @cached_property
    def _asked(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.material.entries if entry.finding.kind not in _UNASKED)

    @cached_property
    def _stems(self) -> dict[FindingId, frozenset[str]]:
        return {entry.finding.id: frozenset(stems(entry.finding.text)) for entry in self._asked}

    @cached_property
    def _vectors(self) -> tuple[dict[FindingId, int], Vectors]:
        rows = {entry.finding.id: row for row, entry in enumerate(self._asked)}
        texts = [entry.finding.text for entry in self._asked]
        return rows, unit(self.material.encode(texts))


def is_national(name: str) -> bool:
    """Return whether a body exists once in the country ("Home Office")."""
    return any(kind.fixed and kind.name == name for kind in kinds())


_last: list[Desk] = []


def desk_of(material: Material) -> Desk:
    """Return the lookups of a material; those of the last one asked for are kept."""
    if not _last or _last[0].material is not material:
        _last[:] = [Desk(material)]
    return _last[0]
