"""A reader of GIFT that goes by what Moodle does: questions between empty lines, escapes, then the first braces."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_PRIVATE = 0xE000
"""Escaped characters are moved to a range that no text uses while the structure is read."""


@dataclass(slots=True)
class Read:
    """A question as read: texts are what a learner would see."""

    kind: str
    name: str = ""
    stem: str = ""
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    feedback: str = ""
    comment: str = ""


def read(content: bytes) -> list[Read]:
    """Return the category, descriptions and questions of a file."""
    blocks = re.split(r"\n\s*\n", content.decode("utf-8").strip())
    return [_block(block) for block in blocks]


def _block(block: str) -> Read:
    lines = block.split("\n")
    comment = "\n".join(line for line in lines if line.strip().startswith("//"))
    text = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
    if text.startswith("$CATEGORY:"):
        return Read("category", text.removeprefix("$CATEGORY:").strip())
    text = _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else chr(_PRIVATE + ord(m[1])), text)
    named = re.match(r"::(.*?)::(.*)", text, re.DOTALL)
    assert named, f"a question without a name: {text[:60]}"
    body = named[2].strip()
    if "{" not in body and "}" not in body:
        return Read("description", _seen(named[1]), _html(body))
    start, end = body.index("{"), body.index("}")
    assert end == len(body) - 1, f"text after the answers: {body[end:]}"
    answers, mark, feedback = body[start + 1 : end].strip().rpartition("####")
    question = Read("", _seen(named[1]), _html(body[:start]), feedback=_html(feedback), comment=comment)
    assert mark, "no feedback"
    return _answered(question, answers.strip())


def _answered(question: Read, answers: str) -> Read:
    assert "#" not in answers, f"feedback of one answer: {answers}"
    if "~" in answers:
        question.kind = "choice"
        for sign, text in re.findall(r"([=~])([^=~]*)", answers):
            (question.right if sign == "=" else question.wrong).append(_html(text))
    elif "->" in answers:
        question.kind = "match"
        for pair in answers.removeprefix("=").split("="):
            left, _, right = pair.strip().partition("->")
            question.pairs.append((_html(left) if left.strip() else "", html.unescape(_seen(right))))
    else:
        assert answers in {"TRUE", "FALSE"}, answers
        question.kind = answers.lower()
    return question


def _html(text: str) -> str:
    text = _seen(text)
    assert text.startswith("[html]"), f"a text without its format: {text[:40]}"
    tags = re.findall(r"<[^>]*>", text)
    assert set(tags) <= {"<p>", "</p>"}, tags
    return "\n".join(html.unescape(part) for part in re.split(r"</?p>", text[6:]) if part)


def _seen(text: str) -> str:
    return "".join(chr(ord(c) - _PRIVATE) if _PRIVATE <= ord(c) < _PRIVATE + 128 else c for c in text).strip()
