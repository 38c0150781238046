"""The page Accessibility: the standard aimed at, how it is tested, what does not work, and what to do instead."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dvrag.ui.markup import Markup, bullets, element, escaped, joined, show

REPORTED_NOWHERE = "not reported"
_AIM = (
    "dvrag aims at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2, which public bodies in the United "
    "Kingdom must meet. It is partly compliant: what is known not to work is listed below."
)
_CAN = (
    "reach and use every control with the keyboard alone",
    "see where the keyboard's focus is",
    "skip the links to other pages with “Skip to content”, which stands before them",
    "read pages on a window 320 pixels wide, as on a phone or enlarged to 400 percent",
    "set text to twice its size",
    "use light or dark colours, as your system says; text has a contrast of at least 4.5 to 1 in both",
    "read everything without relying on colour, and without anything that moves or blinks",
)
_TESTED = (
    "At each change of the program a real browser opens every page of the app: in light and in dark colours, on a wide "
    "and on a narrow window, also with lists open and with an answer on display.",
    "axe-core, a program that looks for faults of accessibility, checks each of them. A fault of our own stops the "
    "change; a fault of Streamlit, the toolkit that dvrag is made with, has to be listed on this page.",
    "Further tests go through headings, names of controls, focus, sizes, contrast, narrow windows, large text and the "
    "way by keyboard from a question to its source.",
    "Such tests find only some of the barriers. No one who relies on a screen reader has tested dvrag yet.",
)
_REPORT = (
    "Tell the person who runs dvrag for you what you wanted to do, on which page, and with which browser and aid. "
    "They can report it to the project, which wants to know of every barrier.",
    "If you need a report in another form, the file itself is kept in the library: ask them for it.",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not work for everyone. `rule` and `selector` are empty where axe-core does not find it."""

    title: str
    what: str
    instead: str
    issue: str
    rule: str = ""
    selector: str = ""


def page() -> None:
    """Show the page."""
    show(
        element("h1", escaped("Accessibility")),
        element("p", escaped(_AIM)),
        _part("What you can do", bullets(_CAN)),
        _part("What does not work yet", joined(map(_problem, problems()))),
        _part("How it is tested", _paragraphs(_TESTED)),
        _part("If something is in your way", _paragraphs(_REPORT)),
    )


@cache
def problems() -> tuple[Problem, ...]:
    """Return the known problems, in the order of the file `accessibility.toml`."""
    text = files("dvrag.ui").joinpath("accessibility.toml").read_text("utf-8")
    return tuple(Problem(**found) for found in tomllib.loads(text)["problem"])


def _part(title: str, content: Markup) -> Markup:
    return element("section", joined((element("h2", escaped(title)), content)))


def _paragraphs(lines: tuple[str, ...]) -> Markup:
    return joined(element("p", escaped(line)) for line in lines)


def _problem(problem: Problem) -> Markup:
    where = problem.issue if problem.issue != REPORTED_NOWHERE else "not that we know of"
    return joined(
        (
            element("h3", escaped(problem.title)),
            element("p", escaped(problem.what)),
            element("p", escaped(f"Instead: {problem.instead}")),
            element("p", escaped(f"Reported to the makers of Streamlit: {where}."), "dv-soft"),
        )
    )
