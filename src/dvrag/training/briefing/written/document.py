"""A briefing as a document: headings, points, quotes with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from dvrag.exports.document import Block, Bullets, Document, Heading, Paragraph, Quote, Run, Runs, plain
from dvrag.model.learning.briefing import Briefing, Length, Part, Point
from dvrag.model.learning.items import Cited
from dvrag.text.plain import date_in_words
from dvrag.training.briefing.written.cites import Cites

SUBJECT = "A briefing quoted from published reviews and inspections"
SUPPORT = "Support"
_UNNAMED = frozenset({"again_and_again", "discuss"})


def briefing_document(briefing: Briefing, created: datetime) -> Document:
    """Return the document of a briefing; `created` is the time of the export, with its zone.

    One page holds a bullet for each point and short footnotes; a session sets each quote apart with a full one.
    """
    page = briefing.request.length is Length.PAGE
    blocks = tuple(_page(briefing) if page else _session(briefing, created))
    return Document(briefing.title, blocks, created, SUBJECT, dense=page)


def _page(briefing: Briefing) -> Iterator[Block]:
    cites = Cites(briefing)
    yield Paragraph((Run(f"{briefing.note} ", italic=True), Run(briefing.basis)))
    for part in briefing.parts:
        yield Heading(part.heading)
        yield Bullets(tuple(_bullet(point, part, cites) for point in part.points))
    yield Heading("Limits and support")
    yield Paragraph(plain(" ".join(briefing.limits)))
    yield Paragraph(plain(" ".join(map(_kept_together, briefing.support))))


def _bullet(point: Point, part: Part, cites: Cites) -> Runs:
    """Return a point in one go: its sentence, its quote, one short note on all that it stands on."""
    cited = (*point.cited, *point.also)
    note = (cites.brief(cited),) if cited else ()
    quotes = " ".join(f"“{each.quote}”{_whose(each, part, cites)}" for each in point.cited)
    text = " ".join(part for part in (point.text, quotes) if part)
    return (Run(text, notes=note),)


def _session(briefing: Briefing, created: datetime) -> Iterator[Block]:
    cites = Cites(briefing)
    yield Paragraph((Run(briefing.note, italic=True),))
    yield Paragraph(plain(f"{briefing.basis} Saved with dvrag on {date_in_words(f'{created:%Y-%m-%d}')}."))
    for part in briefing.parts:
        yield Heading(part.heading)
        yield Paragraph(plain(part.lead))
        yield from _points(part, cites)
    if briefing.limits:
        yield Heading("What this briefing does not say")
        yield Bullets(tuple(plain(line) for line in briefing.limits))
    yield Heading(SUPPORT)
    yield Bullets(tuple(plain(_kept_together(line)) for line in briefing.support))


def _kept_together(line: str) -> str:
    """Return a line whose telephone numbers stay on one line."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", line)


def _points(part: Part, cites: Cites) -> Iterator[Block]:
    if not any(point.cited for point in part.points):
        yield Bullets(tuple((Run(point.text, notes=cites.others(point)),) for point in part.points))
        return
    for point in part.points:
        yield Paragraph((Run(point.text, bold=True, notes=cites.others(point)),))
        yield from (Quote(_quote(cited, part, cites)) for cited in point.cited)


def _quote(cited: Cited, part: Part, cites: Cites) -> Runs:
    return (Run(f"“{cited.quote}”{_whose(cited, part, cites)}", notes=(cites.full(cited),)),)


def _whose(cited: Cited, part: Part, cites: Cites) -> str:
    """Return " (Brackenford review, November 2019)" in the parts whose sentences do not say whose words follow."""
    return f" ({cites.who(cited)})" if part.key in _UNNAMED else ""
