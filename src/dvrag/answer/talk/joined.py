"""A question that goes on from the one before: on the same matter, or of the same case."""

from __future__ import annotations

import re

from dvrag.answer.question.form import asks_for_form
from dvrag.answer.question.parse import Kind, parse

_AUXILIARY = r"(?:did|do|does|was|were|is|are|has|have|had|can|could|should|would|will|must)"
_ASKED = re.compile(
    rf"^(?:(?:in|by|for|to|of|on|at)\s+)?(?:how\s+(?:many|much|often|long)|when|where|how|who|whom|what|which|why)\b"
    rf"(?:\s+(?!{_AUXILIARY}\b)\S+){{0,3}}?\s+(?={_AUXILIARY}\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"^(?:how\s+many|which|what)\s+(?P<what>(?!{_AUXILIARY}\b)\w+(?:\s+(?!{_AUXILIARY}\b)\w+)?)\s+{_AUXILIARY}\b",
    re.IGNORECASE,
)
_THOSE = re.compile(r"\bof\s+(?:those|these|them)\b", re.IGNORECASE)
_YES_NO = re.compile(rf"^{_AUXILIARY}\b", re.IGNORECASE)


def on_matter(base: str, body: str) -> str:
    """Return a question on the matter of the one before: "Why did …", or the one before with "…, and who was told".

    Where the one before asks for a figure or a date and this one does not, its question word goes: else the answer
    would have to state a figure.
    """
    rest = _rest(base)
    word = body.lower()
    if word == "why not":
        return f"{rest or base}, and if not, why not"
    if word in {"why", "when", "where", "how"} and rest:
        return f"{body} {_small(rest)}"
    figure = asks_for_form(parse(base)) and parse(body).kind not in {Kind.COUNT, Kind.AMOUNT, Kind.WHEN}
    return f"{rest if rest and figure else base}, and {_small(body)}"


def among(base: str, body: str) -> str | None:
    """Return "how many of the recommendations …" for "how many of those …" after "how many recommendations …".

    None where the question before does not begin with what it counts or lists.
    """
    asked = _LISTED.match(base)
    those = _THOSE.search(body)
    if asked is None or those is None:
        return None
    return f"{body[: those.start()]}of the {asked['what']}{body[those.end() :]}"


def _rest(base: str) -> str | None:
    """Return a question from its auxiliary on ("were police called to …"), None where none can be found."""
    if _YES_NO.match(base):
        return base
    match = _ASKED.match(base)
    return base[match.end() :] if match else None


def _small(text: str) -> str:
    """Return a text with a small first letter, unless its first word is an acronym or a name."""
    first = text.split(" ", 1)[0]
    plain = first.lower()
    known = re.fullmatch(
        rf"(?:{_AUXILIARY}|who|whom|whose|what|which|when|where|why|how|in|by|for|to|of|on|at|with|from|since|until|the|any)",
        plain,
    )
    return plain + text[len(first) :] if known else text
