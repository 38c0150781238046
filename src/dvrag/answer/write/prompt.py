"""The words that a language model is given: rules, numbered passages marked as data, the question; fitted to its size.

A passage cannot close the tags around it: angle brackets in it are replaced, and each of its lines stands after a bar
(marking of untrusted data: Hines et al. 2024, "Defending against indirect prompt injection attacks with spotlighting").
Numbers in square brackets in it become round ones, so that its own references are not taken for citations.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dvrag.errors import WriterError
from dvrag.model.results import Hit
from dvrag.model.writing import Message, Role

MOST_FOR_ANSWER = 1 / 3
"""Share of the context that is kept for the answer at most, whatever the settings ask for."""

_ANGLES = str.maketrans({"<": "‹", ">": "›", "\uff1c": "‹", "\uff1e": "›"})
_BRACKETED = re.compile(r"[\[【](\^?\s*\d[\d\s,;–-]*|(?-i:/?[A-Z]{2,})|\[?NOT IN[^\]]*\]?)[\]】]", re.IGNORECASE)
_A_MODEL = r"(?:AI|assistant|chatbot|(?:large )?language model|LLM)"
_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}"
    r"\b(?:above|previous|prior|earlier|preceding|rules?|instructions?|prompts?)\b"
    r"|\b(?:system|developer) (?:prompt|message|instructions?|override)\b"
    rf"|\b(?:you are|you're|act as|pretend to be|as) (?:now )?(?:an? |the )?{_A_MODEL}\b"
    r"|\b(?:language model|AI assistant|chatbot|LLM|AI model)s?\b[^.\n]{0,40}\b(?:must|should|shall|will|now|please)\b"
    rf"|\b(?:note|message|instructions?|attention) (?:to|for) (?:the |any |all )?{_A_MODEL}s?\b"
    r"|\b(?:new|updated|real|hidden|secret) instructions?\b|\bjailbreak\b|\bdeveloper mode\b|\bprompt injection\b"
    r"|</?\s*(?:passage|system|assistant|user|instructions?|think)\b|<\|[^|>\n]{1,40}\|>|\[/?INST\]|<<?/?SYS>>?"
    r"|^\W*(?:system|assistant|user|human)\s*:|^#{2,}\s*(?:system|instructions?|response|new task)\b"
    r"|!\[[^\]\n]*\]\(|\[\[NOT IN THE|[\u202d\u202e]"
    r"|\bignore[zr]\b[^.\n]{0,40}\binstructions?\b"
    r"|\bignor(?:a|ar|e|iere|ieren Sie)\b[^.\n]{0,50}(?:instrucciones|anweisungen|istruzioni)"
    r"|игнорируй|忽略(?:以上|之前|所有)|تجاهل|anwybyddwch",
    re.IGNORECASE | re.MULTILINE,
)
_PIECE = re.compile(r"[A-Za-z]+|\d|[^\sA-Za-z\d]|\n")


@dataclass(frozen=True, slots=True)
class PromptText:
    """The prompt as it is shipped: its version, its words, and the refusal that it asks for."""

    version: str
    sentinel: str
    system: str
    user: str
    passage: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """Messages, and the passages that stand in them, in the order of their numbers from 1."""

    messages: tuple[Message, ...]
    hits: tuple[Hit, ...]


@cache
def prompt_text() -> PromptText:
    """Return the shipped prompt."""
    table = tomllib.loads(files("dvrag.answer.write").joinpath("prompt.toml").read_text("utf-8"))
    return PromptText(**{key: value.strip() for key, value in table.items()})


def fitted(question: str, hits: Sequence[Hit], room: int, count: Callable[[str], int]) -> Fitted:
    """Return the messages with as many whole passages, the first ones first, as `room` tokens hold.

    A passage that is too long is left out and a later one may stand in its place. Raises WriterError where not even
    one fits.
    """
    text = prompt_text()
    left = room - sum(count(message.text) for message in _messages(text, question, ""))
    kept: list[Hit] = []
    blocks: list[str] = []
    for hit in hits:
        block = _block(text, len(kept) + 1, hit)
        needed = count(block) + 2
        if needed <= left:
            kept.append(hit)
            blocks.append(block)
            left -= needed
    if not kept:
        raise WriterError(
            "The language model's context is too small for a single passage.",
            hint="Set context_tokens under [answer] higher, if the model reads more.",
        )
    return Fitted(_messages(text, question, "\n".join(blocks)), tuple(kept))


def room_for_prompt(context: int, answer: int) -> int:
    """Return the tokens of a prompt where `answer` of `context` tokens, a third at most, are kept for the answer."""
    return context - min(answer, int(context * MOST_FOR_ANSWER))


def estimated_tokens(text: str) -> int:
    """Return a count that is not below that of the usual tokenizers on English text.

    A token for every three letters of a word begun, for each digit, mark and line break, and for each byte of any
    other character. The tokenizer of a server is not known here, and fetching one would need the network.
    """
    return sum(_tokens(piece) for piece in _PIECE.findall(text))


def _tokens(piece: str) -> int:
    if piece.isascii():
        return -(-len(piece) // 3) if piece.isalpha() else 1
    return len(piece.encode())


def neutral(text: str) -> str:
    """Return a text that cannot end the tags around it, hide characters or pass for a citation or a refusal."""
    shown = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})
    return _BRACKETED.sub(r"(\1)", shown.translate(_ANGLES))


def speaks_to_a_model(hit: Hit) -> bool:
    """Return whether a passage, or what its report is called, gives orders to a language model.

    No report on domestic abuse does. Orders that are worded otherwise are not seen: they stand marked as data, and no
    sentence stands that its sources do not carry.
    """
    passage = hit.passage
    texts = (passage.text, hit.report.title, passage.section, passage.context)
    return any(_ADDRESSED.search(text) or _ADDRESSED.search(neutral(text)) for text in texts)


def _messages(text: PromptText, question: str, passages: str) -> tuple[Message, ...]:
    user = text.user.replace("{question}", " ".join(neutral(question).split())).replace("{passages}", passages)
    return Message(Role.SYSTEM, text.system.replace("{sentinel}", text.sentinel)), Message(Role.USER, user)


def _block(text: PromptText, n: int, hit: Hit) -> str:
    passage, facts = hit.passage, hit.report.facts
    parts = (hit.report.title, facts.place or "", facts.published.value or "", passage.section, passage.context)
    around = "; ".join(" ".join(neutral(part).split()) for part in parts if part)
    lines = "\n".join(f"| {line}" for line in neutral(passage.text).splitlines() if line.strip())
    return text.passage.replace("{n}", str(n)).replace("{around}", around).replace("{text}", lines)
