"""Choosing findings: by kind, theme, agency, area and year, each value with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dvrag.lessons.filters import facets, matching_entries
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingFilters
from dvrag.ui.lessons import named, request
from dvrag.ui.lessons.request import CHECK, COPIES, FACETS, WORDS


def chosen_entries(entries: Sequence[Entry], labels: Mapping[str, str]) -> tuple[Entry, ...]:
    """Show the controls and return the entries that they leave.

    The number beside a value is of all findings, so that it does not jump about while one chooses.
    """
    counts = facets(entries)
    request.follow(counts)
    first, second, third = st.columns(3)
    with first:
        _choice("Kind", "kind", counts, named.kind)
        _choice("Area", "area", counts)
    with second:
        _choice("Theme", "theme", counts, lambda name: named.theme(name, labels))
        _choice("Year published", "year", counts)
    with third:
        _choice("Told to (agency)", "agency", counts)
        _choice("Told to (sector)", "cls", counts, named.cls)
    with st.expander("More ways to choose"):
        _choice("Scope", "scope", counts, named.scope)
        st.text_input("Words in the text", key=WORDS, autocomplete="off", persist_state="session")
        st.checkbox("Only those that a person should check", key=CHECK, persist_state="session")
        st.checkbox(
            "Show copies too: what a summary, action plan or library page repeats of its own review",
            key=COPIES,
            persist_state="session",
        )
    request.write()
    found = matching_entries(entries, filters())
    return found if st.session_state.get(COPIES) else tuple(e for e in found if e.copy_of is None)


def filters() -> FindingFilters:
    """Return the restrictions chosen on the page."""
    values = {name: tuple(st.session_state.get(f"lessons_{name}", [])) for name in FACETS}
    words = (st.session_state.get(WORDS) or "").split()
    made = FindingFilters(**{name: found for name, found in values.items() if name != "year"})
    years = tuple(int(year) for year in values["year"])
    return replace(made, year=years, words=tuple(words), check=("yes",) if st.session_state.get(CHECK) else ())


def clear() -> None:
    """Take every restriction back."""
    for name in FACETS:
        st.session_state[f"lessons_{name}"] = []
    st.session_state[WORDS] = ""
    st.session_state[CHECK] = False


def _choice(label: str, name: str, counts: Mapping[str, Mapping[str, int]], shown: Callable[[str], str] = str) -> None:
    options = [value for value in counts[name] if value != "not stated"]
    if name == "year":
        options.sort(reverse=True)
    key = f"lessons_{name}"
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options]
    st.multiselect(
        label,
        options,
        key=key,
        format_func=lambda value: f"{shown(value)} ({counts[name][value]})",
        placeholder="All",
        persist_state="session",
    )
