"""The page Ask: a question, restrictions, examples, and the answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.answer.decline import decline
from dvrag.assistant import MAX_QUESTION, Assistant
from dvrag.model.answers import Status
from dvrag.model.results import Filters, ReportSummary
from dvrag.ui import session, words
from dvrag.ui.ask import answer_view, counted, restrictions
from dvrag.ui.ask.examples import examples
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.offer import Offer
from dvrag.ui.reading import reader

QUESTION = "question"
_PENDING = "pending"
_RECALLED = "history_choice"


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Ask the reports")))
    _help_first()
    with session.plain_errors():
        assistant = session.assistant()
        reports = assistant.reports()
        if not reports:
            session.teach("There are no reports in it yet.")
            return
        _intro(reports, assistant)
        offer = Offer.of(reports, assistant.themes())
        _form(offer)
        restrictions.show_chips(offer, _ask_again)
        with session.plain_errors():
            _ask_if_asked(assistant)
        _offer(examples(reports))
        _show_current(assistant)
        _history()


def _help_first() -> None:
    """Show help to a person at risk before anything else, whatever is wrong with the library."""
    if st.session_state.get(_PENDING, False):
        st.session_state.pop("current", None)
        st.session_state[_RECALLED] = None
        question = st.session_state.get(QUESTION, "")
        answer = decline(question)
        if answer is not None:
            st.session_state[_PENDING] = False
            session.remember(session.Asked(question, Filters(), answer))
    asked = session.current()
    if asked is not None and asked.answer.status is Status.DECLINED:
        answer_view.show_answer(asked)


def _intro(reports: Sequence[ReportSummary], assistant: Assistant) -> None:
    text = (
        f"Answers are quoted word for word from the {words.count(len(reports), 'report')} in this library, "
        "and each sentence names its page and paragraph."
    )
    show(element("p", escaped(text)))
    session.show_notices(assistant)


def _form(offer: Offer) -> None:
    with st.form("ask", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="question-row"):
            st.text_input(
                "Your question",
                key=QUESTION,
                max_chars=MAX_QUESTION,
                placeholder="In your own words",
                autocomplete="off",
                persist_state="session",
            )
            st.form_submit_button("Ask", type="primary", on_click=_ask)
        with st.expander("Search only some of the reports"):
            restrictions.show_choices(offer)


def _offer(questions: Sequence[str]) -> None:
    if session.current() is not None:
        return
    show(element("h2", escaped("Or try one of these")))
    with st.container(horizontal=True):
        for question in questions:
            st.button(question, on_click=_put, args=(question,), wrap=True)


def _ask_again() -> None:
    """Ask the question on display once more, if there is one."""
    asked = session.current()
    if asked is not None:
        _put(asked.question)


def _ask() -> None:
    st.session_state[_PENDING] = True


def _put(question: str) -> None:
    """Write a question into the box and ask it in this run."""
    st.session_state[QUESTION] = question
    _ask()


def _everywhere(question: str) -> None:
    restrictions.clear()
    _put(question)


def _ask_if_asked(assistant: Assistant) -> None:
    if not st.session_state.pop(_PENDING, False):
        return
    question = st.session_state.get(QUESTION, "")
    with st.spinner("Searching the reports…"):
        chosen = restrictions.chosen_filters()
        answer = assistant.ask(question, chosen or None)
    counted.forget()
    session.remember(session.Asked(question, chosen, answer))


def _show_current(assistant: Assistant) -> None:
    asked = session.current()
    if asked is None or asked.answer.status is Status.DECLINED:
        return
    opened = answer_view.show_answer(asked)
    if asked.filters and not asked.answer.sources:
        st.button("Ask again in all reports", on_click=_everywhere, args=(asked.question,))
    source = next((s for s in asked.answer.sources if s.n == opened), None)
    if source is not None:
        reader.open_source(assistant, source)


def _history() -> None:
    history = session.earlier()
    if len(history) < 2:
        return
    with st.expander("Earlier questions in this session"):
        st.selectbox(
            "Show an earlier answer",
            range(len(history)),
            index=None,
            key=_RECALLED,
            format_func=lambda i: history[i].question,
            placeholder="Choose a question",
            on_change=_recall,
        )
        show(element("p", escaped("Kept only until you close or reload this page."), "dv-soft"))
        st.button("Forget these questions", on_click=_forget)


def _recall() -> None:
    choice = st.session_state.get(_RECALLED)
    if choice is not None:
        counted.forget()
        asked = session.earlier()[choice]
        st.session_state["current"] = asked
        st.session_state[QUESTION] = asked.question


def _forget() -> None:
    session.earlier().clear()
    st.session_state.pop("current", None)
    st.session_state[QUESTION] = ""
    st.session_state[_RECALLED] = None
