r"""A quiz in GIFT, which Moodle and others import.

Every text is HTML with all markup escaped, so that a report's words are shown and never run; then the characters that
steer GIFT (~ = # { } : and \) stand behind a backslash. GIFT has no question type for an order: such an item becomes a
match of each event with its place. Source: Moodle, question/format/gift.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from dvrag.exports.characters import one_line, visible
from dvrag.model.learning.items import Item, ItemKind, Quiz
from dvrag.text.plain import ordinal
from dvrag.training.packages.wording import NOTE, TITLE, quoted, sources, truth
from dvrag.training.wording import answer_lines, content_note, how_to_answer, place

_STEERING = re.compile(r"[\\~=#{}:]")
_NAME = 80
"""Characters of a question that its name holds."""


def to_gift(quiz: Quiz, title: str) -> bytes:
    """Return the questions as UTF-8, an empty line between them; all stand in a category named like the title.

    A title that is nothing but characters that steer GIFT gives way to the usual one.
    """
    category = " ".join(re.sub(r"[\\~=#{}:/<>$]", " ", visible(title)).split()) or TITLE
    about = f"::{escaped('About these questions')}::[html]{escaped(html.escape(NOTE, quote=False))}"
    questions = (_question(number, item) for number, item in enumerate(quiz.items, 1))
    return ("\n\n".join([f"$CATEGORY: {category}", about, *questions]) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Return text in which nothing steers GIFT."""
    return _STEERING.sub(r"\\\g<0>", text)


def _question(number: int, item: Item) -> str:
    head = f"// [id:{item.id}]{''.join(f' [tag:{_tag(name)}]' for name in item.themes)}"
    name = re.sub(r"[<>]", " ", one_line(item.stem))
    short = name if len(name) <= _NAME else f"{name[:_NAME].rpartition(' ')[0] or name[:_NAME]} …"
    lines = [head, f"::{escaped(f'{number:03} {short}')}::{_stem(item)}{{", *_answers(item)]
    return "\n".join([*lines, f"####{_text(_why(item))}", "}"])


def _stem(item: Item) -> str:
    return _text((content_note(item), item.stem, how_to_answer(item)))


def _answers(item: Item) -> list[str]:
    if item.kind is ItemKind.MATCH:
        return _match(item)
    if item.kind is ItemKind.ORDER:
        places = {option: ordinal(number) for number, option in enumerate(item.answer, 1)}
        return [f"={_html(text)} -> {places[n]}" for n, text in enumerate(item.options)]
    true = truth(item)
    if true is not None:
        return ["TRUE" if true else "FALSE"]
    return [f"{'=' if n in item.answer else '~'}{_html(text)}" for n, text in enumerate(item.options)]


def _match(item: Item) -> list[str]:
    """Return the pairs; an option that belongs to no prompt stands behind an empty one, as Moodle allows."""
    pairs = [
        f"={_html(prompt)} -> {_plain(item.options[n])}" for prompt, n in zip(item.prompts, item.answer, strict=True)
    ]
    spare = [f"= -> {_plain(text)}" for n, text in enumerate(item.options) if n not in item.answer]
    return pairs + spare


def _why(item: Item) -> Iterable[str]:
    if truth(item) is None:
        yield f"Right: {'; '.join(answer_lines(item))}"
    yield item.rationale
    for cited in sources(item):
        yield quoted(cited)
        yield place(cited)


def _text(parts: Iterable[str]) -> str:
    return f"[html]{escaped(''.join(f'<p>{_safe(part)}</p>' for part in parts if part.strip()))}"


def _html(text: str) -> str:
    return f"[html]{escaped(_safe(text))}"


def _plain(text: str) -> str:
    return escaped(_safe(text))


def _safe(text: str) -> str:
    return html.escape(one_line(text), quote=False)


def _tag(name: str) -> str:
    return re.sub(r"[\[\]<>]", " ", one_line(name).replace("_", " ")).strip()
