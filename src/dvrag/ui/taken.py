"""Files to take along, each made when it is first wanted."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

import streamlit as st

from dvrag.errors import DvragError
from dvrag.ui.markup import Tone, element, escaped, notice, show

_FAULT = "Choose another kind of file; if it happens again, read the log of the app."
_WORDS, _LONGEST = 8, 60
"""Words of a title that a name holds, and its characters without the ending, at most."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class TakenFile:
    """A file that is made once, by whichever thread wants it first: two want it at each click.

    `label` is what people call its kind, `ending` has its dot; `unnamed` is its name where `title` gives none.
    """

    label: str
    title: str
    ending: str
    mime: str
    make: Callable[[], bytes]
    unnamed: str = "dvrag"
    _outcome: bytes | Exception | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def content(self) -> bytes:
        """Return the file. Raises what went wrong in making it."""
        outcome = self._made()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def problem(self) -> str:
        """Return why the file could not be made, in words for readers; "" where it could."""
        outcome = self._made()
        if isinstance(outcome, DvragError):
            return str(outcome)
        if isinstance(outcome, Exception):
            _log.error("A file could not be made.", exc_info=outcome)
            return _FAULT
        return ""

    def again(self) -> TakenFile:
        """Return a file to offer from now on: this one, but where it could not be made, one that can be tried anew."""
        return replace(self) if isinstance(self._outcome, Exception) else self

    @property
    def name(self) -> str:
        """A name from the first words of the title, in letters that every machine takes."""
        words = re.findall(r"[a-z0-9]+", self.title.lower())[:_WORDS]
        return f"{'-'.join(words)[:_LONGEST] or self.unnamed}{self.ending}"

    def _made(self) -> bytes | Exception:
        with self._lock:
            if self._outcome is None:
                try:
                    self._outcome = self.make()
                except Exception as error:  # whatever it is, both who want the file learn of it
                    self._outcome = error
            return self._outcome


@st.fragment
def offer_files(files: Sequence[TakenFile], key: str) -> None:
    """Show a button for each file; say where one could not be made."""
    with st.container(horizontal=True, gap="small"):
        for file in [each.again() for each in files]:
            st.download_button(
                f"Download {file.label}",
                file.content,
                file_name=file.name,
                mime=file.mime,
                key=f"{key}-{file.ending}",
                on_click=_tell,
                args=(file, key),
            )
    problem = st.session_state.pop(_place(key), "")
    if problem:
        show(notice(Tone.PROBLEM, "The file could not be made", element("p", escaped(problem))))


def _tell(file: TakenFile, key: str) -> None:
    """Keep for this page what went wrong: the browser only learns that there is no file."""
    st.session_state[_place(key)] = file.problem()


def _place(key: str) -> str:
    return f"{key}-problem"
