"""How a source is cited, from what its report states and nothing else.

Harvard: Pears and Shields, *Cite them right*, author and year in the text, reports and newspaper articles in the list.
Footnotes: after OSCOLA, 4th edition, 3.4 (author, title, additional information, page), with the paragraph after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from dvrag.answer.exported import wording
from dvrag.exports.document import Run, Runs, text_of
from dvrag.model.answers import Source
from dvrag.model.documents import Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised, date_in_words

UNDATED = "n.d."
_REVIEWS = frozenset({Family.DHR_OVERVIEW, Family.DHR_SUMMARY, Family.ACTION_PLAN})
"""Families that a community safety partnership publishes; in others it is only written about."""
_PRESS = frozenset({Family.NEWS, Family.OPINION})
_ENDS = (".", "?", "!", "…")

Letters = Mapping[ReportId, str]
"""By report, the letter that tells its year from that of another report of the same author ("2019a"), or nothing."""


class Style(StrEnum):
    """How citations are written."""

    HARVARD = "harvard"
    FOOTNOTE = "footnote"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"harvard": "Harvard (author, year)", "footnote": "Numbered footnotes"}[self.value]


def author(report: ReportSummary) -> str:
    """Return who published a report, of a review else its partnership; an empty text where neither is stated."""
    facts = report.facts
    partnership = facts.partnership.value if report.family in _REVIEWS else None
    return facts.publisher.value or partnership or ""


def letters(sources: Iterable[Source]) -> dict[ReportId, str]:
    """Return the letters of the reports cited: where author and year are the same, a, b, c in order of title."""
    same: dict[tuple[str, str], dict[ReportId, ReportSummary]] = defaultdict(dict)
    for source in sources:
        report = source.hit.report
        same[(_head(report).casefold(), _year(report))][report.id] = report
    found = {}
    for reports in same.values():
        ordered = sorted(reports.values(), key=lambda r: (r.title.casefold(), r.source))
        for place, report in enumerate(ordered):
            found[report.id] = _letter(place) if len(ordered) > 1 else ""
    return found


def in_text(sources: Iterable[Source], told: Letters) -> str:
    """Return "(Marlshire Community Safety Partnership, 2019, p. 7, para. 5.14)"; several sources in one bracket.

    Printed pages are given. Where there are neither pages nor numbers, section and place in it stand instead.
    """
    return f"({'; '.join(_short(source, told) for source in sources)})"


def reference(report: ReportSummary, told: Letters) -> Runs:
    """Return the report's entry in the list of references, its title in italics."""
    year = f"({_year(report)}{told.get(report.id, '')})"
    who = author(report)
    if who and report.family in _PRESS:
        return (Run(f"{who} {year} ‘{report.title}’{_day(report)}. {_last(report, dated=False)}"),)
    first = (Run(f"{who} {year} "), Run(report.title, italic=True)) if who else (Run(report.title, italic=True),)
    after = f" {year}." if not who else ("" if report.title.endswith(_ENDS) else ".")
    return (*first, Run(f"{after} {_last(report, dated=True)}".rstrip()))


def references(sources: Iterable[Source], told: Letters) -> tuple[Runs, ...]:
    """Return the entries of the reports cited, each once, in order of the alphabet."""
    reports = {source.hit.report.id: source.hit.report for source in sources}
    entries = (reference(report, told) for report in reports.values())
    return tuple(sorted(entries, key=lambda runs: text_of(runs).casefold()))


def note(source: Source, *, with_quote: bool) -> Runs:
    """Return the whole note on a source: author, title, authority, date, page, paragraph, section; its quote if asked.

    Each note stands for itself, so that a sentence can be copied with it.
    """
    report = source.hit.report
    who = author(report)
    around = ", ".join(part for part in (wording.kind(report), wording.published(report)) if part)
    section = source.hit.passage.section
    place = [
        wording.pages(source),
        wording.paragraph(source, "para") or wording.unnumbered(source),
        f"under ‘{section}’" if section else "",
    ]
    where = ", ".join(part for part in place if part)
    runs = [Run(f"{who}, ")] if who else []
    runs += [Run(report.title, italic=True), Run(f" ({around}){f' {where}' if where else ''}")]
    runs.append(Run(f": “{source.quote}”" if with_quote else "."))
    return tuple(runs)


def _short(source: Source, told: Letters) -> str:
    report = source.hit.report
    printed = wording.printed_page(source)
    parts = [
        _head(report),
        f"{_year(report)}{told.get(report.id, '')}",
        f"p. {printed}" if printed else "",
        wording.paragraph(source, "para."),
    ]
    if not any(parts[2:]):
        section = source.hit.passage.section.rpartition(" > ")[2]
        parts += [f"‘{section}’" if section else "", wording.unnumbered(source)]
    return ", ".join(part for part in parts if part)


def _head(report: ReportSummary) -> str:
    """Return what a citation begins with: the author, else the title in quotation marks."""
    return author(report) or f"‘{report.title}’"


def _year(report: ReportSummary) -> str:
    year = report.facts.year
    return str(year) if year else UNDATED


def _day(report: ReportSummary) -> str:
    """Return ", 14 November" as references to newspapers have it, nothing where only the year is stated."""
    stated = date_in_words(report.facts.published.value or "")
    day = stated.rpartition(" ")[0]
    return f", {day}" if day and report.facts.year else ""


def _last(report: ReportSummary, *, dated: bool) -> str:
    """Return what helps to find the file: kind, authority, version, date of publication, file name."""
    stated = report.facts.published.value
    told = [
        wording.kind(report),
        f"version {report.facts.version.value}" if report.facts.version.value else "",
        f"published {date_in_words(stated)}" if stated and dated else "",
    ]
    known = ", ".join(part for part in told if part)
    file = f"File: {report.source}." if report.source != report.title else ""
    return " ".join(part for part in (f"{capitalised(known)}." if known else "", file) if part)


def _letter(place: int) -> str:
    """Return a, b, … z, aa, ab, …."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("a") + place % 26)
