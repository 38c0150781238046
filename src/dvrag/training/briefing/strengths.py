"""Paragraphs of reports and guidance that say how a thing is done well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dvrag.model.documents import Block, BlockKind, Family, Report
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.training.briefing.balance import weight
from dvrag.training.briefing.quoting import is_plain, shortened
from dvrag.training.briefing.scope import Scope, Sizes, names_agency
from dvrag.training.material import cited_at

MOST_REPORTS = 60
"""Reports that are read for it: guidance first, then those with most weight, then the newest."""
_BEGINNING = 60
"""Characters in which a paragraph names what it is about."""
SHORTEST = 60
"""Characters of a paragraph that says enough."""

_PRAISE = re.compile(
    r"\bgood practice (?:was|is) (?:also )?(?:found|seen|identified|shown|noted|evident|evidenced|demonstrated)\b|"
    r"\b(?:example|instance|evidence)s? of (?:good|effective|excellent) practice\b|"
    r"\b(?:is|was) (?:an )?(?:excellent|exemplary|commendable)\b|\bto be commended\b|\b(?:panel|review) commends?\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:areas of |examples of )?good practice|key strengths|strengths|"
    r"what works(?: well)?|what is working well|notable practice|effective practice)\W*$",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"\b(?:helpline|999|0808|published|version|approved|abbreviat\w+|appendix|this guid\w+|this page)\b|https?:",
    re.IGNORECASE,
)
"""Guidance that speaks of itself or lists contacts."""
_STEP = re.compile(
    r"(?:^|[.!?] )(?:[A-Z][a-z]+: )?(?:ask|arrange|speak|see|record|check|tell|say|send|confirm|mark|assess|refer|give|"
    r"offer|read|"
    r"treat|find|keep|agree|make|use|write|take|listen|look|share|consider|advise|do not|don’t|never|always)\b|"
    r"\b(?:should|must|need to|needs to)\b",
    re.IGNORECASE,
)
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Strength:
    """A paragraph that says how a thing is done well. `near`: it begins with the agency that is asked for."""

    report: ReportSummary
    cited: Cited
    guidance: bool
    near: bool = True


def strengths(scope: Scope, sizes: Sizes) -> tuple[Strength, ...]:
    """Return the strengths and steps of guidance in a scope's reports that speak of its theme, in order of report.

    Without a theme, and with an agency, they name the agency's kind.
    """
    found = [each for report in _read(scope) for each in _of(report, scope, sizes)]
    wanted = set(scope.request.theme)
    if not wanted and scope.request.agency:
        return tuple(replace(each, near=_begins(each, scope)) for each in found if _names(each.cited.quote, scope))
    if not wanted:
        return tuple(found)
    themes = scope.material.themes_of([each.cited.quote for each in found], [each.cited.section for each in found])
    return tuple(each for each, names in zip(found, themes, strict=True) if wanted & set(names))


def _read(scope: Scope) -> list[ReportSummary]:
    unread = frozenset({Family.NEWS, Family.OPINION, Family.LIBRARY_SUMMARY, Family.DHR_SUMMARY, Family.ACTION_PLAN})
    fit = [report for report in scope.reports if report.family not in unread]
    fit.sort(key=lambda r: (r.facts.published.value or "", r.source), reverse=True)
    fit.sort(key=lambda r: (r.family is not Family.GUIDANCE, weight(r)))
    return fit[:MOST_REPORTS]


def _of(summary: ReportSummary, scope: Scope, sizes: Sizes) -> Iterable[Strength]:
    report = scope.material.report(summary.id)
    guidance = summary.family is Family.GUIDANCE
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if (
            block.kind not in _KINDS
            or len(text) < SHORTEST
            or not is_plain(text)
            or not _says_how(report, block, text, guidance=guidance)
        ):
            continue
        cited = shortened(cited_at(report, summary, (block.start, block.end)), sizes.quote, sizes.longest)
        if cited and _stands_alone(cited.quote):
            yield Strength(summary, cited, guidance)


def _says_how(report: Report, block: Block, text: str, *, guidance: bool) -> bool:
    path = report.sections[block.section].path
    if guidance:
        return bool(path) and not _UNFIT.search(text) and _STEP.search(text) is not None
    return any(_HEADING.match(title) for title in path) or _PRAISE.search(text) is not None


def _stands_alone(quote: str) -> bool:
    return quote.endswith((".", "!", "?", ".”")) and quote[:1].isupper()


def _names(text: str, scope: Scope) -> bool:
    return names_agency(text, scope.request.agency, scope.classes)


def _begins(each: Strength, scope: Scope) -> bool:
    return _names(each.cited.quote[:_BEGINNING], scope)
