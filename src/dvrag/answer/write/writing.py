"""Answers that a language model writes: what is read is quoted first, then written, then every sentence is checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from dvrag.answer.cite import source_at
from dvrag.answer.corpus import Corpus
from dvrag.answer.write.clean import visible
from dvrag.answer.write.events import Event, Responder, quoted_events
from dvrag.answer.write.narrow import Place
from dvrag.answer.write.parse import Written, parse
from dvrag.answer.write.prompt import Fitted, fitted, prompt_text, room_for_prompt, speaks_to_a_model
from dvrag.answer.write.reading import Reading
from dvrag.answer.write.settle import Judge, Judged
from dvrag.answer.write.timed import within
from dvrag.config.settings import AnswerSettings
from dvrag.errors import WriterError
from dvrag.model.answers import Answer, Claim, Disagreement, Source, Status
from dvrag.model.results import Filters, Hit
from dvrag.model.writing import Draft, Settled, Usage, WriterFacts, Wrote
from dvrag.ports import ChatModel, Verifier

LONGEST = 20_000
"""Characters of a draft after which the model is stopped: six sentences are asked for, its thoughts may be long."""
MOST_SENTENCES = 40
"""Sentences of a draft that are checked; a model that writes more is repeating itself."""

SAME_START = 40
"""Characters by which a draft is known to go on as it began; only its end changes while it is written."""

NOTHING_LEFT = "Nothing that the language model wrote is carried by the passages that it cites."
QUOTES = "The answer quotes the reports instead."
REFUSED = "The language model found no answer in the passages."


@dataclass(frozen=True, slots=True)
class WritingParts:
    """What writing needs: what reads for a question, the reports, what checks sentences, and the settings."""

    read: Callable[[str, Filters | None, Sequence[Answer]], Reading]
    corpus: Corpus
    verifier: Callable[[], Verifier]
    settings: AnswerSettings


@dataclass(frozen=True, slots=True)
class Writing:
    """A Responder that has a model write. `make` opens the model when a first answer is to be written."""

    parts: WritingParts
    make: Callable[[], ChatModel]
    writer: WriterFacts
    quoting: Responder

    def stream(self, question: str, filters: Filters | None, earlier: Sequence[Answer]) -> Iterator[Event]:
        """Yield the answer as it comes about; where the model fails, the answer quotes and its note says why.

        A Wrote or Settled replaces what was told of its sentence before; what stands in the Answer, stands.
        """
        reading = self.parts.read(question, filters, earlier)
        if not reading.hits or reading.answer.comparison is not None:
            yield from quoted_events(reading.answer)
            return
        began = time.perf_counter()
        run: _Run | None = None
        try:
            run = _Run(self.parts, reading, self.make())
            yield from run.events()
            answer = run.answer()
        except WriterError as error:
            draft = run.draft() if run and run.text else None
            answer = replace(reading.answer, draft=draft, note=f"{error.message} {QUOTES} {error.hint}".strip())
        yield _timed(answer, time.perf_counter() - began)

    def by(self, model: ChatModel | str | None) -> Responder:
        """Return what writes with another model, or quotes for None."""
        return self.quoting.by(model)


class _Run:
    """One answer being written."""

    def __init__(self, parts: WritingParts, reading: Reading, model: ChatModel) -> None:
        self._parts, self._quoted, self._model = parts, reading.answer, model
        room = room_for_prompt(model.context_tokens, parts.settings.answer_tokens)
        asked = reading.answer.resolved_question or reading.answer.question
        self._fitted: Fitted = fitted(asked, _trusted(reading.hits), room, model.count)
        self._judge = Judge(parts.verifier(), self._fitted.hits)
        self._judged: list[Judged] = []
        self._places: list[Place] = []
        self._shown = ""
        self._last: Wrote | None = None
        self._usage = Usage()
        self.text = ""

    def events(self) -> Iterator[Event]:
        """Yield what is written and what is checked. Raises WriterError."""
        with closing(within(self._parts.settings.seconds, lambda: self._model.stream(self._fitted.messages))) as pieces:
            for piece in pieces:
                if isinstance(piece, Usage):
                    self._usage = piece
                    continue
                self.text += piece
                yield from self._progress()
                if len(self.text) > LONGEST:
                    break
        yield from self._settled(self._sentences())

    def draft(self) -> Draft:
        """Return what the model wrote so far."""
        model, passages = self._model, tuple(hit.passage.id for hit in self._fitted.hits)
        return Draft(self.text, model.name, prompt_text().version, model.hosted, passages, self._usage)

    def answer(self) -> Answer:
        """Return the answer of the sentences that stand, or the one that quotes, or that nothing was found."""
        if not self.text.strip():
            raise WriterError("The language model wrote nothing.", hint="Give it more under [answer] answer_tokens.")
        models = {**self._quoted.models, "writer": self._model.name}
        quoted = replace(self._quoted, draft=self.draft(), models=models)
        claims = tuple(self._claim(item) for item in self._judged if item.stands)
        dropped = tuple(self._claim(item) for item in self._judged if not item.stands and not _refuses(item.text))
        if claims:
            disagreements = tuple(self._renumbered(item) for item in self._quoted.disagreements)
            return replace(quoted, claims=claims, dropped=dropped, disagreements=disagreements, sources=self._sources())
        if any(_refuses(item.text) for item in self._judged):
            empty = replace(quoted, claims=(), sources=(), disagreements=())
            return replace(empty, status=Status.NOT_FOUND, reason=REFUSED, dropped=dropped)
        loose = tuple(replace(claim, citations=()) for claim in dropped)
        return replace(quoted, models=self._quoted.models, dropped=loose, note=f"{NOTHING_LEFT} {QUOTES}")

    def _progress(self) -> Iterator[Event]:
        """Yield the sentences that became whole, then the one that is being written where it changed."""
        *whole, being = self._sentences() or (None,)
        if being is None:
            return
        if " " in being.text:  # the word that follows a full stop decides whether the sentence ended there
            yield from self._settled(whole)
        elif whole:
            yield from self._settled(whole[:-1])
            being = whole[-1]
        wrote = Wrote(len(self._judged), being.text, self._provisional(being))
        if wrote != self._last and not _begins_refusal(being.text):
            self._last = wrote
            yield wrote

    def _sentences(self) -> tuple[Written, ...]:
        """Return the sentences so far. Where thoughts turn out to have come first, everything begins anew."""
        shown = visible(self.text)
        if not shown.startswith(self._shown[: min(SAME_START, len(self._shown) // 2)]):
            self._judge = Judge(self._parts.verifier(), self._fitted.hits)
            self._judged, self._places, self._last = [], [], None
        self._shown = shown
        return parse(shown, len(self._fitted.hits))[:MOST_SENTENCES]

    def _settled(self, whole: Sequence[Written]) -> Iterator[Settled]:
        for sentence in whole[len(self._judged) :]:
            item = self._judge.judge(sentence)
            self._judged.append(item)
            if not _refuses(item.text):
                yield Settled(len(self._judged) - 1, self._claim(item))

    def _claim(self, item: Judged) -> Claim:
        """Return a sentence as a claim; one that does not stand cites what it names among the sources of others."""
        if item.stands:
            return Claim(item.text, tuple(self._number(place) for place in item.places), item.verdict)
        numbers = {place.number: n for n, place in reversed(list(enumerate(self._places, start=1)))}
        cited = tuple(numbers[n] for n in item.cited if n in numbers)
        return Claim(item.text, cited, item.verdict, item.why)

    def _number(self, place: Place) -> int:
        """Return the number of a source, the next one where the place is new."""
        known = [(p.hit.passage.id, p.start, p.end) for p in self._places]
        key = (place.hit.passage.id, place.start, place.end)
        if key not in known:
            self._places.append(place)
            return len(self._places)
        return known.index(key) + 1

    def _provisional(self, sentence: Written) -> tuple[int, ...]:
        """Return the numbers that the sources of a sentence will have, if it stands and rests on all that it cites."""
        numbers = {place.number: n for n, place in enumerate(self._places, start=1)}
        for n in sentence.cited:
            numbers.setdefault(n, max(numbers.values(), default=0) + 1)
        return tuple(numbers[n] for n in sentence.cited)

    def _sources(self) -> tuple[Source, ...]:
        reports = {i: self._parts.corpus.report(i) for i in {place.hit.report.id for place in self._places}}
        return tuple(
            source_at(n, place.hit, (place.start, place.end), reports[place.hit.report.id])
            for n, place in enumerate(self._places, start=1)
        )

    def _renumbered(self, item: Disagreement) -> Disagreement:
        """Return a disagreement with the numbers of this answer's sources, to which what it rests on is added."""
        quoted = {source.n: source for source in self._quoted.sources}
        values = []
        for side in item.values:
            source = quoted[side.n]
            values.append(replace(side, n=self._number(Place(0, source.hit, source.start, source.end))))
        return replace(item, values=tuple(values))


def _trusted(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the passages that may be given to a model. Raises WriterError where none is left."""
    found = tuple(hit for hit in hits if not speaks_to_a_model(hit))
    if not found:
        raise WriterError(
            "The passages found hold orders to a language model, so none was given to it.",
            hint="See where the report comes from.",
        )
    return found


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha()).casefold()


def _refuses(text: str) -> bool:
    return _letters(text) == _letters(prompt_text().sentinel)


def _begins_refusal(text: str) -> bool:
    return bool(text) and _letters(prompt_text().sentinel).startswith(_letters(text))


def _timed(answer: Answer, seconds: float) -> Answer:
    """Return the answer with the milliseconds that writing took added to its timings."""
    took = round(seconds * 1000, 2)
    total = round(answer.timings_ms.get("total", 0.0) + took, 2)
    return replace(answer, timings_ms={**answer.timings_ms, "write": took, "total": total})
