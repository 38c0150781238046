"""Profiles of those who practise: chosen, made, renamed, removed. None needs a name."""

from __future__ import annotations

import streamlit as st

from dvrag.model.learning.learners import Learner, LearnerId
from dvrag.text.plain.persons import LONGEST_NAME
from dvrag.trainer import Trainer
from dvrag.ui import session
from dvrag.ui.markup import element, escaped, show

CHOICE = "train_learner"
_NAME, _RENAMED, _SURE, _SAID = "train_name", "train_renamed", "train_sure", "train_said"
NEW = LearnerId(0)
"""Stands for a profile that is yet to be made."""


def show_profile(trainer: Trainer) -> LearnerId:
    """Show who practises and return the profile, `NEW` for one that is yet to be made: nobody else's is preselected."""
    known = {one.id: one for one in trainer.learners()}
    if st.session_state.get(CHOICE) not in known:
        st.session_state[CHOICE] = NEW
    chosen = NEW
    if known:
        chosen = st.selectbox(
            "Who is practising",
            [*known, NEW],
            key=CHOICE,
            format_func=lambda one: known[one].shown if one in known else "A new profile",
            persist_state="session",
        )
    if chosen == NEW:
        st.text_input(
            "Your name, or none",
            key=_NAME,
            max_chars=LONGEST_NAME,
            autocomplete="off",
            help="It stays on this machine. Without one you are called by a number.",
        )
    else:
        _change(trainer, known[chosen])
    return chosen


def made(trainer: Trainer, chosen: LearnerId) -> LearnerId:
    """Return the profile chosen; a new one is made now, under the name that was entered."""
    if chosen != NEW:
        return chosen
    new = trainer.add_learner((st.session_state.get(_NAME) or "").strip())
    st.session_state[CHOICE] = new.id
    return new.id


def show_said() -> None:
    """Show once what was done in the run before."""
    said = st.session_state.pop(_SAID, "")
    if said:
        show(element("p", escaped(said), role="status"))


def _change(trainer: Trainer, learner: Learner) -> None:
    with st.expander("Change or remove this profile"):
        st.text_input(
            "Another name",
            value=learner.name,
            key=f"{_RENAMED}_{learner.id}",
            max_chars=LONGEST_NAME,
            autocomplete="off",
        )
        st.button("Save the name", on_click=_rename, args=(trainer, learner.id))
        sure = st.checkbox("Remove it with all its answers; this cannot be undone", key=f"{_SURE}_{learner.id}")
        st.button("Remove this profile", disabled=not sure, on_click=_remove, args=(trainer, learner))


def _rename(trainer: Trainer, learner: LearnerId) -> None:
    with session.plain_errors():
        trainer.rename_learner(learner, (st.session_state.get(f"{_RENAMED}_{learner}") or "").strip())
        st.session_state[_SAID] = "The name was saved."


def _remove(trainer: Trainer, learner: Learner) -> None:
    with session.plain_errors():
        trainer.remove_learner(learner.id)
        st.session_state[_SAID] = f"{learner.shown} was removed, with all answers."
