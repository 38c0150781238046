"""The details of one report: what is known about it, its file and versions, its sections, and the way to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.building import FileRecord, Outcome, Records
from dvrag.model.documents import Fact, Section
from dvrag.model.results import ReportSummary
from dvrag.ui import words
from dvrag.ui.ask.source_cards import facts_table
from dvrag.ui.library.states import explained
from dvrag.ui.markup import Markup, Tone, bullets, dotted, element, escaped, joined, notice, show

_DEEPEST = 4


def show_report(assistant: Assistant, reports: Sequence[ReportSummary], summary: ReportSummary) -> None:
    """Show one report of the library."""
    records = assistant.records()
    authority = words.authority(summary.authority)
    show(
        element("h2", escaped(summary.title)), element("p", dotted(words.family(summary.family), authority), "dv-soft")
    )
    left, right = st.columns(2, gap="large")
    with left:
        show(element("h3", escaped("What is known about it")), facts_table(_facts(summary)))
        state = explained(summary, records)
        if state:
            show(notice(Tone.CAUTION, "To know about it", bullets(state)))
        _similar(reports, summary)
        show(element("h3", escaped("Its file and versions")), bullets(versions(summary, reports, records)))
    with right:
        show(element("h3", escaped("Sections")), _outline(assistant.report(summary.id).sections))


def versions(summary: ReportSummary, reports: Sequence[ReportSummary], records: Records) -> tuple[str, ...]:
    """Return what the library knows of the files that a report came from, of earlier and of other versions."""
    lines = [f"Added on {words.date(summary.added[:10])}."]
    for record in records.files_of(summary.id):
        lines += _version(record)
        others = len(record.reports) - 1
        if others:
            lines.append(f"Its file holds {words.count(others, 'other report')} beside it.")
    same = [other for other in reports if other.id != summary.id and other.source == summary.source]
    if same:
        lines.append(
            f"{words.sentence(words.count(len(same), 'other report'))} came from a file of the same name in another "
            "folder. If that is an older version of this one, choose it above and remove it."
        )
    return tuple(dict.fromkeys(lines))


def _version(record: FileRecord) -> list[str]:
    name, day = PurePath(record.path).name, words.date(record.attempted[:10])
    if record.outcome is Outcome.REPLACED:
        return [f"It replaced an earlier version of the file {name} on {day}."]
    if record.outcome is Outcome.FAILED:
        return [f"A newer version of {name} could not be read on {day}: {record.reason}"]
    return [f"It came from the file {name}."]


def _facts(summary: ReportSummary) -> list[tuple[str, str]]:
    facts = summary.facts
    stated = (
        ("Publisher", _fact(facts.publisher)),
        ("Area", _fact(facts.area)),
        ("Police force", _fact(facts.force)),
        ("Partnership", _fact(facts.partnership)),
        ("Published", _fact(facts.published, words.date(facts.published.value))),
        ("Year of death", _fact(facts.year_of_death)),
        ("Version", _fact(facts.version)),
    )
    size = f"{words.count(summary.pages, 'page')}, " if summary.pages else ""
    return [
        *stated,
        ("File", summary.source),
        ("Length", f"{size}{words.count(summary.passages, 'passage')}"),
        ("Added", words.date(summary.added[:10])),
    ]


def _fact(fact: Fact, shown: str | None = None) -> str:
    """Return a value and where it comes from, unless it stands in the report's own text."""
    if fact.value is None:
        return words.NOT_STATED
    value = shown or fact.value
    return value if fact.origin == "text" else f"{value} (from the {_origin(fact.origin)})"


def _origin(origin: str) -> str:
    return "file's properties" if origin == "properties" else origin


def _similar(reports: Sequence[ReportSummary], summary: ReportSummary) -> None:
    by_id = {report.id: report for report in reports}
    titles = [by_id[other].title for other in summary.near_duplicates if other in by_id]
    if titles:
        line = element("p", escaped("A passage that stands in both is quoted once."))
        show(notice(Tone.INFO, "Nearly the same text as", joined((bullets(titles), line))))


def _outline(sections: Sequence[Section]) -> Markup:
    lines = [
        element("li", escaped(section.path[-1]), f"dv-level-{min(len(section.path), _DEEPEST)}")
        for section in sections
        if section.path
    ]
    return (
        element("ul", joined(lines), "dv-outline") if lines else element("p", escaped("No headings were found in it."))
    )
