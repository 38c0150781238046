"""Reports and passages: frozen values that everything else stands on.

Spans are half-open character offsets `[start, end)` into `Report.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dvrag.model.ids import PassageId, ReportId
from dvrag.model.raw import Box, PageSource


class Family(StrEnum):
    """The kind of publication, as its readers call it."""

    DHR_OVERVIEW = "dhr_overview"
    DHR_SUMMARY = "dhr_summary"
    ACTION_PLAN = "action_plan"
    LIBRARY_SUMMARY = "library_summary"
    INSPECTION = "inspection"
    THEMATIC_INSPECTION = "thematic_inspection"
    JOINT_INSPECTION = "joint_inspection"
    SERVICE_REVIEW = "service_review"
    RESEARCH = "research"
    GUIDANCE = "guidance"
    CASE_REVIEW = "case_review"
    PREVENTION_REPORT = "prevention_report"
    QA_LETTER = "qa_letter"
    NEWS = "news"
    OPINION = "opinion"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in plain words, for people."""
        return _FAMILY_LABELS.get(self.value, self.value.replace("_", " ").capitalize())


_FAMILY_LABELS = {
    "dhr_overview": "DHR overview report",
    "dhr_summary": "DHR executive summary",
    "library_summary": "Library summary page",
    "inspection": "Inspection report",
    "research": "Research report",
    "guidance": "Practice guidance",
    "prevention_report": "Prevention of future deaths report",
    "qa_letter": "Quality assurance letter",
    "news": "News article",
    "opinion": "Opinion piece",
    "other": "Other document",
}


class Authority(StrEnum):
    """Who stands behind a source; the order of the members is the order of weight, strongest first."""

    STATUTORY_REVIEW = "statutory review"
    INSPECTORATE = "inspectorate"
    GOVERNMENT = "government"
    CHARITY_ACADEMIC = "charity or academic"
    NEWS = "news"
    OPINION = "opinion"
    UNKNOWN = "not stated"


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CHRONOLOGY = "chronology"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into the report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A value about the report with the span it came from.

    `value` is None for "not stated". `span` is None where the value comes from the file name or its properties;
    `origin` is one of "text", "file name", "properties", "not stated".
    """

    value: str | None = None
    span: Span | None = None
    origin: str = "not stated"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a report. Dates are ISO (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`)."""

    title: Fact = Fact()
    publisher: Fact = Fact()
    area: Fact = Fact()
    force: Fact = Fact()
    partnership: Fact = Fact()
    published: Fact = Fact()
    year_of_death: Fact = Fact()
    version: Fact = Fact()

    @property
    def place(self) -> str | None:
        """The area, else the force, else the partnership; None where none is stated."""
        return self.area.value or self.force.value or self.partnership.value

    @property
    def year(self) -> int | None:
        """The year of publication, None where it is not stated."""
        digits = (self.published.value or "")[:4]
        return int(digits) if len(digits) == 4 and digits.isdigit() else None


@dataclass(frozen=True, slots=True)
class Page:
    """A physical page (from 1) with its printed label and the span of text that starts on it."""

    number: int
    label: str | None
    start: int
    end: int
    width: float
    height: float
    source: PageSource


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text and where it stands on a page; lines of a report are in order of `start`."""

    start: int
    end: int
    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `path` holds the titles from the outermost heading down to this one.

    Section 0 is the text before the first heading and has an empty path.
    """

    index: int
    level: int
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, footnote or heading.

    `section` indexes `Report.sections`. `paragraph` is the number as printed ("5.14", "108", "9.1 a") or None.
    `index` is the block's place in its section, from 1 (headings 0). `context` is text that belongs to the
    block but does not stand in it: the header row of a continued table, the lead-in of a list.
    """

    start: int
    end: int
    kind: BlockKind
    section: int
    paragraph: str | None = None
    index: int = 0
    context: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its structure. `glossary` maps acronyms to the meaning the document itself gives."""

    id: ReportId
    source: str
    format: str
    family: Family
    authority: Authority
    text: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    facts: Facts = Facts()
    glossary: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A searchable stretch of a report: `report.text[start:end] == text`, inside one section.

    `page` is physical, from 1, None where the format has no pages; `page_label` as printed.
    `section` is the heading path joined by " > ". `context` (never part of `text`) is embedded and indexed with it.
    """

    id: PassageId
    report_id: ReportId
    start: int
    end: int
    text: str
    kind: BlockKind
    section: str
    page: int | None
    page_label: str | None
    paragraph: str | None
    paragraph_index: int
    context: str = ""
