"""What an item calls a report, so that it stands alone: "the Arnbury review", "the 2022 inspection of Arn Police"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary

_LONGEST = 80
"""Characters of a title that is quoted, at most."""


def short_names(reports: Mapping[ReportId, ReportSummary]) -> dict[ReportId, str]:
    """Return what each report is called, with "the" or "a"; no two are called the same.

    Where several would be, the year of publication is added, then the file's name.
    """
    names = {identity: short_name(summary) for identity, summary in reports.items()}
    for mark in (lambda s: str(s.facts.year or ""), lambda s: s.source):
        names = _told_apart(names, reports, mark)
    return names


def short_name(summary: ReportSummary) -> str:
    """Return what a report is called by its kind, place and year, without regard to others."""
    place, year = summary.facts.place, summary.facts.year
    family = summary.family
    if family is Family.INSPECTION and (summary.facts.force.value or place):
        return f"the {_year(year)}inspection of {summary.facts.force.value or place}"
    if family is Family.JOINT_INSPECTION and place:
        joint = "joint " if re.search(r"\bjoint\b|\bJTAI\b", summary.title, re.IGNORECASE) else ""
        return f"the {_year(year)}{joint}inspection of {place}"
    if family in _WITH_PLACE and place:
        return _WITH_PLACE[family].format(place)
    if family in _BY_YEAR:
        return _BY_YEAR[family].format(f" of {year}" if year else "")
    return _titled(summary)


_WITH_PLACE = {
    Family.DHR_OVERVIEW: "the {} review",
    Family.DHR_SUMMARY: "the executive summary of the {} review",
    Family.ACTION_PLAN: "the action plan of the {} review",
    Family.LIBRARY_SUMMARY: "the library page on the {} review",
    Family.QA_LETTER: "the quality assurance letter on the {} review",
    Family.GUIDANCE: "the {} guidance",
    Family.PREVENTION_REPORT: "the {} coroner’s report to prevent future deaths",
    Family.NEWS: "a news article on {}",
}
_BY_YEAR = {
    Family.CASE_REVIEW: "the case review abstracts{}",
    Family.OPINION: "an opinion piece{}",
    Family.NEWS: "a news article{}",
    Family.PREVENTION_REPORT: "a coroner’s report to prevent future deaths{}",
}


def _titled(summary: ReportSummary) -> str:
    """Return a report's main title in quotation marks behind its kind, "the service review “…”"."""
    kind = {
        Family.THEMATIC_INSPECTION: "thematic inspection",
        Family.SERVICE_REVIEW: "service review",
        Family.RESEARCH: "research report",
    }.get(summary.family, "report")
    title = re.split(r":\s", summary.title)[0].strip(" “”\"'")
    cut = title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"the {kind} “{cut}”"


def _year(year: int | None) -> str:
    return f"{year} " if year else ""


def _told_apart(
    names: dict[ReportId, str], reports: Mapping[ReportId, ReportSummary], mark: Callable[[ReportSummary], str]
) -> dict[ReportId, str]:
    often = Counter(names.values())
    return {
        identity: f"{name} ({mark(reports[identity])})" if often[name] > 1 and mark(reports[identity]) else name
        for identity, name in names.items()
    }
