"""The numbers that Word prints in front of paragraphs, which a document does not store as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; `text` is a pattern such as "%1.%2"."""

    format: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Label:
    """The printed number, "" for a bullet, and the depth of the list from 1."""

    text: str
    depth: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in order (ECMA-376, 17.9)."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, number: str, depth: int) -> Label | None:
        """Return the label of the next paragraph of list `number` at `depth` (from 0); None where it has none."""
        level = self.levels.get((number, depth))
        if level is None or number == "0" or level.format == "none":
            return None
        if level.format == "bullet":
            return Label("", depth + 1)
        counts = self.counts.setdefault(self.abstract.get(number, number), {})
        counts[depth] = min(counts.get(depth, level.start - 1) + 1, MOST)
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return Label(self._filled(number, depth, level.text, counts), depth + 1)

    def _filled(self, number: str, depth: int, pattern: str, counts: dict[int, int]) -> str:
        for place in range(depth + 1):
            level = self.levels.get((number, place))
            if level is not None and f"%{place + 1}" in pattern:
                value = counts.setdefault(place, level.start)
                shown = str(value) if place < depth and level.format == "bullet" else _shown(value, level.format)
                pattern = pattern.replace(f"%{place + 1}", shown)
        return pattern.strip()


def read_numbering(part: Any) -> Numbering:
    """Return the lists that a numbering part defines; `part` may be None."""
    numbering = Numbering()
    if part is None:
        return numbering
    root = part.element
    abstract = {each.get(qn("w:abstractNumId")): each for each in root.iter(qn("w:abstractNum"))}
    for number in root.iter(qn("w:num")):
        key, link = number.get(qn("w:numId")), number.find(qn("w:abstractNumId"))
        target = str(link.get(qn("w:val"))) if link is not None else ""
        if key is None or target not in abstract:
            continue
        overridden = number.find(qn("w:lvlOverride")) is not None
        numbering.abstract[key] = f"{target}/{key}" if overridden else target
        for level in abstract[target].iter(qn("w:lvl")):
            depth = level.get(qn("w:ilvl"), "0")
            if depth.isdigit():
                numbering.levels[key, int(depth)] = _level(level)
    return numbering


def _level(element: Any) -> Level:
    start = _value(element, "w:start", "1")
    return Level(
        _value(element, "w:numFmt", "decimal"),
        _value(element, "w:lvlText", ""),
        int(start) if start.isdigit() and len(start) < 6 else 1,
    )


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else str(child.get(qn("w:val"), default))


def _shown(value: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 % 9 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        roman, rest = "", min(value, 3999)
        for size, sign in ROMAN.items():
            roman, rest = roman + sign * (rest // size), rest % size
        return roman if style == "lowerRoman" else roman.upper()
    return f"{value:02d}" if style == "decimalZero" else str(value)
