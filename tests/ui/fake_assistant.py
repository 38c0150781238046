"""An assistant whose answers are written by hand: every state of the pages, without a model."""

from __future__ import annotations

from collections.abc import Callable

from dvrag.answer.question.safety import SIGNPOSTS
from dvrag.answer.write.events import Quoting, last
from dvrag.assistant import Assistant
from dvrag.errors import DamagedError
from dvrag.model.answers import Answer, Claim, DisagreeingValue, Disagreement, Reason, Status, Verdict
from dvrag.model.building import Records
from dvrag.model.results import Filters
from ui.fake_library import HOSTILE, FakeLibrary, NoFinder, hostile_report, sample_reports, source

Made = Callable[[FakeLibrary, str], Answer]


def answers(library: FakeLibrary, question: str, filters: Filters | None) -> Answer:
    """Return the answer to a question that holds one of the words below, else one from two reports."""
    for word, made in _ANSWERS.items():
        if word in question.casefold():
            return made(library, question)
    return _answered(library, question, _DASH, Verdict.SUPPORTED, 0.9)


def _broken(library: FakeLibrary, question: str) -> Answer:
    raise DamagedError("The index <b>differs</b> from its checksum.", hint="Run `dvrag library rebuild`.")


def _crash(library: FakeLibrary, question: str) -> Answer:
    raise RuntimeError("secret detail")


def _declined(reason: Reason) -> Made:
    return lambda library, question: Answer(question, Status.DECLINED, reason=reason, support=SIGNPOSTS)


def _not_found(library: FakeLibrary, question: str) -> Answer:
    reason = "Nothing about Cornwall in these reports."
    return Answer(question, Status.NOT_FOUND, reason=reason, missing=("Cornwall", "shelters"))


def _hostile(library: FakeLibrary, question: str) -> Answer:
    quotes = [("<b>hostile</b>.pdf", f"This is the quote {HOSTILE}")]
    return _answered(library, question, quotes, Verdict.SUPPORTED, 0.9)


def _partly(library: FakeLibrary, question: str) -> Answer:
    return _answered(library, question, _DASH[:1], Verdict.PARTLY, 0.3, missing=("when the form was started",))


def _answered(
    library: FakeLibrary,
    question: str,
    quotes: list[tuple[str, str]],
    verdict: Verdict,
    confidence: float,
    missing: tuple[str, ...] = (),
    disagreements: tuple[Disagreement, ...] = (),
) -> Answer:
    sources = tuple(source(library, n, name, quote) for n, (name, quote) in enumerate(quotes, start=1))
    return Answer(
        question,
        Status.ANSWERED,
        claims=tuple(Claim(s.quote, (s.n,), verdict) for s in sources),
        sources=sources,
        confidence=confidence,
        missing=missing,
        disagreements=disagreements,
        resolved_question=question,
        timings_ms={"total": 123.4},
        library="3f2a9c11",
        models={"embedding": "all-MiniLM-L6-v2"},
    )


def _disagreeing(library: FakeLibrary, question: str) -> Answer:
    quotes = [
        ("marian-overview.pdf", "Officers attended twice in June after calls from a neighbour."),
        (
            "courier.html",
            "Police were called to the house five times in the year before her death, the Courier has learned.",
        ),
    ]
    values = (DisagreeingValue("twice", 1), DisagreeingValue("five times", 2))
    disagreement = Disagreement("how often the police were called", values)
    return _answered(library, question, quotes, Verdict.SUPPORTED, 0.6, disagreements=(disagreement,))


_DASH = [
    ("marian-overview.pdf", "A DASH risk assessment was started at the address."),
    (
        "marian-overview.pdf",
        "It was not completed, because the officers took the view that the argument had been verbal only.",
    ),
    ("marlshire.pdf", "In 41 of them a DASH form had been completed before the officers left."),
]
_ANSWERS: dict[str, Made] = {
    "broken": _broken,
    "crash": _crash,
    "my partner": _declined(Reason.PERSON_AT_RISK),
    "real name": _declined(Reason.IDENTITY),
    "cornwall": _not_found,
    "how many": _disagreeing,
    "hostile": _hostile,
    "partly": _partly,
}


def fake_assistant(
    *, empty: bool = False, hostile: bool = False, notices: tuple[str, ...] = (), records: Records | None = None
) -> Assistant:
    """Return an assistant over the sample, or over a library that is empty or holds hostile text as well."""
    reports = [] if empty else sample_reports()
    if hostile:
        reports.append(hostile_report())
    library = FakeLibrary(reports, records)
    return Assistant(library, NoFinder(), Quoting(lambda q, f, _: answers(library, q, f)), lambda: list(notices))


def answers_of(assistant: Assistant) -> Callable[[str, Filters | None], Answer]:
    """Return what an assistant answers with now."""
    responder = assistant._responder
    return lambda question, filters: last(responder.stream(question, filters, ()))


def answer_with(assistant: Assistant, answer: Callable[[str, Filters | None], Answer]) -> None:
    """Have an assistant answer with something else."""
    assistant._responder = Quoting(lambda question, filters, _: answer(question, filters))
