"""Names in a question: the places, forces, people and bodies that an answer must be about.

A question about Cornwall must not be answered from a report on Kent. A word counts as a name when the library's
reports are filed under it (area, force, partnership), when it is a known place, when it is written with a
capital and the library does not know it, or when the library itself nearly always writes it with a capital and only
few reports hold it (a pseudonym, a service).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from dvrag.answer.corpus import Corpus
from dvrag.answer.question.parse import Question, Word
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.text.acronyms import listed_senses
from dvrag.text.places import places
from dvrag.text.stems import words
from dvrag.text.terms import STOP_WORDS

GENERIC = frozenset(
    """police constabulary force forces community safety partnership partnerships council county borough city district
    metropolitan unitary royal london town domestic homicide abuse violence related death review reviews overview report
    reports executive summary inspection inspections joint area areas targeted peel action plan national home office
    government service services review board trust nhs foundation hospital hospitals health integrated care
    clinical commissioning group commissioner crime inspectorate his her majesty's majestys constabularies fire rescue
    ofsted cqc hmicfrs hmic children's children child adult adults local authority authorities safeguarding letter
    recommendation recommendations chapter section appendix annex act law code part paragraph page table figure
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday english british uk england mr mrs ms dr""".split()
)
"""Words of bodies and documents that name nothing alone."""

_SAMPLE = 60
"""Passages looked at for the way in which a word is written."""
_SMALL_WORDS = frozenset({"of", "and", "upon", "on", "the", "under", "in"})
_ARTICLES = frozenset({"the", "a", "an", "and", "of", "for", "in", "on", "to"})
_FEW_REPORTS = 4
_COMMON_SHARE = 0.6
_CAPITAL_SHARE = 0.9
_PLACE_SHARE, _PERSON_SHARE = 0.3, 0.15
"""Share of a report's passages that hold a name from which the report is about it."""


class NameKind(StrEnum):
    """Why a word counts as a name."""

    FILED = "filed"
    PLACE = "place"
    UNKNOWN = "unknown"
    CONCENTRATED = "concentrated"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `[start, end)` of the question; `about`: the reports that are about it; `held`: those that hold it."""

    text: str
    start: int
    end: int
    kind: NameKind
    about: frozenset[ReportId]
    held: frozenset[ReportId]


def core(value: str) -> str:
    """Return a body's or area's own name in lower case ("Brackenford Community Safety Partnership" → "brackenford")."""
    kept = [word for word in words(value.lower()) if word not in GENERIC and word not in {"the", "for"}]
    while kept and kept[-1] in _ARTICLES:
        kept.pop()
    while kept and kept[0] in _ARTICLES:
        kept.pop(0)
    return " ".join(kept)


def filed_under(reports: tuple[ReportSummary, ...]) -> dict[str, frozenset[ReportId]]:
    """Return core names of areas, forces and partnerships with the reports filed under each."""
    found: dict[str, set[ReportId]] = {}
    for report in reports:
        for fact in (report.facts.area, report.facts.force, report.facts.partnership):
            name = core(fact.value or "")
            if len(name) > 2:
                found.setdefault(name, set()).add(report.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def names_in(question: Question, corpus: Corpus) -> tuple[Name, ...]:
    """Return the names of a question in order, without overlap."""
    reports = corpus.reports()
    filed = filed_under(reports)
    found = _filed_names(question.text, filed, corpus, reports)
    for start, end in places(question.text):
        if not _overlaps(found, start, end):
            found.append(_place(question.text, (start, end), corpus, reports))
    for start, end in _runs(question, found, corpus):
        found.append(_other_name(question.text, (start, end), corpus, reports))
    return tuple(sorted((n for n in found if n is not None), key=lambda n: n.start))


def _filed_names(
    text: str, filed: dict[str, frozenset[ReportId]], corpus: Corpus, reports: tuple[ReportSummary, ...]
) -> list[Name | None]:
    found: list[Name | None] = []
    for name in sorted(filed, key=len, reverse=True):
        pattern = r"[\s-]+".join(map(re.escape, name.split()))
        for match in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE):
            if not _overlaps(found, *match.span()):
                made = _name(text, match.span(), NameKind.FILED, corpus, reports)
                about = made.about | filed[name]
                found.append(Name(made.text, made.start, made.end, made.kind, about, made.held | about))
    return found


def _name(text: str, span: tuple[int, int], kind: NameKind, corpus: Corpus, reports: tuple[ReportSummary, ...]) -> Name:
    written = text[span[0] : span[1]]
    counts = corpus.mentions(words(written))
    pattern = re.compile(rf"\b{re.escape(written)}\b", re.IGNORECASE)
    titled = {r.id for r in reports if pattern.search(r.facts.title.value or "")}
    sizes = {r.id: max(1, r.passages) for r in reports}
    share = _PERSON_SHARE if kind is NameKind.CONCENTRATED else _PLACE_SHARE
    often = {i for i, n in counts.items() if n >= 3 and n / sizes.get(i, 1) >= share}
    return Name(written, *span, kind, frozenset(titled | often), frozenset(counts) | frozenset(titled))


def _place(text: str, span: tuple[int, int], corpus: Corpus, reports: tuple[ReportSummary, ...]) -> Name:
    """Return a place; only passages that write it with a capital hold it ("in Reading", not "reading the file")."""
    made = _name(text, span, NameKind.PLACE, corpus, reports)
    written = {p.report_id for p in corpus.sample(words(made.text), _SAMPLE) if mentions(p.text, made.text, cased=True)}
    titled = {r.id for r in reports if mentions(r.title, made.text, cased=True)}
    held = frozenset(written | titled)
    return replace(made, about=made.about & held, held=held)


def _other_name(text: str, span: tuple[int, int], corpus: Corpus, reports: tuple[ReportSummary, ...]) -> Name | None:
    made = _name(text, span, NameKind.CONCENTRATED, corpus, reports)
    if not made.held or made.text.isupper():
        return Name(made.text, made.start, made.end, NameKind.UNKNOWN, frozenset(), frozenset())
    counts = corpus.mentions(words(made.text))
    strongest = sum(sorted(counts.values(), reverse=True)[:_FEW_REPORTS])
    if made.about and strongest >= _COMMON_SHARE * sum(counts.values()):
        return made
    return None


def _runs(question: Question, taken: list[Name | None], corpus: Corpus) -> list[tuple[int, int]]:
    """Return the spans of neighbouring name-like words that are not taken yet."""
    spans: list[tuple[int, int]] = []
    for word in question.words:
        if _overlaps(taken, word.start, word.end) or not _name_like(word, question, corpus):
            continue
        end = word.start + len(_own(word.text))
        if spans and question.text[spans[-1][1] : word.start].strip() == "":
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((word.start, end))
    return spans


def _name_like(word: Word, question: Question, corpus: Corpus) -> bool:
    plain = _own(word.text)
    if plain.lower() in GENERIC or plain.lower() in STOP_WORDS or not plain.isalpha() or len(plain) < 3:
        return False
    if re.fullmatch(r"[A-Z]{2,}s?", plain):
        return _strange_acronym(plain, question, corpus)
    first = not question.text[: word.start].strip(" \"'‘“(")
    capital = plain[0].isupper() and not plain.isupper()
    sample = corpus.sample([plain], 12)
    if not sample:
        return (capital and not first) or _before_body(question.text[word.end :])
    upper, lower = _usage(plain, " ".join(p.text for p in sample))
    return upper > 0 and upper / (upper + lower) >= _CAPITAL_SHARE


def _strange_acronym(word: str, question: Question, corpus: Corpus) -> bool:
    """Return whether an acronym is a name ("GMP"): neither listed nor explained by a report, nor written in any."""
    plain = word.removesuffix("s")
    if len(plain) < 3 or question.text.isupper():
        return False
    known = {sense.acronym.upper() for sense in listed_senses()}
    known.update(acronym.upper() for glossary in corpus.glossary().values() for acronym in glossary)
    sample = corpus.sample([plain], _SAMPLE)
    return plain not in known and not any(re.search(rf"\b{plain}s?\b", p.text) for p in sample)


def _own(word: str) -> str:
    """Return a word without a possessive ending."""
    return re.sub(r"['’]s$", "", word)


_BODY = re.compile(
    r"^(?:\s+[a-z]+)?\s+(?:police|constabulary|council|csp|dhr|dardr|mash|marac|pcc|csp|nhs|safeguarding\s+partnership|"
    r"community\s+safety)\b",
    re.IGNORECASE,
)


def _before_body(rest: str) -> bool:
    """Return whether a word of the question stands before the name of a body ("wexmoor constabulary")."""
    return _BODY.match(rest) is not None


def _usage(word: str, text: str) -> tuple[int, int]:
    """Return how often a word stands with a capital inside a sentence, and how often without."""
    upper = lower = 0
    for match in re.finditer(rf"(?<![\w]){re.escape(word)}(?:['’]s)?(?![\w])", text, re.IGNORECASE):
        written = match.group()[: len(word)]
        inside = re.search(r"[\w,;:)’']\s+$|[“‘(]$", text[: match.start()][-3:])
        if written.islower():
            lower += 1
        elif inside and written[0].isupper() and not written.isupper():
            upper += 1
    return upper, lower


def mentions(text: str, name: str, *, cased: bool = False) -> bool:
    """Return whether the text holds the words of the name side by side, a possessive allowed.

    In any case; with `cased`, each word of the name that is not a small one (of, and, upon) begins with a capital.
    """
    pattern = r"[\W_]+".join(_word_pattern(word, cased=cased) for word in words(name))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None


def _word_pattern(word: str, *, cased: bool) -> str:
    if cased and word.lower() not in _SMALL_WORDS:
        return f"{re.escape(word[0].upper())}(?i:{re.escape(word[1:])})"
    return f"(?i:{re.escape(word)})"


def _overlaps(found: list[Name | None], start: int, end: int) -> bool:
    return any(name is not None and name.start < end and start < name.end for name in found)
