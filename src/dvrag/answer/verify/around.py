"""What stands around a cited text: it names the body, the place and the date that the text itself may leave out."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.model.answers import Source
from dvrag.model.documents import Facts, Report
from dvrag.model.results import Hit
from dvrag.model.writing import Stated


def around(hit: Hit) -> str:
    """Return title, date, bodies and headings of a passage, each a sentence of its own; what is not known is left out.

    The whole passage is not part of it: what a sentence cites must carry it.
    """
    return _told(hit.report.title, hit.report.facts, (hit.passage.section, hit.passage.context))


def around_span(report: Report, start: int) -> str:
    """Return the same for the text of a report at an offset."""
    under = [section.path for section in report.sections if section.start <= start < section.end]
    headings = max(under, key=len, default=())
    return _told(report.facts.title.value or report.source, report.facts, (" > ".join(headings),))


def stated(text: str, sources: tuple[Source, ...]) -> Stated:
    """Return a sentence with the quotes that it cites and what stands around each."""
    return Stated(text, tuple(s.quote for s in sources), tuple(around(s.hit) for s in sources))


def _told(title: str, facts: Facts, headings: Sequence[str]) -> str:
    bodies = dict.fromkeys(
        fact.value for fact in (facts.force, facts.area, facts.partnership, facts.publisher) if fact.value
    )
    dates = [f"Published {facts.published.value}"] if facts.published.value else []
    return "\n\n".join(part.strip(" .") + "." for part in (title, *dates, *bodies, *headings) if part.strip())
