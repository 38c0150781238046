"""What a question is about: themes where its words name one, else words that a finding or its heading must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dvrag.lessons.counting.roots import Alternatives, holds, roots, wanted
from dvrag.lessons.counting.values import CUT, MARKS, Read, Restriction
from dvrag.model.actions import Entry
from dvrag.model.findings import Theme
from dvrag.text.stems import words
from dvrag.text.terms import STOP_WORDS

MOST_WORDS = 4
"""Words that a finding must hold, at most: a longer description would be met by hardly any wording of it."""

_MENTION = r"mention(?:s|ing|ed)?|(?:with|using|containing|holding)\s+the\s+words?"
_ABOUT = (
    r"about|on|regarding|concerning|relat(?:e|es|ing|ed)\s+to|to\s+do\s+with|around|deal(?:s|ing)?\s+with|cover(?:s|ing|ed)?"
    r"|refer(?:s|ring|red)?\s+to|(?:under|on|with|in)\s+the\s+(?:theme|topic|subject)(?:\s+of)?|themed"
)
_INTRO = re.compile(
    rf"(?:\b(?:that|which)\s+)?(?:\b(?:are|is|were|was|have|do|to)\s+)?\b(?:(?P<mention>{_MENTION})|{_ABOUT})\s+"
    rf"(?P<words>[^{MARKS}?]+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\s,]*\b(?:does|do|did|has|have|had|were|was|are|is|been|made|given|addressed|directed|issued|there|since|that|which"
    r"|to\s+(?:the\s+)?[A-Z])\b.*$"
)
_PARTED = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:on|about|in|for|of|to|with|by|from|between|at|against|around|within)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What the themes are called: the roots of each name, label and part of a label → the theme and its label."""

    called: dict[frozenset[str], tuple[str, str]]

    def find(self, text: str) -> tuple[str, str] | None:
        """Return the theme that a text names, with its label, else None."""
        return self.called.get(frozenset(roots(text)))


def theme_names(entries: Iterable[Entry], themes: Sequence[Theme]) -> Names:
    """Return the names of the themes given and of those that entries have."""
    labels = {mark.theme: mark.theme.replace("_", " ") for entry in entries for mark in entry.finding.themes}
    marked = set(labels)
    labels.update((theme.name, theme.label) for theme in themes if theme.name in marked)
    called: dict[frozenset[str], tuple[str, str]] = {}
    for name, label in labels.items():
        plain = name.replace("_", " ")
        for wording in (plain, label, *_PARTED.split(label), *_PARTED.split(plain)):
            if roots(wording):
                called.setdefault(frozenset(roots(wording)), (name, label))
    return Names(called)


def cut_topic(text: str) -> tuple[str, str, bool]:
    """Return (topic, the question without it, whether its words themselves are asked for); "" where there is none."""
    match = _INTRO.search(text)
    if match is None:
        return "", text, False
    written = match["words"]
    topic = _END.sub("", written).strip(" ,;.")
    end = match.start("words") + written.find(topic) + len(topic)
    if not topic:
        return "", text, False
    return topic, text[: match.start()] + CUT + text[end:], bool(match["mention"])


def cut_purpose(text: str) -> tuple[str, str]:
    """Return (what a recommendation is to do, the question without it) for "recommendations to train staff"."""
    match = re.search(
        rf"\bto\s+(?!(?:the|an?|all|any|anyone|each|every|our|their|its)\b)(?P<words>[a-z][^{MARKS}?]+)", text
    )
    if match is None:
        return "", text
    return match["words"].strip(" ,."), text[: match.start()] + CUT + text[match.end() :]


def read_topic(topic: str, names: Names, *, literal: bool = False) -> Read:
    """Return what a topic restricts to; `literal`: only its words count. What is too long to be found is unknown."""
    if not roots(topic):
        return Read((), "", tuple(words(topic)))
    if literal:
        return _all_words(topic, "mentioning", heading=False)
    if names.find(topic) is not None:
        return Read((_about_theme(*(names.find(topic) or ("", ""))),), "")
    if re.search(r"\bor\b", topic, re.IGNORECASE):
        return _either(topic, names)
    themes, left = _split(topic, names)
    found = tuple(_about_theme(name, label) for name, label in themes)
    if not left:
        return Read(found, "")
    rest = _all_words(" ".join(left), "with", heading=True)
    return Read((*found, *rest.found), "", rest.unknown)


def _split(topic: str, names: Names) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the themes that parts of a topic name, and the parts that name none."""
    themes: list[tuple[str, str]] = []
    left: list[str] = []
    for part in _PARTED.split(topic):
        pieces = [part] if names.find(part) else _JOINED.split(part)
        for piece in pieces:
            theme = names.find(piece)
            if theme:
                themes.append(theme)
            elif roots(piece):
                left.append(piece)
    return list(dict.fromkeys(themes)), left


def _either(topic: str, names: Names) -> Read:
    parts = [part for part in re.split(r"\s*(?:,\s*(?:or\s+)?|\bor\b)\s*", topic, flags=re.IGNORECASE) if roots(part)]
    reads = [read_topic(part, names) for part in parts]
    unknown = tuple(word for read in reads for word in read.unknown)
    if unknown or any(not read.found for read in reads):
        return Read((), "", unknown or tuple(words(topic)))

    def meets(entry: Entry) -> bool:
        return any(all(one.meets(entry) for one in read.found) for read in reads)

    return Read((Restriction(" or ".join(" ".join(one.said for one in read.found) for read in reads), meets),), "")


def _about_theme(name: str, label: str) -> Restriction:
    def meets(entry: Entry) -> bool:
        return any(mark.theme == name for mark in entry.finding.themes)

    return Restriction(f"filed under the theme “{label}”", meets)


def _all_words(topic: str, how: str, *, heading: bool) -> Read:
    every = wanted(topic)
    if len(every) > MOST_WORDS:
        return Read((), "", tuple(_content(topic)))
    said = _named(topic, every)
    where = " in the text or in the heading above it" if heading else ""
    return Read((Restriction(f"{how} {said}{where}", _holding(every, heading=heading)),), "")


def _holding(every: tuple[Alternatives, ...], *, heading: bool) -> Callable[[Entry], bool]:
    def meets(entry: Entry) -> bool:
        own = roots(entry.finding.text)
        above = roots(entry.finding.section.rpartition(" > ")[2]) if heading else ()
        return all(holds(own, (one,)) or holds(above, (one,)) for one in every)

    return meets


def _content(topic: str) -> list[str]:
    return [word for word in words(topic) if word.lower() not in STOP_WORDS]


def _named(topic: str, every: tuple[Alternatives, ...]) -> str:
    kept = list(dict.fromkeys(_content(topic)))
    other = any(len(phrases) > 1 for phrases in every)
    listed = " ".join(kept) if len(every) == 1 else ""
    quoted = f"“{listed}”" if listed else " and ".join(f"“{word}”" for word in kept)
    word = "the word" if len(kept) == 1 else "the words"
    return f"{word} {quoted}{' (or what it stands for)' if other else ' (in any form)'}"
