"""How a briefing cites: short on one page, in full in a session, with the words that answers are cited with."""

from __future__ import annotations

from collections.abc import Iterable

from dvrag.answer.exported import citations, wording
from dvrag.exports.document import Footnote, Run
from dvrag.model.answers import Source
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId
from dvrag.model.learning.briefing import Briefing, Point
from dvrag.model.learning.items import Cited
from dvrag.model.results import Hit, ReportSummary
from dvrag.text.plain import capitalised
from dvrag.training.briefing.naming import named, published


class Cites:
    """Cites the quotes of one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self._reports = {report.id: report for report in briefing.reports}

    def short(self, cited: Cited) -> str:
        """Return "Brackenford review, November 2019, p 9, para 8.2"."""
        report = self._reports[cited.report_id]
        source = _source(cited, report)
        place = [wording.pages(source), wording.paragraph(source, "para") or self._place(cited, source)]
        return ", ".join(part for part in (self.who(cited), *place) if part)

    def who(self, cited: Cited) -> str:
        """Return whose words a quote is: "Brackenford review, November 2019"."""
        report = self._reports[cited.report_id]
        return f"{capitalised(named(report).removeprefix('the '))}, {published(report)}"

    def full(self, cited: Cited) -> Footnote:
        """Return the whole note on a quote: author, title, authority, date, page, paragraph and heading."""
        return Footnote(citations.note(_source(cited, self._reports[cited.report_id]), with_quote=False))

    def brief(self, cited: Iterable[Cited]) -> Footnote:
        """Return one note that cites all of them shortly."""
        return Footnote((Run(f"{'; '.join(self.short(each) for each in cited)}."),))

    def others(self, point: Point) -> tuple[Footnote, ...]:
        """Return one note on what a point's sentence stands on besides its quotes; none where that is nothing."""
        if not point.also:
            return ()
        said = "; ".join(self.short(each) for each in point.also)
        return (Footnote((Run(f"{'Also' if point.cited else 'On'}: {said}."),)),)

    def _place(self, cited: Cited, source: Source) -> str:
        section = cited.section.rpartition(" > ")[2]
        return f"under ‘{section}’" if section and cited.page is None else wording.unnumbered(source)


def _source(cited: Cited, report: ReportSummary) -> Source:
    where = (cited.page, cited.page_label, cited.paragraph, cited.paragraph_index)
    passage = Passage(
        PassageId(""), cited.report_id, cited.start, cited.end, cited.quote, BlockKind.PARAGRAPH, cited.section, *where
    )
    return Source(1, Hit(1, 1.0, passage, report), cited.quote, cited.start, cited.end, *where)
