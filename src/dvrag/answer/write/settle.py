"""Whether what a model wrote is carried by the passages that it cites, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.answer.verify.around import around
from dvrag.answer.write.narrow import Place, narrowed
from dvrag.answer.write.parse import Written
from dvrag.model.answers import Verdict
from dvrag.model.results import Hit
from dvrag.model.writing import Check, Stated
from dvrag.ports import Verifier
from dvrag.text.stems import words


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what became of it. `places` are what it rests on, empty where it does not stand.

    `cited`: the numbers of the passages that the model named for it. `why`: a plain sentence, or empty.
    """

    text: str
    verdict: Verdict
    why: str
    cited: tuple[int, ...]
    places: tuple[Place, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the sentence may be shown as part of the answer."""
        return self.verdict is Verdict.SUPPORTED


class Judge:
    """Judges sentences against the passages that a model was given, numbered from 1."""

    def __init__(self, verifier: Verifier, hits: Sequence[Hit]) -> None:
        self._verifier = verifier
        self._hits = tuple(hits)
        self._spoken: set[tuple[str, ...]] = set()

    def judge(self, sentence: Written) -> Judged:
        """Return whether a sentence stands and on what. One that says what an earlier one said does not."""
        fault = self._fault(sentence)
        if fault:
            return Judged(sentence.text, Verdict.UNSUPPORTED, fault, sentence.cited)
        wholes = [Place.whole(n, self._hits[n - 1]) for n in sentence.cited]
        narrow = [narrowed(sentence.text, place) for place in wholes]
        asked = [narrow, wholes, *([place] for place in narrow)]
        checks = self._verifier.check([_stated(sentence.text, places) for places in asked])
        places, check = _resting_on(narrow, wholes, checks)
        if check.verdict is Verdict.SUPPORTED:
            self._spoken.add(_said(sentence.text))
            return Judged(sentence.text, check.verdict, "", sentence.cited, tuple(places))
        return Judged(sentence.text, check.verdict, check.why, sentence.cited)

    def _fault(self, sentence: Written) -> str:
        """Return what is wrong with a sentence before its sources are read, in plain words; empty where nothing is."""
        if sentence.link:
            return "It holds a web or e-mail address."
        if not sentence.cited and sentence.wrong:
            return f"It cites a passage that was not given: {', '.join(map(str, sentence.wrong))}."
        if not sentence.cited:
            return "It cites no passage."
        if _said(sentence.text) in self._spoken:
            return "It says again what was said before."
        return ""


def _resting_on(
    narrow: Sequence[Place], wholes: Sequence[Place], checks: Sequence[Check]
) -> tuple[Sequence[Place], Check]:
    """Return the narrowest places that carry a sentence, with their check, else the whole passages with theirs.

    Where some of several citations carry it alone, the others add nothing and are left out.
    """
    together, whole, *single = checks
    alone = [i for i, check in enumerate(single) if check.verdict is Verdict.SUPPORTED]
    if alone:
        return [narrow[i] for i in alone], single[alone[0]]
    if together.verdict is Verdict.SUPPORTED:
        return narrow, together
    return wholes, whole


def _said(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words(text))


def _stated(text: str, places: Sequence[Place]) -> Stated:
    return Stated(text, tuple(p.text for p in places), tuple(around(p.hit) for p in places))
