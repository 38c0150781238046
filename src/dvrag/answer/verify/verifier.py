"""The verifier: whether cited texts carry a sentence, without a language model.

In order: quotations must be verbatim; what is a cited text's own sentence is supported at once; figures, dates, names,
agencies and grades must stand there in the same role, with the same polarity and strength; the rest is a matter of
likelihood, told by the support model.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dvrag.answer.question.meanings import WordMeanings
from dvrag.answer.verify.carried.check import compare
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.quotes import misquoted, verbatim
from dvrag.answer.verify.support.model import SupportModel
from dvrag.model.answers import Verdict
from dvrag.model.writing import Check, Stated
from dvrag.ports import TokenEmbedder

SUPPORTED_FROM, PARTLY_FROM = 0.2, 0.165
"""Scores of the support model from which a sentence that nothing speaks against is supported, or partly. The second is
the model's own; the first is its own (0.415) lowered so that true sentences of report prose pass. What is false and yet
near to the cited text is left to the comparisons: on the first half of `eval/claims/planted.csv` every threshold from
0.15 to 0.25 catches as many false claims as 0.3 does, and drops fewer true ones."""
GRAVE, SLIGHT = 0.05, 0.4
"""The score of a sentence that something speaks against, at most."""
UNSURE = "The cited text says only part of this."
UNSAID = "The cited text does not say this."
NOTHING = "It cites nothing."


class ClaimVerifier:
    """Checks sentences against what they cite. Safe to share between threads if the embedder is."""

    def __init__(self, embedder: TokenEmbedder) -> None:
        self._embedder = embedder
        self._meanings = WordMeanings(embedder)

    def check(self, stated: Sequence[Stated]) -> tuple[Check, ...]:
        """Return one check per sentence, in order. A sentence that a cited text holds word for word costs nothing."""
        checks = [_at_once(each) for each in stated]
        left = [place for place, check in enumerate(checks) if check is None]
        scores = self._support.scores([stated[place] for place in left]) if left else ()
        for place, score in zip(left, scores, strict=True):
            checks[place] = self._compared(stated[place], float(score))
        return tuple(check for check in checks if check is not None)

    @cached_property
    def _support(self) -> SupportModel:
        """The support model, read when the first sentence needs it: quotations never do."""
        return SupportModel(self._embedder)

    def _compared(self, stated: Stated, score: float) -> Check:
        return judged(compare(stated, self._meanings.sameness), score)


def judged(found: Sequence[Finding], score: float) -> Check:
    """Return the check of a sentence from what speaks against it, the gravest first, and its likelihood in [0, 1]."""
    if found and found[0].grave:
        return Check(Verdict.UNSUPPORTED, found[0].why, min(score, GRAVE))
    if score < PARTLY_FROM:
        return Check(Verdict.UNSUPPORTED, found[0].why if found else UNSAID, score)
    if found:
        return Check(Verdict.PARTLY, found[0].why, min(score, SLIGHT))
    if score < SUPPORTED_FROM:
        return Check(Verdict.PARTLY, UNSURE, score)
    return Check(Verdict.SUPPORTED, "", score)


def _at_once(stated: Stated) -> Check | None:
    """Return the check where no comparison is needed, else None."""
    cited = [text for text in stated.cited if text.strip()]
    if not cited:
        return Check(Verdict.UNSUPPORTED, NOTHING, 0.0)
    if verbatim(stated.text, cited):
        return Check(Verdict.SUPPORTED, "", 1.0)
    wrong = misquoted(stated.text, cited)
    if wrong is not None:
        return Check(Verdict.UNSUPPORTED, f"These words do not stand in the cited text: “{_short(wrong)}”.", 0.0)
    if not any(c.isalnum() for c in stated.text):
        return Check(Verdict.UNSUPPORTED, UNSAID, 0.0)
    return None


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
