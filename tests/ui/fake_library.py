"""A library whose reports are written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dvrag.errors import NotFoundError
from dvrag.model.answers import (
    Source,
)
from dvrag.model.building import Records
from dvrag.model.documents import (
    Authority,
    Block,
    BlockKind,
    Fact,
    Facts,
    Family,
    Page,
    Passage,
    Report,
    Section,
    Span,
)
from dvrag.model.findings import Theme
from dvrag.model.ids import PassageId, ReportId, report_id
from dvrag.model.raw import PageSource
from dvrag.model.results import Filters, Hit, ReportSummary, SearchResult

HOSTILE = (
    "<script>window.hurt = 1</script> [x](javascript:hurt()) **bold** $math$ :red[colour] <img src=x onerror=hurt()>"
)

Paragraph = tuple[str, str | None, BlockKind]

_CHRONOLOGY: list[Paragraph] = [
    ("Chronology", None, BlockKind.HEADING),
    ("In March the couple moved to Brackenford, where neither had family.", "4.1", BlockKind.CHRONOLOGY),
    ("Officers attended twice in June after calls from a neighbour.", "4.2", BlockKind.CHRONOLOGY),
]
_RISK: list[Paragraph] = [
    ("Assessing risk", None, BlockKind.HEADING),
    ("The panel looked at each contact in turn and at what was recorded at the time.", "5.12", BlockKind.PARAGRAPH),
    (
        "Two officers attended on 3 June. They spoke to Marian in the kitchen while her husband stood in the hall.",
        "5.13",
        BlockKind.PARAGRAPH,
    ),
    (
        "A DASH risk assessment was started at the address. It was not completed, because the officers "
        "took the view that the argument had been verbal only. No supervisor asked why.",
        "5.14",
        BlockKind.PARAGRAPH,
    ),
    ("The force accepts that a completed form would probably have been graded medium.", "5.15", BlockKind.PARAGRAPH),
    ("Training at the time told officers to complete the form at every incident.", "5.16", BlockKind.PARAGRAPH),
]
_LESSONS: list[Paragraph] = [
    ("Lessons", None, BlockKind.HEADING),
    (
        "A form that is begun and left is worse than none: it looks as if somebody had asked.",
        "8.1",
        BlockKind.PARAGRAPH,
    ),
]
_INSPECTION: list[Paragraph] = [
    ("Protecting vulnerable people", None, BlockKind.HEADING),
    ("Marlshire Police requires improvement at protecting vulnerable people.", None, BlockKind.PARAGRAPH),
    (
        "We reviewed 60 domestic abuse incidents. In 41 of them a DASH form had been completed "
        "before the officers left.",
        None,
        BlockKind.PARAGRAPH,
    ),
]
_NEWS: list[Paragraph] = [
    ("Review finds calls were missed", None, BlockKind.HEADING),
    (
        "Police were called to the house five times in the year before her death, the Courier has learned.",
        None,
        BlockKind.PARAGRAPH,
    ),
]
_HOSTILE: list[Paragraph] = [
    (f"Heading {HOSTILE}", None, BlockKind.HEADING),
    (f"Before the quote {HOSTILE}", "1.1", BlockKind.PARAGRAPH),
    (f"This is the quote {HOSTILE}", "1.2", BlockKind.PARAGRAPH),
]


class FakeLibrary:
    """A library held in memory."""

    def __init__(self, reports: list[Report], records: Records | None = None) -> None:
        self.by_id = {report.id: report for report in reports}
        self.themes: dict[PassageId, tuple[str, ...]] = {}
        self.known = records or Records(facts={"format": "2", "embedder": "all-MiniLM-L6-v2"})

    def records(self) -> Records:
        return self.known

    def own_themes(self) -> tuple[Theme, ...]:
        return ()

    def theme_counts(self) -> dict[str, int]:
        return dict(Counter(theme for found in self.themes.values() for theme in found))

    def themes_of(self, passages: Sequence[PassageId]) -> dict[PassageId, tuple[str, ...]]:
        return {identity: self.themes[identity] for identity in passages if identity in self.themes}

    def reports(self) -> tuple[ReportSummary, ...]:
        return tuple(sorted((summary(report, self) for report in self.by_id.values()), key=lambda r: r.title))

    def find(self, reference: str) -> ReportSummary:
        found = next((report for report in self.by_id.values() if reference in {report.id, report.source}), None)
        if found is None:
            raise NotFoundError(f"No report {reference} in the library.", hint="Run `dvrag library list`.")
        return summary(found, self)

    def report(self, identity: ReportId) -> Report:
        return self.by_id[identity]


class NoFinder:
    """Finds nothing: the pages only ask."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        return SearchResult(query, ())


def report(name: str, family: Family, authority: Authority, facts: Facts, parts: list[list[Paragraph]]) -> Report:
    """Return a report set from its paragraphs, a page a section; page 1 is printed as iii, page 2 as 1, and so on."""
    text, blocks, sections, pages = "", [], [Section(0, 0, (), 0, 0)], []
    paged = name.endswith(".pdf")
    for number, part in enumerate(parts, start=1):
        start = len(text)
        for place, (content, paragraph, kind) in enumerate(part):
            blocks.append(Block(len(text), len(text) + len(content), kind, number, paragraph, place))
            text += content + "\n"
        sections.append(Section(number, 1, (part[0][0],), start, len(text)))
        label = "iii" if number == 1 else str(number - 1)
        if paged:
            pages.append(Page(number, label, start, len(text), 595.0, 842.0, PageSource.TEXT))
    return Report(
        id=report_id(name.encode()),
        source=name,
        format=name.rsplit(".", 1)[1],
        family=family,
        authority=authority,
        text=text,
        pages=tuple(pages),
        lines=(),
        sections=tuple(sections),
        blocks=tuple(blocks),
        facts=facts,
        warnings=("Page 2 gave no text, even after character recognition.",) if name == "marlshire.pdf" else (),
    )


def summary(of: Report, library: FakeLibrary) -> ReportSummary:
    same = [other.id for other in library.by_id.values() if other.id != of.id and other.facts.area == of.facts.area]
    return ReportSummary(
        id=of.id,
        source=of.source,
        format=of.format,
        family=of.family,
        authority=of.authority,
        facts=of.facts,
        pages=len(of.pages),
        passages=len(of.blocks),
        characters=len(of.text),
        added="2025-11-22T10:00:00+00:00",
        near_duplicates=tuple(same) if of.authority is Authority.STATUTORY_REVIEW else (),
        warnings=of.warnings,
    )


def stated(value: str) -> Fact:
    return Fact(value, Span(0, 1), "text")


def sample_reports() -> list[Report]:
    """Return a review with its summary, an inspection and a news article."""
    review = Facts(
        title=stated("Domestic Homicide Review: Marian, overview report"),
        publisher=stated("Brackenford Community Safety Partnership"),
        area=stated("Brackenford"),
        published=stated("2021-03-14"),
        year_of_death=stated("2019"),
    )
    short = Facts(
        title=stated("Domestic Homicide Review: Marian, executive summary"),
        area=review.area,
        published=stated("2021-03"),
    )
    inspection = Facts(
        title=stated("Marlshire Police: PEEL 2021/22"), force=stated("Marlshire Police"), published=stated("2022")
    )
    news = Facts(title=Fact("Review finds calls were missed", None, "properties"), version=Fact("2", None, "file name"))
    statutory, inspectorate = Authority.STATUTORY_REVIEW, Authority.INSPECTORATE
    return [
        report("marian-overview.pdf", Family.DHR_OVERVIEW, statutory, review, [_CHRONOLOGY, _RISK, _LESSONS]),
        report("marian-summary.pdf", Family.DHR_SUMMARY, statutory, short, [_LESSONS]),
        report("marlshire.pdf", Family.INSPECTION, inspectorate, inspection, [_INSPECTION]),
        report("courier.html", Family.NEWS, Authority.NEWS, news, [_NEWS]),
    ]


def hostile_report() -> Report:
    facts = Facts(title=stated(f"Title {HOSTILE}"), area=stated(f"Area {HOSTILE}"), publisher=stated(HOSTILE))
    return report("<b>hostile</b>.pdf", Family.OTHER, Authority.UNKNOWN, facts, [_HOSTILE])


def source(library: FakeLibrary, n: int, name: str, quote: str) -> Source:
    """Return the source `n` that quotes a report verbatim."""
    found = next(r for r in library.by_id.values() if r.source == name)
    start = found.text.index(quote)
    block = next(b for b in found.blocks if b.start <= start < b.end)
    page = next((p for p in found.pages if p.start <= start < p.end), None)
    number, label = (page.number, page.label) if page else (None, None)
    passage = Passage(
        id=PassageId(f"{n:032d}"),
        report_id=found.id,
        start=block.start,
        end=block.end,
        text=found.text[block.start : block.end],
        kind=block.kind,
        section=" > ".join(found.sections[block.section].path),
        page=number,
        page_label=label,
        paragraph=block.paragraph,
        paragraph_index=block.index,
    )
    hit = Hit(n, 1.0 / n, passage, summary(found, library))
    return Source(n, hit, quote, start, start + len(quote), number, label, block.paragraph, block.index)
