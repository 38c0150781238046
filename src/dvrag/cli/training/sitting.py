"""A sitting in the terminal: one question at a time, an answer typed by its letters, what is right at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, out_console, write
from dvrag.cli.training.show import show_answer, show_question
from dvrag.model.learning.items import Item, ItemKind
from dvrag.model.learning.learners import Session
from dvrag.text.plain import counted
from dvrag.training.wording import answer_lines, letter

if TYPE_CHECKING:
    from rich.console import Console

    from dvrag.trainer import Trainer

SKIP, STOP = "skip", "stop"


def sit(trainer: Trainer, session: Session, read: Callable[[], str | None]) -> tuple[int, int]:
    """Ask the questions of a session; return how many were answered and how many of these were right.

    `read` returns a line that the learner typed, None at the end of the input.
    """
    console = out_console()
    answered = right = 0
    for number, item in enumerate(session.items, 1):
        write(console, f"Question {number} of {len(session.items)}")
        began = time.monotonic()
        given = asked(console, item, read)
        if given is None:
            break
        if given:
            marked = trainer.answer(session.learner.id, item.id, given, seconds=time.monotonic() - began)
            answered, right = answered + 1, right + marked.right
            _told(console, item, given, right=marked.right)
        console.print()
    return answered, right


def asked(console: Console, item: Item, read: Callable[[], str | None]) -> tuple[int, ...] | None:
    """Show a question and return the places of the options chosen; none where it was skipped, None to stop."""
    show_question(console, item)
    write(console, prompt(item), 3)
    while (line := read()) is not None:
        word = line.strip().casefold()
        if word == STOP:
            return None
        if word == SKIP:
            return ()
        given = places(line, item)
        if given:
            return given
        write(console, "That is no answer to this question. " + prompt(item), 3)
    return None


def prompt(item: Item) -> str:
    """Return what can be typed."""
    letters = " ".join(letter(place) for place in reversed(range(len(item.options))))
    if item.kind is ItemKind.MATCH:
        letters = " ".join(letter(place) for place in reversed(range(len(item.prompts))))
        return f"Type a letter for each line, such as {letters}; or {SKIP}, or {STOP}."
    if item.kind is ItemKind.ORDER:
        return f"Type all letters in order, such as {letters}; or {SKIP}, or {STOP}."
    return f"Type a letter; or {SKIP}, or {STOP}."


def places(line: str, item: Item) -> tuple[int, ...]:
    """Return the options whose letters a line holds; none where it is no whole answer to the question."""
    letters = [letter(place).casefold() for place in range(len(item.options))]
    typed = line.casefold().replace(",", " ").split()
    if len(typed) == 1 and len(item.answer) > 1:
        typed = list(typed[0])
    if len(typed) != len(item.answer) or any(each not in letters for each in typed):
        return ()
    found = tuple(letters.index(each) for each in typed)
    return () if item.kind is ItemKind.ORDER and len(set(found)) < len(found) else found


def stdin_line() -> str | None:
    """Return the next line of the standard input, None at its end."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line if line else None


def told(answered: int, right: int, shown: str) -> str:
    """Return how a sitting went."""
    if not answered:
        return "No question was answered."
    return f"{shown}: {counted(answered, 'answer')}, {right} right."


def _told(console: Console, item: Item, given: tuple[int, ...], *, right: bool) -> None:
    if right:
        write(console, "Right.", 3, style="bold")
    else:
        chosen = "; ".join(answer_lines(item, given))
        write(console, one_line(f"Not right: {chosen}. Right is:"), 3, style="bold")
    show_answer(console, item)
