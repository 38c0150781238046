"""Search results and answers for people to read at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined, page_in_words, paragraph_in_words, published
from dvrag.model.answers import Answer, Source, Status, Verdict
from dvrag.model.results import Hit, ReportSummary, SearchResult

if TYPE_CHECKING:
    from rich.console import Console

EXCERPT = 420
"""Characters of a passage shown under a hit."""


def show_hits(console: Console, result: SearchResult) -> None:
    """Print the hits with their places, or that there are none."""
    if result.corrected not in {"", result.query}:
        write(console, f"Searched for: {one_line(result.corrected)}")
        write(console)
    if not result.hits:
        write(console, "Nothing found. Try other words or fewer filters.")
    for hit in result.hits:
        write(console, f"{hit.rank}. {one_line(hit.report.title)}", style="bold")
        write(console, _report_line(hit.report), 2, "dim")
        write(console, _place(hit), 2, "dim")
        write(console, _shortened(hit.passage.text), 2)
        write(console)
    if result.expansions:
        write(console, f"Also searched for: {one_line(', '.join(result.expansions))}", style="dim")


def show_answer(console: Console, answer: Answer) -> None:
    """Print the quoted sentences, their sources by report, what is missing, disagreements and support lines."""
    write(console, one_line(answer.question), style="bold")
    if answer.understood:
        write(console, f"Understood as “{one_line(answer.understood)}”")
    write(console)
    if answer.status is not Status.ANSWERED:
        write(console, one_line(answer.why))
        write(console)
    quotes = {source.quote for source in answer.sources}
    for claim in answer.claims:
        said = f"“{one_line(claim.text)}”" if claim.text in quotes or not answer.count else one_line(claim.text)
        write(console, _claim_text(said, claim.citations, claim.verdict), 2)
        write(console)
    if answer.disagreements:
        _show_disagreements(console, answer)
    if answer.sources:
        _show_sources(console, answer)
    _show_rest(console, answer)


def _claim_text(text: str, citations: tuple[int, ...], verdict: Verdict) -> str:
    marks = "".join(f"[{n}]" for n in citations)
    caution = {Verdict.PARTLY: " (partly supported)", Verdict.UNSUPPORTED: " (not supported by the source)"}
    return f"{text} {marks}{caution.get(verdict, '')}"


def _show_disagreements(console: Console, answer: Answer) -> None:
    write(console, "The sources disagree", style="bold")
    for item in answer.disagreements:
        sides = " · ".join(f"{one_line(side.value)} [{side.n}]" for side in item.values)
        write(console, f"{one_line(item.about)}: {sides}", 2)
    write(console)


def _show_sources(console: Console, answer: Answer) -> None:
    write(console, "Sources", style="bold")
    for report, sources in _by_report(answer.sources):
        write(console, one_line(report.title), 2)
        write(console, _report_line(report), 2, "dim")
        for source in sources:
            write(console, f"[{source.n}] {_source_place(source)}", 4)
    write(console)


def _by_report(sources: tuple[Source, ...]) -> Iterator[tuple[ReportSummary, list[Source]]]:
    """Yield each report with its sources, reports in the order in which they are first cited."""
    order = {report_id: place for place, report_id in reversed(list(enumerate(s.hit.report.id for s in sources)))}
    for _, group in groupby(sorted(sources, key=lambda s: (order[s.hit.report.id], s.n)), lambda s: s.hit.report.id):
        listed = list(group)
        yield listed[0].hit.report, listed


def _show_rest(console: Console, answer: Answer) -> None:
    for missing in answer.unanswered:
        write(console, f"Not in these reports: {one_line(missing)}")
    for line in answer.support:
        write(console, one_line(line), 2)
    if answer.status is Status.ANSWERED:
        write(console, f"Confidence {answer.confidence:.2f} of 1. Check a quote in its report.", style="dim")


def _report_line(report: ReportSummary) -> str:
    return joined(report.authority.value, published(report), report.family.label, one_line(report.source))


def _place(hit: Hit) -> str:
    passage = hit.passage
    return _place_in_words(
        passage.page, passage.page_label, passage.paragraph, passage.paragraph_index, passage.section
    )


def _source_place(source: Source) -> str:
    section = source.hit.passage.section
    return _place_in_words(source.page, source.page_label, source.paragraph, source.paragraph_index, section)


def _place_in_words(page: int | None, label: str | None, paragraph: str | None, index: int, section: str) -> str:
    place = joined(page_in_words(page, _label(label)), paragraph_in_words(_label(paragraph), index), one_line(section))
    return place or "in its heading"


def _label(value: str | None) -> str | None:
    return one_line(value) if value else None


def _shortened(text: str) -> str:
    cleaned = one_line(text)
    return cleaned if len(cleaned) <= EXCERPT else cleaned[:EXCERPT].rsplit(" ", 1)[0] + " …"
