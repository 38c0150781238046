"""Was this answer useful? What a reader says is stored in the library, on this machine, and read in Evaluate."""

from __future__ import annotations

import streamlit as st

from dvrag.errors import DvragError
from dvrag.feedback import LONGEST
from dvrag.model.answers import Answer, Status
from dvrag.ui import session
from dvrag.ui.markup import Tone, element, escaped, notice, show
from dvrag.ui.session import Asked

USEFUL, NOT = "👍 Useful", "👎 Not useful"
_CHOICE, _COMMENT, _GIVEN, _PROBLEM = "opinion_choice", "opinion_comment", "opinion_given", "opinion_problem"
_THANKS = "Thank you. It is stored in this library, on this machine, and can be read on the page Evaluate."
_COUNTED = "Thank you. It speaks of a person or a live case, so it was only counted and none of its words were stored."


def show_opinion(asked: Asked) -> None:
    """Show the form under an answer, or thanks once it was sent. Of a question that was declined nothing is asked."""
    if asked.answer.status is Status.DECLINED:
        return
    said = _said(asked.answer)
    if said:
        show(element("p", escaped(said), "dv-soft", "status"))
        return
    with st.expander("Was this answer useful?"):
        problem = st.session_state.pop(_PROBLEM, "")
        if problem:
            show(notice(Tone.PROBLEM, "It was not stored", element("p", escaped(problem))))
        with st.form("opinion", border=False):
            st.radio("Your opinion", (USEFUL, NOT), index=None, key=_CHOICE, horizontal=True)
            st.text_area(
                "What was good, wrong or missing? (as you like)",
                key=_COMMENT,
                max_chars=LONGEST,
                height=90,
                help="Leave out names and other details of people.",
            )
            st.form_submit_button("Send", on_click=_send, args=(asked,))


def _send(asked: Asked) -> None:
    choice = st.session_state.get(_CHOICE)
    if choice is None:
        st.session_state[_PROBLEM] = "Choose “Useful” or “Not useful” first."
        return
    try:
        comment = st.session_state.get(_COMMENT) or ""
        stored = session.feedback().give(asked.answer, asked.filters, useful=choice == USEFUL, comment=comment)
    except DvragError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_GIVEN] = (asked.answer, _THANKS if stored else _COUNTED)
    st.session_state[_CHOICE], st.session_state[_COMMENT] = None, ""


def _said(answer: Answer) -> str:
    given: tuple[Answer, str] | None = st.session_state.get(_GIVEN)
    return given[1] if given is not None and given[0] is answer else ""
