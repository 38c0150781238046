"""The page Train: practise, build a briefing or a quiz, review questions, and see progress."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.learning.items import Decision, ItemFilters, Reviewed
from dvrag.trainer import Trainer
from dvrag.ui import session, words
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.training import briefings, progress, quizzes, review
from dvrag.ui.training.choosing import Offer
from dvrag.ui.training.sitting import practise

_VIEW = "train_view"
PRACTISE, BRIEFING, QUIZ, REVIEW, PROGRESS = VIEWS = (
    "Practise",
    "Build a briefing",
    "Build a quiz",
    "Review questions",
    "Progress",
)


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Train")))
    with session.plain_errors():
        reports = session.assistant().reports()
        if not reports:
            session.teach("There are no reports in it yet.")
            return
        trainer = session.trainer()
        with st.spinner("Making questions from the reports…"):
            every = trainer.items(ItemFilters(decision=tuple(Decision)))
        if not every:
            line = "No question could be made: these reports hold no recommendation, lesson or judgment to ask about."
            show(element("p", escaped(line)), element("p", escaped("Add reviews or inspections on the page Library.")))
            return
        if not practise.going_on():
            _introduction(every)
        view = st.radio("View", VIEWS, key=_VIEW, horizontal=True, persist_state="session")
        _show(trainer, view, every)


def _introduction(every: Sequence[Reviewed]) -> None:
    used = [one for one in every if one.decision is not Decision.REJECTED]
    reports = len({one.item.cited[0].report_id for one in used})
    line = (
        f"{words.count(len(used), 'question')} from {words.count(reports, 'report')}, each with the paragraph that "
        "answers it. Rules made them; read a quote in its report before you rely on it."
    )
    show(element("p", escaped(line), "dv-soft"))


def _show(trainer: Trainer, view: str, every: Sequence[Reviewed]) -> None:
    reports = session.assistant().reports()
    themes = {theme.name: theme.label for theme in trainer.themes()}
    used = [one for one in every if one.decision is not Decision.REJECTED]
    offer = Offer.of(every if view == REVIEW else used, reports, themes)
    if view == BRIEFING:
        briefings.show_briefings(trainer, reports, themes, _agencies())
    elif view == QUIZ:
        quizzes.show_quizzes(trainer, offer, trainer.items)
    elif view == REVIEW:
        review.show_review(trainer, offer, trainer.items)
    elif view == PROGRESS:
        progress.show_progress(trainer, _practise)
    else:
        practise.show_practise(trainer, offer, trainer.items)


def _agencies() -> list[str]:
    """Return the agencies of the register, the most often told first."""
    told = [agency.name for entry in session.registrar().register().kept for agency in entry.finding.agencies]
    return sorted(dict.fromkeys(told), key=lambda name: (-told.count(name), name.casefold()))


def _practise(theme: str) -> None:
    """Turn to practising a theme."""
    practise.close()
    st.session_state[_VIEW] = PRACTISE
    st.session_state[f"{practise.PREFIX}_theme"] = [theme]
