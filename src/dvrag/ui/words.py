"""Plain words for what the model holds: families, places in a report, dates, how sure an answer is."""

from __future__ import annotations

from dvrag.answer.exported import wording
from dvrag.model.answers import Answer, Claim, Source, Verdict
from dvrag.model.documents import Authority, BlockKind, Family
from dvrag.model.results import Filters, ReportSummary
from dvrag.text.plain import capitalised, counted, date_in_words, named_or_numbered, ordinal

count, sentence = counted, capitalised

NOT_STATED = "not stated"

_FAMILIES = {
    Family.DHR_OVERVIEW: "Domestic homicide review",
    Family.DHR_SUMMARY: "Domestic homicide review, executive summary",
    Family.ACTION_PLAN: "Action plan",
    Family.LIBRARY_SUMMARY: "Library page about a review",
    Family.INSPECTION: "Police inspection",
    Family.THEMATIC_INSPECTION: "Thematic inspection",
    Family.JOINT_INSPECTION: "Joint inspection",
    Family.SERVICE_REVIEW: "Service review",
    Family.RESEARCH: "Research",
    Family.GUIDANCE: "Practice guidance",
    Family.CASE_REVIEW: "Safeguarding case review",
    Family.PREVENTION_REPORT: "Prevention of future deaths report",
    Family.QA_LETTER: "Quality assurance letter",
    Family.NEWS: "News article",
    Family.OPINION: "Opinion piece",
    Family.OTHER: "Other document",
}

_OTHER_PLACES = {BlockKind.HEADING: "in a heading", BlockKind.FOOTNOTE: "in a footnote"}

SURE = 0.7
FAIRLY_SURE = 0.55
"""Bounds of the three wordings of confidence: wordings, not measurements. The record of an answer shows the figure."""


def family(value: Family) -> str:
    """Return the family as its readers call it."""
    return _FAMILIES[value]


def date(iso: str | None) -> str:
    """Return "14 March 2021", "March 2021" or "2021" for an ISO date, "not stated" for None, other text as it is."""
    if not iso:
        return NOT_STATED
    return date_in_words(iso)


def page(number: int | None, label: str | None, file_format: str) -> str:
    """Return "page 7 (PDF page 9)", "page 9" where both are the same, or an empty text where there are no pages."""
    if number is None:
        return ""
    if label is None or label == str(number):
        return f"page {number}"
    return f"page {label} ({'PDF ' if file_format == 'pdf' else 'file '}page {number})"


def paragraph(number: str | None, index: int) -> str:
    """Return "paragraph 5.14" or "Recommendation 4" as printed, else its place in the section, else an empty text."""
    if number:
        return named_or_numbered(number, "paragraph")
    return f"{ordinal(index)} paragraph of its section" if index > 0 else ""


def place(source: Source) -> tuple[str, ...]:
    """Return where a quote stands: page and paragraph, heading or footnote; those that are known."""
    known = (
        page(source.page, source.page_label, source.hit.report.format),
        paragraph(source.paragraph, source.paragraph_index) or _OTHER_PLACES.get(source.hit.passage.kind, ""),
    )
    return tuple(part for part in known if part)


def authority(value: Authority) -> str:
    """Return who stands behind a report."""
    return "Authority not stated" if value is Authority.UNKNOWN else sentence(value)


def publication(report: ReportSummary) -> str:
    """Return when the report was published."""
    stated = report.facts.published.value
    return f"published {date(stated)}" if stated else "publication date not stated"


def confidence(value: float) -> str:
    """Return how far to rely on an answer, in words."""
    if value >= SURE:
        return "The reports answer this directly."
    if value >= FAIRLY_SURE:
        return "The reports speak of this, though perhaps not of all that was asked. Read the sources."
    return "The reports only touch on this. Treat it as a lead and read the sources."


def verdicts(answer: Answer) -> str:
    """Return who wrote the sentences and what was checked; of quotes, that they are."""
    if wording.is_written(answer):
        return wording.written(answer)
    total = len(answer.claims)
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in answer.claims)
    if supported < total:
        return f"Checked: {supported} of {count(total, 'sentence')} fully supported; where one is not, it says so."
    if all(answer.quotes(claim) for claim in answer.claims):
        return "Each sentence is quoted word for word from its source."
    return "Checked: each sentence is supported by its source."


def verdict(value: Verdict) -> str:
    """Return what to say after a sentence; nothing for a supported one."""
    return {
        Verdict.SUPPORTED: "",
        Verdict.PARTLY: "Only partly supported by its source.",
        Verdict.UNSUPPORTED: "Not supported by its source.",
    }[value]


def doubt(claim: Claim) -> str:
    """Return what to say after a sentence, with the reason; nothing for a supported one."""
    return " ".join(part for part in (verdict(claim.verdict), claim.why if verdict(claim.verdict) else "") if part)


def filters(chosen: Filters) -> str:
    """Return the restrictions in words, empty where there are none."""
    families = [family(Family(name)) for name in chosen.family]
    themes = [f"theme {name.replace('_', ' ')}" for name in chosen.theme]
    years = [str(year) for year in chosen.year]
    return "; ".join(", ".join(part) for part in (families, chosen.area, years, themes) if part)
