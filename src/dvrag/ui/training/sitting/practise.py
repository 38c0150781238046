"""Practising: choose, one question at a time, what is right at once, and a summary at the end."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import streamlit as st

from dvrag.model.learning.items import Item, ItemFilters
from dvrag.model.learning.learners import LearnerId, Marked, Session
from dvrag.trainer import Trainer
from dvrag.ui import session, words
from dvrag.ui.markup import Tone, element, escaped, notice, show
from dvrag.ui.training.choosing import Offer, choose, clear
from dvrag.ui.training.focus import go_to, heading
from dvrag.ui.training.sitting import profiles, question
from dvrag.ui.training.sitting.summary import show_summary

PREFIX = "train_practise"
_SITTING, _MINUTES, _NONE = "train_sitting", "train_minutes", "train_none"
MINUTES = (5.0, 10.0, 20.0, 30.0)
SKIP = "Skip this question"


@dataclass(slots=True)
class Sitting:
    """A sitting as it stands. `place`: of the question on display; `marked`: by place, None for one skipped.

    `shown` holds places whose content note was read; `problem` is said once.
    """

    session: Session
    number: int
    place: int = 0
    marked: dict[int, Marked | None] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)
    asked: float = field(default_factory=time.monotonic)
    problem: str = ""

    @property
    def item(self) -> Item | None:
        """The question on display, None after the last."""
        return self.session.items[self.place] if self.place < len(self.session.items) else None

    @property
    def answers(self) -> list[Marked]:
        """What was answered so far, in order."""
        return [one for _, one in sorted(self.marked.items()) if one is not None]

    def turn(self, part: str) -> str:
        """Return the name of what is on display, for the keyboard's focus."""
        return f"{self.number}-{self.place}-{part}"

    def go_on(self) -> None:
        """Turn to the next question."""
        self.place += 1
        self.asked = time.monotonic()
        self.problem = ""


def show_practise(trainer: Trainer, offer: Offer) -> None:
    """Show what stands now: choosing, a question, its answer, or the summary."""
    sitting: Sitting | None = st.session_state.get(_SITTING)
    if sitting is None:
        _begin(trainer, offer)
    elif sitting.item is None:
        show_summary(trainer, sitting.session, sitting.answers, time.monotonic() - sitting.began, sitting.turn("end"))
        go_to(sitting.turn("end"))
        st.button("Practise again", type="primary", on_click=close)
    else:
        _show_question(trainer, sitting, sitting.item)


def _begin(trainer: Trainer, offer: Offer) -> None:
    line = "One question at a time; after each answer, the paragraph that it stands in. There is no pass mark."
    show(heading(2, "Practise", "begin"), element("p", escaped(line)))
    warning = (
        "The questions come from reviews of deaths and from inspections about domestic abuse. They leave out how "
        "somebody was hurt. Skip any of them, and stop whenever you like; help is named at the foot of this page."
    )
    show(notice(Tone.CAUTION, "Before you begin", element("p", escaped(warning))))
    profiles.show_said()
    learner = profiles.show_profile(trainer)
    filters = choose(offer, PREFIX)
    minutes = _minutes(trainer.minutes)
    fitting = len(trainer.usable(filters))
    show(element("p", escaped(f"{words.count(fitting, 'question')} to choose from."), role="status"))
    if not fitting:
        st.button("Take all restrictions away", on_click=clear, args=(PREFIX,))
        return
    none = st.session_state.pop(_NONE, "")
    if none:
        show(notice(Tone.INFO, "Nothing is due", element("p", escaped(none))))
    st.button("Begin", type="primary", on_click=_start, args=(trainer, learner, filters, minutes))


def _minutes(usual: float) -> float:
    """Show how long a sitting may take; the `usual` length of the settings is among them, and chosen first."""
    lengths = sorted({*MINUTES, usual})
    if st.session_state.get(_MINUTES) not in lengths:
        st.session_state[_MINUTES] = usual
    return st.radio(
        "Minutes", lengths, key=_MINUTES, format_func="{:g}".format, horizontal=True, persist_state="session"
    )


def _start(trainer: Trainer, learner: LearnerId, filters: ItemFilters, minutes: float) -> None:
    with session.plain_errors():
        trainer.usable(filters, needed=True)  # before a profile is made that nobody would know of
        made = trainer.session(profiles.made(trainer, learner), filters, minutes)
        if made.items:
            number = st.session_state.get("train_sittings", 0) + 1
            st.session_state["train_sittings"] = number
            st.session_state[_SITTING] = Sitting(made, number)
        else:
            line = (
                "You have answered all of these questions, and none is due again today. Choose another theme or role."
            )
            st.session_state[_NONE] = line


def _show_question(trainer: Trainer, sitting: Sitting, item: Item) -> None:
    show(element("p", escaped(_standing(sitting)), "dv-soft", role="status"))
    if item.note and sitting.place not in sitting.shown:
        question.show_note(item, sitting.turn("note"))
        go_to(sitting.turn("note"))
        with st.container(horizontal=True):
            st.button("Show the question", type="primary", on_click=_uncover, args=(sitting,))
            st.button(SKIP, on_click=_skip, args=(sitting,))
            st.button("End here", on_click=_end, args=(sitting,))
        return
    question.show_stem(item, sitting.turn("question"))
    marked = sitting.marked.get(sitting.place)
    if marked is None:
        _ask(trainer, sitting, item)
        return
    question.show_marked(marked, sitting.turn("answer"), f"train-{sitting.number}-{sitting.place}")
    go_to(sitting.turn("answer"))
    last = sitting.place + 1 == len(sitting.session.items)
    with st.container(horizontal=True):
        st.button("See how it went" if last else "Next question", type="primary", on_click=sitting.go_on)
        if not last:
            st.button("End here", on_click=_end, args=(sitting,))


def _ask(trainer: Trainer, sitting: Sitting, item: Item) -> None:
    key = f"train-{sitting.number}-{sitting.place}"
    with st.form(f"{key}-form", border=False):
        given = question.inputs(item, key)
        with st.container(horizontal=True):
            pressed = st.form_submit_button("Answer", type="primary")
            st.form_submit_button(SKIP, on_click=_skip, args=(sitting,))
            st.form_submit_button("End here", on_click=_end, args=(sitting,))
    if pressed:
        _answer(trainer, sitting, item, given)
    if sitting.problem:
        show(notice(Tone.PROBLEM, "Not answered yet", element("p", escaped(sitting.problem))))
    else:
        go_to(sitting.turn("question"))


def _answer(trainer: Trainer, sitting: Sitting, item: Item, given: tuple[int, ...] | None) -> None:
    if given is None:
        sitting.problem = question.missing(item)
        return
    if question.repeated(item, given):
        sitting.problem = "The same event stands in two places. Give each its own, then press Answer again."
        return
    seconds = time.monotonic() - sitting.asked
    sitting.marked[sitting.place] = trainer.answer(sitting.session.learner.id, item.id, given, seconds=seconds)
    sitting.problem = ""
    st.rerun()


def _standing(sitting: Sitting) -> str:
    answered = sitting.answers
    right = sum(one.right for one in answered)
    so_far = f" {right} of {len(answered)} right so far." if answered else ""
    due = " It is due again." if sitting.place < sitting.session.due else ""
    return f"Question {sitting.place + 1} of {len(sitting.session.items)}.{due}{so_far}"


def _uncover(sitting: Sitting) -> None:
    sitting.shown.add(sitting.place)


def _skip(sitting: Sitting) -> None:
    sitting.marked[sitting.place] = None
    sitting.go_on()


def _end(sitting: Sitting) -> None:
    sitting.place = len(sitting.session.items)


def going_on() -> bool:
    """Return whether a sitting has begun and was not left."""
    return st.session_state.get(_SITTING) is not None


def close() -> None:
    """Leave the sitting, so that another can be begun."""
    st.session_state.pop(_SITTING, None)
