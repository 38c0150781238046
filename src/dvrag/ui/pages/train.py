"""The page Train: practise, build a briefing or a quiz, review questions, and see progress."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.errors import UsageError
from dvrag.model.learning.items import Decision, ItemFilters, Reviewed
from dvrag.trainer import Trainer
from dvrag.ui import session, words
from dvrag.ui.markup import Tone, element, escaped, joined, notice, show
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
        usable = trainer.usable()
        if not practise.going_on():
            _introduction(usable)
        view = st.radio("View", VIEWS, key=_VIEW, horizontal=True, persist_state="session")
        if view in {PRACTISE, QUIZ} and not usable and not practise.going_on():
            _teach(trainer)
        else:
            _show(trainer, view, every if view == REVIEW else usable)


def _introduction(usable: Sequence[Reviewed]) -> None:
    reports = len({one.item.cited[0].report_id for one in usable})
    line = (
        f"{words.count(len(usable), 'question')} from {words.count(reports, 'report')}, each with the paragraph that "
        "answers it. Rules made them; read a quote in its report before you rely on it."
    )
    show(element("p", escaped(line), "dv-soft"))


def _teach(trainer: Trainer) -> None:
    """Say why there is a question to review and none to ask."""
    try:
        trainer.usable(needed=True)
    except UsageError as error:
        lines = (str(error), f"Open {REVIEW}, read a few and accept them: they can be asked at once.")
        show(notice(Tone.INFO, "No question to ask yet", joined(element("p", escaped(line)) for line in lines)))


def _show(trainer: Trainer, view: str, items: Sequence[Reviewed]) -> None:
    reports = trainer.reports()
    themes = {theme.name: theme.label for theme in trainer.themes()}
    offer = Offer.of(items, reports, themes)
    if view == BRIEFING:
        briefings.show_briefings(trainer, reports, themes, _agencies())
    elif view == QUIZ:
        quizzes.show_quizzes(trainer, offer)
    elif view == REVIEW:
        review.show_review(trainer, offer)
    elif view == PROGRESS:
        progress.show_progress(trainer, _practise)
    else:
        practise.show_practise(trainer, offer)


def _agencies() -> list[str]:
    """Return the agencies of the register, the most often told first."""
    told = [agency.name for entry in session.registrar().register().kept for agency in entry.finding.agencies]
    return sorted(dict.fromkeys(told), key=lambda name: (-told.count(name), name.casefold()))


def _practise(theme: str) -> None:
    """Turn to practising a theme."""
    practise.close()
    st.session_state[_VIEW] = PRACTISE
    st.session_state[f"{practise.PREFIX}_theme"] = [theme]
