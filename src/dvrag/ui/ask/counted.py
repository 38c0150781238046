"""A counted answer: what was counted, and under it every finding behind the number, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dvrag.answer.exported import wording
from dvrag.model.answers import Answer, Source
from dvrag.ui import words
from dvrag.ui.ask.source_cards import place_line, report_line
from dvrag.ui.markup import element, escaped, show

AT_ONCE = 50
"""Findings shown before a reader asks for more."""
_SHOWN = "counted_shown"


def show_counted(answer: Answer) -> int | None:
    """Show the sentence and the findings by report; return the number of the one that was pressed, if any."""
    first = answer.claims[0]
    show(element("p", escaped(first.text)))
    shown = answer.sources[: st.session_state.get(_SHOWN, AT_ONCE)]
    opened = _listed(shown)
    left = len(answer.sources) - len(shown)
    if left:
        st.button(f"Show the other {left}", key="counted-more", on_click=_more, args=(len(answer.sources),))
    return opened


def forget() -> None:
    """Show a new answer from its beginning."""
    st.session_state.pop(_SHOWN, None)


def _more(total: int) -> None:
    st.session_state[_SHOWN] = total


def _listed(sources: Sequence[Source]) -> int | None:
    opened = None
    for _, group in groupby(sources, key=lambda source: source.hit.report.id):
        found = list(group)
        head = found[0]
        show(element("h3", escaped(head.hit.report.title)), element("p", report_line(head), "dv-soft"))
        for source in found:
            with st.container(key=f"claim-{source.n}", horizontal=True, gap=None):
                show(element("p", escaped(f"“{source.quote}”")), inline=True)
                if st.button(f"[{source.n}]", key=f"cite-{source.n}", type="tertiary"):
                    opened = source.n
                show(element("p", place_line(source), "dv-soft"))
    return opened


def title(answer: Answer) -> str:
    """Return "44 recommendations": the number with what was counted."""
    return words.sentence(wording.total(answer))
