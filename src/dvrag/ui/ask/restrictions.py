"""Which reports a question is put to: the choices in the form, and each choice as a chip that can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from dvrag.model.documents import Family
from dvrag.model.results import Filters, ReportSummary, ThemeCount
from dvrag.ui import words

FAMILY, AREA, YEAR, THEME = "filter_family", "filter_area", "filter_year", "filter_theme"
KEYS = (FAMILY, AREA, YEAR, THEME)

T = TypeVar("T")


def show_choices(reports: Sequence[ReportSummary], themes: Sequence[ThemeCount]) -> None:
    """Offer kinds, areas and years of the reports, and themes of passages; any number of each may be chosen."""
    families = sorted({report.family for report in reports}, key=words.family)
    areas = sorted({name for report in reports if (name := report.facts.place)}, key=str.casefold)
    years = sorted({found for report in reports if (found := report.facts.year)}, reverse=True)
    labels = {theme.name: theme.label for theme in themes if theme.passages}
    left, right = st.columns(2)
    with left:
        _choice("Kind of report", FAMILY, families, "All kinds", words.family)
        _choice("Year published", YEAR, years, "All years")
    with right:
        _choice("Area or force", AREA, areas, "All areas")
        _choice(
            "Theme", THEME, sorted(labels, key=lambda name: labels[name].casefold()), "All themes", labels.__getitem__
        )


def show_chips(themes: Sequence[ThemeCount], again: Callable[[], None]) -> None:
    """Show each choice as a button that takes it away; `again` is called when one was pressed."""
    labels = {theme.name: theme.label for theme in themes}
    chosen = [(key, value) for key in KEYS for value in st.session_state.get(key, [])]
    if not chosen:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for key, value in chosen:
            shown = words.family(value) if isinstance(value, Family) else labels.get(value, str(value))
            st.button(
                f"Only {plain(shown)}  ✕",
                key=f"chip-{key}-{value}",
                help="Take this restriction away",
                on_click=_take_away,
                args=(key, value, again),
            )


def plain(text: str) -> str:
    """Return text for the label of a widget, in which no character is read as formatting."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|~:$&" else c for c in text)


def chosen_filters() -> Filters:
    """Return the restrictions chosen in the form."""
    families: list[Family] = st.session_state.get(FAMILY, [])
    return Filters(
        family=tuple(str(family) for family in families),
        area=tuple(st.session_state.get(AREA, [])),
        year=tuple(st.session_state.get(YEAR, [])),
        theme=tuple(st.session_state.get(THEME, [])),
    )


def clear() -> None:
    """Take every restriction away."""
    for key in KEYS:
        st.session_state[key] = []


def _take_away(key: str, value: object, again: Callable[[], None]) -> None:
    st.session_state[key] = [kept for kept in st.session_state.get(key, []) if kept != value]
    again()


def _choice(label: str, key: str, options: Sequence[T], none: str, shown: Callable[[T], str] = str) -> None:
    """Offer options, any number of which may be chosen; what the library no longer holds is dropped."""
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options]
    st.multiselect(label, options, key=key, format_func=shown, placeholder=none, persist_state="session")
