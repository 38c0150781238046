"""The pages Lessons and Actions in a browser, over a copy of the sample library that they may write to."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def number_of(page: AppPage, text: str) -> int:
    """Return the number before a text on the page, as in "12 findings"."""
    found = re.search(rf"([\d,]+) {text}", page.page.locator("main").inner_text())
    assert found, text
    return int(found[1].replace(",", ""))


def restricted(page: AppPage, label: str) -> str:
    """Choose the first value of a box by keyboard; return it as it stands in the list, with its number."""
    page.list_of(label)
    for _ in range(4):  # past "Select all"
        text = page.page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText || ''"
        )
        if re.search(r"\(\d+\)$", text):
            break
        page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Escape")
    page.page.wait_for_timeout(300)
    page.settled()
    return str(text)


def named(page: AppPage, name: str) -> AppPage:
    """Say who makes the changes."""
    box = page.page.get_by_label(re.compile("Your name, kept"))
    box.fill(name)
    box.press("Enter")
    page.page.wait_for_timeout(300)
    return page.settled()


def downloaded(page: AppPage, label: str, to: Path) -> Path:
    with page.page.expect_download() as waited:
        page.page.get_by_role("button", name=label, exact=True).click()
    waited.value.save_as(to)
    return to


def test_facets_are_chosen_by_keyboard_and_the_csv_holds_what_they_leave(app: str, visit: Open, tmp_path: Path) -> None:
    page = visit(f"{app}/lessons")
    before = number_of(page, "findings:")
    value = restricted(page, "Told to (sector)")
    expect(page.page.get_by_text(re.compile(r"^\d+ findings?:")).first).to_be_visible()
    after = number_of(page, "findings?:")
    assert 0 < after < before
    page.picture("lessons-narrowed-1280-light")
    kept = downloaded(page, "Download these findings (CSV)", tmp_path / "findings.csv")
    rows = list(csv.DictReader(io.StringIO(kept.read_text("utf-8-sig"))))
    assert len(rows) == after
    assert {"finding_id", "text", "report", "page"} <= set(rows[0])
    assert int(re.search(r"\((\d+)\)", value)[1]) >= after  # type: ignore[index]
    page.page.reload()
    page.heading("Lessons").wait_for(timeout=SECONDS)
    page.settled()
    assert "cls=" in page.page.url
    assert number_of(page, "findings?:") == after


def test_a_finding_is_read_in_its_report_and_the_view_is_kept(app: str, visit: Open) -> None:
    page = visit(f"{app}/lessons")
    restricted(page, "Told to (sector)")
    left = number_of(page, "findings?:")
    page.choose("Show one finding", 2)
    quote = page.page.locator("blockquote").first.inner_text().strip("“” \n")
    page.page.get_by_role("button", name="Read it in its report").first.click()
    expect(page.page.locator("mark").first).to_be_visible(timeout=SECONDS)
    page.settled()
    marked = " ".join(page.page.locator("mark").all_inner_texts())
    assert _letters(quote)[:60] in _letters(marked.replace("Quote begins:", ""))
    page.page.get_by_role("link", name="Back to Lessons").first.click()
    page.heading("Lessons").wait_for(timeout=SECONDS)
    page.settled()
    assert number_of(page, "findings?:") == left
    expect(page.page.get_by_role("combobox", name="Show one finding")).not_to_have_value("")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\([^)]*\)", "", text).casefold())


def test_repeated_lessons_and_judgments(app: str, visit: Open) -> None:
    page = visit(f"{app}/lessons").view("Repeated lessons")
    assert number_of(page, "lessons? in more than one review") > 0
    cards = page.page.locator('[class*="st-key-repeat-"]')
    first = cards.first
    reviews = int(re.search(r"(\d+) reviews", first.inner_text())[1])  # type: ignore[index]
    assert reviews >= 2
    first.locator("summary").click()
    expect(first.get_by_role("button", name="Read it in its report").first).to_be_visible()
    page.page.locator("summary").filter(has_text="Matrix").click()
    expect(page.page.locator("table.dv-table").first).to_be_visible()
    assert page.page.locator(".dv-wide").first.get_attribute("tabindex") == "0"
    page.view("Judgments")
    expect(page.page.get_by_text("Best first:").first).to_be_visible()
    assert "cannot be compared" in page.page.locator("main").inner_text()
    label = page.choose("Read a judgment in its report")
    page.page.get_by_role("button", name="Open it in its report").click()
    expect(page.page.locator("mark").first).to_be_visible(timeout=SECONDS)
    assert label.split(",")[0].split()[0] in page.page.locator("main").inner_text()


def test_a_correction_is_saved_and_still_there_after_a_reload(writing_app: str, visit: Open) -> None:
    page = visit(f"{writing_app}/lessons")
    page.choose("Show one finding", 1)
    named(page, "Robin")
    page.page.locator("summary").filter(has_text="Correct what was read").click()
    page.page.get_by_label("Lead", exact=True).fill("The panel's chair")
    page.page.get_by_role("button", name="Save the correction").click()
    expect(page.page.get_by_text("Saved.").first).to_be_visible(timeout=SECONDS)
    page = visit(f"{writing_app}/lessons")
    page.choose("Show one finding", 1)
    facts = page.page.locator("main").inner_text()
    assert "The panel's chair" in facts
    assert "Robin: lead from nothing to “The panel's chair”" in facts


@pytest.mark.parametrize("width", [1280, 390])
def test_an_action_is_changed_in_its_form_and_has_a_history(writing_app: str, visit: Open, width: int) -> None:
    page = named(visit(f"{writing_app}/actions", width=width), "Sam")
    page.choose("Change one recommendation", width % 7)
    owner = f"Owner at {width}"
    page.page.get_by_label("Owner", exact=True).and_(page.page.locator("input[type=text]:not([role])")).fill(owner)
    page.choose("Status", 1)
    page.page.get_by_role("button", name="Save this action").click()
    expect(page.page.get_by_text("1 action saved.")).to_be_visible(timeout=SECONDS)
    page.settled()
    text = page.page.locator("main").inner_text()
    assert f"Sam: owner from nothing to “{owner}”" in text
    assert "Sam: status from “not started” to “in progress”" in text
    assert page.overflow() <= 0
    page.picture(f"actions-one-{width}-light")


def test_the_table_is_for_wide_windows_and_cards_for_narrow_ones(app: str, visit: Open) -> None:
    table = '[data-testid="stDataFrame"]'
    wide = visit(f"{app}/actions")
    expect(wide.page.locator(table)).to_be_visible()
    expect(wide.page.get_by_text("The table needs a wider window")).to_be_hidden()
    for scheme in ("light", "dark"):
        narrow = visit(f"{app}/actions", width=390, height=844, scheme=scheme)
        expect(narrow.page.locator(table)).to_be_hidden()
        expect(narrow.page.get_by_text("The table needs a wider window")).to_be_visible()
        assert narrow.overflow() <= 0
        narrow.picture(f"actions-table-390-{scheme}")
        narrow.view("Board")
        assert narrow.overflow() <= 0
        narrow.picture(f"actions-board-390-{scheme}")


def test_the_board_names_each_status_and_moves_a_card(writing_app: str, visit: Open) -> None:
    page = named(visit(f"{writing_app}/actions"), "Kim").view("Board")
    boxes = page.page.get_by_role("combobox", name=re.compile("^Status of card"))
    names = [name for name in boxes.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))") if name]
    assert len(names) > 5
    assert len(set(names)) == len(names)
    page.choose(names[0], 2)
    expect(page.page.get_by_text("1 action saved.")).to_be_visible(timeout=SECONDS)
    expect(page.page.get_by_role("heading", name=re.compile(r"^Complete \(\d+\)"))).to_be_visible()


def test_a_cell_changed_in_excel_comes_back_in(writing_app: str, visit: Open, tmp_path: Path) -> None:
    page = named(visit(f"{writing_app}/actions"), "Lee").view("Files")
    path = downloaded(page, "Excel", tmp_path / "actions.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    column = next(place for place, head in enumerate(heads, 1) if str(head).casefold() == "evidence")
    sheet.cell(row=4, column=column).value = "Minutes of the board, item 7"
    book.save(path)
    page.page.locator('input[type="file"]').set_input_files(path)
    expect(page.page.get_by_text("Row 4: evidence from nothing to Minutes of the board, item 7")).to_be_visible()
    page.page.get_by_role("button", name="Bring in 1 change").click()
    expect(page.page.get_by_text("1 change brought in.")).to_be_visible(timeout=SECONDS)
    page.settled()
    again = openpyxl.load_workbook(downloaded(page, "Excel", tmp_path / "again.xlsx")).active
    assert again.cell(row=4, column=column).value == "Minutes of the board, item 7"
