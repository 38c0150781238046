"""An answer on the page: sentences with numbered citations, what is missing, where reports disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

import streamlit as st

from dvrag.answer.exported.compared import beside_table
from dvrag.answer.exported.record import facts
from dvrag.answer.exported.wording import is_written
from dvrag.answer.question.safety import SIGNPOSTS
from dvrag.model.answers import Answer, Claim, Comparison, Disagreement, Source, Status
from dvrag.ui import words
from dvrag.ui.ask import comparison, counted, source_cards, written
from dvrag.ui.ask.opinion import show_opinion
from dvrag.ui.ask.take_along import show_take_along
from dvrag.ui.markup import Markup, Tone, bullets, dotted, element, escaped, joined, notice, show
from dvrag.ui.session import Asked


def show_answer(asked: Asked, follow_up: Callable[[], None] | None = None) -> int | None:
    """Show an answer; return the number of the source that the reader has just asked to see, if any.

    `follow_up` shows the box for a follow-up, at the end of the sentences and what belongs to them.
    """
    ask_on = follow_up or _nothing
    answer = asked.answer
    if answer.status is Status.DECLINED:
        _declined(answer)
        return None
    if answer.status is Status.NOT_FOUND:
        _not_found(asked)
        ask_on()
        return None
    if answer.count is not None:
        opened = _counted(asked)
        ask_on()
        return opened
    if answer.comparison is not None:
        return _compared(asked, answer.comparison, ask_on)
    return _answered(asked, ask_on)


def _nothing() -> None:
    """Show no box: the answer stands in no conversation."""


def _answered(asked: Asked, ask_on: Callable[[], None]) -> int | None:
    answer = asked.answer
    left, right = st.columns([11, 9], gap="large")
    with left:
        _heading(asked)
        opened = _claims(answer)
        _below(asked)
        ask_on()
    with right:
        return source_cards.show_sources(answer.sources, "Sources") or opened


def _compared(asked: Asked, compared: Comparison, ask_on: Callable[[], None]) -> int | None:
    """Show a table over the whole width, what stands beside it below, with the sources."""
    _heading(asked)
    opened = comparison.show_comparison(asked.answer, compared, "comparison")
    if asked.answer.contrasts:
        show(comparison.contrasts(asked.answer.contrasts, compared))
    left, right = st.columns([11, 9], gap="large")
    with left:
        opened = _claims(asked.answer) or opened
        _below(asked)
        ask_on()
    with right:
        return source_cards.show_sources(asked.answer.sources, "Sources") or opened


def _below(asked: Asked) -> None:
    """Show what follows the sentences: what was left out, disputed or missing, and what can be done."""
    written.show_dropped(asked.answer)
    for disagreement in asked.answer.contradictions:
        _disagreement(disagreement, asked.answer)
    _missing(asked.answer)
    _then(asked)


def show_sentences(answer: Answer, prefix: str) -> Source | None:
    """Show an earlier answer's sentences alone; return the source that was pressed. `prefix`: of names on the page."""
    show(*_understood(answer), *_line(words.verdicts(answer)))
    opened = None
    if answer.comparison is not None:
        opened = comparison.show_comparison(answer, answer.comparison, f"{prefix}comparison")
    claims = answer.claims[:1] if answer.count is not None else beside_table(answer)
    for number, claim in enumerate(claims):
        opened = _claim(number, claim, answer, prefix) or opened
    return next((source for source in answer.sources if source.n == opened), None)


def _counted(asked: Asked) -> int | None:
    """Show a counted answer over the whole width: its quotes are its sources."""
    _heading(asked, counted.title(asked.answer))
    opened = counted.show_counted(asked.answer)
    _then(asked)
    return opened


def _then(asked: Asked) -> None:
    """Show what can be done with an answer, and how it was made."""
    show_take_along(asked)
    show_opinion(asked)
    _record(asked)


def _heading(asked: Asked, title: str = "Answer") -> None:
    answer = asked.answer
    said = f"{words.confidence(answer.confidence)} {words.verdicts(answer)}"
    parts = [element("h2", escaped(title)), element("p", escaped(said), "dv-soft", "status")]
    parts += _understood(answer)
    if asked.filters:
        parts.append(element("p", escaped(f"Searched only: {words.filters(asked.filters)}."), "dv-soft"))
    show(*parts)
    written.show_notes(answer)


def _line(text: str) -> list[Markup]:
    return [element("p", escaped(text), "dv-soft")] if text else []


def _understood(answer: Answer) -> list[Markup]:
    return [element("p", escaped(f"Understood as “{answer.understood}”"))] if answer.understood else []


def _claims(answer: Answer) -> int | None:
    """Show the sentences; return the citation that was pressed. Quotes are grouped by the report they come from."""
    sources = {source.n: source for source in answer.sources}
    opened = None
    numbered = list(enumerate(beside_table(answer)))
    if is_written(answer):
        return next(filter(None, [_claim(number, claim, answer) for number, claim in numbered]), None)
    for report, group in groupby(numbered, key=lambda item: _report_of(item[1], sources)):
        if report is not None:
            show(_origin(report))
        for number, claim in group:
            opened = _claim(number, claim, answer) or opened
    return opened


def _report_of(claim: Claim, sources: Mapping[int, Source]) -> Source | None:
    """Return the first source of a sentence's report, as what sentences are grouped by; None where it has several."""
    reports = {sources[n].hit.report.id for n in claim.citations if n in sources}
    if len(reports) != 1:
        return None
    return next(source for source in sources.values() if source.hit.report.id in reports)


def _origin(source: Source) -> Markup:
    report = source.hit.report
    line = dotted(words.family(report.family), words.publication(report))
    return joined((element("h3", escaped(report.title)), element("p", line, "dv-soft")))


def _claim(number: int, claim: Claim, answer: Answer, prefix: str = "") -> int | None:
    opened = None
    known = {source.n for source in answer.sources}
    with st.container(key=f"claim-{prefix}{number}", horizontal=True, gap=None):
        show(element("p", escaped(answer.said(claim))), inline=True)
        for n in claim.citations:
            if n in known and st.button(f"[{n}]", key=f"cite-{prefix}{number}-{n}", type="tertiary"):
                opened = n
        doubt = words.doubt(claim)
        if doubt:
            show(element("p", element("em", escaped(f" {doubt}"))), inline=True)
    return opened


def _disagreement(disagreement: Disagreement, answer: Answer) -> None:
    sources = {source.n: source for source in answer.sources}
    lines = []
    for side in disagreement.values:
        source = sources.get(side.n)
        told = f"{side.value}: source {side.n}"
        if source is not None:
            report = source.hit.report
            told += f", {report.title} ({report.authority}, {words.publication(report)})"
        lines.append(told)
    show(notice(Tone.CAUTION, f"The reports disagree about {disagreement.about}", bullets(lines)))


def _missing(answer: Answer) -> None:
    if answer.missing:
        show(notice(Tone.INFO, "These reports say nothing about", bullets(answer.missing)))


def _not_found(asked: Asked) -> None:
    answer = asked.answer
    parts = _understood(answer)
    if answer.unanswered:
        parts.append(element("p", escaped(f"Nothing was found about: {'; '.join(answer.unanswered)}.")))
    parts.append(element("p", escaped("What you can do:")))
    parts.append(bullets(_next_steps(asked)))
    why = notice(Tone.INFO, words.sentence(answer.why), joined(parts))
    title = "No answer in these reports" if answer.count is None else "None in the register"
    show(element("h2", escaped(title)), why)
    written.show_notes(answer)
    written.show_dropped(answer)
    _then(asked)


def _next_steps(asked: Asked) -> list[str]:
    steps = ["Ask in other words, with the terms a report would use.", "Ask about one thing at a time."]
    if asked.filters:
        steps.insert(0, f"Search all reports: this search was limited to {words.filters(asked.filters)}.")
    steps.append("Look in the Library page whether it holds reports about that area, force or year.")
    return steps


def _declined(answer: Answer) -> None:
    lines = answer.support or SIGNPOSTS
    content = joined((element("p", escaped(answer.why)), bullets(lines)))
    show(element("h2", escaped("dvrag cannot answer this")), notice(Tone.HELP, "Where to get help", content))


def _record(asked: Asked) -> None:
    """Show how the answer was made, so that it can be disclosed and challenged."""
    took = sum_ms(asked.answer) / 1000
    said = f"{took:.1f} seconds" if took >= 0.1 else "less than 0.1 seconds"
    rows = [*facts(asked.answer, asked.filters), *([("Time taken", said)] if took else [])]
    with st.expander("How this answer was made"):
        show(source_cards.facts_table(rows))


def sum_ms(answer: Answer) -> float:
    """Return the milliseconds that an answer took: its total where it states one, else the sum of its steps."""
    return answer.timings_ms.get("total", sum(answer.timings_ms.values()))
