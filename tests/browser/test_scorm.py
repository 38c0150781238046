"""The SCORM package played in an open player: answering, skipping, coming back, by keyboard alone, for everyone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import axe_core
from browser.conftest import Open
from browser.scorm_desk import Desk, served, unpack
from dvrag.training.packages import PackageKind, packed
from unit.training.packages import scorm_tools
from unit.training.packages.quizzes import CREATED, HOSTILE, hostile_items, plain_items, quiz_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

Sit = Callable[..., Desk]
RIGHT = "Right"
WRONG = "Not right this time"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a learning management system with the packages of invented quizzes."""
    scorm_tools.needed()
    folder = tmp_path_factory.mktemp("lms")
    quizzes = {"plain": plain_items(), "fewer": plain_items()[:2], "hostile": hostile_items()}
    unpack({k: packed(quiz_of(v), PackageKind.SCORM, f"Week: {k}", CREATED) for k, v in quizzes.items()}, folder)
    shutil.copy(scorm_tools.PLAYER, folder)
    shutil.copy(Path(__file__).parent / "scorm" / "lms.html", folder)
    with served(folder) as found:
        yield found


@pytest.fixture
def sit(address: str, visit: Open) -> Sit:
    """Return a function that opens a package in the system; `again` on a desk comes back to it."""

    def opened(package: str, desk: Desk | None = None, mode: str = "", scheme: str = "light") -> Desk:
        url = f"{address}/lms.html?package={package}&mode={mode}"
        if desk is None:
            desk = Desk(visit(url, scheme=scheme, ready=False).page)
        else:
            desk.page.goto(url)
        return desk.heading("Before you start")

    return opened


def check(desk: Desk, said: str) -> None:
    """Check the answer: what is said of it has the focus."""
    desk.press("Check answer")
    head = desk.frame.locator("#feedback")
    expect(head).to_have_text(said)
    expect(head).to_be_focused()


def choose(desk: Desk, option: str, said: str) -> None:
    desk.frame.get_by_label(option, exact=True).check()
    check(desk, said)


def test_all_questions_by_keyboard_alone(sit: Sit) -> None:
    desk = sit("plain")
    desk.key("Start").heading("Question 1 of 6")
    desk.key("Police", "Space")
    desk.page.keyboard.press("ArrowDown")
    desk.key("Check answer")
    expect(desk.frame.locator("#feedback")).to_be_focused()
    desk.key("Next question").heading("Question 2 of 6")
    desk.key("True", "ArrowDown").key("Check answer").key("Next question").heading("Question 3 of 6")
    desk.key("plan", "Space").key("Check answer").key("Next question").heading("Question 4 of 6")
    desk.key("DR", "D").key("NL", "N").key("Check answer").key("Next question").heading("Question 5 of 6")
    desk.key("Move down: The visit")
    assert desk.focused() == "Move down: The visit"
    desk.page.keyboard.press("Enter")
    expect(desk.frame.locator("#told")).to_have_text("The visit: now number 3 of 3")
    desk.key("Check answer").key("Next question").heading("Question 6 of 6")
    desk.key("Show the question").heading("Question 6 of 6")
    desk.key("Ask about safety", "Space").key("Check answer").key("See your result").heading("Your result")
    expect(desk.frame.get_by_text("6 of the 6 you answered are right (100%).")).to_be_visible()
    values = desk.values()
    assert {name: values[f"cmi.core.score.{name}"] for name in ("raw", "min", "max")} == {
        "raw": "100",
        "min": "0",
        "max": "100",
    }
    assert (values["cmi.core.lesson_status"], values["cmi.core.exit"]) == ("completed", "suspend")
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", values["cmi.core.session_time"])


def test_each_answer_is_told_in_the_words_of_scorm(sit: Sit) -> None:
    desk = sit("plain").press("Start")
    choose(desk, "Police", WRONG)
    choose(desk.press("Next question").heading("Question 2 of 6"), "False", RIGHT)
    desk.press("Next question").press("Skip this question").heading("Question 4 of 6")
    desk.frame.get_by_label("DR").select_option("Domestic review")
    desk.frame.get_by_label("NL").select_option("idea")
    check(desk, WRONG)
    check(desk.press("Next question").heading("Question 5 of 6"), WRONG)
    values = desk.values()
    parts = ("type", "student_response", "correct_responses.0.pattern", "result")
    told = [tuple(values.get(f"cmi.interactions.{n}.{part}") for part in parts) for n in range(5)]
    assert told == [
        ("choice", "a", "b", "wrong"),
        ("true-false", "f", "f", "correct"),
        ("choice", None, "a", "neutral"),
        ("matching", "1.c,2.a", "1.c,2.b", "wrong"),
        ("sequencing", "a,b,c", "b,c,a", "wrong"),
    ]
    assert [values[f"cmi.interactions.{n}.id"] for n in range(5)] == [item.id for item in plain_items()[:5]]
    assert re.fullmatch(r"\d\d:\d\d:\d\d", values["cmi.interactions.0.time"])
    assert (values["cmi.core.score.raw"], values["cmi.core.lesson_status"]) == ("25", "incomplete")
    assert [call for call in desk.calls() if call[-1] != "0"] == []


def test_a_learner_comes_back_to_where_they_were(sit: Sit) -> None:
    desk = sit("plain").press("Start")
    choose(desk, "Housing", RIGHT)
    desk.press("Next question").press("Skip this question").heading("Question 3 of 6").leave()
    assert desk.values()["cmi.core.exit"] == "suspend"
    assert [call[0] for call in desk.calls()].count("Finish") == 1
    sit("plain", desk)
    expect(desk.frame.get_by_text("2 of 6 questions are done.")).to_be_visible()
    desk.press("Go on").heading("Question 3 of 6").press("Previous").press("Previous").heading("Question 1 of 6")
    expect(desk.frame.locator("#feedback")).to_have_text(RIGHT)
    expect(desk.frame.get_by_label("Housing (your answer, right answer)")).to_be_checked()
    desk.press("Next question")
    choose(desk.heading("Question 2 of 6"), "True", WRONG)
    assert desk.values()["cmi.core.score.raw"] == "50"


def test_what_is_done_stays_done(sit: Sit) -> None:
    desk = sit("fewer").press("Start")
    choose(desk, "Housing", RIGHT)
    desk.press("Next question").press("Skip this question").heading("Your result")
    expect(desk.frame.get_by_text("1 skipped.")).to_be_visible()
    assert (desk.values()["cmi.core.score.raw"], desk.values()["cmi.core.lesson_status"]) == ("100", "completed")
    sit("fewer", desk).press("See your result").heading("Your result").press("Question 2: skipped")
    choose(desk.heading("Question 2 of 2"), "True", WRONG)
    assert (desk.values()["cmi.core.score.raw"], desk.values()["cmi.core.lesson_status"]) == ("50", "completed")


def test_who_skips_everything_has_no_score_and_is_not_done(sit: Sit) -> None:
    desk = sit("fewer").press("Start").press("Skip this question").press("Skip this question").heading("Your result")
    assert "cmi.core.score.raw" not in desk.values()
    assert desk.values()["cmi.core.lesson_status"] == "incomplete"


def test_other_questions_do_not_take_over_old_answers(sit: Sit) -> None:
    desk = sit("fewer").press("Start")
    choose(desk, "Housing", RIGHT)
    sit("plain", desk)
    expect(desk.frame.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_a_look_back_changes_nothing(sit: Sit) -> None:
    desk = sit("fewer", mode="review").press("Start")
    choose(desk, "Housing", RIGHT)
    assert desk.values() == {}


def test_an_answer_must_be_chosen_or_skipped(sit: Sit) -> None:
    desk = sit("plain").press("Start").press("Check answer")
    expect(desk.frame.get_by_role("alert")).to_have_text("Choose an answer, or skip the question.")
    assert desk.focused() == "Police"


def test_a_content_note_stands_before_the_question_and_it_can_be_skipped(sit: Sit) -> None:
    desk = sit("plain").press("Start")
    expect(desk.frame.get_by_text("Question 1 of 6")).to_be_visible()
    for _ in range(5):
        desk.press("Skip this question")
    desk.heading("Question 6 of 6")
    expect(desk.frame.get_by_text("This question speaks of a call for help.")).to_be_visible()
    expect(desk.frame.get_by_text("A caller asks for help.")).to_have_count(0)
    desk.press("Skip this question").heading("Your result")


def test_a_system_that_opens_a_window_of_its_own_is_found(address: str, visit: Open) -> None:
    desk = Desk(visit(f"{address}/lms.html?package=none", ready=False).page)
    with desk.page.expect_popup() as opened:
        desk.page.evaluate("() => { window.open('fewer/index.html'); }")
    opened.value.get_by_role("button", name="Start", exact=True).click()
    opened.value.get_by_role("button", name="Skip this question").click()
    expect(opened.value.get_by_role("heading", name="Question 2 of 2")).to_be_visible()
    assert desk.values()["cmi.interactions.0.result"] == "neutral"


def test_without_a_system_it_can_still_be_played(address: str, visit: Open) -> None:
    page = visit(f"{address}/fewer/index.html", ready=False).page
    expect(page.get_by_text("No learning management system was found")).to_be_visible()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Housing").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator("#feedback")).to_have_text(RIGHT)
    quote = page.locator("blockquote")
    expect(quote).to_contain_text("“Housing should train its staff.”")
    expect(quote.locator("cite")).to_contain_text("The Pellhaven review, page 7 (9th in the file), paragraph 5.14")


def test_hostile_texts_are_shown_and_never_run(address: str, visit: Open) -> None:
    page = visit(f"{address}/hostile/index.html", ready=False).page
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Show the question").click()
    assert page.locator("legend").inner_text().strip() == HOSTILE[0]
    assert page.locator(".option label").all_inner_texts()[2] == HOSTILE[2]
    page.get_by_label("the plain one").check()
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator("blockquote")).to_contain_text("<script>alert(1)</script>")
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(sit: Sit, scheme: str) -> None:
    axe_core.needed()
    desk = sit("plain", scheme=scheme)
    found = {"start": faults(desk)}
    desk.press("Start")
    for n in range(1, 6):
        found[f"question {n}"] = faults(desk)
        desk.press("Skip this question")
    found["note"] = faults(desk)
    desk.press("Show the question")
    choose(desk, "Close the record", WRONG)
    found["feedback"] = faults(desk)
    desk.press("See your result")
    desk.frame.locator("summary").click()
    found["result"] = faults(desk)
    assert {where: what for where, what in found.items() if what} == {}


def faults(desk: Desk) -> list[axe_core.Finding]:
    inner = desk.page.frame(url="**/index.html")
    assert inner
    return axe_core.findings(inner, ())


def test_nothing_runs_over_on_a_narrow_screen(address: str, visit: Open) -> None:
    page: Page = visit(f"{address}/hostile/index.html", width=320, ready=False).page
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Show the question").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
