"""What Ask and Search can be restricted to: the values that the library has, in words, and chips to take them away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dvrag.model.documents import Family
from dvrag.model.results import Filters, ReportSummary, ThemeCount
from dvrag.ui import words
from dvrag.ui.markup import plain

FIELDS = ("kind", "area", "year", "theme")
LABELS = {"kind": "Kind of report", "area": "Area or force", "year": "Year published", "theme": "Theme"}
_NONE = {"kind": "All kinds", "area": "All areas", "year": "All years", "theme": "All themes"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: the values of each of `FIELDS` that the library has; `themes` maps a name to its label.

    Themes of which no passage speaks are not offered.
    """

    values: Mapping[str, Sequence[str]]
    themes: Mapping[str, str]

    @classmethod
    def of(cls, reports: Sequence[ReportSummary], counted: Sequence[ThemeCount]) -> Offer:
        """Return what these reports and themes offer."""
        themes = {theme.name: theme.label for theme in counted if theme.passages}
        families = sorted({report.family for report in reports}, key=words.family)
        years = {year for report in reports if (year := report.facts.year)}
        values = {
            "kind": [family.value for family in families],
            "area": sorted({name for report in reports if (name := report.facts.place)}, key=str.casefold),
            "year": [str(year) for year in sorted(years, reverse=True)],
            "theme": sorted(themes, key=lambda name: themes[name].casefold()),
        }
        return cls(values, themes)

    def shown(self, field: str, value: str) -> str:
        """Return a value as its readers call it."""
        if field == "kind":
            return words.family(Family(value))
        return self.themes.get(value, value) if field == "theme" else value


def show_choices(offer: Offer, key: Callable[[str], str], *, keep: bool = False) -> None:
    """Show a box for each field, in which any number of values may be chosen; `key` names its place in the session.

    With `keep` the choice is still there when the reader comes back from another page.
    """
    offered = [field for field in FIELDS if offer.values[field]]
    for column, field in zip(st.columns(max(1, len(offered))), offered, strict=False):
        with column:
            st.multiselect(
                LABELS[field],
                offer.values[field],
                key=key(field),
                format_func=_shown_by(offer, field),
                placeholder=_NONE[field],
                persist_state="session" if keep else None,
            )


def show_chips(chosen: Mapping[str, Sequence[str]], offer: Offer, keep_only: Callable[[str, list[str]], None]) -> None:
    """Show each value as a button that takes it away: `keep_only` gets its field and the values that stay."""
    for field in FIELDS:
        for value in chosen[field]:
            kept = [other for other in chosen[field] if other != value]
            named = f"{LABELS[field].lower()}: {plain(offer.shown(field, value))}"
            key = f"away-{field}-{value}"
            st.button(f"✕ Take away {named}", key=key, on_click=keep_only, args=(field, kept), wrap=True)


def filters_of(chosen: Mapping[str, Sequence[str]]) -> Filters:
    """Return the restrictions as the assistant takes them."""
    years = tuple(int(year) for year in chosen["year"])
    return Filters(family=tuple(chosen["kind"]), area=tuple(chosen["area"]), year=years, theme=tuple(chosen["theme"]))


def _shown_by(offer: Offer, field: str) -> Callable[[str], str]:
    return lambda value: offer.shown(field, value)
