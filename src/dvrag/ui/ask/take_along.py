"""An answer to take along: as text for the clipboard with citations, or as a Word, PDF or Markdown file."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import streamlit as st

from dvrag.answer.exported.citations import Style
from dvrag.answer.exported.contents import exported
from dvrag.answer.exported.copied import copied
from dvrag.errors import DvragError
from dvrag.exports.formats import Format, written
from dvrag.model.answers import Status
from dvrag.ui.markup import Tone, element, escaped, notice, show
from dvrag.ui.session import Asked

_PROBLEM = "take_along_problem"
_log = logging.getLogger(__name__)


def show_take_along(asked: Asked) -> None:
    """Show how to copy or download an answer. Of a question that was declined nothing is offered."""
    if asked.answer.status is Status.DECLINED:
        return
    with st.expander("Copy or download this answer"):
        _inside(asked)


@st.fragment
def _inside(asked: Asked) -> None:
    show(element("p", escaped("As a file, with footnotes, a list of the reports, and how it was made:")))
    with st.container(horizontal=True, gap="small"):
        for kind in Format:
            _offer(AnswerFile(asked, kind))
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        show(notice(Tone.PROBLEM, "The file could not be made", element("p", escaped(problem))))
    show(element("p", escaped("As text, to copy with the button in the corner of the box:")))
    styles: list[Style] = list(Style)
    style = st.radio("How sources are named", styles, format_func=_label, horizontal=True, key="take_along_style")
    with st.container(key="take-along"), st.container(key="to-copy"):
        st.code(copied(asked.answer, style), language=None, wrap_lines=True)


def _label(style: Style) -> str:
    return style.label


@dataclass(slots=True)
class AnswerFile:
    """A file that is made when it is first wanted, by whichever thread wants it first."""

    asked: Asked
    kind: Format
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    _content: bytes | None = None
    _lock: Lock = field(default_factory=Lock)

    def content(self) -> bytes:
        """Return the file. Raises what goes wrong in making it."""
        with self._lock:
            if self._content is None:
                document = exported(self.asked.answer, self.asked.filters, self.clock())
                self._content = written(document, self.kind)
            return self._content

    @property
    def name(self) -> str:
        """A name from the first words of the question, in letters that every machine takes."""
        words = re.findall(r"[a-z0-9]+", self.asked.question.lower())[:8]
        return f"{'-'.join(words)[:60] or 'answer'}.{self.kind}"


def _offer(file: AnswerFile) -> None:
    st.download_button(
        f"Download {file.kind.label}",
        file.content,
        file_name=file.name,
        mime=file.kind.mime,
        key=f"take_along_{file.kind}",
        on_click=_tell,
        args=(file,),
    )


def _tell(file: AnswerFile) -> None:
    """Keep for this page what went wrong: the browser only learns that there is no file."""
    try:
        file.content()
    except DvragError as error:
        st.session_state[_PROBLEM] = str(error)
    except Exception:
        _log.exception("A file could not be made.")
        st.session_state[_PROBLEM] = "Choose another kind of file; if it happens again, read the log of the app."
