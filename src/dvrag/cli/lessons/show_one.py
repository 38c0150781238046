"""Everything about one finding, for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvrag.cli.lessons.show import followed, show_edits, show_line
from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined
from dvrag.model.actions import Edit, Entry
from dvrag.model.findings import Theme

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an entry beside itself: the report's words around it, what people changed, the themes."""

    around: tuple[str, str]
    edits: Sequence[Edit]
    themes: Sequence[Theme]


def show_entry(console: Console, entry: Entry, known: Known) -> None:
    """Print everything about one entry: its words, what stands around them, what was read, and who changed it."""
    show_line(console, entry)
    labels = {theme.name: theme.label for theme in known.themes}
    before, after = known.around
    pairs = [
        ("Before it", before),
        ("After it", after),
        *_read(entry),
        *((f"Theme {labels.get(mark.theme, mark.theme)}", mark.reason) for mark in entry.finding.themes),
        *_state(entry),
    ]
    for name, value in pairs:
        if value:
            write(console, one_line(f"{name}: {value}"), 2)
    if known.edits:
        write(console, "Changed by people:", 2)
        show_edits(console, known.edits)


def _read(entry: Entry) -> Iterator[tuple[str, str]]:
    finding, plan, judgment, figure = entry.finding, entry.finding.plan, entry.finding.judgment, entry.finding.figure
    yield "Section", finding.section
    yield "Agencies", "; ".join(f"{a.name} ({a.kind.label.lower()})" for a in finding.agencies)
    yield "Scope", plan.scope.label if plan.scope else ""
    for name in ("deadline", "lead", "action", "milestones"):
        yield name.capitalize(), getattr(plan, name) or ""
    yield "Status as printed", plan.status or ""
    yield "Said before", finding.earlier
    if judgment:
        yield "Judged", joined(judgment.body, judgment.question, judgment.cycle)
        yield "Grade", f"{judgment.grade} ({judgment.scale.value})"
    if figure:
        yield "Figure", joined(figure.about, figure.value, figure.interval or "", figure.period or "")


def _state(entry: Entry) -> Iterator[tuple[str, str]]:
    finding = entry.finding
    yield "Follow-up", followed(entry) if finding.kind.value == "recommendation" else ""
    yield "Copy of", entry.copy_of[:12] if entry.copy_of else ""
    yield "Confidence", f"{finding.confidence:.2f} of 1"
    for doubt in finding.doubts:
        yield "Doubt, checked by a person" if entry.checked else "To check", doubt
    yield "Checked", "by a person" if entry.checked and not finding.doubts else ""
    yield "Taken out", "" if entry.kept else f"by a person; `dvrag lessons bring-back {finding.id[:12]}` brings it back"
