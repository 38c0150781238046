"""Grades in a question: "inadequate at protecting vulnerable people", "what grades did … get for …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dvrag.lessons.counting.roots import roots
from dvrag.lessons.counting.values import MARKS, Read, Restriction, without
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind, Scale

SCALES = {
    Scale.PEEL_5: "PEEL with five grades (since 2021/22)",
    Scale.PEEL_4: "PEEL with four grades (before 2021/22)",
    Scale.OFSTED_4: "Ofsted with four grades",
    Scale.OTHER: "another scale",
}
"""The scales of grades, as a sentence names them."""

_GRADE = r"outstanding|good|adequate|requir(?:e[sd]?|ing)\s+improvement(?:\s+to\s+be\s+good)?|inadequate"
_ASKED = re.compile(
    r"(?:\b(?:were|was|are|is|have|has|had|been|got|gets?|received|also|still|graded|rated|judged|assessed|found|as|to|be|of"
    rf"|an?|grade)\s+)*\b(?P<grade>{_GRADE})\b(?!\s+(?:or|and)\s)(?:\s+grades?)?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?:not|never|less\s+than|worse\s+than|better\s+than|below|above|at\s+least|(?:{_GRADE})\s+(?:or|and)\s+\w+)\b",
    re.IGNORECASE,
)
_AREA = re.compile(
    rf"\b(?:at|for|in|on|about|when|with|how\s+(?:it|they)|under)\s+(?:its\s+|their\s+|the\s+)?(?P<words>[^{MARKS}?]+)",
    re.I,
)
_CYCLE = re.compile(
    r"\b(?:in|for|during|of)?\s*(?:the\s+)?(?P<cycle>(?:19|20)\d\d\s*[/–-]\s*\d\d(?:\d\d)?)\b(?:\s+(?:cycle|round))?",
    re.I,
)


def read_sort(text: str) -> Read:
    """Return whether a question asks for the grades of police forces or of other authorities ("which councils")."""
    for pattern, said, police in _SORTS:
        match = re.search(
            rf"(?:\b(?:of|for|to|did|do|does)\s+)?(?:the\s+|all\s+)*\b(?:{pattern})\b", text, re.IGNORECASE
        )
        if match:
            return Read((Restriction(said, _is_force(police)),), without(text, *match.span()))
    match = re.match(r"\s*(?:areas?|bodies|inspections?)(?=\s*◊)", text, re.IGNORECASE)
    return Read((), without(text, *match.span()) if match else text)


_SORTS = (
    (r"(?:police\s+)?forces?|constabular(?:y|ies)", "of police forces", True),
    (r"(?:local\s+)?authorit(?:y|ies)|councils?", "of authorities that are no police force", False),
)


def _is_force(police: bool) -> Callable[[Entry], bool]:
    def meets(entry: Entry) -> bool:
        judgment = entry.finding.judgment
        return judgment is not None and (judgment.force is not None) is police

    return meets


def read_grades(text: str, entries: Iterable[Entry]) -> Read:
    """Return the grade, cycle and question of judgments that a question names; comparisons of grades are unknown."""
    several = _SEVERAL.search(text)
    if several:
        asked = (several.group(),)
        return Read((), without(text, *several.span()), asked).then(lambda rest: _question(rest, entries))
    found: list[Restriction] = []
    cycle = _CYCLE.search(text)
    if cycle:
        found.append(_of_cycle(re.sub(r"\s", "", cycle["cycle"]).replace("-", "/").replace("–", "/")))
        text = without(text, *cycle.span())
    grade = _ASKED.search(text)
    if grade:
        found.append(_graded(_plain(grade["grade"])))
        text = without(text, *grade.span())
    return Read(tuple(found), text).then(lambda rest: _question(rest, entries))


def _plain(grade: str) -> str:
    return "requires improvement" if grade.lower().startswith("requir") else grade.lower()


def _graded(grade: str) -> Restriction:
    def meets(entry: Entry) -> bool:
        judgment = entry.finding.judgment
        return judgment is not None and judgment.grade in {grade, f"{grade} to be good"}

    return Restriction(f"with the grade “{grade}”", meets)


def _of_cycle(cycle: str) -> Restriction:
    def meets(entry: Entry) -> bool:
        judgment = entry.finding.judgment
        return judgment is not None and judgment.cycle in {cycle, _short(cycle)}

    return Restriction(f"of the {cycle} cycle", meets, _has_cycle, "state no cycle")


def _has_cycle(entry: Entry) -> bool:
    return entry.finding.judgment is not None and bool(entry.finding.judgment.cycle)


def _short(cycle: str) -> str:
    first, _, last = cycle.partition("/")
    return f"{first}/{last[-2:]}"


def _question(text: str, entries: Iterable[Entry]) -> Read:
    match = _AREA.search(text)
    before = text.partition("◊")[0].strip(f" {MARKS}") if "◊" in text else ""
    asked = match["words"] if match else before
    wanted = frozenset(roots(asked)) - _SPEAK
    if not wanted:
        return Read((), text)
    known = any(_asks(entry, wanted) for entry in entries if entry.finding.kind is FindingKind.JUDGMENT)
    if not known:
        return Read((), text)
    span = match.span() if match else (0, text.index("◊"))
    said = f"on “{_TAIL.sub('', asked.strip(' ,.'))}”"
    return Read((Restriction(said, lambda entry: _asks(entry, wanted)),), without(text, *span))


_TAIL = re.compile(r"(?:\s+(?:in|for|by|at|of|the|their|its|a|an|and|or))+$", re.IGNORECASE)
_SPEAK = frozenset(roots("area areas grade grades judgment overall inspection inspected report question questions"))


def _asks(entry: Entry, wanted: frozenset[str]) -> bool:
    judgment = entry.finding.judgment
    return judgment is not None and wanted <= frozenset(roots(judgment.question))
