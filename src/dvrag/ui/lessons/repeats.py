"""Lessons that come again: a card a lesson with its quotes, and the matrix of lessons and reports."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.evaluate.report.tables import Column, Table
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.lessons.repeats.matrix import matrix
from dvrag.model.actions import Entry
from dvrag.model.results import ReportSummary
from dvrag.registrar import Registrar
from dvrag.ui import words
from dvrag.ui.evaluating import view
from dvrag.ui.lessons import named
from dvrag.ui.lessons.place import open_entry
from dvrag.ui.markup import dotted, element, escaped, show

AT_FIRST, COLUMNS = 10, 4
"""Lessons shown at first and added by each press, and reports side by side in a part of the matrix."""
_MOST, _LOOSE = "repeats_most", "repeats_loose"


def show_repeats(assistant: Assistant, registrar: Registrar) -> None:
    """Show the repeated lessons, those alike in their ask first; those that may only share a subject on request."""
    with st.spinner("Comparing the findings of all reviews…"):
        found = registrar.repeats()
    sure = [group for group in found if not group.loose]
    loose = [group for group in found if group.loose]
    number = words.count(len(sure), "lesson")
    line = f"{number} in more than one review, found by meaning. Read the quotes before you count on it."
    show(element("p", escaped(line), role="status"))
    if loose:
        label = f"Show {words.count(len(loose), 'more lesson')} that may only share a subject"
        sure += loose if st.checkbox(label, key=_LOOSE, persist_state="session") else []
    if not sure:
        show(
            element(
                "p", escaped("Add reviews of other areas or years: a lesson can only come again in another review.")
            )
        )
        return
    most = st.session_state.get(_MOST, AT_FIRST)
    for group in sure[:most]:
        _card(assistant, group)
    if len(sure) > most:
        st.button(f"Show more ({len(sure) - most} left)", on_click=_more, args=(most,))
    _matrix(sure[:most])


def _more(shown: int) -> None:
    st.session_state[_MOST] = shown + AT_FIRST


def _card(assistant: Assistant, group: RepeatGroup) -> None:
    with st.container(border=True, key=f"repeat-{group.id}"):
        when = [words.date(iso) for iso in dict.fromkeys((group.first, group.last)) if iso]
        told = f"told: {', '.join(group.agencies[:6])}" if group.agencies else ""
        before = "A report says itself that it was recommended before." if group.said_before else ""
        loose = "Perhaps only one subject: check the quotes." if group.loose else ""
        show(
            element("h2", escaped(words.sentence(named.short(group.label, 200)))),
            element("p", dotted(words.count(group.reviews, "review"), " to ".join(when), told), "dv-soft"),
            *(element("p", escaped(text)) for text in (before, loose) if text),
        )
        with st.expander(f"The {words.count(len(group.entries), 'quote')}"):
            for entry in group.entries:
                _quote(assistant, group, entry)


def _quote(assistant: Assistant, group: RepeatGroup, entry: Entry) -> None:
    show(
        element("p", escaped(f"“{entry.finding.text}”"), "dv-passage"),
        element("p", dotted(entry.report.title, named.published(entry), named.place(entry)), "dv-soft"),
    )
    if st.button("Read it in its report", key=f"repeat-{group.id}-{entry.finding.id}"):
        open_entry(assistant, entry)


def _matrix(groups: Sequence[RepeatGroup]) -> None:
    with st.expander("Matrix: which report repeats which lesson"):
        view.apply_style()
        made = matrix(groups)
        for start in range(0, len(made.reports), COLUMNS):
            part = made.reports[start : start + COLUMNS]
            columns = (Column("Lesson", figures=False), *(Column(_heading(report), figures=False) for report in part))
            rows = tuple(
                (named.short(group.label, 110), *(_cell(made.cell(group, report)) for report in part))
                for group in made.groups
                if any(made.cell(group, report) for report in part)
            )
            if rows:
                show(view.table(Table("Places of the quotes, reports by date", columns, rows)))


def _heading(report: ReportSummary) -> str:
    """Return what tells a report from the others at the head of a narrow column: place, date, kind."""
    when = words.date(report.facts.published.value)
    return f"{report.facts.place or named.short(report.title, 40)}, {when} ({words.family(report.family).lower()})"


def _cell(entries: Sequence[Entry]) -> str:
    return "; ".join(named.place(entry) or named.title(entry) for entry in entries) or "–"
