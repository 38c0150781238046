"""The page Evaluate in each of its states."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.evaluate.gold.questions import GoldPassage
from dvrag.evaluate.run import run_from_json
from dvrag.evaluate.systems import SYSTEMS
from dvrag.feedback import FeedbackBook
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock
from dvrag.ui import session
from dvrag.ui.evaluating import run
from ui.fake_evaluator import fake_evaluator, gold_question, gold_questions, write_gold
from ui.fake_library import HOSTILE
from ui.page import PageUnderTest, evaluate_page
from ui.test_hostile_text import MARKDOWN

Open = Callable[[], PageUnderTest]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The working directory, with the gold file that the page offers."""
    monkeypatch.chdir(tmp_path)
    write_gold(tmp_path, gold_questions())
    return tmp_path


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> FeedbackBook:
    """What readers said about answers: nothing yet."""
    root = tmp_path_factory.mktemp("library")
    Library.open(root, create=True).close()
    return FeedbackBook(root, FixedClock(), "9.9")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, folder: Path, readers: FeedbackBook) -> Open:
    def start() -> PageUnderTest:
        evaluator = fake_evaluator()
        monkeypatch.setattr(session, "evaluator", lambda: evaluator)
        monkeypatch.setattr(session, "feedback", lambda: readers)
        return PageUnderTest(AppTest.from_function(evaluate_page))

    return start


def compared(page: PageUnderTest, system: str = "dvrag", beside: str = "lexical") -> PageUnderTest:
    page.app.selectbox(key="system").set_value(system)
    page.run()
    page.app.selectbox(key="system_beside").set_value(beside)
    page.run()
    return page.press("Run")


def test_it_says_what_it_is_for_and_what_a_run_takes(opened: Open) -> None:
    page = opened()
    assert "over the 2 reports in this library" in page.text
    assert "12 questions: less than a minute." in page.text
    assert page.buttons == ["Run"]
    assert page.app.selectbox(key="gold_file").options[0] == str(Path("eval/gold/questions.csv"))
    assert [o.split(":")[0] for o in page.app.selectbox(key="system").options] == list(SYSTEMS)


def test_two_systems_take_twice_as_long(opened: Open, folder: Path) -> None:
    write_gold(folder, gold_questions(289))
    page = opened()
    assert "293 questions: about 4 minutes." in page.text
    page.app.selectbox(key="system_beside").set_value("lexical")
    assert "293 questions, asked of dvrag and lexical: about 8 minutes." in page.run().text


def test_a_run_shows_headline_targets_and_figures(opened: Open) -> None:
    page = opened().press("Run")
    assert "dvrag was asked the 12 development questions of questions.csv." in page.text
    assert "The outcome helps in 10 of 12, 83.3%" in page.text
    assert "Every measure with its target" in page.html
    assert "reported, not gated: the feature is not there yet" in page.html
    assert page.buttons == ["Run"]
    assert [button.label for button in page.app.get("download_button")] == [
        "Download report.html",
        "Download report.md",
        "Download report.json",
    ]


def test_the_figures_are_those_of_the_files(opened: Open) -> None:
    page = opened().press("Run")
    made = page.app.session_state["evaluate_result"].files
    document = json.loads(made.json)
    for figure in document["figures"]:
        assert f"<span>{figure['value']:.3f}</span>" in page.html
    assert len(run_from_json(document["run"], "report.json").records) == 12
    assert made.html.startswith("<!doctype html>")
    assert made.markdown.startswith("# Evaluation of dvrag\n")


def test_each_chart_has_its_figures_as_a_table(opened: Open) -> None:
    page = opened().press("Run")
    assert len(page.app.get("vega_lite_chart") or page.app.get("arrow_vega_lite_chart")) == 4
    labels = [expander.label for expander in page.app.expander]
    assert "The same figures as a table: By type of question" in labels
    assert sum(label.startswith("The same figures as a table") for label in labels) == 4


def test_a_comparison_says_in_words_what_is_different(opened: Open) -> None:
    page = compared(opened())
    assert "Against lexical, dvrag is better in" in page.text
    assert "Evaluation of dvrag beside lexical" in page.text
    assert "dvrag against lexical" in page.html
    assert "no clear difference" in page.html
    assert any("Questions won: 9" in expander.label for expander in page.app.expander)


def test_a_system_is_not_compared_with_itself(opened: Open) -> None:
    page = opened()
    page.app.selectbox(key="system_beside").set_value("lexical")
    page.run()
    page.app.selectbox(key="system").set_value("lexical")
    page.run()
    assert page.app.selectbox(key="system_beside").value == "none"
    assert not any(option.startswith("lexical") for option in page.app.selectbox(key="system_beside").options)


def test_hostile_text_is_shown_as_it_stands(opened: Open) -> None:
    page = compared(opened())
    assert HOSTILE not in page.html
    assert escape(f"h1: {HOSTILE}") in page.html
    for kind in MARKDOWN:
        assert all("bold" not in element.value for element in getattr(page.app, kind)), kind
    labels = [*page.buttons, *(expander.label for expander in page.app.expander)]
    assert all("bold" not in label and "script" not in label for label in labels)


def test_questions_worth_reading_say_what_was_expected_and_what_came(opened: Open) -> None:
    case = opened().press("Run").html.split("<details")[2]
    assert "u2: What does it say about the sea?" in case
    assert "Answered, though it has no answer in these reports." in case
    assert "no answer: the reports say nothing about it" in case
    assert "oakfield.pdf, page 1, paragraph 1.1 (not a gold passage)" in case


def test_mistakes_stand_in_a_table_and_nothing_is_run(opened: Open, folder: Path) -> None:
    wrong = gold_question("w", f"Where? {HOSTILE}", relevant=(GoldPassage("oakfield.pdf", 1, None, HOSTILE * 2),))
    write_gold(folder, [*gold_questions(), wrong, replace(wrong, id="")])
    page = opened()
    assert page.buttons == []
    assert "The gold file has mistakes" in page.text
    assert '<th scope="row" role="rowheader">14</th>' in page.html
    assert '<th scope="row" role="rowheader">15</th>' in page.html
    assert "<span>relevant</span>" in page.html
    assert "<span>Is empty</span>" in page.html
    assert HOSTILE not in page.html


def test_mended_mistakes_are_noticed(opened: Open, folder: Path) -> None:
    write_gold(folder, [gold_question("", "Which?")])
    page = opened()
    assert page.buttons == []
    path = write_gold(folder, gold_questions())
    os.utime(path, ns=(0, 0))
    assert page.run().buttons == ["Run"]


def test_no_file_says_what_to_do(opened: Open, folder: Path) -> None:
    (folder / "eval" / "gold" / "questions.csv").unlink()
    page = opened()
    assert f"There is no file {Path('eval/gold/questions.csv')}." in page.text
    assert "<code>dvrag evaluate new FILE</code>" in page.html
    assert page.buttons == []


def test_another_file_can_be_named(opened: Open, folder: Path) -> None:
    path = write_gold(folder / "mine", gold_questions(3))
    page = opened()
    page.app.selectbox(key="gold_file").set_value("Another file…")
    page.run()
    page.app.text_input(key="gold_path").set_value(f" {path} ")
    assert "7 questions: less than a minute." in page.run().text


def test_a_file_that_is_no_gold_file_is_one_line(opened: Open, folder: Path) -> None:
    (folder / "eval" / "gold" / "questions.csv").write_text("a,b\n1,2\n")
    page = opened()
    assert "lacks the column" in page.text
    assert "Something went wrong" not in page.text


def test_an_empty_split_says_what_to_do(opened: Open) -> None:
    page = opened()
    page.app.radio(key="gold_split").set_value("test")
    page.run()
    assert "has no test questions." in page.text
    assert "Choose other questions above" in page.text
    assert page.buttons == []


def test_questions_about_other_reports_are_not_a_list_of_mistakes(opened: Open, folder: Path) -> None:
    elsewhere = (GoldPassage("other.pdf", 1, "1.1", "Police were called."),)
    write_gold(folder, [gold_question("q", "Which?", relevant=elsewhere)])
    page = opened()
    assert "These questions are about other reports" in page.text
    assert "The gold file has mistakes" not in page.text


def test_a_run_that_fails_is_one_line_and_can_be_tried_again(opened: Open) -> None:
    page = compared(opened(), system="random")
    assert "The index differs from its checksum. Run <code>dvrag library rebuild</code>." in page.html
    assert page.buttons == ["Run"]
    assert not any(box.disabled for box in page.app.selectbox)


def test_a_run_that_was_cut_off_is_said_once(opened: Open) -> None:
    page = opened()
    page.app.session_state["evaluate_running"] = True
    assert "The run was stopped" in page.run().text
    assert page.buttons == ["Run"]
    assert "The run was stopped" not in page.run().text


def test_an_empty_library_teaches_how_to_fill_it(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(session, "evaluator", lambda: fake_evaluator(empty=True))
    assert "The library is empty" in PageUnderTest(AppTest.from_function(evaluate_page)).text


def test_many_mistakes_are_cut_and_counted() -> None:
    from dvrag.evaluate.gold.questions import Mistake

    table = run.mistakes([Mistake(row, "", "not JSON") for row in range(1, 131)])
    assert (len(table.rows), table.note) == (run.SHOWN, "30 more mistakes not shown.")
    assert table.rows[0] == ("1", "whole row", "Not JSON")
