"""Plain words for dates, places in a report, kinds of reports and restrictions, as citations print them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from dvrag.model.answers import Answer, Claim, Source, Verdict
from dvrag.model.documents import Authority, BlockKind, Family
from dvrag.model.results import Filters, ReportSummary

NO_DATE = "date not stated"
_NAMED = re.compile(r"[A-Z][a-z]{2}")
_OTHER_PLACES = {BlockKind.HEADING: "in a heading", BlockKind.FOOTNOTE: "in a footnote"}
_DOUBTS = {
    Verdict.SUPPORTED: "",
    Verdict.PARTLY: "(only partly supported by its source)",
    Verdict.UNSUPPORTED: "(not supported by its source)",
}


def date(iso: str) -> str:
    """Return "14 March 2021", "March 2021" or "2021" for an ISO date, other text as it is."""
    parts = iso.split("-")
    if not 2 <= len(parts) <= 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    month = f"{calendar.month_name[int(parts[1])]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def published(report: ReportSummary) -> str:
    """Return when a report was published, in words, or that it does not say."""
    stated = report.facts.published.value
    return date(stated) if stated else NO_DATE


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
    return number if _NAMED.match(number) else f"{short} {number}"


def unnumbered(source: Source) -> str:
    """Return "3rd paragraph of its section", "in a heading", or an empty text."""
    if source.paragraph_index > 0:
        return f"{_ordinal(source.paragraph_index)} paragraph of its section"
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


def quoted(claim: Claim, answer: Answer) -> bool:
    """Return whether a sentence is a cited source's own words."""
    return any(source.n in claim.citations and source.quote == claim.text for source in answer.sources)


def is_total(claim: Claim, answer: Answer) -> bool:
    """Return whether a sentence says what was counted: the list under it is what it stands on."""
    return answer.count is not None and not quoted(claim, answer)


def said(claim: Claim, answer: Answer) -> str:
    """Return the sentence, between quotation marks where it is quoted word for word."""
    return f"“{claim.text}”" if quoted(claim, answer) else claim.text


def doubt(claim: Claim) -> str:
    """Return what to say after a sentence that its source does not fully support."""
    return _DOUBTS[claim.verdict]


def number_of(n: int, one: str, many: str = "") -> str:
    """Return "1 report", "2 reports"; `many` where an s is not enough."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return text with a capital at the start."""
    return text[:1].upper() + text[1:]


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
