"""Narrowing down: what the passages found are of, each value with its number, to be pressed."""

from __future__ import annotations

import streamlit as st

from dvrag.retrieve.facets import Facet, Facets
from dvrag.ui import words
from dvrag.ui.markup import Markup, element, escaped, plain, show
from dvrag.ui.offer import FIELDS, LABELS, Offer
from dvrag.ui.search.controls import write
from dvrag.ui.search.request import Request

TITLE, ANCHOR = "Narrow down", "narrow-down"

MOST = 8
"""Values of a restriction that are shown."""


def show_facets(request: Request, counts: Facets, offer: Offer, n: int) -> None:
    """Show the counts of `n` passages found; pressing a value keeps only passages of it."""
    by_field = {"kind": counts.kind, "area": counts.area, "year": counts.year, "theme": counts.theme}
    open_fields = [field for field in FIELDS if offer.values[field] and not _settled(request, field)]
    if not open_fields:
        return
    line = f"How many of the {words.count(n, 'passage')} found are of each. Pressing one searches again, within it."
    target = Markup(f'<span id="{ANCHOR}" tabindex="-1"></span>')
    show(target, element("h2", escaped(TITLE)), element("p", escaped(line), "dv-soft"))
    for field in open_fields:
        _facet(request, field, by_field[field], offer)


def _settled(request: Request, field: str) -> bool:
    """Return whether nothing is left to choose: one value, or a theme, of which a passage can have several."""
    chosen = request.values(field)
    return len(chosen) == 1 or (field == "theme" and bool(chosen))


def _facet(request: Request, field: str, facet: Facet, offer: Offer) -> None:
    show(element("h3", escaped(LABELS[field])))
    values = [(value, n) for value, n in facet.values if value in offer.values[field]]
    with st.container(gap=None, key=f"facet-{field}"):
        for value, n in values[:MOST]:
            st.button(
                f"Only {plain(offer.shown(field, value))} ({n})",
                key=f"only-{field}-{value}",
                type="tertiary",
                on_click=write,
                args=(request.restricted({field: [value]}),),
                wrap=True,
            )
    left = len(values) - MOST
    said = [f"{words.count(left, 'more value')}: choose under “Search only some of the reports”."] if left > 0 else []
    said += [f"Not stated: {facet.not_stated}."] if facet.not_stated else []
    if said:
        show(element("p", escaped(" ".join(said)), "dv-soft"))
