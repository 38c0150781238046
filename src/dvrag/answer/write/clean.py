"""What of a language model's raw words is meant to be read: no thinking, no markup, nothing hidden."""

from __future__ import annotations

import re
import unicodedata

_THOUGHT = re.compile(
    r"<(think|thinking|thought|reasoning|analysis|scratchpad)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|thought|reasoning|analysis)\s*>", re.DOTALL | re.IGNORECASE)
_NO_PROSE = re.compile(
    r"<(script|style|svg|iframe|object)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_SPECIAL = re.compile(r"<\|[^<>|]{0,60}\|>|\[/?INST\]|<<?/?SYS>>?", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>|<[A-Za-z/!|][^<>]*\Z")
_IMAGE = re.compile(r"!\[[^\]]*\]\s*(?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_REFERENCE = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_OPEN = re.compile(r"!?\[[^\]\n]*\Z|!?\[[^\]\n]*\]\([^)\n]*\Z")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})

_WEB = re.compile(
    r"(?:https?|ftp|mailto|data|javascript|file|tel)\s*:\s*\S|\bwww\.\S|\b[\w.+-]+@[\w-]+\.\w"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|biz|io|ai|co|uk|eu|ru|cn|dev|app|xyz|site|example)\b",
    re.IGNORECASE,
)


def visible(raw: str) -> str:
    """Return the words to be read. The end of a text that is still being written is cut where a tag or link is open."""
    text = _THOUGHT_END.sub("", _THOUGHT.sub("", raw))
    text = "".join(" " if c == "\u00a0" else c for c in text if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)
    text = _TAG.sub("", _SPECIAL.sub("", _NO_PROSE.sub("", text)))
    text = _LINK.sub(_label, _IMAGE.sub("", text))
    return _OPEN.sub("", _REFERENCE.sub("", text))


def has_link(text: str) -> bool:
    """Return whether a sentence holds a web or e-mail address or anything that could be followed."""
    return _WEB.search(text) is not None


def _label(found: re.Match[str]) -> str:
    """Return the words of a link; a number in square brackets stays a citation."""
    return f"[{found[1]}]" if found[1].strip().isdigit() else found[1]
