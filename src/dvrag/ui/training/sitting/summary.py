"""The end of a sitting: how it went, what was not right, and what to work on next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.learning.learners import Marked, Session
from dvrag.trainer import Trainer
from dvrag.training.wording import answer_lines
from dvrag.ui import words
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.training import place
from dvrag.ui.training.focus import heading


def show_summary(trainer: Trainer, session: Session, answers: Sequence[Marked], seconds: float, turn: str) -> None:
    """Show how a sitting went; `seconds` is how long it took."""
    show(heading(2, "How it went", turn), element("p", escaped(told(session, answers, seconds)), role="status"))
    wrong = [one for one in answers if not one.right]
    if wrong:
        show(element("h3", escaped("To look at again")))
        for number, one in enumerate(wrong):
            show(
                element("p", escaped(one.item.stem)),
                element("p", escaped(f"Right: {'; '.join(answer_lines(one.item))}"), "dv-passage"),
                element("p", place.place(one.item.cited[0]), "dv-soft"),
            )
            if st.button(f"{place.READ} ({number + 1})" if len(wrong) > 1 else place.READ, key=f"{turn}-{number}"):
                place.open_cited(one.item.cited[0])
    if answers:
        progress = trainer.progress(session.learner.id)
        labels = {theme.theme: theme.label for theme in progress.themes}
        if progress.weak:
            weak = ", ".join(labels.get(name, name) for name in progress.weak)
            show(element("h3", escaped("To work on next")), element("p", escaped(weak)))


def told(session: Session, answers: Sequence[Marked], seconds: float) -> str:
    """Return how a sitting went in words."""
    if not answers:
        return "No question was answered, and nothing was recorded."
    right = sum(one.right for one in answers)
    minutes = max(1, round(seconds / 60))
    left = len(session.items) - len(answers)
    skipped = f" {words.count(left, 'question was', 'questions were')} skipped or not reached." if left else ""
    return (
        f"{right} of {words.count(len(answers), 'answer')} right, in about {words.count(minutes, 'minute')}.{skipped} "
        "What was not right comes again soon."
    )
