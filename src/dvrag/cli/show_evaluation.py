"""Runs, comparisons and gates for people to read at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.evaluate.measures.catalogue import BY_KEY
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from rich.console import Console

    from dvrag.evaluate.ablate import Ablation
    from dvrag.evaluate.compare import Comparison
    from dvrag.evaluate.gate import Change
    from dvrag.evaluate.gold.questions import Mistake
    from dvrag.evaluate.run import Run
    from dvrag.evaluate.summary import Figure, Summary


def show_summary(console: Console, run: Run, summary: Summary) -> None:
    """Print the figures of a run: value, 95 % interval, value over answered questions, and whether targets are met."""
    asked = counted(summary.questions, "question")
    write(console, f"{run.name} on {run.gold}, {run.split}: {asked}", style="bold")
    write(console, f"{'':27}{'all':>7} {'95 % interval':>14}{'answered':>9}{'n':>5}  target", 2)
    for figure in summary.figures:
        write(console, _figure_line(figure), 2)
    search = f"Search {summary.search.p50:.0f} ms (p95 {summary.search.p95:.0f})"
    write(console, f"{search}, answer {summary.ask.p50:.0f} ms (p95 {summary.ask.p95:.0f})", 2)
    ungated = [group.name for group in summary.types if not group.gated]
    if ungated:
        write(console, f"Reported, not gated (the feature is not there yet): {', '.join(ungated)}.", 2)


def _figure_line(figure: Figure) -> str:
    measure = BY_KEY[figure.key]
    interval = f"{figure.interval[0]:.3f}–{figure.interval[1]:.3f}" if figure.interval else ""
    given = f"{figure.when_answered:.3f}" if figure.when_answered is not None else ""
    target = ""
    if measure.target is not None:
        target = f"{measure.target:.2f} {'met' if figure.value >= measure.target else 'not met'}"
    return f"{measure.title:27}{figure.value:7.3f} {interval:>14}{given:>9}{figure.n:>5}  {target}"


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Print the differences of two runs with what chance makes of them."""
    write(console, f"{comparison.second} against {comparison.first}", style="bold")
    write(console, f"{'':28}{'from':>7}{'to':>7}{'p':>8}{'p Holm':>8}{'effect':>8}{'won':>5}{'lost':>5}", 2)
    for item in comparison.differences:
        counts = f"{len(item.wins):>5}{len(item.losses):>5}"
        values = f"{item.first:7.3f}{item.second:7.3f}{item.p:8.4f}{item.p_holm:8.4f}{item.effect:8.2f}{counts}"
        write(console, f"{BY_KEY[item.key].title:28}{values}", 2)
        write(console, item.verdict, 4, style="bold" if item.significant else "")


def show_mistakes(console: Console, name: str, mistakes: Sequence[Mistake], questions: int) -> None:
    """Print every mistake of a gold file, or that there is none."""
    if not mistakes:
        write(console, f"{name}: {counted(questions, 'question')}, no mistake.")
        return
    write(console, f"{name}: {counted(len(mistakes), 'mistake')}", style="bold")
    for mistake in mistakes:
        write(console, one_line(str(mistake)), 2)


def show_gate(console: Console, changes: Sequence[Change]) -> None:
    """Print every gated measure against the baseline, and the questions behind each loss that counts."""
    write(console, f"{'':28}{'baseline':>9}{'now':>8}{'p Holm':>9}", 2)
    for change in changes:
        state = "  LOST" if change.failed else ""
        line = f"{change.baseline:9.3f}{change.now:8.3f}{change.p_holm:9.4f}{state}"
        write(console, f"{BY_KEY[change.key].title:28}{line}", 2)
    for change in changes:
        if change.failed:
            listed = ", ".join(change.losses[:12]) + (" …" if len(change.losses) > 12 else "")
            write(console, f"{BY_KEY[change.key].title} fell on: {listed}", 2)


def show_ablations(console: Console, ablations: Iterable[Ablation], keys: Sequence[str]) -> None:
    """Print a Markdown table of every change, a row as soon as it is known, so that a decision record can hold it."""
    titles = [BY_KEY[key].title for key in keys]
    console.print(f"| part | change | {' | '.join(titles)} | search ms | verdict |", soft_wrap=True)
    console.print(f"|{'---|' * (len(keys) + 4)}", soft_wrap=True)
    for item in ablations:
        cells = [_cell(item, key) for key in keys]
        change = ", ".join(item.settings)
        row = " | ".join([item.part, change, *cells, f"{item.search_ms:.0f}", item.verdict])
        console.print(f"| {row} |", soft_wrap=True)


def _cell(item: Ablation, key: str) -> str:
    found = next((d for d in item.differences if d.key == key), None)
    star = " *" if found is not None and found.significant else ""
    return f"{item.values[key]:.3f}{star}" if key in item.values else ""
