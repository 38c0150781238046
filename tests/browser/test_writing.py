"""Answers that a language model writes, in the browser: streamed, settled, cancelled, followed up, compared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser import axe_core
from browser.app_page import SECONDS, AppPage
from browser.conftest import Open
from browser.pages import QUESTION
from browser.scripted_model import FALSE, ScriptedModel
from ui.fake_writer import FALSE as STAGED_FALSE
from ui.fake_writer import FIRST

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def serious(page: AppPage) -> list[axe_core.Finding]:
    return [found for found in page.axe() if found.impact in {"serious", "critical"}]


def test_sentences_come_as_they_are_written_and_settle(staged_writer_app: str, visit: Open) -> None:
    page = visit(staged_writer_app).submit("dash")
    expect(page.page.locator(".dv-provisional").first).to_contain_text("not checked yet", timeout=SECONDS)
    above = page.heading("Writing the answer").bounding_box()
    expect(page.page.locator(".dv-settled").first).to_contain_text("(checked)", timeout=SECONDS)
    assert page.page.locator('[aria-live="polite"] .dv-settled').first.inner_text().startswith(FIRST)
    page.picture("writing-1280", whole=False)
    page.heading("Answer").wait_for(timeout=SECONDS)
    page.settled()
    below = page.heading("Answer").bounding_box()
    assert above is not None
    assert below is not None
    assert abs(above["y"] - below["y"]) < 2
    assert page.page.locator(".dv-provisional").count() == 0
    assert STAGED_FALSE not in page.page.locator(".stMainBlockContainer").inner_text()


def test_it_is_said_before_asking_that_text_leaves_the_machine(staged_writer_app: str, visit: Open) -> None:
    page = visit(staged_writer_app)
    box = page.page.get_by_text("Text leaves this machine").bounding_box()
    question = page.page.get_by_label("Your question").bounding_box()
    assert box is not None
    assert question is not None
    assert box["y"] < question["y"]
    axe_core.needed()
    assert serious(page) == []


def test_cancel_stops_the_answer_by_keyboard(staged_writer_app: str, visit: Open) -> None:
    page = visit(staged_writer_app).submit("dash")
    expect(page.page.locator(".dv-provisional").first).to_be_visible(timeout=SECONDS)
    cancel = page.page.get_by_role("button", name="Cancel")
    cancel.focus()
    cancel.press("Enter")
    expect(page.page.get_by_text("The answer was stopped")).to_be_visible(timeout=SECONDS)
    page.settled()
    expect(page.heading("Answer")).to_have_count(0)
    expect(page.page.get_by_role("button", name="Cancel")).to_have_count(0)
    page.ask("dash")
    expect(page.page.get_by_text("The answer was stopped")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_was_left_out_is_shown_with_its_reason(
    staged_writer_app: str, visit: Open, width: int, scheme: str
) -> None:
    page = visit(staged_writer_app, width=width, scheme=scheme).ask("dash")
    switch = page.page.get_by_role("switch", name=re.compile("Show what was left out"))
    switch.focus()
    switch.press("Space")
    expect(page.page.locator("del")).to_have_text(STAGED_FALSE, timeout=SECONDS)
    page.settled()
    expect(page.page.get_by_text("Left out because:")).to_be_visible()
    assert page.overflow() <= 0
    page.picture(f"left-out-{width}-{scheme}")
    axe_core.needed()
    assert serious(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_comparison_is_a_table_that_is_stacked_on_a_phone(
    staged_writer_app: str, visit: Open, width: int, scheme: str
) -> None:
    page = visit(staged_writer_app, width=width, scheme=scheme).ask("compare dash")
    table = page.page.get_by_role("table", name="Marian and Marlshire Police compared")
    expect(table).to_be_visible(timeout=SECONDS)
    assert table.get_by_role("rowheader").all_inner_texts() == ["Risk assessment", "Supervision"]
    first = table.get_by_role("row").nth(1).get_by_role("cell")
    one, two = (first.nth(n).bounding_box() for n in range(2))
    assert one is not None
    assert two is not None
    assert (one["y"] < two["y"]) == (width == 390)
    expect(table.get_by_text("The reports do not say.")).to_be_visible()
    assert page.overflow() <= 0
    page.picture(f"comparison-{width}-{scheme}")
    axe_core.needed()
    assert serious(page) == []


def test_a_citation_in_a_cell_opens_the_reader_by_keyboard(staged_writer_app: str, visit: Open) -> None:
    page = visit(staged_writer_app).ask("compare dash")
    button = page.page.get_by_role("table").get_by_role("button", name="[1]", exact=True)
    button.focus()
    assert min(button.bounding_box()[side] for side in ("width", "height")) >= 24  # type: ignore[index]
    button.press("Enter")
    expect(page.reader().locator("mark").first).to_be_visible(timeout=SECONDS)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_follow_up_by_keyboard_alone(staged_writer_app: str, visit: Open, width: int, scheme: str) -> None:
    page = visit(staged_writer_app, width=width, scheme=scheme).ask("dash")
    page.follow("And in the second review?")
    understood = page.page.get_by_text("Understood as “And in the second review? (in dash)”")
    expect(understood.first).to_be_visible()
    expect(page.heading("Earlier in this conversation")).to_be_visible()
    assert page.overflow() <= 0
    page.picture(f"follow-up-{width}-{scheme}")
    axe_core.needed()
    assert serious(page) == []
    afresh = page.page.get_by_role("button", name="Start afresh")
    afresh.focus()
    afresh.press("Enter")
    expect(page.heading("Earlier in this conversation")).to_have_count(0, timeout=SECONDS)
    expect(page.heading("Answer")).to_have_count(0)


def test_a_real_answer_streams_settles_and_leads_to_its_report(
    written_app: str, model: ScriptedModel, visit: Open
) -> None:
    model.waits = 0.02
    page = visit(written_app).submit(QUESTION)
    expect(page.page.locator(".dv-provisional").first).to_be_visible(timeout=SECONDS)
    page.heading("Answer").wait_for(timeout=SECONDS)
    page.settled()
    expect(page.page.get_by_text("Written by a language model (openai:scripted).").first).to_be_visible()
    expect(page.page.get_by_text("Text leaves this machine")).to_have_count(0)
    page.page.get_by_role("switch", name=re.compile("Show what was left out")).check(force=True)
    expect(page.page.locator("del").first).to_have_text(FALSE, timeout=SECONDS)
    page.settled()
    page.picture("written-1280-light")
    expect(page.open_citation(1).locator("mark").first).to_be_visible()


def test_cancel_is_heard_while_the_model_is_silent_and_the_model_is_left(
    written_app: str, model: ScriptedModel, visit: Open
) -> None:
    model.left.clear()
    model.waits = 3.0
    try:
        page = visit(written_app).submit(QUESTION)
        page.heading("Writing the answer").wait_for(timeout=SECONDS)
        page.page.get_by_role("button", name="Cancel").click()
        expect(page.page.get_by_text("The answer was stopped")).to_be_visible(timeout=2500)
        assert model.left.wait(30)
    finally:
        model.waits = 0.0


def test_a_model_that_leaves_is_said_and_the_answer_is_quoted(
    written_app: str, model: ScriptedModel, visit: Open
) -> None:
    model.statuses, model.waits = [401], 0.0
    page = visit(written_app).ask(QUESTION)
    expect(page.page.get_by_text("Quoted, not written")).to_be_visible()
    expect(page.page.get_by_text("Each sentence is quoted word for word").first).to_be_visible()


def test_what_was_written_is_in_the_record(written_app: str, visit: Open) -> None:
    visit(written_app).ask(QUESTION)
    page = visit(f"{written_app}/evaluate")
    expect(page.heading("Record of answers")).to_be_visible(timeout=SECONDS)
    expect(page.page.get_by_text("all as they were written")).to_be_visible(timeout=SECONDS)
    expect(page.page.get_by_text("openai:scripted, instructions").first).to_be_visible()
