"""An answer to take along: as text for the clipboard with citations, or as a Word, PDF or Markdown file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from dvrag.answer.exported.citations import Style
from dvrag.answer.exported.contents import exported
from dvrag.answer.exported.copied import copied
from dvrag.exports.formats import Format, written
from dvrag.model.answers import Status
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.session import Asked
from dvrag.ui.taken import TakenFile, offer_files


def show_take_along(asked: Asked) -> None:
    """Show how to copy or download an answer. Of a question that was declined nothing is offered."""
    if asked.answer.status is Status.DECLINED:
        return
    with st.expander("Copy or download this answer"):
        _inside(asked)


@st.fragment
def _inside(asked: Asked) -> None:
    show(element("p", escaped("As a file, with footnotes, a list of the reports, and how it was made:")))
    offer_files([answer_file(asked, kind) for kind in Format], "take-along-file")
    show(element("p", escaped("As text, to copy with the button in the corner of the box:")))
    styles: list[Style] = list(Style)
    style = st.radio("How sources are named", styles, format_func=_label, horizontal=True, key="take_along_style")
    with st.container(key="take-along"), st.container(key="to-copy"):
        st.code(copied(asked.answer, style), language=None, wrap_lines=True)


def _now() -> datetime:
    return datetime.now().astimezone()


def _label(style: Style) -> str:
    return style.label


def answer_file(asked: Asked, kind: Format, clock: Callable[[], datetime] = _now) -> TakenFile:
    """Return an answer as a file of a kind, named after its question; `clock` says when it was saved, with the zone."""

    def make() -> bytes:
        return written(exported(asked.answer, asked.filters, clock()), kind)

    return TakenFile(kind.label, asked.question, f".{kind}", kind.mime, make, unnamed="answer")
