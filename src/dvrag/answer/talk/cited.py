"""How a report that was cited is named in a later question: by its place and kind, else by its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.answer.question.names import core
from dvrag.model.answers import Answer
from dvrag.model.documents import Family
from dvrag.model.results import ReportSummary

_KIND = {
    Family.DHR_OVERVIEW: "review",
    Family.DHR_SUMMARY: "review",
    Family.LIBRARY_SUMMARY: "review",
    Family.ACTION_PLAN: "action plan",
    Family.INSPECTION: "inspection",
    Family.JOINT_INSPECTION: "joint inspection",
    Family.SERVICE_REVIEW: "service review",
    Family.GUIDANCE: "guidance",
}
_PLACE = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "other": 1, "latter": 1, "third": 2, "3rd": 2}
_PLACE |= {"fourth": 3, "4th": 3, "fifth": 4, "5th": 4}
_DOCUMENT = r"(?:review|report|inspection|letter|action\s+plan|plan|briefing|article|abstract|guidance|one)"
ORDINAL = re.compile(
    rf"\bthe\s+(?P<place>{'|'.join(_PLACE)}|last)(?:\s+(?:of\s+(?:those|these|them|the\s+{_DOCUMENT}s)\b|(?P<what>{_DOCUMENT})))"
    rf"|\bthe\s+(?P<alone>{'|'.join(_PLACE)}|last)(?=,|$)",
    re.IGNORECASE,
)
"""A report named by its place among those that were cited: "the second review", "the other one", "the first"."""


def handle(report: ReportSummary) -> str:
    """Return how a question names a report: "the Haverbridge review", or by its title in quotation marks."""
    kind = _KIND.get(report.family)
    facts = report.facts
    place = (facts.area.value or facts.force.value or "").strip()
    if kind is None or not core(place):
        return f"the report “{report.title}”"
    return f"the {place} {kind}"


def handles(answer: Answer) -> tuple[str, ...]:
    """Return the names of the reports that an answer cites, in the order of its sources, each once."""
    return tuple(dict.fromkeys(handle(source.hit.report) for source in sorted(answer.sources, key=lambda s: s.n)))


def at_place(match: re.Match[str], earlier: Sequence[Answer]) -> str | None:
    """Return the name of the report that an ordinal points to, None where so many were not cited.

    It points into the latest answer that cites at least two reports, else into the latest that cites one.
    """
    listed = [names for answer in reversed(earlier) if (names := handles(answer))]
    names = next((names for names in listed if len(names) > 1), listed[0] if listed else ())
    what = (match["what"] or "").lower()
    wanted = tuple(name for name in names if name.endswith(f" {what}"))
    if what in {"review", "inspection", "action plan"} and wanted:
        names = wanted
    word = (match["place"] or match["alone"]).lower()
    if word in {"other", "latter"} and len(names) != 2:
        return None
    place = len(names) - 1 if word == "last" else _PLACE[word]
    return names[place] if 0 <= place < len(names) else None
