"""Which order or power could have been used: where a report says that one was not sought, or should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.documents import BlockKind, Report
from dvrag.model.learning.items import Item
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans
from dvrag.training.desk import desk_of
from dvrag.training.items.build import About, Asking, choice
from dvrag.training.material import Material, cited_at
from dvrag.training.terms.catalogue import Found, found_in
from dvrag.training.terms.gaps import MOST, wrong_terms
from dvrag.training.terms.leaning import too_much

PATTERN = "order"
_GROUPS = frozenset({"orders", "schemes", "laws"})
_NO = re.compile(r"\b(?:no|neither a|never an?)\s+$", re.IGNORECASE)
_UNUSED = re.compile(
    r"^ (?:was|had been|were) (?:ever )?(sought|considered|applied for|made|used|issued|requested|asked for"
    r"|discussed)\b"
)
_NOT = re.compile(
    r"^ (?:was|were|had been) not (?:ever )?(sought|considered|applied for|made|used|issued|requested|discussed)\b"
)
_NEVER = re.compile(
    r"(?:\b(?:did not|didn[’']t|never|nobody|no one|no (?:agency|officer|supervisor|worker|force|service))"
    r"(?: ever)? (consider|seek|apply for|use|discuss|request|issue)(?:ed|d)?|\b(?:nobody|no one|no \w+) (sought))"
    r" (?:the use of )?an?\s+$",
    re.IGNORECASE,
)
_DONE = {
    "consider": "considered",
    "seek": "sought",
    "sought": "sought",
    "apply for": "applied for",
    "use": "used",
    "discuss": "discussed",
    "request": "requested",
    "issue": "issued",
}
_COULD = re.compile(
    r"^ (?:could|might|should) (?:also )?have been (sought|considered|applied for|made|used|issued|requested)\b"
)
_MADE = re.compile(r"^ (?:\([A-Z]+\) )?(?:was|were) (made|granted|given|issued|obtained)\b")
_GRANTED = re.compile(
    r"\b(?:magistrates|court|judge|police|officers|force) (made|granted|gave|issued|obtained) an?\s+$"
)
_SUBJECT = re.compile(r"\bmade (?:the )?subject (?:to|of) an?\s+$")
_APPLY = re.compile(
    r"\b(?:whether to|should|must|to) (apply for|seek|consider|use|consider using|ask for|consider applying for)"
    r" an?\s+$"
)
_ASKS = re.compile(r"\b(?:should|must|needs? to|recommends?)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    """An order that a sentence at `[start, end)` of the report names, and the question that this answers."""

    found: Found
    start: int
    end: int
    question: str


def which_order(material: Material) -> Iterator[Item]:
    """Yield, where a report says that an order was not sought or should be considered, the question which one."""
    names = desk_of(material).names
    for identity, summary in material.reports.items():
        report = material.report(identity)
        for named in _named(report):
            item = _item(named, material, names[identity], (report, summary))
            if item:
                yield item


def _named(report: Report) -> Iterator[_Named]:
    seen: set[tuple[str, str]] = set()
    for block in report.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        for first, last in sentence_spans(report.text[block.start : block.end]):
            start, end = block.start + first, block.start + last
            sentence = report.text[start:end]
            for found in found_in(sentence):
                question = _question(sentence, found) if found.term.group in _GROUPS else ""
                if question and (found.term.family, question) not in seen and not too_much(sentence):
                    seen.add((found.term.family, question))
                    yield _Named(found, start, end, question)


def _question(sentence: str, found: Found) -> str:
    """Return what can be asked of a sentence that names an order, with a place for the report; "" where nothing."""
    before, behind = sentence[: found.start], sentence[found.end :]
    unused = _UNUSED.match(behind) if _NO.search(before) else _NOT.match(behind)
    if unused:
        return f"Which order or power does {{}} say was not {unused[1]}?"
    never = _NEVER.search(before)
    if never:
        return f"Which order or power does {{}} say was not {_DONE[(never[1] or never[2]).lower()]}?"
    could = _COULD.match(behind)
    if could:
        return f"Which order or power does {{}} say could have been {could[1]}?"
    if _APPLY.search(before) and _ASKS.search(before):
        return "Which order or power does {} say that agencies should consider?"
    return _made(before, behind)


def _made(before: str, behind: str) -> str:
    """Return the question which order was made; "" where none was."""
    if _NO.search(before):
        return ""
    made = _MADE.match(behind) or _GRANTED.search(before)
    if made:
        done = {"gave": "given"}.get(made[1], made[1])
        return f"Which order or power does {{}} say was {done}?"
    return "Which order does {} say that a person was made subject to?" if _SUBJECT.search(before) else ""


def _item(named: _Named, material: Material, name: str, source: tuple[Report, ReportSummary]) -> Item | None:
    report, summary = source
    term = named.found.term
    # No order that the report speaks of anywhere: it may say the same of it.
    wrong = wrong_terms(term, report.text, f"{report.id}{named.start}")
    if len(wrong) < MOST:
        return None
    cited = cited_at(report, summary, (named.start, named.end))
    (themes,) = material.themes_of([cited.quote], [cited.section])
    asking = Asking(
        stem=named.question.format(name),
        right=capitalised(term.one),
        wrong=wrong,
        rationale=f"{capitalised(name)} names the {term.one}.",
    )
    return choice(About(PATTERN, themes, (), term.one), asking, cited)
