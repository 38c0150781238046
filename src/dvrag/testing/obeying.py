"""A chat model that obeys what a report orders it to do, as real ones sometimes do."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.model.writing import Message
from dvrag.testing.chat import ScriptedChat, passages_in, unmarked
from dvrag.text.sentences import sentences


class ObeyingChat(ScriptedChat):
    """Writes `obeyed` where it meets `order`, else the first sentence of the first passage with its number.

    It meets an order that stands outside the marks of a passage; with `always`, wherever it stands or even where it
    does not: a model that was won over already.
    """

    def __init__(self, order: str, obeyed: str, *, always: bool = False) -> None:
        super().__init__(self._answer, size=11)
        self._order, self._obeyed, self._always = order, obeyed, always

    def _answer(self, messages: Sequence[Message]) -> str:
        met = any(line.strip() in unmarked(messages) for line in self._order.splitlines() if line.strip())
        if met or self._always:
            return self._obeyed
        first = passages_in(messages)[0]
        return f"{sentences(first.text)[0].removesuffix('.')} [{first.number}]."
