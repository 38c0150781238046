"""Files to take along, each made when it is first wanted."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from dvrag.errors import DvragError
from dvrag.ui.markup import Tone, element, escaped, notice, show

_PROBLEM = "train_file_problem"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class TakenFile:
    """A file that is made when it is first wanted, by whichever thread wants it first. `ending` has its dot."""

    label: str
    title: str
    ending: str
    mime: str
    make: Callable[[], bytes]
    _content: bytes | None = None
    _lock: Lock = field(default_factory=Lock)

    def content(self) -> bytes:
        """Return the file. Raises what goes wrong in making it."""
        with self._lock:
            if self._content is None:
                self._content = self.make()
            return self._content

    @property
    def name(self) -> str:
        """A name from the first words of the title, in letters that every machine takes."""
        words = re.findall(r"[a-z0-9]+", self.title.lower())[:8]
        return f"{'-'.join(words)[:60] or 'training'}{self.ending}"


@st.fragment
def offer(files: list[TakenFile], key: str) -> None:
    """Show a button for each file; say where one could not be made."""
    with st.container(horizontal=True, gap="small"):
        for file in files:
            st.download_button(
                f"Download {file.label}",
                file.content,
                file_name=file.name,
                mime=file.mime,
                key=f"{key}-{file.ending}",
                on_click=_tell,
                args=(file,),
            )
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        show(notice(Tone.PROBLEM, "The file could not be made", element("p", escaped(problem))))


def _tell(file: TakenFile) -> None:
    """Keep for this page what went wrong: the browser only learns that there is no file."""
    try:
        file.content()
    except DvragError as error:
        st.session_state[_PROBLEM] = str(error)
    except Exception:
        _log.exception("A file could not be made.")
        st.session_state[_PROBLEM] = "Choose another kind of file; if it happens again, read the log of the app."
