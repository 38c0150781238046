"""One question: its content note, its stem, the form that takes an answer, and what is right, with the quote."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from dvrag.model.learning.items import Item, ItemKind
from dvrag.model.learning.learners import Marked
from dvrag.text.plain import ordinal
from dvrag.training.wording import answer_lines, how_to_answer, letter
from dvrag.ui import words
from dvrag.ui.markup import Markup, Tone, bullets, element, escaped, joined, notice, plain, show
from dvrag.ui.training import place
from dvrag.ui.training.focus import heading
from dvrag.ui.training.listed import options

CHOOSE = "Choose"
IN_BOXES = frozenset({ItemKind.MATCH, ItemKind.ORDER})
"""Forms that are answered in several boxes: their options stand in a list above, for a box cuts long ones off."""
_PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


def show_note(item: Item, turn: str) -> None:
    """Show, in place of a question, what it speaks of."""
    show(
        heading(2, "Before this question", turn), notice(Tone.CAUTION, "Content note", element("p", escaped(item.note)))
    )


def show_stem(item: Item, turn: str) -> None:
    """Show what is asked."""
    told = how_to_answer(item)
    listed = [options(item)] if item.kind in IN_BOXES else []
    show(heading(2, item.stem, turn), *([element("p", escaped(told), "dv-soft")] if told else []), *listed)


def inputs(item: Item, key: str) -> tuple[int, ...] | None:
    """Show what can be chosen and return the places of the options chosen, None until the answer is whole."""
    if item.kind is ItemKind.MATCH:
        chosen = _boxes(item, [f"Meaning of {prompt}" for prompt in item.prompts], key)
    elif item.kind is ItemKind.ORDER:
        chosen = _boxes(item, [_nth(place) for place in range(len(item.options))], key)
    else:
        chosen = (
            st.radio(
                "Your answer",
                range(len(item.options)),
                index=None,
                key=key,
                format_func=lambda index: plain(item.options[index]),
            ),
        )
    whole = tuple(index for index in chosen if index is not None)
    return whole if len(whole) == len(chosen) else None


def missing(item: Item) -> str:
    """Return what to say where an answer is not whole yet."""
    if item.kind in IN_BOXES:
        return "Choose something in every box, then press Answer again. Or skip the question."
    return "Choose an answer first, then press Answer again. Or skip the question."


def repeated(item: Item, given: Sequence[int]) -> bool:
    """Return whether an order holds an event twice."""
    return item.kind is ItemKind.ORDER and len(set(given)) < len(given)


def show_marked(marked: Marked, turn: str, key: str) -> None:
    """Show whether an answer was right, what is right and why, the quote, and a way to its page."""
    show(*feedback(marked, turn))
    for number, cited in enumerate(marked.item.cited):
        show(place.quote(cited))
        label = place.READ if len(marked.item.cited) == 1 else f"{place.READ} ({number + 1})"
        if st.button(label, key=f"{key}-read-{number}"):
            place.open_cited(cited)


def feedback(marked: Marked, turn: str) -> tuple[Markup, ...]:
    """Return the parts of what is said after an answer, before the quotes."""
    item = marked.item
    right = _lines("The right answer", answer_lines(item))
    if marked.right:
        parts = [heading(3, "Right", turn), right]
    else:
        parts = [heading(3, "Not right", turn), _lines("You answered", answer_lines(item, marked.given)), right]
    again = comes_again(marked.due, datetime.now().astimezone())
    parts.append(element("p", escaped(item.rationale)))
    return (*parts, *([element("p", escaped(again), "dv-soft")] if again else []))


def comes_again(due: str, now: datetime) -> str:
    """Return when a question comes again, in words; "" where it is not said."""
    if not due:
        return ""
    at = datetime.fromisoformat(due).astimezone(now.tzinfo)
    minutes = math.ceil((at - now).total_seconds() / 60)
    if minutes <= 1:
        return "This question comes again in your next session."
    if at.date() <= now.date():
        return f"This question comes again in a session that begins {words.count(minutes, 'minute')} from now or later."
    return f"This question comes again on {words.date(at.date().isoformat())}."


def _lines(head: str, lines: Sequence[str]) -> Markup:
    if len(lines) == 1:
        return element("p", joined((element("strong", escaped(f"{head}: ")), escaped(lines[0]))))
    return joined((element("p", element("strong", escaped(f"{head}:"))), bullets(lines)))


def _boxes(item: Item, labels: Sequence[str], key: str) -> tuple[int | None, ...]:
    return tuple(
        st.selectbox(
            plain(label),
            range(len(item.options)),
            index=None,
            key=f"{key}-{number}",
            format_func=lambda index: f"{letter(index)}. {item.options[index]}",
            placeholder=CHOOSE,
        )
        for number, label in enumerate(labels)
    )


def _nth(place: int) -> str:
    return _PLACES[place] if place < len(_PLACES) else ordinal(place + 1)
