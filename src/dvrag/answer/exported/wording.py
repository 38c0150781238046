"""Plain words for dates, places in a report, kinds of reports and restrictions, as citations print them."""

from __future__ import annotations

from collections.abc import Iterable

from dvrag.model.answers import Answer, Claim, Source, Verdict
from dvrag.model.documents import Authority, BlockKind, Family
from dvrag.model.results import Filters, ReportSummary
from dvrag.text.plain import date_in_words, named_or_numbered, ordinal

NO_DATE = "date not stated"
_OTHER_PLACES = {BlockKind.HEADING: "in a heading", BlockKind.FOOTNOTE: "in a footnote"}
_DOUBTS = {
    Verdict.SUPPORTED: "",
    Verdict.PARTLY: "(only partly supported by its source)",
    Verdict.UNSUPPORTED: "(not supported by its source)",
}


def published(report: ReportSummary) -> str:
    """Return when a report was published, in words, or that it does not say."""
    stated = report.facts.published.value
    return date_in_words(stated) if stated else NO_DATE


def printed_page(source: Source) -> str:
    """Return the page as printed ("iii"), else its number in the file, else an empty text."""
    return source.page_label or (str(source.page) if source.page is not None else "")


def pages(source: Source) -> str:
    """Return "p 7 (PDF p 9)", "p 9" where both are the same, an empty text where there are no pages."""
    printed = printed_page(source)
    if source.page is None or printed == str(source.page):
        return f"p {printed}" if printed else ""
    where = "PDF p" if source.hit.report.format == "pdf" else "page of the file"
    return f"p {printed} ({where} {source.page})"


def paragraph(source: Source, short: str) -> str:
    """Return the paragraph as printed: `short` before a number ("para 5.14"), nothing before a name; else nothing."""
    number = source.paragraph
    if not number:
        return ""
    return named_or_numbered(number, short)


def unnumbered(source: Source) -> str:
    """Return "3rd paragraph of its section", "in a heading", or an empty text."""
    if source.paragraph_index > 0:
        return f"{ordinal(source.paragraph_index)} paragraph of its section"
    return _OTHER_PLACES.get(source.hit.passage.kind, "")


def kind(report: ReportSummary) -> str:
    """Return "DHR overview report, statutory review": what is known of the two."""
    family = "" if report.family is Family.OTHER else report.family.label
    authority = "" if report.authority is Authority.UNKNOWN else report.authority.value
    same = authority.casefold() in family.casefold()
    return ", ".join(part for part in (family, "" if same else authority) if part)


def filters(chosen: Filters) -> str:
    """Return the restrictions in words, empty where there are none."""
    parts = (
        ("kind of report", tuple(Family(name).label for name in chosen.family)),
        ("area or force", chosen.area),
        ("publisher", chosen.publisher),
        ("year of publication", _years(chosen.year)),
        ("report", chosen.report),
        ("theme", tuple(name.replace("_", " ") for name in chosen.theme)),
    )
    return "; ".join(f"{name}: {' or '.join(values)}" for name, values in parts if values)


def _years(years: Iterable[int]) -> tuple[str, ...]:
    """Return years in order, those that follow one another as "2015 to 2020"."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return tuple(str(first) if first == last else f"{first} to {last}" for first, last in spans)


def is_total(claim: Claim, answer: Answer) -> bool:
    """Return whether a sentence says what was counted: the list under it is what it stands on."""
    return answer.count is not None and not answer.quotes(claim)


def doubt(claim: Claim) -> str:
    """Return what to say after a sentence that its source does not fully support."""
    return _DOUBTS[claim.verdict]
