"""The pages of the app, from its own navigation, and the states of each that tests look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage

QUESTION = "How many times were the police called before Marian was killed?"
FOLLOW_UP = "And in the review of Rosalind?"
COMPARISON = "How do the reviews of Marian and Rosalind differ on what GPs asked?"


@dataclass(frozen=True, slots=True)
class State:
    """What a person does next on a page. `passing` is a list or menu that closes when the window changes."""

    name: str
    reach: Callable[[AppPage], object]
    passing: bool = False


class _Seen(Exception):  # noqa: N818
    """All pages are known; nothing else of the app is wanted."""


def registered() -> tuple[str, ...]:
    """Return the addresses of all pages that the app offers, that of the first page empty."""
    from dvrag.ui import app

    found: list[str] = []

    def noted(_: object, **facts: Any) -> Any:
        found.append("" if facts.get("default") else facts["url_path"])
        return pytest.MonkeyPatch

    def stop(*_: object, **__: object) -> None:
        raise _Seen

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.st, "Page", noted)
        patch.setattr(app.st, "navigation", stop)
        with pytest.raises(_Seen):
            app.main()
    return tuple(dict.fromkeys(found))


def _opened(text: str) -> Callable[[AppPage], object]:
    def reach(page: AppPage) -> None:
        page.page.locator("summary").filter(has_text=text).first.click()
        page.page.wait_for_timeout(400)
        page.settled()

    return reach


def _listed(label: str) -> Callable[[AppPage], object]:
    return lambda page: page.list_of(label)


def _chosen(label: str, place: int = 0) -> Callable[[AppPage], object]:
    return lambda page: page.choose(label, place)


def _view(name: str, then: str) -> Callable[[AppPage], object]:
    def reach(page: AppPage) -> None:
        page.view(name)
        expect(page.page.get_by_text(then).first).to_be_visible(timeout=SECONDS)

    return reach


def read_source(page: AppPage) -> None:
    """Press the first citation; wait until its report shows the quote."""
    page.page.get_by_role("button", name="[1]", exact=True).first.click()
    expect(page.heading("Answer")).to_have_count(0, timeout=SECONDS)
    expect(page.page.locator("mark").first).to_be_visible(timeout=SECONDS)
    page.settled()


def compared(page: AppPage) -> None:
    """Ask how two reviews differ; wait for the table."""
    page.ask(COMPARISON)
    expect(page.page.get_by_role("table", name="Marian and Rosalind compared")).to_be_visible(timeout=SECONDS)


def _contrasted(page: AppPage) -> None:
    page.ask("Compare Marlshire with Carrowdale")
    expect(page.page.get_by_text("Where the sides differ")).to_be_visible(timeout=SECONDS)


def _searched(page: AppPage) -> None:
    box = page.page.get_by_label("Words or a sentence to look for")
    box.fill("risk assessment not completed")
    box.press("Enter")
    expect(page.page.locator('[class*="st-key-passage-"]').first).to_be_visible(timeout=SECONDS)
    page.settled()


def _related(page: AppPage) -> None:
    page.page.get_by_role("switch", name="Show passages in other reports").check(force=True)
    page.page.wait_for_timeout(1000)
    page.settled()


def _briefed(page: AppPage) -> None:
    page.view("Build a briefing")
    page.page.get_by_role("button", name="Build the briefing").click()
    expect(page.page.get_by_role("button", name="Download Word")).to_be_visible(timeout=SECONDS)
    page.settled()


def _answers(page: AppPage) -> None:
    page.view("Build a quiz")
    page.page.get_by_role("checkbox", name="Show the answers").check(force=True)
    expect(page.page.get_by_text("Answer: ").first).to_be_visible(timeout=SECONDS)
    page.settled()


def _to_review(page: AppPage) -> None:
    page.view("Review questions")
    page.page.get_by_role("button", name="Begin with the first that nobody reviewed").click()
    expect(page.page.get_by_role("button", name="Accept", exact=True)).to_be_visible(timeout=SECONDS)
    page.settled()


STATES: Mapping[str, tuple[State, ...]] = {
    "": (
        State("restrictions", _opened("Search only some")),
        State("list of kinds", _listed("Kind of report"), passing=True),
        State("answer", lambda page: page.ask(QUESTION)),
        State("how it was made", _opened("How this answer was made")),
        State("to take along", _opened("Copy or download this answer")),
        State("what a reader thinks", _opened("Was this answer useful?")),
        State("follow-up", lambda page: page.follow(FOLLOW_UP)),
        State("comparison", compared),
        State("sides that differ", _contrasted),
        State("no answer", lambda page: page.ask("Who won the cup?", "No answer in these reports")),
        State("declined", lambda page: page.ask("my partner hits me", "dvrag cannot answer this")),
        State("answer again", lambda page: page.ask(QUESTION)),
        State("reader", read_source),
        State("related passages", _related),
    ),
    "lessons": (
        State("plots", _opened("Plots")),
        State("more ways to choose", _opened("More ways")),
        State("list of findings", _listed("Show one finding"), passing=True),
        State("one finding", _chosen("Show one finding", 3)),
        State("correcting it", _opened("Correct what was read")),
        State("repeated lessons", _view("Repeated lessons", "in more than one review")),
        State("quotes of one", _opened("quotes")),
        State("matrix", _opened("Matrix")),
        State("judgments", _view("Judgments", "Best first")),
    ),
    "actions": (
        State("one action", _chosen("Change one recommendation")),
        State("board", _view("Board", "Not recorded (")),
        State("files", _view("Files", "Bring it back in")),
    ),
    "train": (
        State("more ways to choose", _opened("More ways")),
        State("briefing", _briefed),
        State("quiz with answers", _answers),
        State("one question to review", _to_review),
        State("in other words", _opened("Put it in other words")),
        State("progress", _view("Progress", "Nobody has practised yet")),
    ),
    "search": (State("passages", _searched), State("restrictions", _opened("Search only some"))),
    "library": (
        State("one report", _chosen("Show the details of a report")),
        State("figures", _opened("The collection in figures")),
        State("figures as tables", _opened("The same figures as tables")),
        State("health", _opened("Health")),
    ),
    "settings": (
        State("versions", _opened("Versions of the parts")),
        State("all settings", _opened("All settings")),
    ),
    "evaluate": (State("list of systems", _listed("Compare it with"), passing=True),),
}
"""By address: the states in order, each reached from the one before."""
