"""Chat models that write what they are told to write, for tests of what stands around one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dvrag.answer.write.prompt import estimated_tokens
from dvrag.errors import WriterError
from dvrag.model.answers import Verdict
from dvrag.model.writing import Check, Message, Role, Stated, Usage
from dvrag.text.stems import stems

_PASSAGE = re.compile(r'^<passage number="(\d+)">\n(.*?)\n</passage>$', re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Given:
    """A passage as it stands in a prompt: its number, where it is from, its lines without their bars."""

    number: int
    around: str
    text: str


def passages_in(messages: Sequence[Message]) -> tuple[Given, ...]:
    """Return the numbered passages of a prompt."""
    found = []
    for match in _PASSAGE.finditer(messages[-1].text):
        first, *lines = [line.removeprefix("| ") for line in match[2].splitlines()]
        found.append(Given(int(match[1]), first.removeprefix("From: "), "\n".join(lines)))
    return tuple(found)


def unmarked(messages: Sequence[Message]) -> str:
    """Return what of a prompt does not stand in a passage: what a model is to take for its instructions."""
    return "\n".join(_PASSAGE.sub("", message.text) for message in messages if message.role is not Role.ASSISTANT)


class ScriptedChat:
    """Writes one text, or what a function makes of the prompt, in pieces of `size` characters.

    `fails_after`: the characters after which it fails; 0 is at once, None never. `asked` holds the prompts, `closed`
    whether an answer was left before its end.
    """

    def __init__(
        self,
        write: str | Callable[[Sequence[Message]], str],
        *,
        size: int = 7,
        fails_after: int | None = None,
        hosted: bool = False,
        context_tokens: int = 8192,
    ) -> None:
        self._write, self._size, self._fails_after = write, size, fails_after
        self._hosted, self._context = hosted, context_tokens
        self.asked: list[tuple[Message, ...]] = []
        self.closed = False

    @property
    def name(self) -> str:
        """A name that no provider has."""
        return "scripted:fake"

    @property
    def hosted(self) -> bool:
        """As it was made."""
        return self._hosted

    @property
    def context_tokens(self) -> int:
        """As it was made."""
        return self._context

    def count(self, text: str) -> int:
        """Return the estimate that is used where no tokenizer is known."""
        return estimated_tokens(text)

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Usage]:
        """Yield the text in pieces, then the usage. Raises WriterError where it was made to fail."""
        self.asked.append(tuple(messages))
        text = self._write if isinstance(self._write, str) else self._write(messages)
        end = len(text) if self._fails_after is None else self._fails_after
        try:
            for start in range(0, min(end, len(text)), self._size):
                yield text[start : min(start + self._size, end)]
            if self._fails_after is not None:
                raise WriterError("The scripted model failed.", hint="It was told to.")
            yield Usage(sum(self.count(m.text) for m in messages), self.count(text), 0.25)
        except GeneratorExit:
            self.closed = True
            raise


class WordVerifier:
    """Carries a sentence where nearly all of its words, and all of its numbers, stand in what it cites.

    A stand-in for tests of what stands around a verifier: it knows nothing of negation, roles or meaning.
    """

    def check(self, stated: Sequence[Stated]) -> tuple[Check, ...]:
        """Return one check per sentence."""
        return tuple(self._check(item) for item in stated)

    def _check(self, item: Stated) -> Check:
        wanted = set(stems(item.text))
        held = {stem for text in (*item.cited, *item.around) for stem in stems(text)}
        share = len(wanted & held) / (len(wanted) or 1)
        if share >= 0.8 and all(stem in held for stem in wanted if stem.isdigit()):
            return Check(Verdict.SUPPORTED, "", share)
        missing = ", ".join(sorted(wanted - held))
        return Check(Verdict.UNSUPPORTED, f"The passages do not say: {missing}.", share)
