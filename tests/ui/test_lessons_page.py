"""The page Lessons: numbers, restrictions, one finding and what people put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.ui.lessons.csv_file import csv_of
from ui.fake_library import HOSTILE
from ui.fake_registrar import (
    ASK,
    CONCERN,
    DOUBT,
    FORM,
    HOSTILE_TEXT,
    HOUSE,
    Opened,
    OpenPage,
    assert_harmless,
    called,
    opener,
)
from ui.page import PageUnderTest


def lessons_page() -> None:
    from dvrag.ui.pages import lessons

    lessons.page()


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return a function that opens the page over a small library."""
    return opener(tmp_path, monkeypatch, lessons_page)


def restrict(page: PageUnderTest, name: str, *values: str) -> PageUnderTest:
    page.app.multiselect(key=f"lessons_{name}").set_value(list(values))
    return page.run()


def choose(page: PageUnderTest, library: Opened, text: str) -> PageUnderTest:
    page.app.selectbox(key="lessons_finding").set_value(library.entry(text).finding.id)
    return page.run()


def view(page: PageUnderTest, name: str) -> PageUnderTest:
    page.app.radio(key="lessons_view").set_value(name)
    return page.run()


def texts(page: PageUnderTest) -> list[str]:
    return list(page.app.dataframe[0].value["Text"])


def test_the_introduction_counts_each_finding_once(open_page: OpenPage) -> None:
    page, _ = open_page()
    counted = "3 recommendations, 1 cause of concern, 1 graded judgment, 1 lesson."
    assert f"Read from 4 reports: {counted} 1 copy in summaries" in page.text
    assert f"6 findings: {counted}" in page.text
    assert len(texts(page)) == 6


def test_the_table_shows_where_a_finding_stands_and_what_is_to_check(open_page: OpenPage) -> None:
    page, _ = open_page()
    table = page.app.dataframe[0].value
    row = table[table["Finding"] == "Recommendation 1"].iloc[0]
    assert (row["Told to"], row["Themes"], row["Area"]) == ("Marlshire Police", "Risk assessment", "Brackenford")
    assert (row["Published"], row["Page"], row["Check"]) == ("14 March 2021", "i", "")
    unsure = table[table["Finding"] == "Recommendation 2"].iloc[0]
    assert (unsure["Told to"], unsure["Check"]) == ("not stated", "to check")


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("kind", "cause_of_concern", [CONCERN]),
        ("theme", "housing", [HOUSE]),
        ("area", "Eastmoor", [HOUSE]),
        ("year", "2023", [HOUSE]),
        ("scope", "single_agency", [FORM]),
        ("agency", "Marlshire Police", [FORM, CONCERN]),
        ("cls", "police", [FORM, CONCERN]),
    ],
)
def test_each_restriction_narrows_the_table(open_page: OpenPage, name: str, value: str, left: list[str]) -> None:
    page, _ = open_page()
    assert texts(restrict(page, name, value)) == left
    assert f"{len(left)} finding{'s' if len(left) > 1 else ''}: " in page.text


def test_the_number_beside_a_value_is_of_all_findings(open_page: OpenPage) -> None:
    page, _ = open_page()
    restrict(page, "area", "Eastmoor")
    assert "Cause of concern (1)" in page.app.multiselect(key="lessons_kind").options


def test_words_and_doubts_narrow_too_and_copies_can_be_shown(open_page: OpenPage) -> None:
    page, _ = open_page()
    page.app.text_input(key="lessons_words").set_value("risk form")
    assert texts(page.run()) == [FORM]
    page.app.checkbox(key="lessons_copies").check()
    assert texts(page.run()) == [FORM, FORM]
    page.app.text_input(key="lessons_words").set_value("")
    page.app.checkbox(key="lessons_check").check()
    assert texts(page.run()) == [ASK]


def test_nothing_found_says_so_and_gives_a_way_out(open_page: OpenPage) -> None:
    page, _ = open_page()
    restrict(page, "area", "Eastmoor")
    restrict(page, "kind", "lesson")
    assert "No finding meets all of this." in page.text
    assert page.app.dataframe.len == 0
    page.press("Take all restrictions away")
    assert len(texts(page)) == 6


def test_an_empty_library_teaches_how_to_fill_it(open_page: OpenPage) -> None:
    page, _ = open_page(empty=True)
    assert "dvrag ingest PATH" in page.text
    assert page.app.multiselect.len == 0


def test_reports_without_findings_do_not_break_the_page(open_page: OpenPage) -> None:
    page, _ = open_page(findings=False)
    assert "was found in the reports of this library." in page.text


def test_details_show_words_place_themes_and_facts(open_page: OpenPage) -> None:
    page, library = open_page()
    choose(page, library, FORM)
    details = page.text.split("Domestic Homicide Review: Marian, overview report")[1]
    assert f"“{FORM}”" in details
    assert "Page i" in details
    assert "Risk assessment: names the risk form" in details
    assert '<th scope="row">Deadline, as printed</th><td>31 March 2022</td>' in page.html
    assert '<th scope="row">Agencies</th><td>Marlshire Police (Police)</td>' in page.html


def test_details_show_doubts_until_a_person_checked_it(open_page: OpenPage) -> None:
    page, library = open_page()
    choose(page, library, ASK)
    assert DOUBT in page.text.split("A person should check this")[1]
    called(page).press("It is right")
    assert "A person checked this finding." in page.text
    assert "A person should check this" not in page.text
    assert library.entry(ASK).checked
    assert "It is right" not in page.buttons


def test_a_change_needs_a_name(open_page: OpenPage) -> None:
    page, library = open_page()
    choose(page, library, ASK).press("It is right")
    assert "Nobody is named as the one who makes the change. Give a name." in page.text
    assert not library.entry(ASK).checked


def corrected(page: PageUnderTest) -> PageUnderTest:
    next(box for box in page.app.text_input if box.label == "Told to").set_value("Brackenford surgeries")
    next(box for box in page.app.text_input if box.label.startswith("Why")).set_value("It is in the heading.")
    return page.press("Save the correction")


def test_a_correction_without_a_name_is_refused_and_says_why(open_page: OpenPage) -> None:
    page, library = open_page()
    corrected(choose(page, library, ASK))
    assert library.entry(ASK).finding.addressee is None
    assert "Nobody is named as the one who makes the change." in page.text


def test_a_correction_is_saved_and_told_in_the_history(open_page: OpenPage) -> None:
    page, library = open_page()
    corrected(called(choose(page, library, ASK)))
    assert "Saved." in page.text
    entry = library.entry(ASK)
    assert (entry.finding.addressee, entry.edited) == ("Brackenford surgeries", ("addressee",))
    line = "1 January 2024, Sam: addressee from nothing to “Brackenford surgeries”. Why: It is in the heading."
    assert line in page.text.split("What people changed")[1]
    assert "Brackenford surgeries" in list(page.app.dataframe[0].value["Told to"])


def test_a_correction_that_changes_nothing_says_so(open_page: OpenPage) -> None:
    page, library = open_page()
    called(choose(page, library, ASK)).press("Save the correction")
    assert "Nothing was changed." in page.text
    assert library.registrar.history(library.entry(ASK).finding.id) == ()


def test_a_finding_is_taken_out_and_brought_back(open_page: OpenPage) -> None:
    page, library = open_page()
    called(choose(page, library, CONCERN)).press("It is no finding: take it out")
    assert CONCERN not in texts(page)
    assert "cause of concern" not in page.text
    assert [e.label for e in page.app.expander if e.label.startswith("Taken out")] == ["Taken out by people (1)"]
    next(box for box in page.app.selectbox if box.label == "Show one that was taken out").set_value(0)
    page.run().press("Bring it back")
    assert CONCERN in texts(page)
    history = library.registrar.history(library.entry(CONCERN).finding.id)
    assert [(edit.field, edit.before, edit.after) for edit in history] == [("kept", "", "no"), ("kept", "no", "")]


def test_what_was_said_of_one_finding_is_not_said_of_another(open_page: OpenPage) -> None:
    page, library = open_page()
    called(choose(page, library, CONCERN)).press("It is no finding: take it out")
    choose(page, library, FORM)
    assert "Saved." not in page.text


def test_a_finding_opens_in_its_report(open_page: OpenPage) -> None:
    page, library = open_page()
    choose(page, library, FORM).press("Read it in its report")
    finding = library.entry(FORM).finding
    assert page.app.query_params["report"] == finding.report_id
    assert int(page.app.query_params["start"]) == finding.start


def test_judgments_have_a_table_a_scale(open_page: OpenPage) -> None:
    page, _ = open_page()
    view(page, "Judgments")
    assert "PEEL, five grades (since 2021/22)" in page.text
    assert "cannot be compared" not in page.text
    row = page.app.dataframe[0].value.iloc[0]
    shown = list(row[["Judged", "Question", "Grade", "Cycle"]])
    assert shown == ["Marlshire Police", "Treating people fairly", "Good", "2021/22"]


def test_no_repeated_lesson_says_what_to_add(open_page: OpenPage) -> None:
    page, _ = open_page()
    view(page, "Repeated lessons")
    assert "0 lessons in more than one review" in page.text
    assert "Add reviews of other areas or years" in page.text


def test_a_repeated_lesson_is_shown_with_quotes_and_places(open_page: OpenPage) -> None:
    page, _ = open_page(again=True)
    view(page, "Repeated lessons")
    assert "1 lesson in more than one review" in page.text
    assert "2 reviews · 14 March 2021 to 1 June 2023 · told: " in page.text
    assert page.text.count(f"“{FORM}”") == 2
    assert "The 2 quotes" in [expander.label for expander in page.app.expander]
    page.press("Read it in its report")
    assert {"report", "start", "end"} <= set(page.app.query_params)


def test_text_of_a_hostile_report_stands_for_itself(open_page: OpenPage) -> None:
    page, library = open_page(hostile=True)
    assert_harmless(choose(page, library, HOSTILE_TEXT))
    assert page.html.count("onerror=hurt()&gt;") >= 5


def test_a_hostile_name_and_note_stand_for_themselves(open_page: OpenPage) -> None:
    page, library = open_page()
    library.registrar.correct(library.entry(ASK).finding.id, {"addressee": HOSTILE}, "<i>Sam</i>", HOSTILE)
    assert_harmless(choose(page, library, ASK))
    assert "&lt;i&gt;Sam&lt;/i&gt;" in page.html


def test_a_hostile_number_is_no_markdown_among_repeated_lessons(open_page: OpenPage) -> None:
    page, library = open_page(again=True)
    library.registrar.correct(library.entry(FORM).finding.id, {"number": HOSTILE}, "Sam")
    assert_harmless(view(page, "Repeated lessons"))


def test_the_download_holds_the_findings_on_display(open_page: OpenPage) -> None:
    page, library = open_page()
    assert [button.label for button in page.app.download_button] == ["Download these findings (CSV)"]
    lines = csv_of([library.entry(FORM)]).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("finding_id,kind,number,text,addressee")
    assert FORM in lines[1]
