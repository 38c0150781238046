"""The page Ask: a question, restrictions, examples, and the answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.answer.decline import decline
from dvrag.assistant import Assistant
from dvrag.model.answers import Source, Status
from dvrag.model.results import Filters, ReportSummary
from dvrag.ui import session, words
from dvrag.ui.ask import answer_view, counted, restrictions, stream, turns, written
from dvrag.ui.ask.examples import examples
from dvrag.ui.markup import Tone, element, escaped, notice, show
from dvrag.ui.offer import Offer
from dvrag.ui.reading import reader

QUESTION = "question"
_PENDING = "pending"
_FOLLOWING = "following"
"""The follow-up that is pending, with the turns before it; without it the question in the box is."""
_RECALLED = "history_choice"
_COUNTED, _UNRECORDED = "declined_counted", "answer_unrecorded"


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
        stopped = stream.was_stopped()
        _form(offer)
        restrictions.show_chips(offer, _ask_again)
        if stopped and not st.session_state.get(_PENDING, False):
            line = "Nothing of it was kept. Ask again, or something else."
            show(notice(Tone.INFO, "The answer was stopped", element("p", escaped(line), role="status")))
        _conversation(assistant)
        _offer(examples(reports))
        _history()


def _conversation(assistant: Assistant) -> None:
    """Show the turns so far, and in one place what is being answered and then its answer."""
    before = _before() if st.session_state.get(_PENDING, False) else turns.turns_of(session.current())[:-1]
    opened = turns.show_earlier(before)
    place = st.empty()
    with session.plain_errors(), place.container():
        _ask_if_asked(assistant)
    with place.container():
        opened = _show_current() or opened
    if opened is not None:
        reader.open_source(assistant, opened)


def _before() -> tuple[session.Asked, ...]:
    """Return the turns that the pending question follows up."""
    following: tuple[str, tuple[session.Asked, ...]] | None = st.session_state.get(_FOLLOWING)
    return following[1] if following is not None else ()


def _pending_question() -> str:
    following: tuple[str, tuple[session.Asked, ...]] | None = st.session_state.get(_FOLLOWING)
    return following[0] if following is not None else st.session_state.get(QUESTION, "")


def _help_first() -> None:
    """Show help to a person at risk before anything else, whatever is wrong with the library."""
    if st.session_state.get(_PENDING, False):
        if not _before():
            st.session_state.pop("current", None)
        st.session_state[_RECALLED] = None
        question = _pending_question()
        answer = decline(question)
        if answer is not None:
            st.session_state[_PENDING] = False
            st.session_state.pop(_FOLLOWING, None)
            session.remember(session.Asked(question, Filters(), answer))
            st.session_state[_COUNTED] = False
    asked = session.current()
    if asked is not None and asked.answer.status is Status.DECLINED:
        answer_view.show_answer(asked)
        if not st.session_state.pop(_COUNTED, True):
            session.record(asked)  # a count, where the settings say so; help is shown first, and alone


def _intro(reports: Sequence[ReportSummary], assistant: Assistant) -> None:
    held = f"the {words.count(len(reports), 'report')} in this library"
    how = f"Answers are quoted word for word from {held}, and each sentence names its page and paragraph."
    if assistant.writer is not None:
        how = (
            f"A language model ({assistant.writer.name}) writes the answers from {held}. Every sentence is checked "
            "against the passages that it cites; what they do not carry is left out."
        )
    show(element("p", escaped(how)))
    written.show_before(assistant.writer)
    session.show_notices(assistant)


def _form(offer: Offer) -> None:
    with st.form("ask", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="question-row"):
            st.text_input(
                "Your question",
                key=QUESTION,
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
        _put(asked.question, asked.before)


def _ask() -> None:
    st.session_state[_PENDING] = True
    st.session_state.pop(_FOLLOWING, None)


def _put(question: str, before: tuple[session.Asked, ...] = ()) -> None:
    """Ask a question in this run: as a follow-up where there are turns before it, else from the box."""
    if before:
        st.session_state[_PENDING] = True
        st.session_state[_FOLLOWING] = (question, before)
        return
    st.session_state[QUESTION] = question
    _ask()


def _follow(asked: session.Asked) -> None:
    """Ask what stands in the box for a follow-up."""
    question = st.session_state.get(turns.FOLLOW_UP, "")
    if question.strip():
        _put(question, turns.turns_of(asked))
        st.session_state[turns.FOLLOW_UP] = ""


def _afresh() -> None:
    st.session_state.pop("current", None)
    st.session_state.pop(_FOLLOWING, None)
    st.session_state[QUESTION] = ""
    st.session_state[_RECALLED] = None


def _everywhere(asked: session.Asked) -> None:
    restrictions.clear()
    _put(asked.question, asked.before)


def _ask_if_asked(assistant: Assistant) -> None:
    """Answer the pending question, on the page as it comes about, and keep the answer."""
    if not st.session_state.pop(_PENDING, False):
        return
    question, before = _pending_question(), _before()
    st.session_state.pop(_FOLLOWING, None)
    chosen = restrictions.chosen_filters()
    events = assistant.stream(question, chosen or None, turns.answers_of(before))
    answer = stream.show_stream(events, assistant.writer)
    counted.forget()
    asked = session.Asked(question, chosen, answer, before)
    session.remember(asked)
    st.session_state[_UNRECORDED] = (asked, session.record(asked))


def _show_current() -> Source | None:
    """Show the newest turn; return the source that the reader has asked to see, if any."""
    asked = session.current()
    if asked is None or asked.answer.status is Status.DECLINED:
        return None
    if asked.before:
        show(element("p", escaped(f"You asked: “{asked.question}”"), "dv-asked"))
    told: tuple[session.Asked, str] | None = st.session_state.get(_UNRECORDED)
    if told is not None and told[0] is asked and told[1]:
        show(notice(Tone.CAUTION, "About the record of answers", element("p", escaped(told[1]))))
    opened = answer_view.show_answer(asked, lambda: turns.show_follow_up(asked, _follow, _afresh))
    if asked.filters and not asked.answer.sources:
        st.button("Ask again in all reports", on_click=_everywhere, args=(asked,))
    return next((s for s in asked.answer.sources if s.n == opened), None)


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
