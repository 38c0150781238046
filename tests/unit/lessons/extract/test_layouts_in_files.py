"""Findings of many small invented reports, one a layout or wording (`layouts_*.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.html import HtmlReader
from dvrag.ingest.readers.text import TextReader
from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import subject_of
from dvrag.lessons.extract.extract import extract
from dvrag.model.documents import Family, Report
from dvrag.model.findings import FindingKind
from dvrag.model.ids import report_id

FILES = sorted(Path(__file__).parent.glob("layouts_*.toml"))
LAYOUTS = [layout for path in FILES for layout in tomllib.loads(path.read_text("utf-8"))["layout"]]
APART = frozenset({FindingKind.JUDGMENT, FindingKind.FIGURE})


def report_of(folder: Path, layout: dict[str, Any]) -> Report:
    path = folder / layout["file"]
    path.write_text(layout["text"], "utf-8")
    reader = HtmlReader() if path.suffix == ".html" else TextReader()
    report = build_report(reader.read(path), report_id(path.read_bytes()))
    return replace(report, family=Family(layout["family"])) if layout["family"] else report


def plain(addressee: str | None) -> str:
    return (addressee or "").lower().removeprefix("the ")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_what_stands_in_a_layout(tmp_path: Path, layout: dict[str, Any]) -> None:
    report = report_of(tmp_path, layout)
    found = [draft for draft in extract(report) if draft.kind not in APART]
    assert len(found) == len(layout["found"]), [report.text[d.start : d.end] for d in found]
    for draft, wanted in zip(found, layout["found"], strict=True):
        kind, number, addressee, first = wanted.split(" | ")
        text = report.text[draft.start : draft.end]
        assert draft.kind == kind
        assert number in {"?", draft.number or ""}
        assert addressee == "?" or plain(draft.addressee) == plain(addressee)
        assert first == "?" or text.startswith(first)
        assert text == text.strip()
        assert 0 <= draft.confidence <= 1
    if "judged" in layout:
        grades = [draft.judgment for draft in extract(report) if draft.judgment]
        assert [f"{one.question} | {one.grade}" for one in grades] == layout["judged"]


@pytest.mark.parametrize(
    "phrase",
    [
        *("the force", "all GP practices", "Police forces, working with local authorities", "a supervisor"),
        *("Department of Health and Social Care", "Staff in adult services", "General practitioners (GPs)"),
        *("HM Prison and Probation Service", "Leaders across the partnership", "School nurses"),
    ],
)
def test_phrases_that_name_a_body(phrase: str) -> None:
    assert is_body(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        *("Police DASH risk assessments", "The quality of referrals to social care", "While the police", "Training"),
        *("How quickly the partnership", "MAPPA meetings", "The practice of sharing", "Victims", "MASH referrals"),
        *("Work to assess abuse", "The service response", "The capacity of school nurses"),
    ],
)
def test_phrases_that_name_a_thing_of_a_body(phrase: str) -> None:
    assert not is_body(phrase)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("It is recommended that Vale Council reviews how it records calls.", "Vale Council"),
        ("By July 2021, forces should review their training.", "forces"),
        ("When an officer is late, a supervisor should ring the caller.", "a supervisor"),
        ("For Vale Police to review its policy on checks.", "Vale Police"),
        ("Vale Council, working with its partners, should act.", "Vale Council"),
        ("Health visitors to see fathers before the birth.", "Health visitors"),
        ("Training should be given to the police.", None),
        ("Review the policy so that officers know what to do.", None),
        ("The timeliness of the police response to all calls.", None),
    ],
)
def test_who_should_act(sentence: str, who: str | None) -> None:
    assert subject_of(sentence) == who
