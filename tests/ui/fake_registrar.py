"""A small real library with a register: a review, its summary, a second review and an inspection, made up for tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.answer.write.events import Quoting
from dvrag.assistant import Assistant
from dvrag.builder import Builder
from dvrag.builder.findings import FindingParts
from dvrag.model.actions import Entry
from dvrag.model.answers import Answer, Status
from dvrag.model.documents import Authority, Facts, Family, Report
from dvrag.model.findings import (
    Agency,
    AgencyClass,
    Finding,
    FindingKind,
    Judgment,
    Plan,
    Scale,
    Scope,
    Theme,
    ThemeMark,
)
from dvrag.model.ids import ReportId, finding_id
from dvrag.model.raw import RawDocument
from dvrag.ports import Vectors
from dvrag.registrar import Registrar
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock, HashingEmbedder, Listener
from dvrag.testing.small import small_parts, small_passage_themes, small_report
from dvrag.ui import session
from ui.fake_library import HOSTILE, NoFinder, stated
from ui.page import PageUnderTest
from ui.test_hostile_text import MARKDOWN, OUR_TAGS

FORM = "Recommend that officers complete the risk form at every incident, and that a sergeant reads it the same day."
ASK = "Recommend that surgeries ask each patient alone about safety at home."
NOTED = "A form that is begun and left looks as if somebody had asked."
HOUSE = "Recommend that the housing office keeps a list of flats for people who have to leave overnight."
CONCERN = "The force does not answer emergency calls in time."
GRADE = "The force is good at treating people fairly."
DOUBT = "The text does not say who is told."

Spec = tuple[str, FindingKind, dict[str, Any]]

_POLICE = Agency("Marlshire Police", AgencyClass.POLICE)
_RECOMMENDED = FindingKind.RECOMMENDATION
_GRADED = Judgment("Marlshire Police", "Marlshire Police", "Treating people fairly", "good", Scale.PEEL_5, "2021/22")
_FORM_PLAN = Plan(scope=Scope.SINGLE_AGENCY, deadline="31 March 2022", status="Done, says the plan")


@dataclass(frozen=True, slots=True)
class _Made:
    """A report to be made: its file, what it is, its facts, and its findings line by line."""

    name: str
    family: Family
    facts: Facts
    findings: tuple[Spec, ...]


_FORM_FOUND: Spec = (
    FORM,
    _RECOMMENDED,
    {
        "number": "1",
        "addressee": "Marlshire Police",
        "agencies": (_POLICE,),
        "plan": _FORM_PLAN,
        "themes": (ThemeMark("risk_assessment", 0.9, "names the risk form"),),
    },
)
_REVIEW = Facts(
    title=stated("Domestic Homicide Review: Marian, overview report"),
    area=stated("Brackenford"),
    published=stated("2021-03-14"),
    year_of_death=stated("2019"),
)
_SUMMARY = replace(_REVIEW, title=stated("Domestic Homicide Review: Marian, executive summary"))
_SECOND = Facts(
    title=stated("Domestic Homicide Review: Petra, overview report"),
    area=stated("Eastmoor"),
    published=stated("2023-05-02"),
    year_of_death=stated("2021"),
)
_INSPECTION = Facts(
    title=stated("Marlshire Police: PEEL 2021/22"), force=stated("Marlshire Police"), published=stated("2022")
)

REPORTS = (
    _Made(
        "marian-overview.txt",
        Family.DHR_OVERVIEW,
        _REVIEW,
        (_FORM_FOUND, (ASK, _RECOMMENDED, {"number": "2", "doubts": (DOUBT,)}), (NOTED, FindingKind.LESSON, {})),
    ),
    _Made("marian-summary.txt", Family.DHR_SUMMARY, _SUMMARY, (_FORM_FOUND,)),
    _Made(
        "petra-overview.txt",
        Family.DHR_OVERVIEW,
        _SECOND,
        ((HOUSE, _RECOMMENDED, {"themes": (ThemeMark("housing", 0.8, "names housing"),)}),),
    ),
    _Made(
        "marlshire.txt",
        Family.INSPECTION,
        _INSPECTION,
        (
            (CONCERN, FindingKind.CAUSE_OF_CONCERN, {"addressee": "Marlshire Police", "agencies": (_POLICE,)}),
            (GRADE, FindingKind.JUDGMENT, {"judgment": _GRADED}),
        ),
    ),
)
AGAIN = _Made(
    "opal-overview.txt",
    Family.DHR_OVERVIEW,
    Facts(
        title=stated("Domestic Homicide Review: Opal, overview report"),
        area=stated("Fenwick"),
        published=stated("2023-06-01"),
        year_of_death=stated("2022"),
    ),
    ((FORM, _RECOMMENDED, {"number": "5", "addressee": "Fenwick Police"}),),
)
HOSTILE_TEXT = f"Recommend nothing {HOSTILE}"
HOSTILE_REPORT = _Made(
    "hostile.txt",
    Family.OTHER,
    Facts(title=stated(f"Title {HOSTILE}"), area=stated(f"Area {HOSTILE}")),
    (
        (
            HOSTILE_TEXT,
            _RECOMMENDED,
            {"number": HOSTILE, "addressee": HOSTILE, "doubts": (HOSTILE,), "plan": Plan(lead=HOSTILE)},
        ),
    ),
)
_ALL = {made.name: made for made in (*REPORTS, AGAIN, HOSTILE_REPORT)}


@dataclass(frozen=True, slots=True)
class Opened:
    """A library of the test: its assistant and its registrar, and the libraries to close."""

    assistant: Assistant
    registrar: Registrar
    libraries: tuple[Library, ...]

    def entry(self, text: str, source: str = "") -> Entry:
        """Return the entry of that text as it stands now (that of a report, where several have it)."""
        found = [
            e for e in self.registrar.register().entries if e.finding.text == text and source in ("", e.report.source)
        ]
        return found[0]


def opened(
    folder: Path, *, hostile: bool = False, again: bool = False, empty: bool = False, findings: bool = True
) -> Opened:
    """Return a library: also with hostile text or a review that repeats a lesson; without reports or findings."""
    more = [report for report, wanted in ((AGAIN, again), (HOSTILE_REPORT, hostile)) if wanted]
    made = () if empty else (*REPORTS, *more)
    root, files = folder / "library", folder / "reports"
    files.mkdir()
    for report in made:
        lines = [report.facts.title.value or "", *(text for text, _, _ in report.findings)]
        (files / report.name).write_text("\n".join(lines))
    embedder = HashingEmbedder()
    extract = _findings if findings else _nothing
    parts = replace(
        small_parts(embedder),
        build_report=_report,
        findings=FindingParts(extract, _themes, small_passage_themes, rules="small-2"),
    )
    if made:
        Builder(root, parts).build([files], Listener())
    else:
        Library.open(root, create=True).close()
    first, second = (Library.open(root, read_only=True) for _ in range(2))
    assistant = Assistant(first, NoFinder(), Quoting(lambda q, *_: Answer(q, Status.NOT_FOUND)), lambda: ())
    return Opened(assistant, Registrar(root, second, embedder, FixedClock()), (first, second))


OpenPage: TypeAlias = Callable[..., tuple[PageUnderTest, Opened]]


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch, page: Callable[[], None]) -> OpenPage:
    """Return a function that opens a page over a library that is made with the options of `opened`."""

    def made(**options: bool) -> tuple[PageUnderTest, Opened]:
        library = opened(folder, **options)
        monkeypatch.setattr(session, "assistant", lambda: library.assistant)
        monkeypatch.setattr(session, "registrar", lambda: library.registrar)
        return PageUnderTest(AppTest.from_function(page)), library

    return made


def called(page: PageUnderTest, name: str = "Sam") -> PageUnderTest:
    """Say who makes the changes."""
    page.app.text_input(key="register_who").set_value(name)
    return page.run()


def assert_harmless(page: PageUnderTest) -> None:
    """Nothing of a document is HTML or Markdown on the page."""
    allowed = OUR_TAGS | {"blockquote", "caption", "thead", "style"}
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", page.html)} <= allowed
    for kind in MARKDOWN:
        assert all("bold" not in element.value for element in getattr(page.app, kind)), kind
    labels = [*page.buttons, *(e.label for e in page.app.expander), *(e.label for e in page.app.multiselect)]
    assert [label for label in labels if "bold" in label or "script" in label] == []


def _report(raw: RawDocument, identity: ReportId) -> Report:
    made = _ALL[raw.source]
    authority = Authority.INSPECTORATE if made.family is Family.INSPECTION else Authority.STATUTORY_REVIEW
    return replace(small_report(raw, identity), family=made.family, authority=authority, facts=made.facts)


def _findings(report: Report) -> tuple[Finding, ...]:
    made = _ALL[report.source]
    return tuple(_finding(report, *spec) for spec in made.findings)


def _finding(report: Report, text: str, kind: FindingKind, more: dict[str, Any]) -> Finding:
    start = report.text.index(text)
    block = next(block for block in report.blocks if block.start == start)
    return Finding(
        id=finding_id(report.id, kind.value, start, start + len(text)),
        report_id=report.id,
        kind=kind,
        start=start,
        end=start + len(text),
        text=text,
        section="Findings",
        page=1,
        page_label="i",
        paragraph=block.paragraph,
        paragraph_index=block.index,
        **more,
    )


def _themes(_own: Sequence[Theme], found: Sequence[Finding], _vectors: Vectors) -> list[tuple[ThemeMark, ...]]:
    return [finding.themes for finding in found]


def _nothing(_: Report) -> tuple[Finding, ...]:
    return ()
