"""Questions, briefings and progress for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dvrag.cli.terminal import one_line, write
from dvrag.cli.wording import joined
from dvrag.model.learning.briefing import Briefing, Part
from dvrag.model.learning.items import Cited, Decision, Item, Quiz, Reviewed
from dvrag.text.plain import counted, date_in_words
from dvrag.training.wording import answer_lines, content_note, how_to_answer, lettered, letters, place_parts

if TYPE_CHECKING:
    from rich.console import Console


def show_quiz(console: Console, quiz: Quiz, *, answers: bool) -> None:
    """Print the questions; the answers stand below each where they are wanted there, else all at the end."""
    for number, item in enumerate(quiz.items, 1):
        show_question(console, item, f"{number}. ")
        if answers:
            show_answer(console, item)
        console.print()
    if quiz.items and not answers:
        write(console, "Answers", style="bold")
        for number, item in enumerate(quiz.items, 1):
            show_answer(console, item, f"{number}. ")
            console.print()
    fit = f"{counted(quiz.available, 'question')} fit" + ("s" if quiz.available == 1 else "")
    write(console, f"{counted(len(quiz.items), 'question')} (seed {quiz.seed}; {fit}).", style="bold")


def show_question(console: Console, item: Item, number: str = "") -> None:
    """Print a question with what can be chosen; a content note comes first."""
    if note := content_note(item):
        write(console, one_line(note))
    write(console, f"{number}{one_line(item.stem)}", style="bold")
    if told := how_to_answer(item):
        write(console, told, 3)
    for place, prompt in enumerate(item.prompts, 1):
        write(console, one_line(f"{place}) {prompt}"), 3)
    for option in lettered(item):
        write(console, one_line(option), 3)


def show_answer(console: Console, item: Item, number: str = "") -> None:
    """Print what is right, why, and where it stands."""
    lines = answer_lines(item)
    if len(item.answer) == 1:
        write(console, one_line(f"{number}Answer: {letters(item)}. {lines[0]}"), 3, style="bold")
    else:
        write(console, one_line(f"{number}Answer: {letters(item)}"), 3, style="bold")
        for line in lines:
            write(console, one_line(line), 3)
    write(console, one_line(item.rationale), 3)
    show_cited(console, item.cited, 3)


def show_cited(console: Console, cited: Iterable[Cited], indent: int) -> None:
    """Print quotes, each with its place; several of one report stand apart."""
    for one in cited:
        write(console, one_line(f"“{one.quote}”"), indent)
        write(console, one_line(place(one)), indent)


def place(cited: Cited) -> str:
    """Return where a quote stands: report, page, paragraph, section, file."""
    return joined(*place_parts(cited))


def show_reviewed(console: Console, reviewed: Sequence[Reviewed]) -> None:
    """Print questions as a list: id, form, decision, stem; and how many were decided how."""
    for one in reviewed:
        head = joined(one.item.id[:12], one.item.kind.label, one.item.difficulty.label, decision(one))
        write(console, one_line(head), style="bold")
        write(console, one_line(one.item.stem), 3)
        write(console, one_line(place(one.item.cited[0])), 3)
        console.print()
    counts = {each: sum(one.decision is each for one in reviewed) for each in Decision}
    told = ", ".join(f"{each.label.lower()} {n}" for each, n in counts.items() if n)
    write(console, f"{counted(len(reviewed), 'question')}{f': {told}' if told else ''}.", style="bold")


def show_one(console: Console, reviewed: Reviewed) -> None:
    """Print all that is known about one question."""
    item = reviewed.item
    show_question(console, item)
    show_answer(console, item)
    roles = ", ".join(role.label for role in item.roles)
    themes = ", ".join(name.replace("_", " ") for name in item.themes)
    facts = {
        "Form": f"{item.kind.label}, {item.difficulty.label.lower()}",
        "For": roles,
        "Themes": themes,
        "Agencies": ", ".join(agency.name for agency in item.agencies),
        "Review": joined(decision(reviewed), reviewed.note),
        "Id": item.id,
    }
    for name, value in facts.items():
        if value:
            write(console, one_line(f"{name}: {value}"), 3)


def decision(reviewed: Reviewed) -> str:
    """Return what was decided of a question, by whom and when."""
    if reviewed.decision is Decision.UNSEEN:
        return "not reviewed"
    by = f" by {reviewed.who}" if reviewed.who else ""
    on = f", {date_in_words(reviewed.at[:10])}" if reviewed.at else ""
    return f"{reviewed.decision.label.lower()}{by}{on}"


def show_briefing(console: Console, briefing: Briefing) -> None:
    """Print a briefing: what it stands on, its parts with quotes and their places, help."""
    write(console, one_line(briefing.title), style="bold")
    for line in (briefing.note, briefing.basis):
        if line:
            write(console, one_line(line))
    for part in briefing.parts:
        _show_part(console, part)
    console.print()
    for line in (*briefing.limits, *briefing.support):
        write(console, one_line(line))


def _show_part(console: Console, part: Part) -> None:
    console.print()
    write(console, one_line(part.heading), style="bold")
    if part.lead:
        write(console, one_line(part.lead))
    for point in part.points:
        if point.text:
            write(console, one_line(f"• {point.text}"), 2)
        show_cited(console, point.cited, 4)
        for one in point.also:
            write(console, one_line(place(one)), 4)
