"""Building a quiz to take elsewhere: what it is about, its preview, and its files."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dvrag.model.learning.items import Item, Quiz
from dvrag.trainer import Trainer
from dvrag.training.packages import PackageKind
from dvrag.training.quiz import LONGEST
from dvrag.training.wording import answer_lines, how_to_answer
from dvrag.ui import words
from dvrag.ui.markup import Markup, bullets, dotted, element, escaped, joined, show
from dvrag.ui.taken import TakenFile, offer_files
from dvrag.ui.training import place
from dvrag.ui.training.choosing import REVIEWED, Offer, choose, clear
from dvrag.ui.training.listed import options

PREFIX = "train_quiz"
_COUNT, _SEED, _ONLY, _ANSWERS, _TITLE = (f"{PREFIX}_{name}" for name in ("count", "seed", "only", "answers", "title"))
ORDER = (
    PackageKind.DOCX,
    PackageKind.PDF,
    PackageKind.MARKDOWN,
    PackageKind.CSV,
    PackageKind.GIFT,
    PackageKind.ANKI,
    PackageKind.SCORM,
)


def show_quizzes(trainer: Trainer, offered: Offer) -> None:
    """Show what a quiz can be about, the quiz, and what it can be taken along as."""
    line = (
        "A quiz for a session, for Moodle or another learning platform, for Anki, or on paper. The same number under "
        "Draw gives the same quiz as long as the library stays the same; another number draws others."
    )
    show(element("h2", escaped("Build a quiz")), element("p", escaped(line)))
    filters = choose(offered, PREFIX, ("theme", "role", "agency"), ("area", "kind", "difficulty", "report"))
    first, second, third = st.columns(3)
    with first:
        wanted = st.number_input("Questions", 1, LONGEST, 10, key=_COUNT, persist_state="session")
    with second:
        seed = st.number_input("Draw", 0, 9999, 0, key=_SEED, persist_state="session")
    with third:
        title = st.text_input("Title", key=_TITLE, max_chars=120, autocomplete="off", persist_state="session")
    if st.checkbox("Only questions that a person has reviewed", key=_ONLY, persist_state="session"):
        filters = replace(filters, decision=REVIEWED)
    if not trainer.usable(filters):
        line = "No question fits all of this. Take a restriction away, or review some questions first."
        show(element("p", escaped(line), role="status"))
        st.button("Take all restrictions away", on_click=_clear)
        return
    quiz = trainer.quiz(filters, int(wanted), int(seed))
    _show(trainer, quiz, title.strip())


def _clear() -> None:
    clear(PREFIX)
    st.session_state[_ONLY] = False


def _show(trainer: Trainer, quiz: Quiz, title: str) -> None:
    told = f"{words.count(len(quiz.items), 'question')}, drawn from {quiz.available} that fit."
    show(element("p", escaped(told), role="status"))
    offer_files(_files(trainer, quiz, title), f"train-quiz-{quiz.seed}")
    answers = st.checkbox("Show the answers", key=_ANSWERS, persist_state="session")
    show(element("h3", escaped("Preview")), *(_question(n, item, answers) for n, item in enumerate(quiz.items, 1)))


def _files(trainer: Trainer, quiz: Quiz, title: str) -> list[TakenFile]:
    def file(kind: PackageKind) -> TakenFile:
        return TakenFile(
            kind.label, title or "quiz", kind.ending, kind.mime, lambda: trainer.quiz_file(quiz, kind, title)
        )

    return [file(kind) for kind in ORDER]


def _question(number: int, item: Item, answers: bool) -> Markup:
    told = how_to_answer(item)
    parts = [
        element("h4", escaped(f"{number}. {item.stem}")),
        element("p", dotted(item.kind.label, item.difficulty.label, *(role.label for role in item.roles)), "dv-soft"),
        *([element("p", escaped(f"Content note: {item.note}"))] if item.note else []),
        *([element("p", escaped(told))] if told else []),
        *([bullets(item.prompts)] if item.prompts else []),
        options(item),
    ]
    if answers:
        right = "; ".join(answer_lines(item))
        parts += [
            element("p", joined((element("strong", escaped("Answer: ")), escaped(right)))),
            element("p", escaped(item.rationale)),
            *(place.quote(cited) for cited in item.cited),
        ]
    return element("div", joined(parts))
