"""The page Evaluate over gold questions and systems made by hand, as a reader takes it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open
from ui.fake_library import HOSTILE

pytestmark = pytest.mark.browser


def compared(page: AppPage) -> AppPage:
    """Compare the product with the words alone; wait for the result."""
    page.page.get_by_label("Compare it with").click()
    page.page.get_by_role("option", name="lexical").click()
    expect(page.page.get_by_text("asked of dvrag and lexical")).to_be_visible(timeout=SECONDS)
    page.settled()
    page.page.get_by_role("button", name="Run", exact=True).click()
    page.heading("Evaluation of dvrag beside lexical").wait_for(timeout=SECONDS)
    page.page.locator(".stVegaLiteChart svg, .stVegaLiteChart canvas").first.wait_for(timeout=SECONDS)
    return page.settled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_comparison_is_read_without_sideways_scrolling(staged_app: str, visit: Open, width: int, scheme: str) -> None:
    page = visit(f"{staged_app}/evaluate", width=width, height=900, scheme=scheme)
    page.picture(f"evaluate-start-{width}-{scheme}")
    compared(page)
    assert page.overflow() <= 0
    page.picture(f"evaluate-{width}-{scheme}")
    levels = [level for level, _ in page.headings()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_stop_drops_the_run_and_says_so(staged_app: str, visit: Open) -> None:
    page = visit(f"{staged_app}/evaluate")
    page.page.get_by_role("button", name="Run", exact=True).click()
    page.page.get_by_role("progressbar").wait_for(timeout=SECONDS)
    expect(page.page.get_by_role("button", name="Run", exact=True)).to_have_count(0)
    page.picture("evaluate-running-1280-light", whole=False)
    page.page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.page.get_by_text("The run was stopped")).to_be_visible(timeout=SECONDS)
    page.settled()
    expect(page.page.get_by_role("progressbar")).to_have_count(0)
    expect(page.page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
    expect(page.page.get_by_role("heading", name="Evaluation of dvrag")).to_have_count(0)


def test_an_earlier_result_is_not_shown_while_the_next_one_is_made(staged_app: str, visit: Open) -> None:
    page = compared(visit(f"{staged_app}/evaluate"))
    page.page.get_by_role("button", name="Run", exact=True).click()
    page.page.get_by_role("progressbar").wait_for(timeout=SECONDS)
    expect(page.heading("Evaluation of dvrag beside lexical")).to_have_count(0)
    page.heading("Evaluation of dvrag beside lexical").wait_for(timeout=SECONDS)


def test_a_question_opens_and_its_text_does_nothing(staged_app: str, visit: Open) -> None:
    page = compared(visit(f"{staged_app}/evaluate"))
    page.page.locator("details summary").filter(has_text="h1:").click()
    opened = page.page.locator("details[open]")
    expect(opened.get_by_text("fewer than half of the vital points are said")).to_be_visible()
    assert HOSTILE in opened.inner_text()
    assert page.page.evaluate("window.hurt") is None
    assert page.page.locator(".stHtml img, .stHtml a, .stHtml script, .stHtml strong").count() == 0


def test_the_kept_report_needs_nothing_else(staged_app: str, visit: Open, tmp_path: Path, repository: Path) -> None:
    page = compared(visit(f"{staged_app}/evaluate"))
    for name in ("report.json", "report.html"):
        with page.page.expect_download() as waited:
            page.page.get_by_role("button", name=f"Download {name}").click()
        waited.value.save_as(tmp_path / name)
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["run"]["system"] == "dvrag"
    asked: list[str] = []
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        context = page.page.context.browser.new_context(  # type: ignore[union-attr]
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        report = context.new_page()
        report.on("request", lambda request: asked.append(request.url))
        report.goto((tmp_path / "report.html").as_uri())
        assert report.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        report.screenshot(path=repository / "tests" / "artefacts" / f"report-{width}-{scheme}.png", full_page=True)
        assert report.evaluate("window.hurt") is None
        context.close()
    assert {url.rsplit("/", 1)[1] for url in asked} == {"report.html"}
