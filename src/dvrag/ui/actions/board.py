"""The actions as a board: a column a status, a card a recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.errors import DvragError
from dvrag.lessons.actions.change import STANDINGS, due_of, lateness, overdue, standing
from dvrag.model.actions import ActionStatus, Entry
from dvrag.registrar import Registrar
from dvrag.ui import words
from dvrag.ui.actions.edit import FAILED, SAID
from dvrag.ui.lessons import named
from dvrag.ui.lessons.place import open_entry
from dvrag.ui.markup import Markup, dotted, element, escaped, joined, show

AT_FIRST = 10
"""Cards of a column shown at first, and added by each press."""


def show_board(assistant: Assistant, registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    """Show the columns that hold a card, each with its number; overdue cards come first."""
    today = registrar.today()
    groups = {label: [e for e in entries if standing(e) == label] for label in STANDINGS}
    held = [label for label in STANDINGS if groups[label]]
    if not held:
        show(element("p", escaped("No recommendation meets this. Take a restriction away.")))
        return
    for column, label in zip(st.columns(len(held)), held, strict=True):
        with column:
            show(element("h2", escaped(f"{label} ({len(groups[label])})")))
            cards = sorted(groups[label], key=lambda e: (not overdue(e, today), due_of(e)[0] or date.max))
            key = f"board-{label}"
            most = st.session_state.get(key, AT_FIRST)
            for number, entry in enumerate(cards[:most], 1):
                _card(assistant, registrar, (number, entry), who)
            if len(cards) > most:
                st.button(
                    f"Show more ({len(cards) - most} left)",
                    key=f"more-{label}",
                    on_click=_more,
                    args=(key, most),
                )


def _more(key: str, shown: int) -> None:
    st.session_state[key] = shown + AT_FIRST


def _move(registrar: Registrar, entry: Entry, key: str, who: str) -> None:
    """Record the status chosen on a card; where that fails, the card goes back and the page says why."""
    try:
        registrar.act(entry.finding.id, {"status": st.session_state[key]}, who, seen=entry.action.version)
        st.session_state[SAID] = "1 action saved."
    except DvragError as error:
        st.session_state[key] = entry.action.status.value
        st.session_state[FAILED] = f"{named.title(entry)} ({named.area(entry)}): {error}"


def _card(assistant: Assistant, registrar: Registrar, numbered: tuple[int, Entry], who: str) -> None:
    number, entry = numbered
    identity = entry.finding.id
    with st.container(border=True, key=f"card-{identity}"):
        show(_text(entry, registrar.today()))
        values = [status.value for status in ActionStatus]
        key = f"status-{identity}-{entry.action.version}"
        st.selectbox(
            f"Status of card {number}: {named.spoken(entry)}",
            values,
            index=values.index(entry.action.status.value),
            format_func=lambda value: standing(entry) if value == entry.action.status else ActionStatus(value).label,
            key=key,
            label_visibility="collapsed",
            on_change=_move,
            args=(registrar, entry, key, who),
        )
        if st.button("Read it in its report", key=f"board-read-{identity}"):
            open_entry(assistant, entry)


def _text(entry: Entry, today: date) -> Markup:
    when, origin = due_of(entry)
    printed = f"printed deadline {entry.finding.plan.deadline}" if origin == "printed" else "no due date"
    due = f"due {words.date(when.isoformat())}" if when and origin == "set" else printed
    late = words.sentence(lateness(entry, today))
    owner = f"owner {entry.action.owner}" if entry.action.owner else "no owner"
    return joined(
        (
            element("h3", escaped(named.title(entry))),
            element("p", escaped(named.short(entry.finding.text, 220))),
            element("p", dotted(late, due, owner, entry.finding.addressee or "", named.area(entry)), "dv-soft"),
        )
    )
