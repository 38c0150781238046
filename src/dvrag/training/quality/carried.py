"""Rules of truth: the quote stands in the report and carries the right answer, and carries no wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.lessons.agencies.normalise import matches, same
from dvrag.model.actions import Entry
from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.learning.items import Cited, Item, ItemKind
from dvrag.text.quantities import quantities
from dvrag.text.stems import stems
from dvrag.training.desk import desk_of
from dvrag.training.material import Material
from dvrag.training.quality.form import has_one_answer

CARRIED = 0.6
"""Share of the words of the right answer that must stand in the quote; of an answer of few words, all."""
FEW = 4
"""Words up to which an answer is a name, a term or a grade."""

_ONE = frozenset({ItemKind.CHOICE, ItemKind.CLOZE, ItemKind.SCENARIO})
_NO = re.compile(r"\b(?:not|no|never|none|nobody|without|neither|nor)\b|n[’']t\b", re.IGNORECASE)


def verbatim(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where a quote does not stand in its report, word for word, at its place."""
    if not item.cited:
        yield "It cites nothing."
    for cited in item.cited:
        if cited.report_id not in material.reports:
            yield f"{cited.source} is not in the library."
        elif material.report(cited.report_id).text[cited.start : cited.end] != cited.quote or not cited.quote.strip():
            yield f"The quote does not stand in {cited.source} where it is said to stand."


def carried(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where the quote, and what the register says of it, does not carry the right answer."""
    if item.kind not in _ONE or not item.cited or not has_one_answer(item):
        return
    right, first = item.options[item.answer[0]], item.cited[0]
    if not _stands(right, first.quote) and not any(_is_of(right, entry) for entry in _entries(first, material)):
        yield "The right answer does not stand in the quote."


def single(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where a wrong option may be right too: it stands in the quote, or names one of those told."""
    if item.kind not in _ONE or not item.cited or not has_one_answer(item):
        return
    first = item.cited[0]
    entries = _entries(first, material)
    for place, option in enumerate(item.options):
        if place in item.answer:
            continue
        if re.search(rf"(?<!\w){re.escape(option.rstrip('.'))}(?!\w)", first.quote, re.IGNORECASE):
            yield f"A wrong option stands in the quote: “{option}”."
        elif any(_is_told(option, entry) for entry in entries):
            yield f"A wrong option names one of those who were told: “{option}”."


def statement(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where a true statement differs from its quote, or a false one does not."""
    if item.kind is not ItemKind.TRUE_FALSE or not item.cited or len(item.answer) != 1:
        return
    first = item.cited[0]
    told = _without_name(item, first, material)
    true = item.answer == (0,)
    if true and not _says(told, first.quote):
        yield "The statement is marked true and its quote does not say it."
    if not true and _says(told, first.quote) and not _names_another(item.stem, _entries(first, material)):
        yield "The statement is marked false and its quote says it."


def _stands(right: str, quote: str) -> bool:
    own, held = set(stems(right)), set(stems(quote))
    if not own:
        return " ".join(right.rstrip(".").split()).casefold() in " ".join(quote.split()).casefold()
    return len(own & held) >= (1.0 if len(own) <= FEW else CARRIED) * len(own)


def _entries(cited: Cited, material: Material) -> list[Entry]:
    """Return the findings of the register that a citation lies in or holds."""
    return [
        entry
        for entry in desk_of(material).found_in(cited.report_id)
        if entry.finding.start < cited.end and cited.start < entry.finding.end
    ]


def _is_of(right: str, entry: Entry) -> bool:
    """Return whether the register says an answer of a finding: whom it tells, which grade, what was graded."""
    judgment = entry.finding.judgment
    said = {judgment.grade, judgment.question} if judgment else set()
    return right.casefold() in {each.casefold() for each in said} or _is_told(right, entry)


def _is_told(name: str, entry: Entry) -> bool:
    """Return whether a name is one of those that a finding is addressed to."""
    printed = (entry.finding.addressee or "").casefold()
    agencies = entry.finding.agencies
    one = Agency(name, AgencyClass.OTHER)
    return bool(agencies) and (
        name.casefold() == printed
        or any(same(name, agency.name) for agency in agencies)
        or (len(name.split()) <= 8 and any(matches(agency.name, None, (one,)) for agency in agencies))
    )


def _without_name(item: Item, cited: Cited, material: Material) -> str:
    name = desk_of(material).names.get(cited.report_id, "")
    text = re.sub(re.escape(name), " ", item.stem, flags=re.IGNORECASE) if name else item.stem
    return re.sub(r"^According to\s+,", "", text)


def _says(told: str, quote: str) -> bool:
    """Return whether a statement has the figures, the denials and most of the words of a quote's own words."""
    held = {q.value for q in quantities(quote)}
    figures = all(q.value in held for q in quantities(told))
    own, words = set(stems(told)), set(stems(quote))
    denials = len(_NO.findall(told)) <= len(_NO.findall(quote)) and (not _NO.search(quote) or bool(_NO.search(told)))
    return figures and denials and len(own & words) >= CARRIED * len(own)


def _names_another(stem: str, entries: list[Entry]) -> bool:
    """Return whether a statement names nobody that the finding is addressed to."""
    told = [agency.name for entry in entries for agency in entry.finding.agencies]
    return bool(told) and not any(name.casefold() in stem.casefold() for name in told)
