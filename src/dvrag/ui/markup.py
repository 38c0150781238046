"""The one place where text becomes HTML: everything is escaped, except the tags written here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NewType

import streamlit as st

Markup = NewType("Markup", str)
"""HTML that was built here; a plain `str` is text and is escaped before it is shown."""

_LINE_ENDS = re.compile(r"\n\s*")
_CODE = re.compile(r"`([^`\n]+)`")


class Tone(StrEnum):
    """How a notice is meant; always said in words as well, never by colour alone."""

    INFO = "info"
    CAUTION = "caution"
    PROBLEM = "problem"
    HELP = "help"


def escaped(text: str) -> Markup:
    """Return text as HTML in which every character stands for itself; line ends become breaks, empty lines go."""
    visible = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    return Markup(_LINE_ENDS.sub("<br>", html.escape(visible, quote=True)))


def element(tag: str, content: str | Markup, css: str = "", role: str = "") -> Markup:
    """Return `<tag class=css role=role>content</tag>`; `content` must be Markup (made by this module)."""
    attributes = "".join(f' {name}="{value}"' for name, value in (("class", css), ("role", role)) if value)
    return Markup(f"<{tag}{attributes}>{content}</{tag}>")


def live(content: Markup) -> Markup:
    """Return a part of the page that screen readers read out when it appears, once they have nothing else to say."""
    return Markup(f'<div role="status" aria-live="polite">{content}</div>')


def joined(parts: Iterable[Markup], by: str = "") -> Markup:
    """Return the parts one after the other."""
    return Markup(by.join(parts))


def dotted(*parts: str) -> Markup:
    """Return the texts that are not empty, escaped, with a middle dot between them."""
    return joined((escaped(part) for part in parts if part), " · ")


def bullets(lines: Sequence[str]) -> Markup:
    """Return a list of escaped lines."""
    return element("ul", joined(element("li", escaped(line)) for line in lines))


def with_code(text: str) -> Markup:
    """Return escaped text in which `commands` between backticks are set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", escaped(text)))


def marked(text: str, start: int, end: int) -> Markup:
    """Return escaped text with `[start, end)` marked for eye and ear; nothing is marked where the span is empty."""
    start, end = max(0, start), min(len(text), end)
    if start >= end:
        return escaped(text)
    quote = joined(
        (
            element("span", escaped("Quote begins: "), "dv-unseen"),
            escaped(text[start:end]),
            element("span", escaped(" (quote ends)"), "dv-unseen"),
        )
    )
    return joined((escaped(text[:start]), element("mark", quote), escaped(text[end:])))


def plain(text: str) -> str:
    """Return text for the label of a widget, in which no character is read as formatting."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|~:$&" else c for c in text)


def notice(tone: Tone, title: str, content: Markup) -> Markup:
    """Return a box with a title in words. A problem is announced at once by screen readers."""
    head = element("p", escaped(title), "dv-notice-title")
    return element("div", joined((head, content)), f"dv-notice dv-{tone}", "alert" if tone is Tone.PROBLEM else "note")


def show(*parts: Markup, inline: bool = False) -> None:
    """Write the parts to the page; `inline` takes only the width that they need."""
    st.html(joined(parts), width="content" if inline else "stretch")
