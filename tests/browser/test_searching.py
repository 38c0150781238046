"""Search in a real browser: narrow down, order, share the address, keep the results as a file."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUERY = "risk assessment not completed"
ADDRESS = "/search?q=risk+assessment+not+completed"


def found(page: AppPage) -> AppPage:
    """Wait for the passages."""
    page.page.get_by_role("heading", name=re.compile(r"passages?( found)?$")).first.wait_for(timeout=SECONDS)
    return page.settled()


def addressed(page: AppPage, part: str) -> AppPage:
    """Wait until the address holds `part` and the passages are there."""
    page.page.wait_for_url(f"**{part}**", timeout=SECONDS)
    return found(page)


def titles(page: AppPage) -> list[str]:
    """The passages' headings."""
    return page.page.locator('[class*="st-key-passage-"] h3').all_inner_texts()


def test_search_narrow_order_and_open_the_address_elsewhere(app: str, visit: Open) -> None:
    page = visit(f"{app}/search")
    page.picture("search-start-1280-light")
    box = page.page.get_by_label("Words or a sentence to look for")
    box.fill(QUERY)
    box.press("Enter")
    addressed(page, "q=")
    assert len(titles(page)) == 20
    assert page.page.locator('[class*="st-key-passage-"] mark').count() > 20
    page.picture("search-1280-light", whole=False)
    facet = page.page.get_by_role("button", name="Only Police inspection (")
    facet.click()
    addressed(page, "kind=inspection")
    expect(page.page.get_by_role("button", name="Take away kind of report: Police inspection")).to_be_visible()
    page.page.get_by_text("Newest", exact=True).click()
    addressed(page, "sort=newest")
    page.picture("search-narrowed-1280-light", whole=False)
    here = titles(page)
    lines = [line for line in page.page.locator(".dv-soft").all_inner_texts() if " · published " in line]
    dates = [int(line[-4:]) for line in lines]
    assert len(dates) == 20
    assert dates == sorted(dates, reverse=True)
    elsewhere = found(visit(page.page.url))
    assert titles(elsewhere) == here
    assert elsewhere.page.get_by_role("radio", name="Newest").is_checked()
    expect(elsewhere.page.get_by_label("Words or a sentence to look for")).to_have_value(QUERY)


def test_a_theme_narrows_to_passages_that_speak_of_it(app: str, visit: Open) -> None:
    page = found(visit(f"{app}{ADDRESS}"))
    facet = page.page.locator(".st-key-facet-theme button").first
    theme = re.fullmatch(r"Only (.+) \(\d+\)", facet.inner_text())
    assert theme
    facet.click()
    addressed(page, "theme=")
    expect(page.page.get_by_role("button", name=f"Take away theme: {theme[1]}")).to_be_visible()
    cards = page.page.locator('[class*="st-key-passage-"]').all_inner_texts()
    assert len(cards) == 20
    assert all(theme[1] in re.search(r"Themes: .*", card)[0] for card in cards)  # type: ignore[index]
    page.picture("search-theme-1280-light")


def test_back_and_forward_go_through_the_searches(app: str, visit: Open) -> None:
    page = found(visit(f"{app}{ADDRESS}"))
    every = titles(page)
    page.page.get_by_role("button", name="Only Police inspection (").click()
    addressed(page, "kind=inspection")
    expect(page.page.get_by_role("button", name="Take away kind")).to_be_visible()
    some = titles(page)
    assert some != every
    page.page.go_back()
    expect(page.page.get_by_role("button", name="Take away kind")).to_have_count(0, timeout=SECONDS)
    assert titles(found(page)) == every
    page.page.go_forward()
    expect(page.page.get_by_role("button", name="Take away kind")).to_be_visible(timeout=SECONDS)
    assert titles(found(page)) == some


def test_the_results_are_still_there_after_the_reader_and_after_another_page(app: str, visit: Open) -> None:
    page = found(visit(f"{app}{ADDRESS}&sort=oldest"))
    here = titles(page)
    page.page.get_by_role("button", name=re.compile(r"^Read passage \d+ in its report$")).first.click()
    page.page.wait_for_url("**/reader?**", timeout=SECONDS)
    expect(page.page.locator("mark").first).to_be_visible(timeout=SECONDS)
    page.settled().page.get_by_role("link", name="Back to Search").click()
    addressed(page, "/search?")
    assert titles(page) == here
    page.page.get_by_role("link", name="Library").click()
    page.heading("Library").wait_for(timeout=SECONDS)
    page.settled().page.get_by_role("link", name="Search", exact=True).click()
    addressed(page, "sort=oldest")
    assert titles(page) == here


def test_the_file_holds_what_was_found(app: str, visit: Open, tmp_path: Path) -> None:
    page = found(visit(f"{app}{ADDRESS}&kind=inspection&sort=newest"))
    count = int(re.findall(r"\d+", page.page.locator(".stMain h2").first.inner_text())[0])
    with page.page.expect_download() as waited:
        page.page.get_by_role("button", name=f"Download {count} passages (CSV)").click()
    waited.value.save_as(tmp_path / "passages.csv")
    with (tmp_path / "passages.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == count
    assert [f"{row['rank']}. {row['report']}" for row in rows[:20]] == titles(page)
    assert {row["kind"] for row in rows} == {"Police inspection"}
    assert all(int(row["end"]) - int(row["start"]) == len(row["text"]) for row in rows if row["text"][0] != "'")


def test_the_keyboard_alone_searches_narrows_and_reads(app: str, visit: Open) -> None:
    page = visit(f"{app}/search")

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.page.keyboard.press("Tab")
            focused = "document.activeElement"
            text = page.page.evaluate(f"{focused}.getAttribute('aria-label') || {focused}.innerText || ''")
            if text.strip().startswith(name):
                return
        pytest.fail(f"{name} cannot be reached")

    tab_to("Words or a sentence")
    page.page.keyboard.type(QUERY)
    page.page.keyboard.press("Enter")
    addressed(page, "q=")
    tab_to("Go to “Narrow down”")
    page.page.keyboard.press("Enter")
    tab_to("Only ")
    page.page.keyboard.press("Enter")
    addressed(page, "kind=")
    page.page.locator("h1").click()
    tab_to("✕ Take away")
    page.page.keyboard.press("Enter")
    expect(page.page.get_by_role("button", name="Take away")).to_have_count(0, timeout=SECONDS)
    found(page)
    tab_to("Read passage 1 in its report")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/reader?**", timeout=SECONDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_without_sideways_scrolling(app: str, visit: Open, scheme: str) -> None:
    page = found(visit(f"{app}{ADDRESS}&area=Marlshire&group=report&colour=red", width=390, height=844, scheme=scheme))
    assert page.overflow() <= 0
    page.picture(f"search-390-{scheme}", whole=False)
    expect(page.page.get_by_text("Part of the address was ignored")).to_be_visible()
    page.page.get_by_role("link", name="Go to “Narrow down”").click()
    expect(page.heading("Narrow down")).to_be_in_viewport()
    page.picture(f"search-narrow-390-{scheme}", whole=False)
    settings = visit(f"{app}/settings", width=390, height=844, scheme=scheme)
    settings.page.get_by_text("All settings", exact=True).click()
    assert settings.overflow() <= 0
    settings.picture(f"settings-390-{scheme}")


def test_headings_are_in_order_on_both_pages(app: str, visit: Open) -> None:
    for page in (found(visit(f"{app}{ADDRESS}")), visit(f"{app}/settings")):
        levels = [level for level, _ in page.headings()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_facts_of_a_bug_report_can_be_copied(app: str, visit: Open) -> None:
    page = visit(f"{app}/settings")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.page.locator(".st-key-to-copy").get_by_role("button", name="Copy to clipboard")
    expect(button).to_be_visible()
    button.click()
    text = page.page.evaluate("navigator.clipboard.readText()")
    assert "Fingerprint: " in text
    assert "/" not in text
    page.picture("settings-1280-light")


def test_words_of_a_person_at_risk_do_not_stay_in_the_address(app: str, visit: Open) -> None:
    page = visit(f"{app}/search?q=my+partner+hits+me+and+I+am+afraid")
    expect(page.page.get_by_text("Where to get help")).to_be_visible(timeout=SECONDS)
    expect(page.page).to_have_url(f"{app}/search", timeout=SECONDS)
    assert titles(page) == []
