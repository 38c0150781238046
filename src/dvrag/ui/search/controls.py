"""The search box, restrictions and order. The address of the page is what counts: controls write it and follow it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dvrag.answer.decline import decline
from dvrag.assistant import MAX_QUESTION
from dvrag.model.answers import Answer
from dvrag.ui import offer as offers
from dvrag.ui.markup import Tone, bullets, element, escaped, joined, notice, show
from dvrag.ui.offer import FIELDS, Offer
from dvrag.ui.search.request import QUERY, Request, Sort, read

BOX, SORT, GROUP = "search_box", "search_sort", "search_group"
_SEEN, _LAST, SHOWN = "search_seen", "search_last", "search_shown"
_HELP = "search_help"

_SORTS = {Sort.RELEVANCE: "Relevance", Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest"}


def help_first() -> Answer | None:
    """Return the help for a person at risk whose words stand in the box or address; they are not kept in either."""
    if BOX not in st.session_state:
        st.session_state.pop(_HELP, None)
    answer = decline(st.query_params.get(QUERY, ""))
    if answer is not None:
        _show_help(answer)
    found: Answer | None = st.session_state.get(_HELP)
    return found


def current(offer: Offer) -> Request:
    """Return the request that the address names; say what in the address is not understood.

    Coming back from another page without an address brings the last search of this session back.
    """
    entered = BOX not in st.session_state
    if entered and not st.query_params and _LAST in st.session_state:
        write(st.session_state[_LAST])
    parameters = {key: st.query_params.get_all(key) for key in st.query_params}
    request, unknown = read(parameters, offer.values)
    if entered or st.session_state.get(_SEEN) != request:
        _follow(request)
    if st.session_state.get(_SEEN) != request:
        st.session_state[_SEEN] = request
        st.session_state.pop(SHOWN, None)
    st.session_state[_LAST] = request
    if unknown:
        line = "This library or this version of dvrag does not know it, so the search goes on without:"
        content = joined((element("p", escaped(line)), bullets(unknown)))
        show(notice(Tone.CAUTION, "Part of the address was ignored", content))
    return request


def write(request: Request) -> None:
    """Make a request the address of the page."""
    st.session_state.pop(_HELP, None)
    st.query_params.from_dict(request.address())


def show_form(offer: Offer) -> None:
    """Show the box and the restrictions; they take effect together, by Enter or by the button."""
    with st.form("search", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="search-row"):
            st.text_input(
                "Words or a sentence to look for",
                key=BOX,
                max_chars=MAX_QUESTION,
                placeholder="For example: risk assessment not completed",
                autocomplete="off",
            )
            st.form_submit_button("Search", type="primary", on_click=_submit)
        with st.expander("Search only some of the reports"):
            offers.show_choices(offer, _key)


def show_chips(request: Request, offer: Offer) -> None:
    """Show each restriction as a button that takes it away."""
    if not request.restrictions():
        return
    with st.container(horizontal=True, gap="small", key="search-chips"):
        chosen = {field: request.values(field) for field in FIELDS}
        offers.show_chips(chosen, offer, lambda field, kept: write(request.restricted({field: kept})))
        if len(request.restrictions()) > 1:
            free = request.restricted(dict.fromkeys(FIELDS, ()))
            st.button("✕ Take all away", key="away-all", on_click=write, args=(free,))


def show_order(request: Request) -> None:
    """Offer the order of the results, and one passage of each report."""
    st.radio(
        "Order by",
        list(Sort),
        key=SORT,
        format_func=lambda value: _SORTS[value],
        horizontal=True,
        on_change=_reorder,
        args=(request,),
    )
    st.checkbox("One passage per report", key=GROUP, on_change=_reorder, args=(request,))


def _key(field: str) -> str:
    return f"search_{field}"


def _follow(request: Request) -> None:
    """Set every control as the request says; the box keeps its words where help is shown instead of results."""
    if st.session_state.get(_HELP) is None:
        st.session_state[BOX] = request.query
    for field in FIELDS:
        st.session_state[_key(field)] = list(request.values(field))
    st.session_state[SORT] = request.sort
    st.session_state[GROUP] = request.one_per_report


def _submit() -> None:
    query = " ".join(st.session_state.get(BOX, "").split())
    answer = decline(query)
    if answer is not None:
        _show_help(answer)
        return
    chosen = {field: tuple(st.session_state.get(_key(field), [])) for field in FIELDS}
    seen: Request = st.session_state.get(_SEEN, Request())
    write(replace(seen, query=query).restricted(chosen))


def _reorder(request: Request) -> None:
    write(replace(request, sort=st.session_state[SORT], one_per_report=st.session_state[GROUP]))


def _show_help(answer: Answer) -> None:
    """Show help in place of results, and keep what was typed out of the address and of what can come back."""
    st.session_state.pop(_LAST, None)
    st.session_state.pop(_SEEN, None)
    st.query_params.clear()
    st.session_state[_HELP] = replace(answer, question="", resolved_question="")
