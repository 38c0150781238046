"""An assistant whose language model is written by hand: sentences come in pieces, are checked, and one is left out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dvrag.answer.write.events import Event, quoted_events
from dvrag.assistant import Assistant
from dvrag.model.answers import Answer, Claim, ComparedRow, Comparison, Verdict
from dvrag.model.results import Filters
from dvrag.model.writing import Draft, Settled, Usage, WriterFacts, Wrote
from ui.fake_assistant import answers
from ui.fake_library import FakeLibrary, NoFinder, hostile_report, sample_reports

LOCAL = WriterFacts("ollama:small:1b", False, "localhost:11434")
HOSTED = WriterFacts("openai:some", True, "api.openai.com")
FIRST = "The form was begun at the address but not finished."
SECOND = "In 41 cases it had been completed in time."
FALSE = "Forty officers were dismissed."
WHY = "“Forty” stands in no passage that it cites."
NOTE = "The language model could not be reached, so this answer is quoted."
PARTLY_WHY = "The passage does not say “in time”."


@dataclass
class FakeResponder:
    """Writes the same answer to every question, quotes where the question says so; `pause` seconds for each word."""

    library: FakeLibrary
    writer: WriterFacts | None = LOCAL
    pause: float = 0.0
    earlier: list[tuple[Answer, ...]] = field(default_factory=list)
    closed: int = 0

    def stream(self, question: str, filters: Filters | None, earlier: Sequence[Answer]) -> Iterator[Event]:
        self.earlier.append(tuple(earlier))
        found = answers(self.library, question, filters)
        if earlier:
            found = replace(found, resolved_question=f"{question} (in {earlier[-1].question})")
        asked = question.casefold()
        if "compare" in asked:
            yield from quoted_events(compared(found))
        elif "quoted" in asked:
            yield from quoted_events(replace(found, note=NOTE))
        else:
            yield from self._written(found)

    def _written(self, found: Answer) -> Iterator[Event]:
        claims = written_claims()
        try:
            for n, claim in enumerate(claims):
                words = claim.text.split()
                for end in range(1, len(words) + 1):
                    yield Wrote(n, " ".join(words[:end]), claim.citations)
                    time.sleep(self.pause)
                yield Settled(n, claim)
        finally:
            self.closed += 1
        yield written(found, self.writer or LOCAL)


def written_claims() -> tuple[Claim, ...]:
    return (
        Claim(FIRST, (1, 2), Verdict.SUPPORTED),
        Claim(FALSE, (2,), Verdict.UNSUPPORTED, WHY),
        Claim(SECOND, (3,), Verdict.PARTLY, PARTLY_WHY),
    )


def written(found: Answer, writer: WriterFacts) -> Answer:
    """Return an answer with a language model's sentences in place of the quotes."""
    first, false, second = written_claims()
    draft = Draft(f"{FIRST} [1][2] {FALSE} [2]", writer.name, "7", writer.hosted, ("a", "b"), Usage(1200, 80))
    return replace(found, claims=(first, second), dropped=(false,), draft=draft)


def compared(found: Answer) -> Answer:
    """Return the quotes of an answer as a table with an empty cell."""
    one, two, three = found.claims
    rows = (ComparedRow("Risk assessment", ((one, two), (three,))), ComparedRow("Supervision", ((), (three,))))
    return replace(found, comparison=Comparison(("Marian", "Marlshire Police"), rows))


def writing_assistant(
    writer: WriterFacts | None = LOCAL, *, pause: float = 0.0, hostile: bool = False
) -> tuple[Assistant, FakeResponder]:
    """Return an assistant over the sample that writes, and what writes in it."""
    library = FakeLibrary([*sample_reports(), *([hostile_report()] if hostile else [])])
    responder = FakeResponder(library, writer, pause)
    return Assistant(library, NoFinder(), responder, lambda: ()), responder
