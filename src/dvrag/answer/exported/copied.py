"""An answer as plain text for the clipboard, each sentence with its citation."""

from __future__ import annotations

from dvrag.answer.exported import compared, wording
from dvrag.answer.exported.citations import Letters, Style, author, in_text, letters, note, references
from dvrag.exports.characters import visible
from dvrag.exports.document import text_of
from dvrag.model.answers import Answer, Claim, Disagreement, Source, Status
from dvrag.text.plain import capitalised

LAST = "Quoted from published reports with dvrag. Read a quote in its report before relying on it."
LAST_WRITTEN = "Written from published reports with dvrag. Read a source in its report before relying on a sentence."


def copied(answer: Answer, style: Style) -> str:
    """Return question, sentences with citations, what is disputed or missing, and the references or notes."""
    parts = [answer.question]
    if answer.understood:
        parts.append(f"Understood as “{answer.understood}”")
    if answer.status is not Status.ANSWERED:
        parts.append(capitalised(answer.why))
    told = letters(answer.sources)
    parts += [line for line in (wording.written(answer), answer.note) if line]
    if answer.comparison is not None:
        parts += compared.as_text(answer.comparison, lambda claim: _sentence(claim, answer, style, told))
    parts += [_sentence(claim, answer, style, told) for claim in compared.beside_table(answer)]
    parts += [contrast(item, answer) for item in answer.contrasts]
    parts += [disagreement(item, answer) for item in answer.contradictions]
    if answer.unanswered:
        parts.append(f"The reports say nothing about: {'; '.join(answer.unanswered)}.")
    parts += _list(answer, style, told)
    parts += answer.support
    if answer.sources:
        parts.append(LAST_WRITTEN if wording.is_written(answer) else LAST)
    return visible("\n\n".join(parts))


def disagreement(item: Disagreement, answer: Answer) -> str:
    """Return what reports disagree about, each side with who says so."""
    sides = [f"{side.value}{_said_by(side.n, answer)}" for side in item.values]
    return f"The reports disagree about {item.about}: {'; '.join(sides)}."


def contrast(item: Disagreement, answer: Answer) -> str:
    """Return what differs between the sides of a comparison, each value with who says so."""
    if answer.comparison is None:
        return disagreement(item, answer)
    sides = [f"{said}{_said_by(n, answer)}" for said, n in compared.contrasted(item, answer.comparison)]
    return f"The sides differ on {item.about}: {'; '.join(sides)}."


def _said_by(n: int, answer: Answer) -> str:
    """Return " (who, kind of report, date)" of a source, an empty text where nothing is known."""
    report = next((source.hit.report for source in answer.sources if source.n == n), None)
    who = [author(report) or report.title, wording.kind(report), wording.published(report)] if report else []
    return f" ({', '.join(part for part in who if part)})" if who else ""


def cited(claim: Claim, answer: Answer) -> tuple[Source, ...]:
    """Return the sources of a sentence in its order; none for a total, whose sources are the list under it."""
    if wording.is_total(claim, answer):
        return ()
    sources = {source.n: source for source in answer.sources}
    return tuple(sources[n] for n in claim.citations if n in sources)


def _sentence(claim: Claim, answer: Answer, style: Style, told: Letters) -> str:
    sources = cited(claim, answer)
    marks = ""
    if sources:
        marks = in_text(sources, told) if style is Style.HARVARD else "".join(f"[{source.n}]" for source in sources)
    return " ".join(part for part in (answer.said(claim), marks, wording.doubt(claim)) if part)


def _list(answer: Answer, style: Style, told: Letters) -> list[str]:
    if not answer.sources:
        return []
    if style is Style.HARVARD:
        return ["References", "\n".join(text_of(entry) for entry in references(answer.sources, told))]
    own = {claim.text for claim in answer.claims}
    notes = (f"[{s.n}] {text_of(note(s, with_quote=s.quote not in own))}" for s in answer.sources)
    return ["Notes", "\n".join(notes)]
