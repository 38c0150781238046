"""The restrictions on findings as the address of the page, so that they outlive a reload and can be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from dvrag.ui.markup import Tone, bullets, element, escaped, joined, notice, show

FACETS = ("kind", "theme", "agency", "cls", "area", "year", "scope")
"""The restrictions with values to choose from; each is kept under its name with "lessons_" before it."""
COPIES, WORDS, CHECK = "lessons_copies", "lessons_words", "lessons_check"
_MARKS = {"copies": COPIES, "check": CHECK}
_WORDS, _YES = "words", "yes"
_SEEN, _LAST = "lessons_seen", "lessons_last"
_LONGEST, _SHOWN = 500, 80
"""Characters of words taken from an address, and of a value of it that is repeated on the page."""


def follow(offered: Mapping[str, Iterable[str]]) -> None:
    """Set the controls as the address says, where it is not the one written last; say what in it is not understood.

    `offered` holds the values of each facet. An empty address leaves the controls as they were in this session.
    """
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    if not given or given == st.session_state.get(_SEEN):
        return
    st.session_state[_SEEN] = given
    known = {*FACETS, *_MARKS, _WORDS}
    unknown = [f"{key}={values[-1]}" for key, values in given.items() if key not in known]
    for name in FACETS:
        by_name = {value.casefold(): value for value in offered[name]}
        asked = given.get(name, [])
        st.session_state[f"lessons_{name}"] = list(
            dict.fromkeys(by_name[value.casefold()] for value in asked if value.casefold() in by_name)
        )
        unknown += [f"{name}={value}" for value in asked if value.casefold() not in by_name]
    st.session_state[WORDS] = " ".join(given.get(_WORDS, []))[:_LONGEST]
    for name, key in _MARKS.items():
        st.session_state[key] = given.get(name, []) == [_YES]
    if unknown:
        line = element("p", escaped("This library does not know it, so the findings are shown without:"))
        content = joined((line, bullets([text[:_SHOWN] for text in unknown])))
        show(notice(Tone.CAUTION, "Part of the address was ignored", content))


def write() -> None:
    """Make what is chosen the address of the page; what is as usual is left out."""
    found = {name: list(st.session_state.get(f"lessons_{name}", [])) for name in FACETS}
    found[_WORDS] = [text] if (text := (st.session_state.get(WORDS) or "").strip()) else []
    found |= {name: [_YES] if st.session_state.get(key) else [] for name, key in _MARKS.items()}
    address = {name: values for name, values in found.items() if values}
    if address != st.session_state.get(_LAST) or (address and not st.query_params):
        st.query_params.from_dict(address)
        st.session_state[_SEEN] = address
    st.session_state[_LAST] = address
