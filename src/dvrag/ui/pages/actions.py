"""The page Actions: each recommendation with its owner, due date, status and evidence, to be followed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from dvrag.lessons.actions.change import (
    NOT_RECORDED,
    OVERDUE,
    PASSED,
    PASSED_UNRECORDED,
    STANDINGS,
    lateness,
    overdue,
    standing,
)
from dvrag.lessons.filters import facets, matching_entries
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingFilters, FindingKind
from dvrag.registrar import Registrar
from dvrag.ui import session, words
from dvrag.ui.actions import board, edit, files, one
from dvrag.ui.lessons.details import who
from dvrag.ui.markup import Tone, element, escaped, notice, show

_VIEW, _OVERDUE, _COPIES = "actions_view", "actions_overdue", "actions_copies"
_VIEWS = ("Table", "Board", "Files")


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Actions")))
    with session.plain_errors():
        registrar = session.registrar()
        entries = recommendations(registrar)
        if not entries:
            show(element("p", escaped("There is no recommendation in the library yet. Add reports, then come back.")))
            return
        _introduction(registrar, entries)
        said = st.session_state.pop(edit.SAID, "")
        if said:
            show(notice(Tone.INFO, "Done", element("p", escaped(said))))
        failed = st.session_state.pop(edit.FAILED, "")
        if failed:
            show(notice(Tone.PROBLEM, "Not saved", element("p", escaped(failed))))
        name = who()
        view = st.radio("View", _VIEWS, key=_VIEW, horizontal=True, persist_state="session")
        chosen = _chosen(registrar, entries)
        show(element("p", escaped(f"{words.count(len(chosen), 'recommendation')} chosen."), role="status"))
        if view == "Files":
            files.show_files(registrar, chosen, name)
        elif view == "Board":
            board.show_board(session.assistant(), registrar, chosen, name)
        else:
            edit.show_table(registrar, chosen, name)
            one.show_one(registrar, chosen, name)


def recommendations(registrar: Registrar) -> tuple[Entry, ...]:
    """Return the recommendations that are kept, copies too."""
    kept = registrar.register().kept
    return tuple(entry for entry in kept if entry.finding.kind is FindingKind.RECOMMENDATION)


def _introduction(registrar: Registrar, entries: Sequence[Entry]) -> None:
    own = [entry for entry in entries if entry.copy_of is None]
    show(element("p", escaped(summary(own, registrar.today()))))
    line = "A status is what people enter here; what an action plan prints is shown beside it and not taken over."
    show(element("p", escaped(line), "dv-soft"))


def summary(own: Sequence[Entry], today: date) -> str:
    """Return the numbers of each standing and of what is late, in words."""
    counts = Counter(standing(entry) for entry in own)
    parts = [f"nothing recorded yet for {counts[NOT_RECORDED]}"] if counts[NOT_RECORDED] else []
    parts += [f"{label.lower()} {counts[label]}" for label in STANDINGS[1:] if counts[label]]
    late = Counter(lateness(entry, today) for entry in own)
    passed = late[PASSED] + late[PASSED_UNRECORDED]
    tail = f" The printed date has passed for {passed} more, without a due date or status recorded." if passed else ""
    return f"{words.count(len(own), 'recommendation')}: {', '.join(parts)}. Overdue: {late[OVERDUE]}.{tail}"


def _chosen(registrar: Registrar, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    counts = facets(entries)
    owners = sorted({entry.action.owner for entry in entries if entry.action.owner}, key=str.casefold)
    first, second, third = st.columns(3)
    with first:
        areas = _choice("Area", "area", [v for v in counts["area"] if v != "not stated"])
    with second:
        agencies = _choice("Told to (agency)", "agency", [v for v in counts["agency"] if v != "not stated"])
    with third:
        owned = _choice("Owner", "owner", owners)
    late = st.checkbox("Only overdue, or past the printed date", key=_OVERDUE, persist_state="session")
    copies = st.checkbox("Show copies in summaries and action plans too", key=_COPIES, persist_state="session")
    found = matching_entries(entries, FindingFilters(area=areas, agency=agencies, owner=owned))
    today = registrar.today()
    return tuple(e for e in found if (copies or e.copy_of is None) and (not late or overdue(e, today)))


def _choice(label: str, name: str, options: Sequence[str]) -> tuple[str, ...]:
    key = f"actions_{name}"
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options]
    return tuple(st.multiselect(label, options, key=key, placeholder="All", persist_state="session"))
