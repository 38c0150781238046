"""Search results and answers for people to read at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dvrag.cli.terminal import one_line, plain
from dvrag.cli.wording import joined, page_in_words, paragraph_in_words, published
from dvrag.model.answers import Answer, Reason, Source, Status, Verdict
from dvrag.model.results import Hit, ReportSummary, SearchResult

if TYPE_CHECKING:
    from rich.console import Console

DECLINED = {
    Reason.PERSON_AT_RISK: "This tool cannot help with someone who may be at risk. People who can:",
    Reason.LIVE_CASE: "This tool does not advise on a live case. People who can:",
    Reason.IDENTITY: "Reviews use pseudonyms to protect families. This tool does not help to identify anyone.",
}

EXCERPT = 420
"""Characters of a passage shown under a hit."""


def show_hits(console: Console, result: SearchResult) -> None:
    """Print the hits with their places, or that there are none."""
    if not result.hits:
        console.print("Nothing found. Try other words or fewer filters.")
    for hit in result.hits:
        console.print(Text(f"{hit.rank}. {one_line(hit.report.title)}", style="bold"))
        console.print(_indented(_report_line(hit.report), style="dim"))
        console.print(_indented(_place(hit), style="dim"))
        console.print(_indented(_shortened(hit.passage.text)))
        console.print()
    if result.expansions:
        console.print(Text(f"Also searched for: {one_line(', '.join(result.expansions))}", style="dim"))


def show_answer(console: Console, answer: Answer) -> None:
    """Print the quoted sentences, their sources by report, what is missing, disagreements and support lines."""
    console.print(Text(one_line(answer.question), style="bold"))
    console.print()
    if answer.status is not Status.ANSWERED:
        console.print(Text(_why(answer)))
        console.print()
    for claim in answer.claims:
        console.print(_indented(_claim_text(claim.text, claim.citations, claim.verdict)))
        console.print()
    if answer.disagreements:
        _show_disagreements(console, answer)
    if answer.sources:
        _show_sources(console, answer)
    _show_rest(console, answer)


def _why(answer: Answer) -> str:
    if answer.status is Status.DECLINED and answer.reason in set(Reason):
        return DECLINED[Reason(answer.reason)]
    return plain(answer.reason) or "The reports in this library do not say."


def _claim_text(text: str, citations: tuple[int, ...], verdict: Verdict) -> str:
    marks = "".join(f"[{n}]" for n in citations)
    caution = {Verdict.PARTLY: " (partly supported)", Verdict.UNSUPPORTED: " (not supported by the source)"}
    return f"“{plain(text).strip()}” {marks}{caution.get(verdict, '')}"


def _show_disagreements(console: Console, answer: Answer) -> None:
    console.print(Text("The sources disagree", style="bold"))
    for item in answer.disagreements:
        sides = " · ".join(f"{one_line(side.value)} [{side.n}]" for side in item.values)
        console.print(_indented(f"{one_line(item.about)}: {sides}"))
    console.print()


def _show_sources(console: Console, answer: Answer) -> None:
    heading = "Sources" if answer.status is Status.ANSWERED else "Nearest passages"
    console.print(Text(heading, style="bold"))
    for report, sources in _by_report(answer.sources):
        console.print(_indented(one_line(report.title)))
        console.print(_indented(_report_line(report), style="dim"))
        for source in sources:
            console.print(_indented(f"[{source.n}] {_source_place(source)}", by=4))
    console.print()


def _by_report(sources: tuple[Source, ...]) -> Iterator[tuple[ReportSummary, list[Source]]]:
    """Yield each report with its sources, reports in the order in which they are first cited."""
    order = {report_id: place for place, report_id in reversed(list(enumerate(s.hit.report.id for s in sources)))}
    for _, group in groupby(sorted(sources, key=lambda s: (order[s.hit.report.id], s.n)), lambda s: s.hit.report.id):
        listed = list(group)
        yield listed[0].hit.report, listed


def _show_rest(console: Console, answer: Answer) -> None:
    for missing in answer.missing:
        console.print(Text(f"Not in these reports: {one_line(missing)}"))
    for line in answer.support:
        console.print(_indented(one_line(line)))
    if answer.status is Status.ANSWERED:
        console.print(Text(f"Confidence {answer.confidence:.2f} of 1. Check a quote in its report.", style="dim"))


def _report_line(report: ReportSummary) -> str:
    return joined(report.authority.value, published(report), report.family.label, one_line(report.source))


def _place(hit: Hit) -> str:
    passage = hit.passage
    return joined(
        page_in_words(passage.page, _label(passage.page_label)),
        paragraph_in_words(_label(passage.paragraph), passage.paragraph_index),
        one_line(passage.section),
    )


def _source_place(source: Source) -> str:
    return joined(
        page_in_words(source.page, _label(source.page_label)),
        paragraph_in_words(_label(source.paragraph), source.paragraph_index),
        one_line(source.hit.passage.section),
    )


def _label(value: str | None) -> str | None:
    return one_line(value) if value else None


def _shortened(text: str) -> str:
    cleaned = one_line(text)
    return cleaned if len(cleaned) <= EXCERPT else cleaned[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _indented(text: str, by: int = 2, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, by))
