"""What stands around a cited text: it names the body, the place and the date that the text itself may leave out."""

from __future__ import annotations

from dvrag.model.answers import Source
from dvrag.model.results import Hit
from dvrag.model.writing import Stated


def around(hit: Hit) -> str:
    """Return title, date, bodies and headings of a passage, each a sentence of its own; what is not known is left out.

    The whole passage is not part of it: what a sentence cites must carry it.
    """
    facts, passage = hit.report.facts, hit.passage
    bodies = dict.fromkeys(
        fact.value for fact in (facts.force, facts.area, facts.partnership, facts.publisher) if fact.value
    )
    dates = [f"Published {facts.published.value}"] if facts.published.value else []
    headings = [part for part in (passage.section, passage.context) if part]
    return "\n\n".join(
        part.strip(" .") + "." for part in (hit.report.title, *dates, *bodies, *headings) if part.strip()
    )


def stated(text: str, sources: tuple[Source, ...]) -> Stated:
    """Return a sentence with the quotes that it cites and what stands around each."""
    return Stated(text, tuple(s.quote for s in sources), tuple(around(s.hit) for s in sources))
