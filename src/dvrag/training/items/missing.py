"""What a review found, taught or asked for, among what other reviews did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind
from dvrag.model.learning.items import Item
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.addressees import in_sentence, label
from dvrag.training.items.build import Asking, about_entry, choice
from dvrag.training.items.pools import Pool, Said
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points, stands_alone
from dvrag.training.prose.cut import asked, said, shortened, without_deadline
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic
from dvrag.training.terms.catalogue import is_marked

MOST = 195
"""Characters of an option, at most."""
_LEAST, _SHORT = 45, 80
_DATED = re.compile(r"^(?:On|In|At|By|From|Between|Since|During) [^,]{0,20}\d")

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|must|can(?:not)?|could|will|would|may|might|needs?|means|shows|tells|"
    r"helps|knows|says|went|saw|took|made|gave|knew|wrote|held|kept|led|felt|met|found|left|told|rang|\w{3,}ed)\b"
)
_BEFORE = re.compile(r"\b(?:a|an|the|and|or|of|for|with|no|any|each|by|from|their|its|to|in|on)\s+$", re.IGNORECASE)
_HOW = re.compile(r"\b(?:how|(?:with|in|to|of|by|for) which)\b.*")

_AMONG = {
    FindingKind.LESSON: "lessons",
    FindingKind.RECOMMENDATION: "recommendations",
    FindingKind.AREA_FOR_IMPROVEMENT: "areas for improvement",
    FindingKind.CAUSE_OF_CONCERN: "concerns",
}
_OTHERS = "the other answers come from other reviews or reports"


def lesson(material: Material) -> Iterator[Item]:
    """Yield, for each finding that can be told in a sentence or two, which of several this review made."""
    desk = desk_of(material)
    pool = Pool(tuple(found for entry in material.entries if (found := _told(entry, desk)) is not None), desk)
    for right in pool.all:
        if right.entry.copy_of is None:
            name = called(right.entry, desk)
            what = "learning points" if right.form == "lesson:part" else _AMONG[right.entry.finding.kind]
            stem = f"Which of these stands among the {what} of {name}?"
            why = f"{capitalised(name)} has it among its {what}; {_OTHERS}."
            yield from _item("lesson", right, pool, (stem, why))


def asked_of(material: Material) -> Iterator[Item]:
    """Yield, for what a review says one agency should do, which of several things that is."""
    desk = desk_of(material)
    pool = Pool(tuple(found for entry in material.entries if (found := task(entry)) is not None), desk)
    for right in pool.all:
        addressee = label(right.entry)
        if right.entry.copy_of is None and addressee:
            name = called(right.entry, desk)
            who = in_sentence(addressee)
            stem = f"What did {name} say {'the force' if who in name else who} should do?"
            why = f"{capitalised(name)} says that {who} should do this; {_OTHERS}."
            yield from _item("asked_of", right, pool, (stem, why))


def called(entry: Entry, desk: Desk) -> str:
    """Return what the review of a finding is called: a case by its heading where a report holds several."""
    name = desk.names[entry.report.id]
    heading = entry.finding.section.split(" > ")[-1]
    if entry.report.family is Family.CASE_REVIEW and re.search(r"\b(?:19|20)\d{2}\b", heading):
        return f"the case review abstract “{heading}”"
    return name


def option_of(entry: Entry, desk: Desk) -> Said | None:
    """Return a finding as an option: what its agency should do, else its first sentences that stand alone."""
    return task(entry) or _told(entry, desk)


def _item(pattern: str, right: Said, pool: Pool, words: tuple[str, str]) -> Iterator[Item]:
    wrong = pool.wrong_answers(right)
    if len(wrong) == 3:
        report = pool.desk.material.report(right.entry.report.id)
        cited = cited_at(report, right.entry.report, (right.start, right.end))
        yield choice(about_entry(pattern, right.entry), Asking(words[0], right.text, wrong, words[1], near=True), cited)


def _told(entry: Entry, desk: Desk) -> Said | None:
    """Return a finding as an option: its first sentences that stand alone and name nobody and no place."""
    finding = entry.finding
    text = finding.text
    if finding.kind not in _AMONG or asked(entry) is not None or _speaks_to(entry):
        return None
    if text[:1].islower() and not re.search(r"\. [A-Z]", text):
        return _fragment(entry, desk)
    spans = [(start, end) for start, end in sentence_spans(text) if text[start].isupper()]
    for start, end in _windows(spans):
        written = _cut(without_deadline(" ".join(text[start:end].split())))
        if _usable(written, entry, desk) and stands_alone(written, _LEAST, MOST) and not _DATED.match(written):
            form = f"{finding.kind.value}:{_form(written)}"
            return Said(entry, written, finding.start + start, finding.start + end, form)
    return None


def _form(written: str) -> str:
    """Return which options a text can stand beside: what should be, what is said, or a matter named without a verb."""
    if " should " in written:
        return "should"
    told = _HOW.sub("", written)
    said = any(not _BEFORE.search(told[: found.start()]) for found in _FINITE.finditer(told))
    return "says" if said else "names"


def _cut(written: str) -> str:
    """Return a sentence short enough for an option, cut before a clause that adds to it; "" where it cannot be."""
    plain = written.rstrip(".")
    return written if len(written) <= MOST else f"{shortened(plain, MOST - 1)}."


def _windows(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches to try: the first sentence with the second where it is short, alone, then the second."""
    for first, (start, end) in enumerate(spans[:3]):
        if end - start < _SHORT and first + 1 < len(spans):
            yield start, spans[first + 1][1]
        yield start, end


def _speaks_to(entry: Entry) -> bool:
    """Return whether a finding's first sentence names those it is addressed to as the ones who should act."""
    before, found, _ = entry.finding.text.partition(" should ")
    subject = without_deadline(capitalised(before))
    return bool(found) and bool(agencies_in(subject, area=entry.report.facts.area.value)) and len(subject) < 60


def _fragment(entry: Entry, desk: Desk) -> Said | None:
    """Return a finding that is part of a list as an option, without the stop of the list's last part."""
    written, start, end = said(entry, MOST)
    plain = capitalised(written.rstrip("."))
    usable = len(plain) >= 25 and not points(written) and _usable(plain, entry, desk)
    return Said(entry, plain, start, end, f"{entry.finding.kind.value}:part") if usable else None


def task(entry: Entry, *, named: bool = False) -> Said | None:
    """Return what an agency should do as an option; `named`: one that names bodies and places will do too."""
    worded = asked(entry)
    what = shortened(worded.what, MOST) if worded else ""
    if worded is None or not what or len(what) < _LEAST or points(what):
        return None
    if not named and re.search(r"\b[A-Z][a-z]+", what):
        return None
    form = f"task:{entry.finding.agencies[0].kind.value}"
    return Said(entry, f"{capitalised(what)}.", worded.start, worded.end, form)


def _usable(text: str, entry: Entry, desk: Desk) -> bool:
    """Return whether a text names nobody and no body or place of this library."""
    inner = re.findall(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}", text)
    named = names(text, desk.people(entry.report.id)) or any(word.lower() in desk.bodies for word in inner)
    return not (named or graphic(text) or is_marked(text))
