"""A language model on loopback that copies sentences of its passages, and adds one that none of them says."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from dvrag.text.sentences import sentences
from unit.answer.write.server import Server

FALSE = "The inquiry dismissed 4,711 officers in Ruritania."
"""What no report says."""
_PASSAGE = re.compile(r'<passage number="(\d+)">\n\| From: .*?\n(.*?)\n</passage>', re.DOTALL)
_WORDS = range(6, 40)


class ScriptedModel(Server):
    """Writes from the prompt: a whole sentence of each of the first passages, the false one after the first."""

    most = 3
    """Sentences that are true."""

    @property
    def pieces(self) -> list[str]:
        """What is written to the last prompt, word by word."""
        prompt = self.requests[-1]["messages"][-1]["content"]
        first = {one: n for n, text in reversed(_PASSAGE.findall(prompt)) if (one := _whole(text))}
        found = sorted(first.items(), key=lambda item: int(item[1]))[: self.most]
        written = [f"{text.rstrip('.')} [{n}]." for text, n in found]
        written.insert(1, FALSE.replace(".", " [1]."))
        return [f"{word} " for word in " ".join(written).split()]

    @pieces.setter
    def pieces(self, value: list[str]) -> None:
        """What the server writes comes from the prompt alone."""


def _whole(text: str) -> str:
    """Return the longest sentence of a passage that is neither very short nor very long."""
    lines = (line.removeprefix("| ") for line in text.splitlines())
    found = [one for line in lines for one in sentences(line) if len(one.split()) in _WORDS and one.endswith(".")]
    return max(found, key=len, default="")


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """Serve the model on a free port of this machine."""
    server = ScriptedModel()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.shutdown()
        server.server_close()
        thread.join(5)
