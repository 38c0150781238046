"""A comparison as a table: a row for each matter, a column for each side, citations as buttons in the cells.

The table is built in the browser from data, so that its citations are buttons of the page; no text becomes markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from dvrag.answer.exported.compared import ABOUT, DIFFER, caption, contrasted
from dvrag.answer.exported.wording import NOTHING_SAID
from dvrag.model.answers import Answer, Claim, Comparison, Disagreement
from dvrag.ui import words
from dvrag.ui.markup import Markup, Tone, bullets, notice

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

SCRIPT = """
export default function({data, parentElement, setTriggerValue}) {
  const made = (tag, text, attributes) => {
    const node = document.createElement(tag);
    node.textContent = text;
    Object.entries(attributes || {}).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };
  const row = (...cells) => {
    const node = made('tr', '', {role: 'row'});
    node.append(...cells);
    return node;
  };
  const sentence = claim => {
    const node = made('p', claim.said + ' ');
    claim.sources.forEach(n => {
      const button = made('button', '[' + n + ']', {type: 'button', title: 'Read source ' + n + ' in its report'});
      button.onclick = () => setTriggerValue('opened', n);
      node.append(button);
    });
    if (claim.doubt) node.append(made('em', ' ' + claim.doubt));
    return node;
  };
  const cell = (claims, place) => {
    const node = made('td', '', {role: 'cell', 'data-side': data.sides[place]});
    const inside = made('div', '');
    inside.append(...(claims.length ? claims.map(sentence) : [made('p', data.nothing, {class: 'dv-soft'})]));
    node.append(inside);
    return node;
  };
  const table = made('table', '', {role: 'table', class: 'dv-compare'});
  const head = made('thead', '', {role: 'rowgroup'}), body = made('tbody', '', {role: 'rowgroup'});
  const column = text => made('th', text, {scope: 'col', role: 'columnheader'});
  head.append(row(column(data.about), ...data.sides.map(column)));
  data.rows.forEach(line => body.append(
    row(made('th', line.about, {scope: 'row', role: 'rowheader'}), ...line.cells.map(cell))));
  table.append(made('caption', data.caption), head, body);
  const place = parentElement.querySelector('.dv-compared');
  const before = place.querySelector('table');
  if (!before || before.outerHTML !== table.outerHTML) place.replaceChildren(table);
}
"""


def show_comparison(answer: Answer, comparison: Comparison, key: str) -> int | None:
    """Show the table; return the number of the source that was pressed in it, if any. `key`: its name on the page."""
    result = _component()(data=table(answer, comparison), key=key, on_opened_change=_pressed)
    opened = result.get("opened")
    return opened if isinstance(opened, int) else None


def table(answer: Answer, comparison: Comparison) -> dict[str, Any]:
    """Return what the table is built from: texts and numbers of sources, nothing that is read as markup."""
    known = {source.n for source in answer.sources}

    def sentence(claim: Claim) -> dict[str, Any]:
        sources = [n for n in claim.citations if n in known]
        return {"said": answer.said(claim), "sources": sources, "doubt": words.doubt(claim)}

    rows = [
        {"about": row.about, "cells": [[sentence(claim) for claim in cell] for cell in row.cells]}
        for row in comparison.rows
    ]
    return {
        "caption": caption(comparison),
        "about": ABOUT,
        "sides": list(comparison.sides),
        "rows": rows,
        "nothing": NOTHING_SAID,
    }


def contrasts(found: Sequence[Disagreement], comparison: Comparison) -> Markup:
    """Return what the sides state differently, a line for each matter, every value with the number of its source."""
    lines = []
    for item in found:
        told = (f"{said} (source {n})" for said, n in contrasted(item, comparison))
        lines.append(f"{item.about}. {'; '.join(told)}.")
    return notice(Tone.INFO, DIFFER, bullets(lines))


@cache
def _component() -> ComponentRenderer:
    """Return the table's component, registered once for the server."""
    place = '<div class="dv-compared"></div>'
    return st.components.v2.component("dvrag_comparison", html=place, js=SCRIPT, isolate_styles=False)


def _pressed() -> None:
    """Nothing is to be done before the page runs: a press is read where the table is shown."""
