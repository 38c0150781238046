"""The register for people to read in a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, say, write
from dvrag.cli.wording import count_of, date_in_words, joined, page_in_words, paragraph_in_words, published
from dvrag.lessons.filters import area_of
from dvrag.model.actions import Edit, Entry
from dvrag.model.findings import Theme

if TYPE_CHECKING:
    from rich.console import Console

    from dvrag.lessons.register import Register
    from dvrag.lessons.repeats.groups import RepeatGroup


def csv_out(rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows as CSV to stdout; a cell that a spreadsheet could run is guarded."""
    from dvrag.lessons.actions.csv_file import csv_text  # noqa: PLC0415 - only here

    names = list(dict.fromkeys(name for row in rows for name in row))
    sys.stdout.write(csv_text(rows, names).replace("\r\n", "\n"))


def out_of_order(register: Register) -> None:
    """Say on stderr what the register lacks."""
    for problem in register.problems.values():
        say(f"The findings of one report could not be read. {problem}")
    if register.waiting:
        say(f"The findings of {count_of(register.waiting, 'report')} were not read yet: run `dvrag library rebuild`.")


def show_entries(console: Console, entries: Sequence[Entry]) -> None:
    """Print entries with place and addressee, and how many there are of each kind."""
    for entry in entries:
        show_line(console, entry)
    kinds = Counter(entry.finding.kind.label.lower() for entry in entries)
    copies = sum(entry.copy_of is not None for entry in entries)
    counts = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
    also = f" {count_of(copies, 'is a copy', 'are copies')} of another in the same review." if copies else ""
    write(console, f"{count_of(len(entries), 'finding')}{': ' if counts else ''}{counts}.{also}", style="bold")


def show_line(console: Console, entry: Entry) -> None:
    """Print one entry: what it is, its words, and where it stands."""
    finding = entry.finding
    head = joined(f"{finding.kind.label}{f' {finding.number}' if finding.number else ''}", finding.addressee or "")
    marks = joined(*(["copy"] if entry.copy_of else []), *(["to check"] if entry.to_check else []))
    write(console, one_line(joined(head, marks, finding.id[:12])), style="bold")
    write(console, one_line(finding.text), 2)
    write(console, one_line(_place(entry)), 2)
    console.print()


def show_entry(console: Console, entry: Entry, edits: Sequence[Edit], themes: Sequence[Theme]) -> None:
    """Print everything about one entry."""
    show_line(console, entry)
    finding, plan = entry.finding, entry.finding.plan
    labels = {theme.name: theme.label for theme in themes}
    pairs = [
        ("Section", finding.section),
        ("Agencies", "; ".join(f"{a.name} ({a.kind.label.lower()})" for a in finding.agencies)),
        ("Scope", plan.scope.label if plan.scope else ""),
        ("Deadline", plan.deadline or ""),
        ("Lead", plan.lead or ""),
        ("Action", plan.action or ""),
        ("Milestones", plan.milestones or ""),
        ("Status as printed", plan.status or ""),
        ("Said before", finding.earlier),
        *((f"Theme {labels.get(mark.theme, mark.theme)}", mark.reason) for mark in finding.themes),
        ("Grade", f"{finding.judgment.grade} ({finding.judgment.scale.value})" if finding.judgment else ""),
        ("Confidence", f"{finding.confidence:.2f} of 1"),
        *(("To check", doubt) for doubt in finding.doubts if not entry.checked),
        ("Checked", "by a person" if entry.checked else ""),
        ("Taken out", "" if entry.kept else "by a person"),
    ]
    for name, value in pairs:
        if value:
            write(console, f"{name}: {one_line(value)}", 2)
    show_edits(console, edits)


def show_action(console: Console, entry: Entry, overdue: bool) -> None:
    """Print a recommendation with its follow-up."""
    show_line(console, entry)
    action = entry.action
    due = f"due {date_in_words(action.due)}" if action.due else ""
    printed = f"printed deadline {entry.finding.plan.deadline}" if entry.finding.plan.deadline and not due else ""
    late = "OVERDUE" if overdue else ""
    owner = f"owner {action.owner}" if action.owner else "no owner"
    write(console, one_line(joined(late, action.status.label, owner, due or printed, action.evidence)), 2)
    console.print()


def show_edits(console: Console, edits: Sequence[Edit]) -> None:
    """Print what people changed, oldest first."""
    for edit in edits:
        note = f" ({edit.note})" if edit.note else ""
        changed = f"{edit.field}: {edit.before or 'nothing'} → {edit.after or 'nothing'}"
        write(console, one_line(f"{edit.at[:16].replace('T', ' ')}  {edit.who}  {changed}{note}"), 2)


def show_group(console: Console, group: RepeatGroup) -> None:
    """Print a repeated lesson: how often, from when to when, who was told, each quote."""
    first, last = date_in_words(group.first), date_in_words(group.last)
    when = f"{first} to {last}" if group.first != group.last else first
    head = joined(count_of(group.reviews, "review"), when, "loosely alike: check it" if group.loose else "")
    write(console, one_line(head), style="bold")
    if group.agencies:
        write(console, one_line(f"Told: {'; '.join(group.agencies)}"), 2)
    for entry in group.entries:
        before = " It says itself that it was recommended before." if entry.finding.earlier else ""
        write(console, one_line(f"“{entry.finding.text}”{before}"), 4)
        write(console, one_line(_place(entry)), 6)
    console.print()


def _place(entry: Entry) -> str:
    finding = entry.finding
    where = (
        page_in_words(finding.page, finding.page_label),
        paragraph_in_words(finding.paragraph, finding.paragraph_index),
    )
    return joined(entry.report.title, area_of(entry), published(entry.report), *where, entry.report.source)


def show_groups(console: Console, groups: Sequence[RepeatGroup]) -> None:
    """Print repeated lessons and how many there are."""
    for group in groups:
        show_group(console, group)
    write(console, f"{count_of(len(groups), 'lesson')} in more than one review.", style="bold")


def show_judgments(console: Console, entries: Sequence[Entry]) -> None:
    """Print graded judgments, those of one scale together."""
    scales: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.finding.judgment:
            scales.setdefault(entry.finding.judgment.scale.value, []).append(entry)
    for scale, found in scales.items():
        write(console, f"Scale {scale}", style="bold")
        for entry in found:
            judgment = entry.finding.judgment
            if judgment:
                line = joined(judgment.body, judgment.question, judgment.grade, judgment.cycle, published(entry.report))
                write(console, one_line(line), 2)
                write(console, one_line(_place(entry)), 4)
    write(console, f"{count_of(len(entries), 'judgment')}.", style="bold")
