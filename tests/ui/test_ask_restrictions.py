"""The page Ask: asking only some of the reports."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.model.results import ThemeCount
from dvrag.ui.markup import plain
from ui.fake_assistant import fake_assistant
from ui.fake_library import FakeLibrary, sample_reports
from ui.page import Start


def test_no_answer_under_a_filter_offers_to_search_everything(start: Start) -> None:
    page = start()
    page.app.multiselect(key="filter_area").set_value(["Brackenford"])
    page.ask("What about Cornwall?")
    assert "limited to Brackenford" in page.text
    page.press("Ask again in all reports")
    assert page.app.multiselect(key="filter_area").value == []
    assert "limited to" not in page.text


def test_a_restriction_is_a_chip_that_takes_itself_away_and_asks_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = fake_assistant()
    asked = []
    inner = assistant.stream
    monkeypatch.setattr(assistant, "stream", lambda q, f=None, e=(): asked.append(f) or inner(q, f, e))
    page = start(assistant=assistant)
    page.app.multiselect(key="filter_kind").set_value(["dhr_overview", "news"])
    page.ask("Was a DASH completed?")
    chips = [label for label in page.buttons if label.startswith("✕ ")]
    assert chips == ["✕ Take away kind of report: Domestic homicide review", "✕ Take away kind of report: News article"]
    page.press("✕ Take away kind of report: News article")
    assert [found.family for found in asked] == [("dhr_overview", "news"), ("dhr_overview",)]
    assert "Searched only: Domestic homicide review." in page.text


def test_the_label_of_a_chip_reads_no_character_as_formatting() -> None:
    assert plain("**a** [b](c) :red[d] $x$ E&F") == (r"\*\*a\*\* \[b\]\(c\) \:red\[d\] \$x\$ E\&F")


def test_filters_reach_the_assistant(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = fake_assistant()
    asked = []
    inner = assistant.stream
    monkeypatch.setattr(assistant, "stream", lambda q, f=None, e=(): asked.append(f) or inner(q, f, e))
    page = start(assistant=assistant)
    page.app.multiselect(key="filter_kind").set_value(["dhr_overview"])
    page.app.multiselect(key="filter_year").set_value(["2021"])
    page.ask("Was a DASH completed?")
    assert (asked[0].family, asked[0].area, asked[0].year) == (("dhr_overview",), (), (2021,))
    assert "Searched only: Domestic homicide review; 2021." in page.text


def test_a_theme_reaches_the_assistant_and_is_named_in_words(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = fake_assistant()
    asked = []
    inner = assistant.stream
    monkeypatch.setattr(assistant, "stream", lambda q, f=None, e=(): asked.append(f) or inner(q, f, e))
    monkeypatch.setattr(
        assistant, "themes", lambda: (ThemeCount("call_handling", "Call handling", 3), ThemeCount("none", "None", 0))
    )
    page = start(assistant=assistant)
    assert page.app.multiselect(key="filter_theme").options == ["Call handling"]
    page.app.multiselect(key="filter_theme").set_value(["call_handling"])
    page.ask("Was a DASH completed?")
    assert asked[0].theme == ("call_handling",)
    assert "✕ Take away theme: Call handling" in page.buttons
    assert "Searched only: theme call handling." in page.text


def test_filters_offer_what_the_library_holds(start: Start) -> None:
    app = start().app
    assert app.multiselect(key="filter_year").options == ["2022", "2021"]
    assert app.multiselect(key="filter_area").options == ["Brackenford", "Marlshire Police"]
    assert "News article" in app.multiselect(key="filter_kind").options


def test_a_filter_value_that_left_the_library_is_dropped(start: Start) -> None:
    page = start()
    page.app.multiselect(key="filter_area").set_value(["Brackenford"])
    page.run()
    left = [report for report in sample_reports() if report.facts.area.value != "Brackenford"]
    page = _with_other_library(page.app, start, left)
    assert page.app.multiselect(key="filter_area").value == []


def _with_other_library(app: AppTest, start: Start, reports: list) -> object:  # type: ignore[type-arg]
    other = fake_assistant()
    other._library = FakeLibrary(reports)
    fresh = start(assistant=other)
    fresh.app.session_state["filter_area"] = app.session_state["filter_area"]
    return fresh.run()
