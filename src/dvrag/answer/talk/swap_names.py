"""A question asked again of another place, person, body or report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.answer.question.names import Name, NameKind

_BODY = (
    r"(?:police|constabulary|force|council|trust|review|report|inspection|letter|action\s+plan|plan|guidance|csp|dhr|dardr|"
    r"community\s+safety\s+partnership|safeguarding\s+partnership|joint\s+inspection|service\s+review|homes|homicide\s+review)"
)
_AFTER = re.compile(rf"\s+{_BODY}\b", re.IGNORECASE)
_BEFORE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_POSSESSED = re.compile(r"^['’]s?\b|^['’]", re.IGNORECASE)
_IN = re.compile(r"(?:,\s*)?\b(?:in|of|for|about|at|from|into|by|with|on|to)\s+(?:the\s+)?$", re.IGNORECASE)


def phrase(text: str, name: Name) -> tuple[int, int]:
    """Return the span of a name with the words of the body or document around it: "the Marlshire Police"."""
    start, end = name.start, name.end
    while match := _AFTER.match(text, end):
        end = match.end()
    before = _BEFORE.search(text[:start])
    return (before.start() if before and end > name.end else start), end


def named_by(text: str, name: Name) -> str:
    """Return a name as the text writes it, with the words of its body or document."""
    start, end = phrase(text, name)
    return text[start:end]


def with_name(base: str, old: Sequence[Name], new: str, kind: NameKind) -> str:
    """Return a question with `new` in place of its name of that kind (the last one, else any); others are left out.

    A place does not stand in a person's place ("Marian's home"): it comes at the end ("the home in Tarnleigh").
    `new` is a name alone ("Carrowdale": the words of the body around the old one stay) or with its body ("the
    Carrowdale inspection": they go as well). A question without a name gets it at its end.
    """
    if not old:
        return added(base, new, kind)
    if kind is not NameKind.CONCENTRATED and all(_is_person(base, name) for name in old):
        for name in sorted(old, key=lambda n: n.start, reverse=True):
            base = _without(base, name)
        return added(_tidy(base), new, kind)
    same = [name for name in old if (name.kind is NameKind.CONCENTRATED) == (kind is NameKind.CONCENTRATED)]
    target = (same or list(old))[-1]
    whole = _AFTER.search(new) is not None
    for name in sorted(old, key=lambda n: n.start, reverse=True):
        if name == target:
            start, end = phrase(base, name) if whole else (name.start, name.end)
            if kind is NameKind.CONCENTRATED and not same and not whole:  # "the Oakfield review", "and Edith?"
                start, end, new = _about(base, name, new)
            base = base[:start] + new + base[end:]
        else:
            base = _without(base, name)
    return _tidy(base)


def _about(base: str, name: Name, new: str) -> tuple[int, int, str]:
    """Return where a person's name goes in place of a place's, and how: "the review about Edith"."""
    start, end = phrase(base, name)
    body = base[name.end : end].strip()
    article = "the " if base[start : name.start] else ""
    return (start, end, f"{article}{body} about {new}") if body else (name.start, name.end, new)


def person(text: str, names: Sequence[Name]) -> Name | None:
    """Return the last of the names that is a person's, as far as can be told: the reports write it of few cases."""
    return next((name for name in reversed(names) if _is_person(text, name)), None)


def _is_person(text: str, name: Name) -> bool:
    return name.kind is NameKind.CONCENTRATED and named_by(text, name) == name.text


def added(base: str, new: str, kind: NameKind) -> str:
    """Return a question with a name at its end: "… in Tarnleigh", "… at Marlshire Police", "… in Marian’s case"."""
    if kind is NameKind.CONCENTRATED:
        return f"{base}, in {new}’s case"
    body = re.search(r"\b(?:police|constabulary|council|trust|homes)$", new, re.IGNORECASE)
    return f"{base} {'at' if body else 'in'} {new}"


def _without(base: str, name: Name) -> str:
    """Return a question without one of its names: a possessive becomes "the", else its preposition goes along."""
    start, end = phrase(base, name)
    owner = _POSSESSED.match(base[end:])
    if owner:
        return f"{base[:start]}the{base[end + owner.end() :]}"
    before = _IN.search(base[:start])
    if before:
        return base[: before.start()] + base[end:]
    return base[: name.start] + base[name.end :]


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,.?])", r"\1", re.sub(r"\bthe\s+the\b", "the", " ".join(text.split())))
