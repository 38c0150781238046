"""An answer as a document: sentences with footnotes, what is disputed or missing, reports cited, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from dvrag.answer.exported import compared, wording
from dvrag.answer.exported.citations import letters, note, references
from dvrag.answer.exported.copied import cited, contrast, disagreement
from dvrag.answer.exported.record import record
from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.errors import UsageError
from dvrag.exports.document import Block, Bullets, Document, Footnote, Heading, Paragraph, Quote, Run, Runs, plain
from dvrag.model.answers import Answer, Claim, Status
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, ReportSummary
from dvrag.text.plain import capitalised, date_in_words

TITLE = 150
"""Characters of a question that is a title; of a longer one the title holds the beginning."""
CONTENT_NOTE = "Content note: reviews and inspections write about abuse and deaths, and are quoted here."


def exported(answer: Answer, filters: Filters, when: datetime) -> Document:
    """Return the answer as a document. `when` is the time of the export, with its zone.

    Raises UsageError for a question that was declined: help is shown for it and nothing is kept.
    """
    if answer.status is Status.DECLINED:
        raise UsageError("A question that was declined cannot be saved.", hint="Please use the help that is shown.")
    answered = answer.status is Status.ANSWERED
    blocks = (
        *_opening(answer, filters, when),
        *(_answer(answer) if answered else _no_answer(answer)),
        *_disagreements(answer),
        *(_missing(answer) if answered else ()),
        *_reports(answer),
        *record(answer, filters, when),
        *_help(),
    )
    how = "written by a language model and checked against" if wording.is_written(answer) else "quoted from"
    subject = f"An answer {how} published reports, with its sources"
    return Document(_title(answer.question), blocks, when, subject)


def _title(question: str) -> str:
    flat = " ".join(question.split())
    return flat if len(flat) <= TITLE else f"{flat[:TITLE].rpartition(' ')[0] or flat[:TITLE]} …"


def _opening(answer: Answer, filters: Filters, when: datetime) -> Iterator[Block]:
    if _title(answer.question) != " ".join(answer.question.split()):
        yield Paragraph((Run("Question: ", bold=True), Run(answer.question)))
    if answer.understood:
        yield Paragraph((Run("Understood as: ", bold=True), Run(answer.understood)))
    searched = wording.filters(filters)
    made = f"Saved with dvrag on {date_in_words(f'{when:%Y-%m-%d}')}."
    yield Paragraph(
        plain(f"{made} Searched only: {searched}." if searched else f"{made} All reports of the library were searched.")
    )
    if answer.sources:
        yield Paragraph(plain(CONTENT_NOTE))


def _answer(answer: Answer) -> Iterator[Block]:
    yield Heading(capitalised(wording.total(answer)) or "Answer")
    for line in (wording.written(answer), wording.sent(answer), answer.note):
        if line:
            yield Paragraph((Run(line, italic=True),))
    if answer.comparison is not None:
        yield compared.table(answer.comparison, lambda claim: _sentence(claim, answer))
    if wording.is_written(answer):
        yield from (_claim(claim, answer) for claim in compared.beside_table(answer))
        return
    for report, claims in groupby(compared.beside_table(answer), key=lambda claim: _only_report(claim, answer)):
        if report is not None:
            yield Heading(_report(report, answer).title, 2)
        yield from (_claim(claim, answer) for claim in claims)


def _only_report(claim: Claim, answer: Answer) -> ReportId | None:
    """Return the report of a sentence, None where it has several or none."""
    found = {source.hit.report.id for source in cited(claim, answer)}
    return found.pop() if len(found) == 1 else None


def _report(identity: ReportId, answer: Answer) -> ReportSummary:
    return next(source.hit.report for source in answer.sources if source.hit.report.id == identity)


def _claim(claim: Claim, answer: Answer) -> Block:
    runs = _sentence(claim, answer)
    return Quote(runs) if answer.quotes(claim) else Paragraph(runs)


def _sentence(claim: Claim, answer: Answer) -> Runs:
    sources = cited(claim, answer)
    notes = tuple(Footnote(note(s, with_quote=s.quote != claim.text)) for s in sources)
    runs: Runs = (Run(answer.said(claim), notes=notes),)
    doubt = wording.doubt(claim)
    return (*runs, Run(f" {doubt}", italic=True)) if doubt else runs


def _no_answer(answer: Answer) -> Iterator[Block]:
    yield Heading("No answer in these reports" if answer.count is None else "None in the register")
    yield Paragraph(plain(capitalised(answer.why)))
    if answer.unanswered:
        yield Paragraph(plain("Nothing was found about:"))
        yield _bullets(answer.unanswered)


def _disagreements(answer: Answer) -> Iterator[Block]:
    if answer.contrasts:
        yield Heading(compared.DIFFER)
        yield _bullets([contrast(item, answer) for item in answer.contrasts])
    if answer.contradictions:
        yield Heading("Where the reports disagree")
        yield _bullets([disagreement(item, answer) for item in answer.contradictions])


def _missing(answer: Answer) -> Iterator[Block]:
    if answer.unanswered:
        yield Heading("What these reports say nothing about")
        yield _bullets(answer.unanswered)


def _reports(answer: Answer) -> Iterator[Block]:
    if answer.sources:
        yield Heading("Reports cited")
        yield Bullets(references(answer.sources, letters(answer.sources)))


def _help() -> Iterator[Block]:
    yield Heading("Limits, and where to find help")
    yield Paragraph(plain(LIMITS))
    yield Paragraph(plain("It can miss a passage. Read a quote in its report before relying on it."))
    yield _bullets(SIGNPOSTS)


def _bullets(lines: Sequence[str]) -> Bullets:
    return Bullets(tuple(plain(line) for line in lines))
