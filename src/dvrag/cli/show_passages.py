"""Search results and answers for people to read at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dvrag.answer.exported import wording
from dvrag.answer.exported.compared import DIFFER, beside_table, contrasted
from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined, page_in_words, paragraph_in_words, published
from dvrag.model.answers import Answer, Claim, Comparison, Disagreement, Source, Status, Verdict
from dvrag.model.results import Hit, ReportSummary, SearchResult
from dvrag.text.plain import counted

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


def show_answer(console: Console, answer: Answer, *, dropped: bool = False) -> None:
    """Print the sentences, their sources by report, what is missing, disagreements and support lines.

    `dropped`: the sentences of a language model that were left out are printed too, with the reason.
    """
    _show_head(console, answer)
    if answer.comparison is not None:
        _show_comparison(console, answer, answer.comparison)
    for claim in beside_table(answer):
        write(console, _claim_text(answer, claim), 2)
        write(console)
    if answer.dropped:
        _show_dropped(console, answer, all_of_them=dropped)
    if answer.comparison is not None and answer.contrasts:
        _show_contrasts(console, answer.contrasts, answer.comparison)
    if answer.contradictions:
        _show_disagreements(console, answer.contradictions)
    if answer.sources:
        _show_sources(console, answer)
    _show_rest(console, answer)


def _show_head(console: Console, answer: Answer) -> None:
    """Print the question, how it was understood, why nothing is answered, who wrote the answer and what was sent."""
    write(console, one_line(answer.question), style="bold")
    if answer.understood:
        write(console, f"Understood as “{one_line(answer.understood)}”")
    write(console)
    if answer.status is not Status.ANSWERED:
        write(console, one_line(answer.why))
        write(console)
    for line in (wording.written(answer), wording.sent(answer), answer.note):
        if line:
            write(console, one_line(line), style="dim")
            write(console)


def _claim_text(answer: Answer, claim: Claim) -> str:
    marks = "".join(f"[{n}]" for n in claim.citations)
    caution = {Verdict.PARTLY: "partly supported", Verdict.UNSUPPORTED: "not supported by the source"}
    doubt = ": ".join(part for part in (caution.get(claim.verdict, ""), one_line(claim.why).rstrip(".")) if part)
    return f"{one_line(answer.said(claim))} {marks}{f' ({doubt})' if doubt else ''}"


def _show_comparison(console: Console, answer: Answer, comparison: Comparison) -> None:
    """Print each matter with its sides one below the other: two of them side by side are too narrow to read."""
    for row in comparison.rows:
        write(console, one_line(row.about), style="bold")
        for side, cell in zip(comparison.sides, row.cells, strict=True):
            write(console, one_line(side), 2)
            for claim in cell:
                write(console, _claim_text(answer, claim), 4)
            if not cell:
                write(console, wording.NOTHING_SAID, 4, "dim")
        write(console)


def _show_dropped(console: Console, answer: Answer, *, all_of_them: bool) -> None:
    n = len(answer.dropped)
    if not all_of_them:
        write(console, f"{counted(n, 'sentence')} left out; --dropped shows {'it' if n == 1 else 'them'}.", style="dim")
        write(console)
        return
    write(console, "Left out of the answer: do not rely on it", style="bold")
    for claim in answer.dropped:
        write(console, f"Not in the answer: {one_line(claim.text)}", 2)
        write(console, f"Why: {one_line(wording.left_out(claim))}", 4, "dim")
    write(console)


def _show_contrasts(console: Console, contrasts: Sequence[Disagreement], comparison: Comparison) -> None:
    write(console, DIFFER, style="bold")
    for item in contrasts:
        sides = " · ".join(f"{one_line(said)} [{n}]" for said, n in contrasted(item, comparison))
        write(console, f"{one_line(item.about)}: {sides}", 2)
    write(console)


def _show_disagreements(console: Console, disagreements: Sequence[Disagreement]) -> None:
    write(console, "The sources disagree", style="bold")
    for item in disagreements:
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
