"""The register for people to read in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined, page_in_words, paragraph_in_words, published
from dvrag.lessons.actions.change import OVERDUE, standing
from dvrag.model.actions import Edit, Entry
from dvrag.text.plain import counted, date_in_words

if TYPE_CHECKING:
    from rich.console import Console

    from dvrag.lessons.repeats.groups import RepeatGroup


def show_entries(console: Console, entries: Sequence[Entry]) -> None:
    """Print entries with place and addressee, and how many there are of each kind."""
    for entry in entries:
        show_line(console, entry)
    kinds = Counter(entry.finding.kind.label.lower() for entry in entries)
    copies = sum(entry.copy_of is not None for entry in entries)
    counts = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
    also = f" {counted(copies, 'is a copy', 'are copies')} of another in the same review." if copies else ""
    write(console, f"{counted(len(entries), 'finding')}{': ' if counts else ''}{counts}.{also}", style="bold")


def show_line(console: Console, entry: Entry) -> None:
    """Print one entry: what it is, its words, and where it stands."""
    finding = entry.finding
    number = f" {finding.number}" if finding.number else ""
    head = joined(f"{finding.kind.label}{number}", finding.addressee or "", _marks(entry), finding.id[:12])
    write(console, one_line(head), style="bold")
    write(console, one_line(finding.text), 2)
    write(console, one_line(place(entry)), 2)
    console.print()


def place(entry: Entry) -> str:
    """Return where an entry stands: report, area, date, page, paragraph, file."""
    finding = entry.finding
    where = paragraph_in_words(finding.paragraph, finding.paragraph_index)
    page = page_in_words(finding.page, finding.page_label)
    return joined(
        entry.report.title, entry.report.facts.place or "", published(entry.report), page, where, entry.report.source
    )


def show_action(console: Console, entry: Entry, late: str) -> None:
    """Print a recommendation with its follow-up; `late` as `lateness` says it."""
    show_line(console, entry)
    write(console, one_line(joined("OVERDUE" if late == OVERDUE else late, followed(entry))), 2)
    console.print()


def followed(entry: Entry) -> str:
    """Return the follow-up of a recommendation in words: status, owner, due date or printed deadline, evidence."""
    action = entry.action
    due = f"due {date_in_words(action.due)}" if action.due else ""
    printed = f"printed deadline {entry.finding.plan.deadline}" if entry.finding.plan.deadline and not due else ""
    owner = f"owner {action.owner}" if action.owner else "no owner"
    return joined(standing(entry), owner, due or printed, action.evidence)


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
    head = joined(counted(group.reviews, "review"), when, "loosely alike: check it" if group.loose else "")
    write(console, one_line(head), style="bold")
    if group.agencies:
        write(console, one_line(f"Told: {'; '.join(group.agencies)}"), 2)
    for entry in group.entries:
        before = " It says itself that it was recommended before." if entry.finding.earlier else ""
        write(console, one_line(f"“{entry.finding.text}”{before}"), 4)
        write(console, one_line(joined(place(entry), entry.finding.id[:12])), 6)
    console.print()


def show_groups(console: Console, groups: Sequence[RepeatGroup]) -> None:
    """Print repeated lessons and how many there are."""
    for group in groups:
        show_group(console, group)
    write(console, f"{counted(len(groups), 'lesson')} in more than one review.", style="bold")


def show_judgments(console: Console, entries: Sequence[Entry]) -> None:
    """Print graded judgments, those of one scale together."""
    scales: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.finding.judgment:
            scales.setdefault(entry.finding.judgment.scale.value, []).append(entry)
    for scale, found in scales.items():
        write(console, f"Scale {scale}", style="bold")
        for entry in found:
            _show_judgment(console, entry)
    write(console, f"{counted(len(entries), 'judgment')}.", style="bold")
    if len(scales) > 1:
        write(console, "A grade of one scale says nothing about a grade of another.")


def _show_judgment(console: Console, entry: Entry) -> None:
    judgment = entry.finding.judgment
    if judgment:
        line = joined(judgment.body, judgment.question, judgment.grade, judgment.cycle)
        write(console, one_line(joined(line, _marks(entry), entry.finding.id[:12])), 2)
        write(console, one_line(f"“{entry.finding.text}”"), 4)
        write(console, one_line(place(entry)), 4)


def _marks(entry: Entry) -> str:
    said = {"copy": entry.copy_of, "to check": entry.to_check, "taken out": not entry.kept}
    return joined(*(mark for mark, holds in said.items() if holds))
