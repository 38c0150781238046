"""The way to the reader and back: its address, and the page that one came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dvrag.model.answers import Source

PATH = "reader"
_HERE, _BACK, _LAST = "way_here", "way_back", "way_last"
_ARROW = ":material/arrow_back:"
_LONGEST = 12
"""Digits of a number in an address; a longer one is no place in a report."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the reader stands. `[start, end)` is the quote, `page` the physical page that is shown.

    `at` is the character that is shown in a report without pages. `faulty`: the address held something else.
    """

    report: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None
    at: int | None = None
    faulty: bool = False

    @property
    def quote(self) -> tuple[int, int] | None:
        """The span of the quote, None where the address names none."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def parameters(self) -> dict[str, str]:
        """Return what stands in the address bar."""
        numbers = {"start": self.start, "end": self.end, "page": self.page, "at": self.at}
        return {"report": self.report, **{name: str(n) for name, n in numbers.items() if n is not None}}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the app with its address; `path` is empty for the first page."""

    title: str
    path: str
    parameters: Mapping[str, str | list[str]]


def address(parameters: Mapping[str, str]) -> Address:
    """Return the reader's address from what stands in the address bar."""
    numbers = {name: parameters.get(name) for name in ("start", "end", "page", "at")}
    values = {name: _number(text) for name, text in numbers.items()}
    faulty = any(text is not None and values[name] is None for name, text in numbers.items())
    start, end = values["start"], values["end"]
    if (start is None) != (end is None) or (start is not None and end is not None and start >= end):
        start, end, faulty = None, None, True
    return Address(parameters.get("report", ""), start, end, values["page"], values["at"], faulty)


def of_source(source: Source) -> Address:
    """Return where a source stands."""
    return Address(source.hit.report.id, source.start, source.end, source.page)


def here(page: st.Page) -> None:
    """Note which page is shown, so that the reader can lead back to it. Called by the frame at each run."""
    st.session_state[_HERE] = Place(page.title, page.url_path, {})


def open_at(to: Address) -> None:
    """Open the reader at an address and note the page on display as the one to go back to; does not return."""
    now: Place | None = st.session_state.get(_HERE)
    if now is not None and now.path != PATH:
        every = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state[_BACK] = Place(now.title, now.path, every)
    st.switch_page(st.Page(_nowhere, url_path=PATH), query_params=to.parameters())


def show_back() -> None:
    """Show a link to the page that one came from; where one came by the address alone, to the questions."""
    back: Place | None = st.session_state.get(_BACK)
    if back is None:
        st.page_link(st.Page(_nowhere, default=True), label="Ask the reports a question", icon=_ARROW)
        return
    page = st.Page(_nowhere, url_path=back.path) if back.path else st.Page(_nowhere, default=True)
    st.page_link(page, label=f"Back to {back.title}", icon=_ARROW, query_params=dict(back.parameters))


def opened_anew(shown: Address) -> bool:
    """Return whether another report or quote is shown than in the run before."""
    now = (shown.report, shown.quote)
    before = st.session_state.get(_LAST)
    st.session_state[_LAST] = now
    return before != now


def _nowhere() -> None:
    """Stand for a page whose address alone matters here: the frame knows what it shows."""


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
