"""axe-core in an open page: what it finds, and which of it is listed as known."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

SCRIPT = Path(__file__).resolve().parents[2] / ".cache" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
MISSING = "axe-core is missing: `make axe` installs it, with npm"
_RUN = """async ([tags, known]) => {
  const ending = document.getAnimations().filter(move => move.effect.getComputedTiming().endTime < Infinity);
  await Promise.race([Promise.allSettled(ending.map(move => move.finished)), new Promise(r => setTimeout(r, 1000))]);
  const found = await axe.run(document, {runOnly: tags, elementRef: true, resultTypes: ['violations']});
  return found.violations.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, impact: node.impact, selector: node.target.join(' '), html: node.html.slice(0, 200),
    known: known.findIndex(([id, selector]) => id === rule.id && node.element && node.element.matches(selector)),
  })));
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """An element that axe-core finds fault with. `known` is its place in the list of known ones, -1 for none."""

    rule: str
    impact: str
    selector: str
    html: str
    known: int


def needed() -> None:
    """Skip the test where axe-core is not installed; on a machine that checks changes, fail."""
    if SCRIPT.is_file():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def findings(page: Page | Frame, known: Sequence[tuple[str, str]]) -> list[Finding]:
    """Return all that axe-core finds on a page or frame; `known` are rules and selectors of what is listed."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    return [Finding(**found) for found in page.evaluate(_RUN, [list(TAGS), [list(pair) for pair in known]])]
