"""The frame of the app: pages, style, and the help that stands at the foot of each page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.ui import style
from dvrag.ui.markup import Markup, bullets, element, escaped, joined, show
from dvrag.ui.pages import accessibility, ask
from dvrag.ui.reading import way

AT_FOOT = ("Settings", "Accessibility")
"""Titles of the pages that are linked at the foot of each page."""
CONTENT = Markup('<span id="content" tabindex="-1"></span>')
"""Where the link "Skip to content" leads to."""


def shown_pages() -> list[st.Page]:
    """Return the pages in the row of links at the top, in order."""
    return [
        st.Page(ask.page, title="Ask", default=True),
        st.Page(_search, title="Search", url_path="search"),
        st.Page(_lessons, title="Lessons", url_path="lessons"),
        st.Page(_actions, title="Actions", url_path="actions"),
        st.Page(_train, title="Train", url_path="train"),
        st.Page(_library, title="Library", url_path="library"),
        st.Page(_evaluate, title="Evaluate", url_path="evaluate"),
    ]


def other_pages() -> list[st.Page]:
    """Return the pages that have an address and no link at the top."""
    return [
        st.Page(ask.page, title="Ask", url_path="ask", visibility="hidden"),
        st.Page(_reader, title="Reader", url_path=way.PATH, visibility="hidden"),
        st.Page(_settings, title="Settings", url_path="settings", visibility="hidden"),
        st.Page(accessibility.page, title="Accessibility", url_path="accessibility", visibility="hidden"),
    ]


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="dvrag", layout="wide", initial_sidebar_state="collapsed")
    style.apply()
    pages, others = shown_pages(), other_pages()
    chosen = st.navigation([*pages, *others], position="hidden")
    with st.container(key="skip"):
        st.markdown("[Skip to content](#content)")
    with st.container(horizontal=True, key="pages", gap="small"):
        for page in pages:
            st.page_link(page, label=f"**{page.title}**" if page.title == chosen.title else page.title)
        show(CONTENT, inline=True)
    st.set_page_config(page_title=f"{chosen.title} – dvrag")
    way.here(chosen)
    chosen.run()
    footer([page for page in others if page.title in AT_FOOT])


def footer(links: Sequence[st.Page] = ()) -> None:
    """Show where to get help, what dvrag is not, and links to the pages about dvrag itself."""
    parts = (
        element("h2", escaped("If you or someone else needs help")),
        bullets(SIGNPOSTS),
        element("p", escaped(LIMITS)),
    )
    show(element("footer", joined(parts), "dv-footer"))
    if links:
        with st.container(horizontal=True, key="foot", gap="small"):
            for page in links:
                st.page_link(page)


# What these pages stand on is imported when they are first opened: so the first page of a new server comes sooner.


def _search() -> None:
    from dvrag.ui.pages import search  # noqa: PLC0415 - when it is opened

    search.page()


def _lessons() -> None:
    from dvrag.ui.pages import lessons  # noqa: PLC0415 - when it is opened

    lessons.page()


def _actions() -> None:
    from dvrag.ui.pages import actions  # noqa: PLC0415 - when it is opened

    actions.page()


def _train() -> None:
    from dvrag.ui.pages import train  # noqa: PLC0415 - when it is opened

    train.page()


def _library() -> None:
    from dvrag.ui.pages import library  # noqa: PLC0415 - when it is opened

    library.page()


def _evaluate() -> None:
    from dvrag.ui.pages import evaluate  # noqa: PLC0415 - when it is opened

    evaluate.page()


def _reader() -> None:
    from dvrag.ui.pages import reader  # noqa: PLC0415 - when it is opened

    reader.page()


def _settings() -> None:
    from dvrag.ui.pages import settings  # noqa: PLC0415 - when it is opened

    settings.page()
