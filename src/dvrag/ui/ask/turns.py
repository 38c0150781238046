"""A conversation: the turns before the answer on display, and the box for a follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dvrag.assistant import MAX_QUESTION
from dvrag.model.answers import Answer, Source, Status
from dvrag.ui.ask import answer_view
from dvrag.ui.markup import element, escaped, plain, show
from dvrag.ui.session import Asked

FOLLOW_UP = "follow_up"


def turns_of(asked: Asked | None) -> tuple[Asked, ...]:
    """Return the turns of a conversation, the newest last."""
    return (*asked.before, asked) if asked is not None else ()


def answers_of(turns: Sequence[Asked]) -> tuple[Answer, ...]:
    """Return the answers that a follow-up is understood by, the newest last."""
    return tuple(turn.answer for turn in turns if turn.answer.status is not Status.DECLINED)


def show_earlier(turns: Sequence[Asked]) -> Source | None:
    """Show the turns before the newest, closed; return the source that the reader has asked to see, if any."""
    if not turns:
        return None
    opened = None
    show(element("h2", escaped("Earlier in this conversation")))
    for number, turn in enumerate(turns, start=1):
        with st.expander(f"{number}. {plain(turn.question)}"):
            opened = _turn(number, turn) or opened
    return opened


def _turn(number: int, turn: Asked) -> Source | None:
    if turn.answer.status is not Status.ANSWERED:
        show(element("p", escaped(turn.answer.why)))
        return None
    return answer_view.show_sentences(turn.answer, f"turn-{number}-")


def show_follow_up(asked: Asked, follow: Callable[[Asked], None], afresh: Callable[[], None]) -> None:
    """Show the box below an answer; `follow` is called with it when a follow-up is asked."""
    with st.container(key="conversation"):
        show(element("h2", escaped("Ask a follow-up")))
        line = "It is understood by what was asked before, and answered from the reports alone."
        show(element("p", escaped(line), "dv-soft"))
        with (
            st.form("follow", border=False),
            st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="follow-row"),
        ):
            st.text_input(
                "Your follow-up",
                key=FOLLOW_UP,
                max_chars=MAX_QUESTION,
                placeholder="And in the second review?",
                autocomplete="off",
            )
            st.form_submit_button("Ask the follow-up", on_click=follow, args=(asked,))
        st.button("Start afresh", on_click=afresh, help="Forget this conversation and ask something else.")
