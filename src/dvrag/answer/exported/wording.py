"""Plain words for dates, places in a report, kinds of reports and restrictions, as citations print them."""

from __future__ import annotations

from collections.abc import Iterable

from dvrag.model.answers import Answer, Claim, Source, Verdict
from dvrag.model.documents import Authority, BlockKind, Family
from dvrag.model.results import Filters, ReportSummary
from dvrag.model.writing import WriterFacts
from dvrag.text.plain import counted, date_in_words, named_or_numbered, ordinal

NO_DATE = "date not stated"
_OTHER_PLACES = {BlockKind.HEADING: "in a heading", BlockKind.FOOTNOTE: "in a footnote"}
NOTHING_SAID = "The reports do not say."
"""In a cell of a comparison that holds no sentence."""
_DOUBTS = {
    Verdict.SUPPORTED: "",
    Verdict.PARTLY: "(only partly supported by its source)",
    Verdict.UNSUPPORTED: "(not supported by its source)",
}


def published(report: ReportSummary) -> str:
    """Return when a report was published, in words, or that it does not say."""
    stated = report.facts.published.value
    return date_in_words(stated) if stated else NO_DATE


def printed_page(source: Source) -> str:
    """Return the page as printed ("iii"), else its number in the file, else an empty text."""
    return source.page_label or (str(source.page) if source.page is not None else "")


def pages(source: Source) -> str:
    """Return "p 7 (PDF p 9)", "p 9" where both are the same, an empty text where there are no pages."""
    printed = printed_page(source)
    if source.page is None or printed == str(source.page):
        return f"p {printed}" if printed else ""
    where = "PDF p" if source.hit.report.format == "pdf" else "page of the file"
    return f"p {printed} ({where} {source.page})"


def paragraph(source: Source, short: str) -> str:
    """Return the paragraph as printed: `short` before a number ("para 5.14"), nothing before a name; else nothing."""
    number = source.paragraph
    if not number:
        return ""
    return named_or_numbered(number, short)


def unnumbered(source: Source) -> str:
    """Return "3rd paragraph of its section", "in a heading", or an empty text."""
    if source.paragraph_index > 0:
        return f"{ordinal(source.paragraph_index)} paragraph of its section"
    return _OTHER_PLACES.get(source.hit.passage.kind, "")


def kind(report: ReportSummary) -> str:
    """Return "DHR overview report, statutory review": what is known of the two."""
    family = "" if report.family is Family.OTHER else report.family.label
    authority = "" if report.authority is Authority.UNKNOWN else report.authority.value
    same = authority.casefold() in family.casefold()
    return ", ".join(part for part in (family, "" if same else authority) if part)


def filters(chosen: Filters) -> str:
    """Return the restrictions in words, empty where there are none."""
    parts = (
        ("kind of report", tuple(Family(name).label for name in chosen.family)),
        ("area or force", chosen.area),
        ("publisher", chosen.publisher),
        ("year of publication", _years(chosen.year)),
        ("report", chosen.report),
        ("theme", tuple(name.replace("_", " ") for name in chosen.theme)),
    )
    return "; ".join(f"{name}: {' or '.join(values)}" for name, values in parts if values)


def _years(years: Iterable[int]) -> tuple[str, ...]:
    """Return years in order, those that follow one another as "2015 to 2020"."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return tuple(str(first) if first == last else f"{first} to {last}" for first, last in spans)


def is_total(claim: Claim, answer: Answer) -> bool:
    """Return whether a sentence says what was counted: the list under it is what it stands on."""
    return answer.count is not None and not answer.quotes(claim)


def total(answer: Answer) -> str:
    """Return the number of a counted answer with the thing counted ("44 recommendations"), else an empty text."""
    if answer.count is None:
        return ""
    return answer.count.said or f"{answer.count.n:,} in the register"


def doubt(claim: Claim) -> str:
    """Return what to say after a sentence that its source does not fully support."""
    said = _DOUBTS[claim.verdict]
    return f"{said.removesuffix(')')}: {claim.why.rstrip('.')})" if said and claim.why else said


def is_written(answer: Answer) -> bool:
    """Return whether the sentences are a language model's: it wrote, and the answer did not fall back to quotes."""
    return answer.draft is not None and not answer.note


def written(answer: Answer) -> str:
    """Return which language model wrote and what was checked of it; an empty text where no model's words stand."""
    if answer.draft is None or answer.note or not answer.claims:
        return ""
    return f"Written by a language model ({answer.draft.model}). Every sentence was checked: {verdicts(answer)}."


def verdicts(answer: Answer) -> str:
    """Return "3 supported by what they cite, 1 only in part, 2 left out": those that occur."""
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in answer.claims)
    partly = sum(claim.verdict is Verdict.PARTLY for claim in answer.claims)
    parts = (
        f"{supported:,} supported by what {'it cites' if supported == 1 else 'they cite'}" if supported else "",
        f"{partly:,} only in part" if partly else "",
        f"{len(answer.dropped):,} left out" if answer.dropped else "",
    )
    return ", ".join(part for part in parts if part) or "none was left"


def sent(answer: Answer) -> str:
    """Return that text left this machine for the answer; an empty text where none did."""
    if answer.draft is None or not answer.draft.hosted:
        return ""
    passages = counted(len(answer.draft.passages), "passage")
    return f"The question and {passages} were sent to {answer.draft.model}, which does not run on this machine."


def sends(writer: WriterFacts) -> str:
    """Return what is sent away when a question is asked; an empty text where the model runs on this machine."""
    if not writer.hosted:
        return ""
    return (
        f"The passages found and your question are sent to {writer.name} ({writer.address}), "
        "which does not run on this machine."
    )


def left_out(claim: Claim) -> str:
    """Return why a sentence does not stand in the answer."""
    return claim.why or "The passages that it cites do not carry it."
