"""What there is to say where a language model writes: what is sent away, why it is quoted, what was left out."""

from __future__ import annotations

import streamlit as st

from dvrag.answer.exported.wording import left_out, sends, sent
from dvrag.model.answers import Answer, Claim
from dvrag.model.writing import WriterFacts
from dvrag.ui.markup import Markup, Tone, element, escaped, joined, notice, show

SWITCH = "Show what was left out"
LEAVES = "Text leaves this machine"


def show_before(writer: WriterFacts | None) -> None:
    """Say, before a question is asked, who writes and what is sent away."""
    if writer is not None and writer.hosted:
        show(notice(Tone.CAUTION, LEAVES, element("p", escaped(sends(writer)))))


def show_notes(answer: Answer) -> None:
    """Say that an answer is quoted where it was to be written, and that text was sent away for it."""
    if answer.note:
        show(notice(Tone.INFO, "Quoted, not written", element("p", escaped(answer.note))))
    said = sent(answer)
    if said:
        show(element("p", escaped(said), "dv-soft"))


def show_dropped(answer: Answer) -> None:
    """Offer the sentences that were left out: struck through, with the reason in words."""
    if not answer.dropped:
        return
    if st.toggle(f"{SWITCH} ({len(answer.dropped)})", key="show_dropped"):
        heading = element("h3", escaped("Left out of the answer"))
        line = "The language model wrote this too, and it did not stand the check. Do not rely on it."
        items = joined(element("li", _dropped(claim)) for claim in answer.dropped)
        show(heading, element("p", escaped(line), "dv-soft"), element("ul", items, "dv-dropped"))


def _dropped(claim: Claim) -> Markup:
    text = joined((element("span", escaped("Left out: "), "dv-unseen"), element("del", escaped(claim.text))))
    return joined((element("p", text), element("p", escaped(f"Left out because: {left_out(claim)}"), "dv-soft")))
