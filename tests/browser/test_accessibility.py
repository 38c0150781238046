"""axe-core on every page of the app and its states, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from browser import axe_core
from browser.app_page import AppPage
from browser.axe_core import Finding
from browser.conftest import Open
from browser.pages import STATES, State, registered
from browser.test_evaluating import compared
from dvrag.ui.pages.accessibility import problems

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

PAGES = registered()
NARROW = 390
LISTED = tuple(problem for problem in problems() if problem.rule)
KNOWN = tuple((problem.rule, problem.selector) for problem in LISTED)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and where it was made."""

    where: str
    finding: Finding


Scan = Callable[[str], list[Found]]


@pytest.fixture(scope="module")
def scanned() -> dict[str, list[Found]]:
    """What was found, by address of the page: each page is opened once for all tests."""
    return {}


@pytest.fixture
def scan(app: str, visit: Open, scanned: dict[str, list[Found]]) -> Scan:
    """Return a function that gives all findings of a page."""
    axe_core.needed()

    def found(path: str) -> list[Found]:
        if path not in scanned:
            scanned[path] = [each for scheme in ("light", "dark") for each in _walk(app, visit, path, scheme)]
        return scanned[path]

    return found


def _walk(app: str, visit: Open, path: str, scheme: str) -> list[Found]:
    page = visit(f"{app}/{path}", scheme=scheme)
    found: list[Found] = []
    for state in (State("as it opens", lambda _: None), *STATES.get(path, ())):
        state.reach(page)
        where = f"{path or 'ask'}, {state.name}, {scheme}"
        found += _looked_at(page, where)
        if not state.passing:
            found += _narrow(page, where)
        else:
            page.page.keyboard.press("Escape")
    return found


def _looked_at(page: AppPage, where: str) -> list[Found]:
    width = page.page.viewport_size["width"]  # type: ignore[index]
    return [Found(f"{where}, {width} wide", finding) for finding in page.axe(KNOWN)]


def _narrow(page: AppPage, where: str) -> list[Found]:
    size = page.page.viewport_size
    assert size is not None
    page.page.set_viewport_size({"width": NARROW, "height": 844})
    page.page.wait_for_timeout(200)
    found = _looked_at(page, where)
    page.page.set_viewport_size(size)
    page.page.wait_for_timeout(200)
    return found


def test_the_app_names_its_pages() -> None:
    assert {"", "lessons", "actions", "library", "evaluate", "accessibility"} <= set(PAGES)
    assert set(STATES) <= set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_found_but_what_is_listed(scan: Scan, path: str) -> None:
    ours = {
        f"{found.finding.impact}: {found.finding.rule} at {found.finding.selector}: {found.finding.html}": found.where
        for found in scan(path)
        if found.finding.known < 0
    }
    assert ours == {}


def test_what_is_listed_still_occurs(scan: Scan) -> None:
    seen = {found.finding.known for path in PAGES for found in scan(path)}
    assert [problem.title for place, problem in enumerate(LISTED) if place not in seen] == []


def test_no_serious_finding_is_listed(scan: Scan) -> None:
    serious = {
        (found.finding.rule, found.finding.selector)
        for path in PAGES
        for found in scan(path)
        if found.finding.known >= 0 and found.finding.impact in {"serious", "critical"}
    }
    assert serious == set()


def test_nothing_is_found_in_the_result_of_an_evaluation(staged_app: str, visit: Open) -> None:
    axe_core.needed()
    for scheme in ("light", "dark"):
        page = compared(visit(f"{staged_app}/evaluate", scheme=scheme))
        found = [*_looked_at(page, f"result, {scheme}"), *_narrow(page, f"result, {scheme}")]
        assert [each for each in found if each.finding.known < 0] == []


def test_a_fault_would_be_found(app: str, visit: Open) -> None:
    axe_core.needed()
    page = visit(f"{app}/accessibility")
    fault = '<button></button><p style="color: #ccc; background: #fff">pale</p><h5>deep</h5>'
    page.page.evaluate("html => document.querySelector('h1').insertAdjacentHTML('afterend', html)", fault)
    found = {finding.rule: finding for finding in page.axe(KNOWN)}
    assert {"button-name", "color-contrast", "heading-order"} <= set(found)
    assert found["button-name"].impact == "critical"
    assert {finding.known for finding in page.axe([("button-name", "button")])} == {-1, 0}
