"""The passages found: what was searched, one card a passage, and the way to read it in its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.model.answers import Source
from dvrag.model.documents import BlockKind
from dvrag.model.ids import PassageId
from dvrag.model.results import Hit, SearchResult
from dvrag.ui import words
from dvrag.ui.ask.source_cards import place_line, report_line
from dvrag.ui.markup import Markup, Tone, dotted, element, escaped, joined, notice, show
from dvrag.ui.offer import Offer
from dvrag.ui.search.controls import SHOWN
from dvrag.ui.search.found import Wanted, any_word, spans, wanted, why, with_marks
from dvrag.ui.search.ordering import one_per_report, ordered, others, published
from dvrag.ui.search.request import Request, Sort

MOST, PAGE = 200, 20
"""Passages found at most, and shown at first and by each press on "More results"."""


def show_summary(request: Request, result: SearchResult) -> None:
    """Show how many passages were found, and how the search was understood."""
    n = len(result.hits)
    title = f"The best {n} passages" if n == MOST else f"{words.count(n, 'passage')} found"
    shown = [element("h2", escaped(title)), element("p", escaped(_order(request, result.hits)), "dv-soft", "status")]
    if understood(result):
        shown.append(element("p", escaped(f"Understood as “{understood(result)}”.")))
    if also(result):
        shown.append(
            element("p", escaped(f"Searched as well, with less weight: {'; '.join(also(result))}."), "dv-soft")
        )
    show(*shown)
    if not any_word(result.hits, wanted(_query(result))):
        line = "Check the spelling, or use words that a report would use."
        show(notice(Tone.CAUTION, "None of your words stands in these passages", element("p", escaped(_NEAR + line))))


_SHARE = (
    "The address of this page holds the search, its restrictions and its order: copy it from the browser to keep or "
    "share it. It finds the same in every dvrag with the same library."
)
_NEAR = "They were found only because their meaning is nearest to your search, and it may be far off. "


def understood(result: SearchResult) -> str:
    """Return the query with its spelling corrected, empty where nothing was."""
    same = result.corrected.split() in ([], result.query.split())
    return "" if same else result.corrected


def also(result: SearchResult) -> list[str]:
    """Return what was searched beside the words of the query, corrected spellings left out."""
    corrected = set(result.query.split()) - set(result.corrected.split()) if result.corrected else set()
    mended = {word.strip(".,;:?!\"'“”‘’()") for word in corrected}
    said = (line.partition(" → ") for line in result.expansions)
    return [f"{added} (for {found})" for found, _, added in said if found not in mended]


def show_passages(request: Request, result: SearchResult, themes: Mapping[PassageId, Sequence[str]]) -> Hit | None:
    """Show the passages, twenty at first; return the one that the reader has just asked to see, if any."""
    hits = ordered(result.hits, request.sort)
    rest = others(hits) if request.one_per_report else {}
    hits = one_per_report(hits) if request.one_per_report else hits
    sought = wanted(_query(result))
    most = st.session_state.get(SHOWN, PAGE)
    opened = None
    for hit in hits[:most]:
        with st.container(border=True, key=f"passage-{hit.rank}"):
            show(_card(hit, sought, themes.get(hit.passage.id, ()), rest.get(hit.report.id, 0)))
            if st.button(f"Read passage {hit.rank} in its report", key=f"read-{hit.rank}"):
                opened = hit
    if len(hits) > most:
        left = len(hits) - most
        st.button(f"More results ({left} left)", key="search-more", on_click=_more, args=(most,))
    show(element("p", escaped(_SHARE), "dv-soft"))
    return opened


def themed(result: SearchResult, themes: Mapping[PassageId, Sequence[str]], offer: Offer) -> dict[PassageId, list[str]]:
    """Return the labels of each passage's themes."""
    return {
        hit.passage.id: [offer.shown("theme", name) for name in themes.get(hit.passage.id, ())] for hit in result.hits
    }


def _query(result: SearchResult) -> str:
    return result.corrected or result.query


def _more(shown: int) -> None:
    st.session_state[SHOWN] = shown + PAGE


def _order(request: Request, hits: Sequence[Hit]) -> str:
    """Return how the passages are ordered, in words."""
    if request.sort is Sort.RELEVANCE:
        order = "The most relevant stand first."
    else:
        first = "newest" if request.sort is Sort.NEWEST else "oldest"
        order = f"Passages of the {first} reports stand first; the number of a passage is its place by relevance."
        undated = sum(not published(hit) for hit in hits)
        order += f" {words.count(undated, 'passage')} of reports without a date stand last." if undated else ""
    if request.one_per_report:
        reports = len({hit.report.id for hit in hits})
        order += f" Only the best of each of the {words.count(reports, 'report')} is shown."
    return order


def _card(hit: Hit, sought: Sequence[Wanted], themes: Sequence[str], more: int) -> Markup:
    source, passage = Source.whole(hit, hit.rank), hit.passage
    chronology = "From a chronology" if passage.kind is BlockKind.CHRONOLOGY else ""
    soft = [
        report_line(source),
        joined((part for part in (dotted(hit.report.facts.place or ""), place_line(source)) if part), " · "),
        dotted(f"Themes: {', '.join(themes)}" if themes else "", chronology),
        dotted(f"Belongs to: {passage.context}" if passage.context else ""),
    ]
    parts = [element("h3", escaped(f"{hit.rank}. {hit.report.title}"))]
    parts += [element("p", line, "dv-soft") for line in soft if line]
    parts.append(element("p", with_marks(passage.text, spans(passage.text, sought)), "dv-passage"))
    parts.append(element("p", escaped(why(hit, sought)), "dv-soft"))
    if more:
        parts.append(element("p", escaped(f"{words.count(more, 'more passage')} of this report found."), "dv-soft"))
    return joined(parts)
