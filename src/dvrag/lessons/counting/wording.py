"""The sentence of a counting answer: the number, exactly what was counted, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dvrag.lessons.counting.grades import SCALES
from dvrag.lessons.counting.values import Frame, Group, Restriction, Unit
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind, Scale

_NAMED = 3
"""Reports named by their titles, at most."""
_IN_REPORTS = "in reports "

_PLURALS = {
    FindingKind.RECOMMENDATION: ("recommendation", "recommendations"),
    FindingKind.LESSON: ("lesson", "lessons"),
    FindingKind.CAUSE_OF_CONCERN: ("cause of concern", "causes of concern"),
    FindingKind.AREA_FOR_IMPROVEMENT: ("area for improvement", "areas for improvement"),
    FindingKind.PROMISING_PRACTICE: ("example of promising practice", "examples of promising practice"),
    FindingKind.JUDGMENT: ("graded judgment", "graded judgments"),
}
_UNITS = {
    Unit.REPORTS: ("report", "reports"),
    Unit.AGENCIES: ("agency", "agencies"),
    Unit.BODIES: ("force or authority", "forces or authorities"),
}


def counted_sentence(
    frame: Frame, found: Sequence[Restriction], entries: Sequence[Entry], groups: Sequence[Group], notes: Sequence[str]
) -> str:
    """Return the sentences that say the number and what was counted; `notes` come last."""
    ordered = sorted(_joined([part.said for part in found]), key=lambda part: part.startswith(("in ", "of ")))
    said = "".join(f" {part}" if not place else f", {part}" for place, part in enumerate(ordered))
    first = f"The register holds {_number(entries, frame.sorts)}{said}"
    if entries:
        first += f", from {_reports(entries)}"
    sentences = [f"{first}."]
    if frame.unit in _UNITS and entries:
        sentences.append(f"That is {_count(len(groups), *_UNITS[frame.unit])}.")
    return " ".join([*sentences, *notes])


def _joined(parts: Sequence[str]) -> list[str]:
    """Return restrictions with the kind of report put to its name: "in reviews whose title names …", said once."""
    named = next((part for part in parts if part.startswith(_IN_REPORTS)), "")
    kind = next((part for part in parts if part.startswith("in ") and not part.startswith(_IN_REPORTS)), "")
    if not named or not kind:
        return list(parts)
    return [f"{kind} {part.removeprefix(_IN_REPORTS)}" if part == named else part for part in parts if part != kind]


def number_of(frame: Frame, entries: Sequence[Entry], groups: Sequence[Group]) -> str:
    """Return the number with the thing counted, as a heading: "6 recommendations", "3 reports"."""
    if frame.unit in _UNITS:
        return _count(len(groups), *_UNITS[frame.unit])
    return _number(entries, frame.sorts)


def notes_on(frame: Frame, entries: Sequence[Entry], copies: int, lacking: Sequence[tuple[int, str]]) -> list[str]:
    """Return what has to be said beside a number: copies, scales, what states nothing, what is to be checked."""
    notes = []
    if FindingKind.JUDGMENT in frame.sorts and entries:
        notes.append(_scales(entries))
    if entries and frame.sorts != (FindingKind.JUDGMENT,):
        left = f" ({_count(copies, 'copy', 'copies')} left out)" if copies else ""
        notes.append(f"What a summary or an action plan repeats counts once{left}.")
    notes += [
        f"{_count(number, 'other', 'others')} {_agreed(number, words)}, so cannot be counted here."
        for number, words in lacking
    ]
    doubtful = sum(entry.to_check for entry in entries)
    if doubtful:
        notes.append(f"{doubtful} of them should still be checked by a person.")
    return notes


def refusal(unread: Sequence[str], reason: str = "") -> str:
    """Return why nothing was counted, in plain words."""
    if reason:
        return f"This was not counted: {reason}"
    words = ", ".join(f"“{word}”" for word in unread)
    return (
        f"This was not counted, because the register cannot tell what {words} restricts it to. A number without that"
        " would be too large. It can count by kind, addressee, year of publication, place or force, theme or words in"
        " the text, status and scope."
    )


def _scales(entries: Sequence[Entry]) -> str:
    counts = Counter(e.finding.judgment.scale for e in entries if e.finding.judgment)
    listed = "; ".join(f"{counts[scale]} on {label}" for scale, label in SCALES.items() if counts[scale])
    if set(counts) == {Scale.OTHER}:
        return "The grades stand as the reports print them: they are not on a scale of PEEL or Ofsted."
    if len(counts) == 1:
        return f"The scale is {SCALES[next(iter(counts))]}."
    return f"Grades of different scales cannot be compared: {listed}."


def _number(entries: Sequence[Entry], sorts: Sequence[FindingKind]) -> str:
    if not sorts:
        return _count(len(entries), "finding", "findings")
    counts = Counter(entry.finding.kind for entry in entries)
    return _listed([_count(counts[kind], *_PLURALS[kind]) for kind in sorts])


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def _count(number: int, one: str, many: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {one if number == 1 else many}"


def _reports(entries: Sequence[Entry]) -> str:
    titles = list(dict.fromkeys((entry.report.id, entry.report.title) for entry in entries))
    if len(titles) > _NAMED:
        return f"{len(titles)} reports"
    return _listed([f"“{title}”" for _, title in titles])


def _agreed(number: int, words: str) -> str:
    """Return the verb of "name no addressee" for one ("names") or several."""
    if number != 1:
        return words
    verb, _, rest = words.partition(" ")
    return f"{verb}s {rest}"
