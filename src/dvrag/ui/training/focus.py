"""Moves the keyboard's focus to what has just appeared, so that a session needs neither mouse nor long ways."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from dvrag.ui.markup import Markup, escaped

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

SCRIPT = """
export default function({data}) {
  if (window.dvragTurn === data.turn) return;
  window.dvragTurn = data.turn;
  const until = Date.now() + 3000;
  const look = () => {
    if (window.dvragTurn !== data.turn) return;
    const found = document.querySelector('[data-turn="' + CSS.escape(data.turn) + '"]');
    if (found) { found.focus({preventScroll: true}); found.scrollIntoView({block: 'nearest'}); }
    else if (Date.now() < until) setTimeout(look, 50);
  };
  look();
}
"""
"""A turn is looked for until it is drawn; one that had the focus already does not get it again."""


def heading(level: int, text: str, turn: str) -> Markup:
    """Return a heading that can get the focus; `turn` names it: letters, digits and hyphens."""
    return Markup(f'<h{level} tabindex="-1" class="dv-turn" data-turn="{turn}">{escaped(text)}</h{level}>')


def go_to(turn: str) -> None:
    """Give the focus to the heading of that name, once."""
    _component()(data={"turn": turn}, key="train_focus")


@cache
def _component() -> ComponentRenderer:
    """Return the component, registered once for the server."""
    return st.components.v2.component("dvrag_focus", html="<span></span>", js=SCRIPT, isolate_styles=False)
