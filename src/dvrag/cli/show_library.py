"""Tables of files, reports and damage for people to read at 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined, published
from dvrag.model.building import Damage, FileResult, Outcome
from dvrag.model.documents import Facts, Family, Report
from dvrag.model.raw import PageSource
from dvrag.model.results import ReportSummary
from dvrag.text.plain import counted, date_in_words

if TYPE_CHECKING:
    from rich.console import Console

FACT_NAMES = {
    "publisher": "Publisher",
    "area": "Area",
    "force": "Police force",
    "partnership": "Partnership",
    "published": "Published",
    "year_of_death": "Year of death",
    "version": "Version",
}


def show_results(console: Console, library: str, results: Sequence[FileResult]) -> None:
    """Print how many files ended in which way, each failed one with its reason, and warnings."""
    counts = Counter(result.outcome for result in results)
    summary = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
    write(console, f"{counted(len(results), 'file')} into {library}: {summary}.", style="bold")
    for result in results:
        if result.outcome is Outcome.FAILED:
            write(console, f"failed  {one_line(result.path)}", 2)
            write(console, one_line(result.reason), 10)
    for result in results:
        for warning in result.warnings if result.outcome is not Outcome.UNCHANGED else ():
            write(console, f"note    {one_line(result.path)}: {one_line(warning)}", 2)


def show_list(console: Console, library: str, reports: Sequence[ReportSummary]) -> None:
    """Print every report, grouped by family."""
    pages = sum(report.pages for report in reports)
    passages = sum(report.passages for report in reports)
    sizes = joined(counted(len(reports), "report"), counted(pages, "page"), counted(passages, "passage"))
    write(console, f"{library}: {sizes}", style="bold")
    for family in sorted({report.family for report in reports}, key=list(Family).index):
        write(console)
        write(console, family.label, style="bold")
        for report in (r for r in reports if r.family is family):
            write(console, one_line(report.title), 2)
            size = counted(report.pages, "page") if report.pages else counted(report.passages, "passage")
            write(console, joined(published(report), size, report.source, report.id[:8]), 4, "dim")


def show_report(console: Console, report: Report) -> None:
    """Print what is known about one report, its sections, and what could not be read."""
    write(console, one_line(report.facts.title.value or report.source), style="bold")
    write(console, joined(report.family.label, report.authority.value, one_line(report.source)), 2)
    write(console, f"id {report.id}", 2, "dim")
    for name, label in FACT_NAMES.items():
        write(console, f"{label + ':':15}{_fact(report.facts, name)}", 2)
    pages = [page for page in report.pages if page.number]
    scanned = sum(page.source is PageSource.OCR for page in pages)
    empty = [str(page.number) for page in pages if page.source is PageSource.EMPTY]
    read = joined(counted(len(pages), "page") if pages else "no pages", f"{scanned} by OCR" if scanned else "")
    write(console, f"{'Pages:':15}{read}", 2)
    if empty:
        write(console, f"{'No text on:':15}page {', '.join(empty)}", 2)
    for warning in report.warnings:
        write(console, f"{'Note:':15}{one_line(warning)}", 2)
    _show_sections(console, report)
    _show_glossary(console, report)


def show_damage(console: Console, library: str, damage: Sequence[Damage]) -> None:
    """Print every finding, or that there is none, and what to do next."""
    if not damage:
        write(console, f"{library} is whole: every stored byte is what was written.")
        return
    write(console, f"{library}: {counted(len(damage), 'finding')}", style="bold")
    for item in damage:
        mend = "can be rebuilt" if item.repairable else "cannot be rebuilt: ingest the file again"
        write(console, f"{one_line(item.where)}: {one_line(item.what)} ({mend})", 2)
    write(console, "Run `dvrag library rebuild` next.")


def _show_sections(console: Console, report: Report) -> None:
    named = [section for section in report.sections if section.path]
    if named:
        write(console)
        write(console, "Sections", style="bold")
    for section in named:
        write(console, one_line(section.path[-1]), 2 * max(1, section.level))


def _show_glossary(console: Console, report: Report) -> None:
    if report.glossary:
        write(console)
        write(console, "Its own glossary", style="bold")
    for short, meaning in sorted(report.glossary.items()):
        write(console, f"{one_line(short)}: {one_line(meaning)}", 2)


def _fact(facts: Facts, name: str) -> str:
    value: str | None = getattr(facts, name).value
    if value is None:
        return "not stated"
    return date_in_words(value) if name == "published" else one_line(value)
