"""The frame of the app: pages, style, and the help that stands at the foot of each page."""

from __future__ import annotations

import streamlit as st

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.ui import style
from dvrag.ui.markup import bullets, element, escaped, joined, show
from dvrag.ui.pages import actions, ask, evaluate, lessons, library


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="dvrag", layout="wide", initial_sidebar_state="collapsed")
    style.apply()
    pages = [
        st.Page(ask.page, title="Ask", url_path="ask", default=True),
        st.Page(lessons.page, title="Lessons", url_path="lessons"),
        st.Page(actions.page, title="Actions", url_path="actions"),
        st.Page(library.page, title="Library", url_path="library"),
        st.Page(evaluate.page, title="Evaluate", url_path="evaluate"),
    ]
    chosen = st.navigation(pages, position="hidden")
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
