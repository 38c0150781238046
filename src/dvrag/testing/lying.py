"""A chat model that lies: from the passages of its prompt it writes true sentences and false ones, and knows which."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dvrag.model.writing import Message
from dvrag.testing.chat import Given, ScriptedChat, passages_in
from dvrag.text.sentences import sentences
from dvrag.text.stems import stems

NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
AGENCIES = (
    "police", "probation service", "housing association", "ambulance service", "fire service", "school", "hospital",
    "council", "mental health trust", "charity", "midwife", "social worker", "health visitor", "surgery", "college",
)  # fmt: skip
NO_SUCH_BODIES = ("Wexmouth Police", "Dunholme Constabulary", "Alderwick Council", "Thornsea Housing Trust")
ASIDES = (", as Wexmouth Probation told the panel", ", according to the Dunholme ambulance service")

_PAIRS = (
    ("per cent", "%"), ("percent", "%"), ("did not", "didn't"), ("was not", "wasn't"), ("were not", "weren't"),
    ("does not", "doesn't"), ("had not", "hadn't"), ("found that", "concluded that"), ("shows that", "tells that"),
    ("ensure", "make sure"), ("approximately", "about"), ("However, ", ""), ("In addition, ", ""), ("Therefore, ", ""),
    ("prior to", "before"), ("following", "after"), ("in relation to", "about"), ("regarding", "about"),
    ("commenced", "began"), ("informed", "told"), ("requested", "asked for"), ("due to", "because of"),
)  # fmt: skip
_HELPING = "was|were|is|are|had|has|have|did|does|do|should|could|would|will|must|can"
_POSITIVE = re.compile(rf"\b({_HELPING})\b(?! not\b|n't)")
_NEGATIVE = re.compile(rf"\b({_HELPING}) not\b")
_BODY = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Police|Constabulary|Council|Hospital|Trust)\b")
_FIGURE = re.compile(r"(?<![\w.])\d{1,4}(?:\.\d+)?(?![\w.]*\d)")
_PLAIN = re.compile(r"[A-Z][^\[\]|<>“”\"•\n]*[a-z)]\.")
_SHORTEST, _LONGEST = 7, 40
"""Words of a sentence that is worth a lie."""

Change = Callable[[str, Given, Sequence[Given], random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it was written, without its citation. `kind` says how it was made; `false` whether it is a lie."""

    text: str
    cites: int
    kind: str
    false: bool


class LyingChat(ScriptedChat):
    """Writes, for each prompt, a few true sentences and lies of each kind that can be made; `told` holds them all."""

    def __init__(self, seed: int = 7, each: int = 2) -> None:
        super().__init__(self._lie, size=40)
        self._seed, self._each = seed, each
        self.told: list[Told] = []

    @property
    def name(self) -> str:
        """A name that no provider has."""
        return "scripted:lying"

    def _lie(self, messages: Sequence[Message]) -> str:
        chance = random.Random(f"{self._seed}{messages[-1].text}")  # noqa: S311 - a test, not a secret
        told = list(told_from(passages_in(messages), chance, self._each))
        self.told += told
        return " ".join(f"{item.text.removesuffix('.')} [{item.cites}]." for item in told)


def told_from(given: Sequence[Given], chance: random.Random, each: int) -> Iterator[Told]:
    """Yield true and false sentences about the passages, at most `each` of each kind, in no order of truth."""
    facts = [(text, passage) for passage in given for text in plain_sentences(passage.text)]
    chance.shuffle(facts)
    made: list[Told] = []
    for false, kinds in ((False, TRUE_KINDS), (True, FALSE_KINDS)):
        for kind, change in kinds.items():
            left = each
            for text, passage in facts:
                new = change(text, passage, given, chance) if left else None
                if new and new not in {item.text for item in made}:
                    made.append(Told(new, _cited(kind, text, passage, given, chance), kind, false))
                    left -= 1
    chance.shuffle(made)
    yield from (item for item in made if item.cites)


def plain_sentences(text: str) -> list[str]:
    """Return the sentences of a passage that stand alone: prose of 7 to 40 words, without marks of other things."""
    found = sentences(text)
    return [s for s in found if _PLAIN.fullmatch(s) and _SHORTEST <= len(s.split()) <= _LONGEST]


def _cited(kind: str, text: str, passage: Given, given: Sequence[Given], chance: random.Random) -> int:
    """Return the number to cite: the passage's own, or of one that says hardly any of it; 0 where there is none."""
    if kind != "wrong passage":
        return passage.number
    wanted = set(stems(text))
    others = [p.number for p in given if len(wanted & set(stems(p.text))) < len(wanted) / 2]
    return chance.choice(others) if others else 0


def _copied(text: str, *_: object) -> str | None:
    return text


def _in_part(text: str, *_: object) -> str | None:
    """Return the sentence without what stands behind its last semicolon or its ", which"."""
    head = re.split(r";|, which |, including ", text, maxsplit=1)[0].rstrip(" ,")
    return f"{head}." if head != text and len(head.split()) >= _SHORTEST else None


def _reworded(text: str, *_: object) -> str | None:
    new = text
    for old, other in _PAIRS:
        new = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", other, new)
    new = re.sub(r" %", "%", new)
    for n, word in enumerate(NUMBER_WORDS, start=2):
        new = re.sub(rf"(?<=[a-z,] ){word}\b", str(n), new)
    new = new[:1].upper() + new[1:]
    return new if new != text else None


def _attributed(text: str, passage: Given, *_: object) -> str | None:
    first = text.split(maxsplit=1)[0]
    small = first in {"The", "There", "This", "These", "A", "An", "In", "It", "They", "Most", "Some", "Police"}
    said = text[:1].lower() + text[1:] if small else text
    return f"According to the report, {said}"


def _other_number(text: str, passage: Given, _: Sequence[Given], chance: random.Random) -> str | None:
    figures = list(_FIGURE.finditer(text))
    words = [m for word in NUMBER_WORDS for m in re.finditer(rf"\b{word}\b", text)]
    if not figures and not words:
        return None
    found = chance.choice([*figures, *words])
    if found[0] in NUMBER_WORDS:
        new = chance.choice([w for w in NUMBER_WORDS if not re.search(rf"\b{w}\b", passage.text)] or [""])
    else:
        new = str(int(float(found[0])) + chance.choice([3, 7, 11, 20]))
    held = re.search(rf"(?<!\w){new}(?!\w)", passage.text + passage.around) if new else True
    return None if held else text[: found.start()] + new + text[found.end() :]


def _added_number(text: str, passage: Given, _: Sequence[Given], chance: random.Random) -> str | None:
    return f"{text.removesuffix('.')} in {chance.choice([37, 43, 61, 83])}% of cases." if "%" not in text else None


def _flipped(text: str, *_: object) -> str | None:
    if _NEGATIVE.search(text):
        return _NEGATIVE.sub(r"\1", text, count=1)
    if re.search(r"\b(?:no|not|never|nobody|none|without|only)\b", text, re.IGNORECASE) or not _POSITIVE.search(text):
        return None
    return _POSITIVE.sub(r"\1 not", text, count=1)


def _other_body(text: str, passage: Given, given: Sequence[Given], chance: random.Random) -> str | None:
    found = _BODY.search(text)
    if not found:
        return None
    kind = found[0].split()[-1]
    known = {m[0] for p in given for m in _BODY.finditer(p.text) if m[0].endswith(kind)}
    others = sorted(body for body in {*known, *NO_SUCH_BODIES} if body not in passage.text + passage.around)
    return text.replace(found[0], chance.choice(others)) if others else None


def _other_agency(text: str, passage: Given, _: Sequence[Given], chance: random.Random) -> str | None:
    named = [agency for agency in AGENCIES if re.search(rf"\b{agency}\b", text)]
    others = [agency for agency in AGENCIES if agency not in (passage.text + passage.around).lower()]
    if not named or not others:
        return None
    return re.sub(rf"\b{named[0]}\b", chance.choice(others), text, count=1)


def _other_grade(text: str, *rest: object) -> str | None:
    passage, chance = rest[0], rest[2]
    assert isinstance(passage, Given)
    assert isinstance(chance, random.Random)
    named = [grade for grade in GRADES if re.search(rf"\b{grade}\b", text)]
    if not named or not re.search(r"grad|judg|rat(?:ed|ing)|was|is", text):
        return None
    others = [grade for grade in GRADES if grade not in passage.text.lower()]
    return text.replace(named[-1], chance.choice(others)) if others else None


def _invented_body(text: str, _: Given, __: Sequence[Given], chance: random.Random) -> str | None:
    return f"{text.removesuffix('.')}{chance.choice(ASIDES)}."


TRUE_KINDS: dict[str, Change] = {
    "copied": _copied,
    "copied in part": _in_part,
    "reworded": _reworded,
    "attributed": _attributed,
}
FALSE_KINDS: dict[str, Change] = {
    "wrong passage": _copied,
    "other number": _other_number,
    "added number": _added_number,
    "flipped negation": _flipped,
    "other force or body": _other_body,
    "other agency": _other_agency,
    "other grade": _other_grade,
    "invented body": _invented_body,
}
