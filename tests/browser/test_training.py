"""The page Train in a browser, over a copy of the sample library that it may write to."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from pathlib import Path

import docx
import pptx
import pytest
from playwright.sync_api import expect

from browser import axe_core
from browser.app_page import SECONDS, AppPage
from browser.conftest import Open
from browser.test_accessibility import KNOWN

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

STOPS = 60
_NAME = """() => {
  const e = document.activeElement;
  const labels = [...(e.labels || [])].map(label => label.innerText);
  return [e.getAttribute('aria-label'), ...labels, e.innerText].find(text => text && text.trim()) || '';
}"""


def opened(visit: Open, app: str, width: int = 1280, scheme: str = "light") -> AppPage:
    """Open the page and wait until its questions are made."""
    page = visit(f"{app}/train", width=width, scheme=scheme)
    expect(page.page.get_by_role("radio", name="Practise", exact=True)).to_have_count(1, timeout=4 * SECONDS)
    return page.settled()


def tab_to(page: AppPage, *names: str) -> str:
    """Press Tab until a control with one of the names has the focus; return its name."""
    for _ in range(STOPS):
        page.page.keyboard.press("Tab")
        name = str(page.page.evaluate(_NAME)).strip()
        if name in names:
            return name
    pytest.fail(f"no way by keyboard to {names}")


def focused(page: AppPage, selector: str) -> None:
    """Wait until the heading of a turn has the focus."""
    page.page.wait_for_function("selector => document.activeElement?.matches(selector)", arg=selector, timeout=SECONDS)
    page.settled()


def answered_by_keyboard(page: AppPage) -> None:
    """Answer the question on display with keys alone: the first choice of each box, or the first option."""
    keyboard = page.page.keyboard
    boxes = page.page.locator("form, [data-testid='stForm']").get_by_role("combobox").count()
    for _ in range(boxes):
        for _ in range(STOPS):
            keyboard.press("Tab")
            if page.page.evaluate("document.activeElement.getAttribute('role') === 'combobox'"):
                break
        keyboard.press("ArrowDown")
        page.page.get_by_role("listbox").wait_for(timeout=SECONDS)
        keyboard.press("Enter")
    if not boxes:
        keyboard.press("Tab")
        keyboard.press("Space")
    tab_to(page, "Answer")
    keyboard.press("Enter")


def test_a_session_by_keyboard_alone(writing_app: str, visit: Open) -> None:
    page = opened(visit, writing_app)
    keyboard = page.page.keyboard
    tab_to(page, "Your name, or none")
    keyboard.type("Robin")
    tab_to(page, "Begin")
    keyboard.press("Enter")
    focused(page, "[data-turn$='-question'], [data-turn$='-note']")
    for number in range(1, 4):
        expect(page.page.get_by_text(re.compile(rf"^Question {number} of \d+\."))).to_be_visible(timeout=SECONDS)
        if page.page.get_by_role("button", name="Show the question").count():
            tab_to(page, "Show the question")
            keyboard.press("Enter")
            focused(page, "[data-turn$='-question']")
        answered_by_keyboard(page)
        focused(page, "[data-turn$='-answer']")
        expect(page.page.locator("blockquote").first).to_be_visible()
        page.picture(f"train-answer-{number}-1280-light")
        tab_to(page, "Next question")
        keyboard.press("Enter")
        focused(page, "[data-turn$='-question'], [data-turn$='-note']")
    tab_to(page, "End here")
    keyboard.press("Enter")
    focused(page, "[data-turn$='-end']")
    expect(page.page.get_by_text(re.compile(r"\d of 3 answers right"))).to_be_visible()
    page.picture("train-summary-1280-light")
    page.view("Progress")
    expect(page.page.get_by_text(re.compile(r"^3 answers, \d right"))).to_be_visible(timeout=SECONDS)
    page.picture("train-progress-1280-light")


def begun(page: AppPage, form: str = "Multiple choice") -> AppPage:
    """Begin a session of questions of one form, the content note shown."""
    page.page.locator("summary").filter(has_text="More ways").click()
    page.page.wait_for_timeout(500)  # the part opens, and the page moves with it
    page.settled().list_of("Form of question")
    page.page.get_by_role("option", name=re.compile(f"^{form}")).click()
    page.page.keyboard.press("Escape")
    page.page.wait_for_timeout(500)
    page.settled()
    page.page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.page.get_by_text(re.compile(r"^Question 1 of"))).to_be_visible(timeout=SECONDS)
    page.settled()
    if page.page.get_by_role("button", name="Show the question").count():
        page.page.get_by_role("button", name="Show the question").click()
        expect(page.page.get_by_role("button", name="Answer")).to_be_visible(timeout=SECONDS)
    return page.settled()


def test_the_quote_of_an_answer_is_read_in_its_report_and_the_session_goes_on(writing_app: str, visit: Open) -> None:
    page = begun(opened(visit, writing_app))
    stem = page.page.locator("[data-turn$='-question']").inner_text()
    page.page.get_by_role("radiogroup", name="Your answer").get_by_role("radio").first.check(force=True)
    page.page.get_by_role("button", name="Answer").click()
    page.page.get_by_role("button", name=re.compile("^Read it in its report")).first.click()
    page.reader()
    page.page.get_by_role("link", name="Back to Train").click()
    expect(page.page.locator("[data-turn$='-question']")).to_have_text(stem, timeout=SECONDS)
    expect(page.page.get_by_role("button", name="Next question")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_session_on_a_phone_fits_and_axe_finds_nothing(writing_app: str, visit: Open, scheme: str) -> None:
    axe_core.needed()
    page = begun(opened(visit, writing_app, 390, scheme))
    found = page.axe(KNOWN)
    assert page.overflow() <= 0
    page.picture(f"train-question-390-{scheme}")
    page.page.get_by_role("button", name="Answer").click()
    expect(page.page.get_by_text("Choose an answer first")).to_be_visible(timeout=SECONDS)
    found += page.axe(KNOWN)
    page.page.get_by_role("radiogroup", name="Your answer").get_by_role("radio").last.check(force=True)
    page.page.get_by_role("button", name="Answer").click()
    expect(page.page.get_by_role("button", name="Next question")).to_be_visible(timeout=SECONDS)
    page.settled()
    found += page.axe(KNOWN)
    assert page.overflow() <= 0
    page.picture(f"train-answer-390-{scheme}")
    page.page.get_by_role("button", name="End here").click()
    expect(page.page.get_by_role("button", name="Practise again")).to_be_visible(timeout=SECONDS)
    page.settled()
    found += page.axe(KNOWN)
    page.view("Progress")
    expect(page.page.get_by_text(re.compile(r"^\d+ answers?, \d+ right"))).to_be_visible(timeout=SECONDS)
    page.settled()
    found += page.axe(KNOWN)
    assert page.overflow() <= 0
    page.picture(f"train-progress-390-{scheme}")
    assert [each for each in found if each.known < 0] == []


@pytest.mark.parametrize("form", ["Match", "Put in order"])
def test_boxes_on_a_phone_fit_and_have_names(writing_app: str, visit: Open, form: str) -> None:
    page = begun(opened(visit, writing_app, 390), form)
    boxes = page.page.locator("[data-testid='stForm']").get_by_role("combobox")
    names = [boxes.nth(n).get_attribute("aria-label") for n in range(boxes.count())]
    assert len(set(names)) == len(names) >= 2
    assert page.overflow() <= 0
    page.picture(f"train-{form.split(maxsplit=1)[0].lower()}-390-light")


def kept(page: AppPage, label: str, to: Path) -> Path:
    with page.page.expect_download(timeout=2 * SECONDS) as waited:
        page.page.get_by_role("button", name=f"Download {label}", exact=True).click()
    path = to / waited.value.suggested_filename
    waited.value.save_as(path)
    page.page.wait_for_timeout(500)  # the page says then whether the file could be made
    page.settled()
    return path


def test_a_briefing_is_built_and_taken_along_in_four_kinds(app: str, visit: Open, tmp_path: Path) -> None:
    page = opened(visit, app).view("Build a briefing")
    page.list_of("Theme")
    page.page.keyboard.type("Risk assess")  # a long list draws only what is in view
    page.page.get_by_role("option", name="Risk assessment").click()
    page.page.keyboard.press("Escape")
    page.page.wait_for_timeout(500)
    page.settled().page.get_by_role("button", name="Build the briefing").click()
    expect(page.page.get_by_role("button", name="Download Word")).to_be_visible(timeout=2 * SECONDS)
    page.settled()
    page.picture("train-briefing-1280-light")
    title = page.page.locator("[data-turn^='briefing-']").inner_text()
    word = docx.Document(str(kept(page, "Word", tmp_path)))
    assert title in [paragraph.text for paragraph in word.paragraphs]
    assert kept(page, "PDF", tmp_path).read_bytes().startswith(b"%PDF")
    assert title in kept(page, "Markdown", tmp_path).read_text("utf-8")
    slides = pptx.Presentation(str(kept(page, "slides (PowerPoint)", tmp_path))).slides
    assert all(slide.shapes.title.text for slide in slides)
    page.list_of("Read one of these quotes in its report")
    page.page.get_by_role("option").first.click()
    page.page.get_by_role("button", name="Open it in its report").click()
    page.reader()


def test_a_quiz_is_taken_elsewhere(app: str, visit: Open, tmp_path: Path) -> None:
    page = opened(visit, app).view("Build a quiz")
    page.page.get_by_label("Title", exact=True).fill("Monday session")
    page.page.keyboard.press("Enter")
    page.page.wait_for_timeout(500)
    page.settled()
    stem = page.page.locator("h4").first.inner_text().removeprefix("1. ")
    assert stem.split(",")[0] in kept(page, "Spreadsheet (CSV)", tmp_path).read_text("utf-8-sig")
    cards = zipfile.ZipFile(io.BytesIO(kept(page, "Anki cards", tmp_path).read_bytes()))
    cards.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as collection:
        assert collection.execute("select count(*) from notes").fetchone()[0] >= 10
    scorm = kept(page, "Learning management system (SCORM 1.2)", tmp_path)
    assert scorm.name == "monday-session.scorm.zip"
    assert "imsmanifest.xml" in zipfile.ZipFile(scorm).namelist()
    assert "$CATEGORY" in kept(page, "Moodle questions (GIFT)", tmp_path).read_text("utf-8")
    assert docx.Document(str(kept(page, "Handout (Word)", tmp_path))).paragraphs


def test_a_question_is_accepted_and_another_rejected_for_good(writing_app: str, visit: Open) -> None:
    page = opened(visit, writing_app).view("Review questions")
    box = page.page.get_by_label(re.compile("Your name, kept"))
    box.fill("Kim")
    box.press("Enter")
    page.page.wait_for_timeout(500)
    page.settled().page.get_by_role("button", name="Begin with the first that nobody reviewed").click()
    expect(page.page.get_by_role("button", name="Accept", exact=True)).to_be_visible(timeout=SECONDS)
    page.settled()
    page.picture("train-review-1280-light")
    page.page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.page.get_by_text(re.compile("^Accepted: "))).to_be_visible(timeout=SECONDS)
    page.settled().page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.page.get_by_text(re.compile("^Rejected: "))).to_be_visible(timeout=SECONDS)
    again = opened(visit, writing_app).view("Review questions")
    expect(again.page.get_by_text(re.compile(r"^\d+ questions: not reviewed \d+, accepted 1\."))).to_be_visible(
        timeout=SECONDS
    )
