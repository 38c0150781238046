"""The page Actions: numbers, table, board, files, and what happens where two people change the same thing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dvrag.lessons.actions.table import actions_table
from dvrag.model.actions import ActionStatus
from dvrag.ui.actions import edit
from dvrag.ui.pages.actions import recommendations
from ui.fake_library import HOSTILE
from ui.fake_registrar import ASK, FORM, HOSTILE_TEXT, HOUSE, Opened, OpenPage, assert_harmless, called, opener
from ui.page import PageUnderTest


def actions_page() -> None:
    from dvrag.ui.pages import actions

    actions.page()


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return a function that opens the page over a small library."""
    return opener(tmp_path, monkeypatch, actions_page)


def view(page: PageUnderTest, name: str) -> PageUnderTest:
    page.app.radio(key="actions_view").set_value(name)
    return page.run()


def act(library: Opened, text: str, who: str = "Alex", **values: str) -> None:
    library.registrar.act(library.entry(text).finding.id, values, who)


def typed(page: PageUnderTest, row: int, **cells: str) -> PageUnderTest:
    """Change cells of the table as a person does in the browser."""
    key = page.app.data_editor[0].key
    page.app.session_state[key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    return page.run()


def rows(page: PageUnderTest) -> list[str]:
    return list(page.app.data_editor[0].value["Recommendation"])


def columns(page: PageUnderTest) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page.html)


def test_the_introduction_counts_statuses_and_what_is_overdue(open_page: OpenPage) -> None:
    page, library = open_page()
    assert (
        "3 recommendations: nothing recorded yet for 3. Overdue: 0. The printed date has passed for 1 more" in page.text
    )
    act(library, FORM, status="complete")
    act(library, ASK, status="in progress", due="2023-12-31")
    assert "3 recommendations: nothing recorded yet for 1, in progress 1, complete 1. Overdue: 1." in page.run().text


def test_the_table_holds_each_recommendation_once(open_page: OpenPage) -> None:
    page, _ = open_page()
    assert "3 recommendations chosen." in page.text
    assert rows(page) == [f"1 {FORM}", f"2 {ASK}", HOUSE]
    row = page.app.data_editor[0].value.iloc[0]
    assert (row["Status"], row["Overdue"], row["Told to"]) == (
        "Not recorded",
        "printed date has passed, nothing recorded",
        "Marlshire Police",
    )
    assert (row["Printed deadline"], row["Printed status"]) == ("31 March 2022", "Done, says the plan")
    assert (row["Owner"], row["Due"]) == ("", None)


@pytest.mark.parametrize(("name", "value", "left"), [("area", "Eastmoor", HOUSE), ("agency", "Marlshire Police", FORM)])
def test_area_and_agency_narrow_the_table(open_page: OpenPage, name: str, value: str, left: str) -> None:
    page, _ = open_page()
    page.app.multiselect(key=f"actions_{name}").set_value([value])
    assert [left in text for text in rows(page.run())] == [True]
    assert "1 recommendation chosen." in page.text


def test_owner_overdue_and_copies_change_what_is_chosen(open_page: OpenPage) -> None:
    page, library = open_page()
    act(library, ASK, owner="The surgery")
    page.run().app.multiselect(key="actions_owner").set_value(["The surgery"])
    assert rows(page.run()) == [f"2 {ASK}"]
    page.app.multiselect(key="actions_owner").set_value([])
    page.app.checkbox(key="actions_overdue").check()
    assert rows(page.run()) == [f"1 {FORM}"]
    page.app.checkbox(key="actions_copies").check()
    assert rows(page.run()) == [f"1 {FORM}", f"1 {FORM}"]


def test_a_library_without_recommendations_says_so(open_page: OpenPage) -> None:
    page, _ = open_page(findings=False)
    assert "There is no recommendation in the library yet." in page.text
    assert page.app.data_editor.len == 0


def test_nothing_chosen_says_what_to_do(open_page: OpenPage) -> None:
    page, library = open_page()
    act(library, FORM, status="complete")
    page.app.checkbox(key="actions_overdue").check()
    assert "No recommendation meets this." in page.run().text
    assert "No recommendation meets this." in view(page, "Board").text


def test_cells_become_fields_of_an_action() -> None:
    cells = {"Owner": " Unit ", "Due": "2024-05-01T00:00:00.000", "Status": "In progress", "Evidence": None}
    assert edit.values_of(cells) == {"owner": " Unit ", "due": "2024-05-01", "status": "in_progress", "evidence": ""}
    assert edit.values_of({"Due": date(2024, 5, 1)}) == {"due": "2024-05-01"}
    assert edit.values_of({"Due": None, "Report": "not a field"}) == {"due": ""}


def test_what_was_changed_in_the_table_is_saved(open_page: OpenPage) -> None:
    page, library = open_page()
    typed(called(page), 0, Owner="Training unit", Due="2024-05-01", Status="In progress")
    page.press("Save 1 changed row")
    action = library.entry(FORM).action
    assert (action.owner, action.due, action.status) == ("Training unit", "2024-05-01", ActionStatus.IN_PROGRESS)
    assert "1 action saved." in page.text
    assert "nothing recorded yet for 2, in progress 1" in page.text
    assert page.app.data_editor[0].value.iloc[0]["Due"] == date(2024, 5, 1)
    assert {e.who for e in library.registrar.history(library.entry(FORM).finding.id)} == {"Sam"}


def test_saving_waits_for_a_change_and_a_name(open_page: OpenPage) -> None:
    page, library = open_page()
    assert [button.disabled for button in page.app.button if button.label == "Save"] == [True]
    typed(page, 0, Owner="Training unit").press("Save 1 changed row")
    assert "Not everything could be saved" in page.text
    assert "Recommendation 1 (Brackenford): Nobody is named" in page.text
    assert library.entry(FORM).action.owner == ""
    called(page).press("Save 1 changed row")
    assert library.entry(FORM).action.owner == "Training unit"


def test_a_conflict_is_said_and_the_other_rows_are_saved(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page, library = open_page()
    changes = {library.entry(FORM): {"owner": "Sam's unit"}, library.entry(ASK): {"owner": "Surgery"}}
    act(library, FORM, owner="Alex's unit")
    monkeypatch.setattr(edit, "show_table", lambda *_: edit.save(library.registrar, changes, "Sam"))
    page.run()
    assert "Recommendation 1 (Brackenford): Alex changed it meanwhile (owner: Alex's unit)." in page.text
    assert library.entry(FORM).action.owner == "Alex's unit"
    assert library.entry(ASK).action.owner == "Surgery"


def test_a_cell_that_another_person_changed_meanwhile_is_not_overwritten(open_page: OpenPage) -> None:
    page, library = open_page()
    called(page)
    act(library, FORM, owner="Alex's unit")
    typed(page, 0, Owner="Sam's unit").press("Save 1 changed row")
    assert library.entry(FORM).action.owner == "Alex's unit"
    assert "Alex changed it meanwhile" in page.text


def test_a_change_stays_with_its_recommendation_when_the_choice_changes(open_page: OpenPage) -> None:
    page, library = open_page()
    called(page).app.multiselect(key="actions_agency").set_value(["Marlshire Police"])
    typed(page.run(), 0, Owner="Training unit")
    page.app.multiselect(key="actions_agency").set_value([])
    page.app.multiselect(key="actions_area").set_value(["Eastmoor"])
    page.run()
    if "Save 1 changed row" in page.buttons:
        page.press("Save 1 changed row")
    assert library.entry(HOUSE).action.owner == ""


def test_the_board_has_a_column_a_status_in_use(open_page: OpenPage) -> None:
    page, library = open_page()
    act(library, HOUSE, status="complete", owner="Housing office")
    view(page, "Board")
    assert columns(page) == ["Not recorded (2)", "Complete (1)"]
    card = "Printed date has passed, nothing recorded · printed deadline 31 March 2022 · no owner · Marlshire Police"
    assert card in page.text
    assert "no due date · owner Housing office · Eastmoor" in page.text
    assert page.text.index(FORM) < page.text.index(ASK) < page.text.index(HOUSE)


def status_of(page: PageUnderTest, library: Opened, text: str, status: str) -> PageUnderTest:
    entry = library.entry(text)
    page.app.selectbox(key=f"status-{entry.finding.id}-{entry.action.version}").set_value(status)
    return page.run()


def test_a_card_moves_to_the_column_of_its_new_status(open_page: OpenPage) -> None:
    page, library = open_page()
    view(called(page), "Board")
    status_of(page, library, ASK, "in_progress")
    assert library.entry(ASK).action.status is ActionStatus.IN_PROGRESS
    assert columns(page) == ["Not recorded (2)", "In progress (1)"]
    assert "1 action saved." in page.text


def test_a_card_does_not_move_without_a_name(open_page: OpenPage) -> None:
    page, library = open_page()
    status_of(view(page, "Board"), library, ASK, "complete")
    assert "Recommendation 2 (Brackenford): Nobody is named" in page.text
    assert library.entry(ASK).action.status is ActionStatus.NOT_STARTED


def test_a_card_that_another_person_moved_meanwhile_says_so(open_page: OpenPage) -> None:
    page, library = open_page()
    view(called(page), "Board")
    box = page.app.selectbox(key=f"status-{library.entry(ASK).finding.id}-0")
    act(library, ASK, status="complete")
    box.set_value("in_progress")
    page.run()
    assert library.entry(ASK).action.status is ActionStatus.COMPLETE
    assert "Alex changed it meanwhile" in page.text


def test_a_card_opens_in_its_report(open_page: OpenPage) -> None:
    page, library = open_page()
    view(page, "Board").app.button(key=f"board-read-{library.entry(HOUSE).finding.id}").click()
    assert page.run().app.query_params["start"] == str(library.entry(HOUSE).finding.start)


def uploaded(page: PageUnderTest, library: Opened) -> PageUnderTest:
    """Bring back a file in which every status is in progress; Alex changes an owner and a status meanwhile."""
    made = recommendations(library.registrar)
    text = actions_table("csv", made, library.registrar.register().edits).decode("utf-8-sig")
    act(library, ASK, owner="Alex's unit")
    act(library, HOUSE, status="complete")
    changed = text.replace("not_started", "in_progress").replace("Not started", "In progress")
    page.app.file_uploader(key="actions_upload").set_value(("actions.csv", changed.encode(), "text/csv"))
    return page.run()


def test_files_go_out_and_come_back_without_overwriting(open_page: OpenPage) -> None:
    page, library = open_page()
    view(called(page), "Files")
    assert [button.label for button in page.app.download_button] == ["Excel", "CSV", "Report for a board (Word)"]
    uploaded(page, library)
    assert "status from not started to in progress" in page.text
    assert "set by Alex" in page.text.split("Changed here meanwhile: these stay as they are")[1]
    assert library.entry(FORM).action.status is ActionStatus.NOT_STARTED
    page.press("Bring in 3 changes")
    assert "3 changes brought in." in page.text
    assert [library.entry(text).action.status.value for text in (FORM, ASK, HOUSE)] == [
        *("in_progress", "in_progress", "complete")
    ]
    assert library.entry(ASK).action.owner == "Alex's unit"


def test_a_file_is_not_brought_in_without_a_name(open_page: OpenPage) -> None:
    page, library = open_page()
    uploaded(view(page, "Files"), library).press("Bring in 3 changes")
    assert "Nobody is named" in page.text
    assert library.entry(FORM).action.status is ActionStatus.NOT_STARTED


def test_a_file_that_is_no_workbook_is_refused_in_plain_words(open_page: OpenPage) -> None:
    page, _ = open_page()
    view(page, "Files").app.file_uploader(key="actions_upload").set_value(("a.xlsx", b"no workbook", "application/x"))
    assert "This needs your attention" in page.run().text


@pytest.mark.parametrize("name", ["Table", "Board", "Files"])
def test_hostile_text_stands_for_itself(open_page: OpenPage, name: str) -> None:
    page, library = open_page(hostile=True)
    act(library, HOSTILE_TEXT, owner=HOSTILE, evidence=HOSTILE)
    assert_harmless(view(page, name))
