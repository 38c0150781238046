"""The frame of the app: pages, style, and the help that stands at the foot of each page."""

from __future__ import annotations

import streamlit as st

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.ui import style
from dvrag.ui.markup import bullets, element, escaped, joined, show
from dvrag.ui.pages import actions, ask, evaluate, lessons, library


def shown_pages() -> list[st.Page]:
    """Return the pages in the row of links at the top, in order."""
    return [
        st.Page(ask.page, title="Ask", default=True),
        st.Page(lessons.page, title="Lessons", url_path="lessons"),
        st.Page(actions.page, title="Actions", url_path="actions"),
        st.Page(library.page, title="Library", url_path="library"),
        st.Page(evaluate.page, title="Evaluate", url_path="evaluate"),
    ]


def other_pages() -> list[st.Page]:
    """Return the pages that have an address and no link at the top."""
    return [st.Page(ask.page, title="Ask", url_path="ask", visibility="hidden")]


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="dvrag", layout="wide", initial_sidebar_state="collapsed")
    style.apply()
    pages = shown_pages()
    chosen = st.navigation([*pages, *other_pages()], position="hidden")
    with st.container(horizontal=True, key="pages", gap="small"):
        for page in pages:
            st.page_link(page, label=f"**{page.title}**" if page.title == chosen.title else page.title)
    st.set_page_config(page_title=f"{chosen.title} – dvrag")
    chosen.run()
    footer()


def footer() -> None:
    """Show where to get help, and what dvrag is not."""
    parts = (
        element("h2", escaped("If you or someone else needs help")),
        bullets(SIGNPOSTS),
        element("p", escaped(LIMITS)),
    )
    show(element("footer", joined(parts), "dv-footer"))
