"""Which reports and themes a question is put to, as this session has chosen them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dvrag.model.results import Filters
from dvrag.ui import offer as offers
from dvrag.ui.offer import FIELDS, Offer, filters_of


def show_choices(offer: Offer) -> None:
    """Offer what the library has; what it no longer has is dropped from the choice."""
    for field in FIELDS:
        kept = [value for value in _chosen()[field] if value in offer.values[field]]
        st.session_state[_key(field)] = kept
    offers.show_choices(offer, _key, keep=True)


def show_chips(offer: Offer, again: Callable[[], None]) -> None:
    """Show each choice as a button that takes it away; `again` is called when one was pressed."""

    def keep_only(field: str, kept: list[str]) -> None:
        st.session_state[_key(field)] = kept
        again()

    if any(_chosen().values()):
        with st.container(horizontal=True, gap="small", key="chips"):
            offers.show_chips(_chosen(), offer, keep_only)


def chosen_filters() -> Filters:
    """Return the restrictions chosen in the form."""
    return filters_of(_chosen())


def clear() -> None:
    """Take every restriction away."""
    for field in FIELDS:
        st.session_state[_key(field)] = []


def _chosen() -> dict[str, list[str]]:
    return {field: list(st.session_state.get(_key(field), [])) for field in FIELDS}


def _key(field: str) -> str:
    return f"filter_{field}"
