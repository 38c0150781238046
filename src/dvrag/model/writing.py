"""What a language model is given and gives back, what is checked, and how an answer comes about step by step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dvrag.model.answers import Claim, Verdict


class Role(StrEnum):
    """Who speaks in a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to or from a chat model."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written, as the server counted them; `cost` in the currency of the settings' prices, or None."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a language model wrote: its raw words, before any check.

    `model` is the writer as the settings name it, `prompt` the version of the prompt. `hosted`: the passages left this
    machine. `passages`: ids of the passages that it was given, in the order of their numbers, from 1.
    """

    text: str
    model: str
    prompt: str
    hosted: bool
    passages: tuple[str, ...]
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class WriterFacts:
    """The language model that the settings name. `address`: where its server is ("localhost:11434", "api.openai.com").

    `hosted`: passages leave this machine when a question is asked.
    """

    name: str
    hosted: bool
    address: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence with what it cites. `around`: title, date, body and headings of each cited text, in the same order."""

    text: str
    cited: tuple[str, ...]
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the cited texts carry a sentence. `why`: a plain sentence, empty where it is supported.

    `score` lies in [0, 1]: how likely the sentence is to be supported.
    """

    verdict: Verdict
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Wrote:
    """Sentence `n` of an answer, from 0, as far as it is written: provisional until it is settled or dropped."""

    n: int
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Sentence `n` is whole and checked; a claim that is not supported will not stand in the answer."""

    n: int
    claim: Claim
