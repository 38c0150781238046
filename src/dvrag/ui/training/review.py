"""Reviewing questions: the list, and one at a time to accept, put in other words, or reject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.errors import DvragError
from dvrag.model.learning.items import Decision, ItemId, Reviewed
from dvrag.trainer import LONGEST_NOTE, Trainer
from dvrag.training.reviews.edited import LONGEST
from dvrag.training.wording import answer_lines, how_to_answer, letter
from dvrag.ui import words
from dvrag.ui.lessons.details import who
from dvrag.ui.lessons.named import short
from dvrag.ui.markup import Tone, bullets, dotted, element, escaped, joined, notice, show
from dvrag.ui.training import place
from dvrag.ui.training.choosing import Offer, choose, clear
from dvrag.ui.training.listed import options

PREFIX = "train_review"
CHOICE, _TABLE, _SAID, _PROBLEM = f"{PREFIX}_item", f"{PREFIX}_table", f"{PREFIX}_said", f"{PREFIX}_problem"


def show_review(trainer: Trainer, offered: Offer) -> None:
    """Show the questions with what was decided of them, and one of them to decide."""
    line = (
        "Rules made these questions. Accept what is good, put in other words what is wooden, reject what does not "
        "help: rejected questions are used nowhere. What you change is checked against its quote."
    )
    show(element("h2", escaped("Review questions")), element("p", escaped(line)))
    name = who()
    fields = ("decision", "theme", "kind")
    _look_again(trainer)
    found = trainer.items(choose(offered, PREFIX, fields, ("role", "agency", "difficulty", "area", "report")))
    show(element("p", escaped(summary(found)), role="status"))
    _told()
    if not found:
        st.button("Take all restrictions away", on_click=clear, args=(PREFIX,))
        return
    _table(found)
    one = _chosen(found)
    if one is None:
        st.button("Begin with the first that nobody reviewed", type="primary", on_click=_next, args=(found, None))
    else:
        _show_one(trainer, one, found, name)


def _look_again(trainer: Trainer) -> None:
    """Say which questions were let stand once and are given out no more, and why."""
    lines = [f"{short(one.item.stem, 120)} ({' '.join(one.reasons)})" for one in trainer.look_again()]
    if lines:
        show(notice(Tone.CAUTION, "Reviewed, and not given out any more", bullets(lines)))


def summary(found: Sequence[Reviewed]) -> str:
    """Return how many questions there are, and how many were decided how."""
    counts = Counter(one.decision for one in found)
    told = ", ".join(f"{each.label.lower()} {counts[each]}" for each in Decision if counts[each])
    return f"{words.count(len(found), 'question')}{f': {told}' if told else ''}."


def _table(found: Sequence[Reviewed]) -> None:
    rows = [
        {
            "Question": short(one.item.stem),
            "Answer": short("; ".join(answer_lines(one.item)), 80),
            "Form": one.item.kind.label,
            "Level": one.item.difficulty.label,
            "Review": one.decision.label,
            "Report": one.item.cited[0].title,
        }
        for one in found
    ]
    st.dataframe(
        rows,
        key=_TABLE,
        hide_index=True,
        placeholder="",
        height=280,
        on_select=lambda: _pick(found),
        selection_mode="single-row",
        alt="The questions. The same questions can be chosen in the list below the table.",
    )


def _pick(found: Sequence[Reviewed]) -> None:
    rows = st.session_state[_TABLE]["selection"]["rows"]
    st.session_state[CHOICE] = found[rows[0]].item.id if rows and rows[0] < len(found) else None


def _chosen(found: Sequence[Reviewed]) -> Reviewed | None:
    by_id = {one.item.id: one for one in found}
    if st.session_state.get(CHOICE) not in by_id:
        st.session_state[CHOICE] = None
    chosen: ItemId | None = st.selectbox(
        "Show one question",
        list(by_id),
        index=None,
        key=CHOICE,
        format_func=lambda identity: f"{by_id[identity].decision.label}: {short(by_id[identity].item.stem, 110)}",
        placeholder="Choose a question, or select its row in the table",
        persist_state="session",
    )
    return by_id[chosen] if chosen is not None else None


def _show_one(trainer: Trainer, one: Reviewed, found: Sequence[Reviewed], name: str) -> None:
    item = one.item
    told = how_to_answer(item)
    show(
        element("h3", escaped(item.stem)),
        element("p", dotted(item.kind.label, item.difficulty.label, *(role.label for role in item.roles)), "dv-soft"),
        *([element("p", escaped(f"Content note: {item.note}"))] if item.note else []),
        *([element("p", escaped(told))] if told else []),
        *([bullets(item.prompts)] if item.prompts else []),
        options(item),
        element("p", joined((element("strong", escaped("Answer: ")), escaped("; ".join(answer_lines(item)))))),
        element("p", escaped(item.rationale)),
        *(place.quote(cited) for cited in item.cited),
        element("p", escaped(decided(one)), "dv-soft"),
    )
    with st.container(horizontal=True):
        st.button("Accept", type="primary", on_click=_decide, args=(trainer, one, found, Decision.ACCEPTED, name))
        st.button("Reject", on_click=_decide, args=(trainer, one, found, Decision.REJECTED, name))
        if one.decision is not Decision.UNSEEN:
            st.button("Take the decision back", on_click=_decide, args=(trainer, one, found, Decision.UNSEEN, name))
        st.button("Next that nobody reviewed", on_click=_next, args=(found, one))
        if st.button(place.READ):
            place.open_cited(item.cited[0])
    _edit(trainer, one, name)


def decided(one: Reviewed) -> str:
    """Return what was decided, by whom, when and why."""
    if one.decision is Decision.UNSEEN:
        return "Nobody has reviewed this question yet."
    by = f" by {one.who}" if one.who else ""
    on = f" on {words.date(one.at[:10])}" if one.at else ""
    return f"{one.decision.label}{by}{on}.{f' Why: {one.note}' if one.note else ''}"


def _edit(trainer: Trainer, one: Reviewed, name: str) -> None:
    item = one.item
    with st.expander("Put it in other words"), st.form(f"train-edit-{item.id}", border=False):
        stem = st.text_area("Question", value=item.stem, max_chars=LONGEST["stem"])
        options = tuple(
            st.text_input(
                f"Option {letter(number)}{' (right)' if item.answer == (number,) else ''}",
                value=option,
                max_chars=LONGEST["options"],
                autocomplete="off",
            )
            for number, option in enumerate(item.options)
        )
        rationale = st.text_area("Why it is right", value=item.rationale, max_chars=LONGEST["rationale"])
        note = st.text_input("Why you change it (optional)", max_chars=LONGEST_NOTE, autocomplete="off")
        if st.form_submit_button("Save it in these words"):
            given: dict[str, str | tuple[str, ...]] = {"stem": stem, "options": options, "rationale": rationale}
            now = {"stem": item.stem, "options": item.options, "rationale": item.rationale}
            changes = {field: value for field, value in given.items() if value != now[field]}
            _save(trainer, one, name, (changes, note))
            st.rerun()


def _decide(trainer: Trainer, one: Reviewed, found: Sequence[Reviewed], decision: Decision, name: str) -> None:
    if _recorded(trainer, one, decision, name, ({}, "")):
        st.session_state[_SAID] = f"{decision.label}: {short(one.item.stem, 90)}"
        if decision is not Decision.UNSEEN:
            _next(found, one)


def _save(
    trainer: Trainer,
    one: Reviewed,
    name: str,
    given: tuple[Mapping[str, str | tuple[str, ...]], str],
) -> None:
    if not given[0]:
        st.session_state[_SAID] = "Nothing was changed."
    elif _recorded(trainer, one, Decision.EDITED, name, given):
        st.session_state[_SAID] = "Saved in your words, after it was checked against its quote."


def _recorded(
    trainer: Trainer,
    one: Reviewed,
    decision: Decision,
    name: str,
    given: tuple[Mapping[str, str | tuple[str, ...]], str],
) -> bool:
    """Record a decision with changes and a note; return whether it was taken, else keep the reason for the page."""
    try:
        trainer.review(one.item.id, decision, name, given[0], given[1])
    except DvragError as error:
        st.session_state[_PROBLEM] = str(error)
        return False
    return True


def _next(found: Sequence[Reviewed], one: Reviewed | None) -> None:
    """Choose the next question that nobody reviewed, from the one on display on; the first again after the last."""
    ids = [each.item.id for each in found]
    start = ids.index(one.item.id) + 1 if one is not None else 0
    after = [*found[start:], *found[: max(0, start - 1)]]
    waiting = [each.item.id for each in after if each.decision is Decision.UNSEEN]
    if waiting:
        st.session_state[CHOICE] = waiting[0]
    else:
        st.session_state[_SAID] = f"{st.session_state.get(_SAID, '')} Every question of this list is reviewed.".strip()


def _told() -> None:
    said, problem = st.session_state.pop(_SAID, ""), st.session_state.pop(_PROBLEM, "")
    if said:
        show(notice(Tone.INFO, "Done", element("p", escaped(said))))
    if problem:
        show(notice(Tone.PROBLEM, "Not saved", element("p", escaped(problem))))
