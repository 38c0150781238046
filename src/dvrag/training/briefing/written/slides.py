"""A briefing as slides: little on each, the whole quotes and their citations in the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dvrag.exports.document import text_of
from dvrag.exports.slides.deck import Deck, Line, LineKind, Slide
from dvrag.model.learning.briefing import Briefing, Part, Point
from dvrag.model.learning.items import Cited
from dvrag.text.plain import capitalised, date_in_words
from dvrag.text.sentences import sentences
from dvrag.training.briefing.naming import dated, in_sentence_label
from dvrag.training.briefing.quoting import shortened
from dvrag.training.briefing.written.cites import Cites
from dvrag.training.briefing.written.document import SUBJECT, SUPPORT

QUOTE, LONGEST = 240, 460
"""Characters of a quote of several sentences, and of one sentence, on a slide."""
HEADLINE = 64
"""Characters of a quoted sentence that is the title of a slide, at most."""
_VOICES = 2
"""Quotes of a repeated lesson on its slide."""
_MOST = {"recommended": 6, "good": 4}
"""Points of a part on slides; the others stand in the notes of its last."""
_REPORTS = 8
"""Reports on the slide of further reading."""
_A_SLIDE = {"recommended": 2, "good": 2, "discuss": 4}
"""Points on one slide."""


def briefing_slides(briefing: Briefing, created: datetime) -> bytes:
    """Return the PPTX file of a briefing: the same bytes for the same briefing and time."""
    from dvrag.exports.slides.write import to_pptx  # noqa: PLC0415 - heavy

    return to_pptx(deck_of(briefing, created))


def deck_of(briefing: Briefing, created: datetime) -> Deck:
    """Return the slides of a briefing; `created` is the time of the export, with its zone."""
    cites = Cites(briefing)
    slides = [_welcome(briefing)]
    for part in briefing.parts:
        if part.key == "further":
            slides.append(_reading(part, briefing))
        else:
            slides += _repeated(part, cites) if part.key == "again_and_again" else _part(part, cites)
    return Deck(
        title=briefing.title,
        subtitle=f"Quoted from published reviews and inspections, {date_in_words(f'{created:%Y-%m-%d}')}",
        slides=(*_numbered(slides), _last(briefing)),
        created=created,
        notes=_joined((briefing.basis, *briefing.limits)),
        subject=SUBJECT,
    )


def _welcome(briefing: Briefing) -> Slide:
    lines = (Line(briefing.note), Line(briefing.basis), Line(briefing.support[-2]))
    notes = ("Say the content note aloud before the first quote, and where help can be found.", *briefing.support)
    return Slide("Before we begin", lines, _joined(notes))


def _last(briefing: Briefing) -> Slide:
    return Slide(SUPPORT, tuple(map(Line, briefing.support)), _joined(("Keep in mind:", *briefing.limits)))


def _repeated(part: Part, cites: Cites) -> Iterator[Slide]:
    """Yield a slide for each repeated lesson, a short sentence of its first quote as title where there is one."""
    for point in part.points:
        first = sentences(point.cited[0].quote)[0]
        fit = len(first) <= HEADLINE and first[:1].isupper() and "(" not in first
        title = (
            f"“{first}”"
            if fit
            else f"Again and again: {in_sentence_label(point.about)}"
            if point.about
            else part.heading
        )
        lines = [Line(point.text, LineKind.PLAIN)]
        for cited in point.cited[:_VOICES]:
            lines += _quote(cited, cites)
        yield Slide(title, tuple(lines), _notes([point], cites))


def _reading(part: Part, briefing: Briefing) -> Slide:
    """Return the reports that are cited most by their short names; their titles and pages stand in the notes."""
    names = [capitalised(dated(report).removeprefix("the ")) for report in briefing.reports[:_REPORTS]]
    return Slide(part.heading, tuple(map(Line, names)), _joined(point.text for point in part.points))


def _part(part: Part, cites: Cites) -> Iterator[Slide]:
    shown = part.points[: _MOST.get(part.key, len(part.points))]
    rest = part.points[len(shown) :]
    size = _A_SLIDE[part.key]
    groups = [shown[start : start + size] for start in range(0, len(shown), size)]
    for place, points in enumerate(groups, 1):
        more = rest if place == len(groups) else ()
        lines = [line for point in points for line in _lines(point, part, cites)]
        yield Slide(part.heading, tuple(lines), _notes([*points, *more], cites))


def _lines(point: Point, part: Part, cites: Cites) -> Iterable[Line]:
    if part.key == "discuss":
        return [Line(point.text)]
    return [
        Line(point.text.rstrip(":"), LineKind.PLAIN),
        *(line for cited in point.cited for line in _quote(cited, cites)),
    ]


def _quote(cited: Cited, cites: Cites) -> list[Line]:
    short = shortened(cited, QUOTE, LONGEST) or cited
    return [Line(f"“{short.quote}”", LineKind.QUOTE), Line(cites.short(short), LineKind.SOURCE)]


def _notes(points: Sequence[Point], cites: Cites) -> str:
    """Return the speaker's notes: each sentence, its whole quotes with whole citations, what else it stands on."""
    lines = []
    for point in points:
        lines.append(point.text)
        lines += [f"“{cited.quote}” {text_of(cites.full(cited).runs)}" for cited in point.cited]
        lines += [text_of(note.runs) for note in cites.others(point)]
    return _joined(lines)


def _numbered(slides: Sequence[Slide]) -> list[Slide]:
    """Return the slides, those of one title with their number in it, so that each title is its own."""
    titles = [slide.title for slide in slides]
    found = []
    for place, slide in enumerate(slides):
        total, own = titles.count(slide.title), titles[: place + 1].count(slide.title)
        title = f"{slide.title} ({own} of {total})" if total > 1 else slide.title
        found.append(Slide(title, slide.lines, slide.notes))
    return found


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)
