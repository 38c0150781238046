"""A kept answer checked anew: its quotes against the reports of a library, its sentences against the quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dvrag.answer.verify.around import around_span
from dvrag.answer.verify.document import KeptAnswer, KeptClaim, KeptSource
from dvrag.errors import NotFoundError
from dvrag.model.answers import Verdict
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.writing import Check, Stated
from dvrag.ports import Verifier
from dvrag.text.quantities import quantities

CHANGED = "The library has changed since this answer was given; it is checked against the library as it is now."
GONE = "The report is not in this library."
ELSEWHERE = "These words stand in the report, but not at the place that is given."
OTHER = "These words do not stand in the report."


class Reports(Protocol):
    """A library as far as an answer is checked against it."""

    def report(self, identity: ReportId) -> Report:
        """Return one report in full. Raises NotFoundError."""
        ...

    def fingerprint(self) -> str:
        """Name the library's state."""
        ...


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """A source of a kept answer. `why` says in a plain sentence what is wrong with it; empty where nothing is."""

    source: KeptSource
    why: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """What became of a kept answer: its sentences and sources with what is wrong, and remarks on the whole of it."""

    claims: tuple[tuple[KeptClaim, Check], ...]
    sources: tuple[SourceCheck, ...]
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every sentence is supported and every source stands where it is said to stand."""
        supported = all(check.verdict is Verdict.SUPPORTED for _, check in self.claims)
        return supported and not any(source.why for source in self.sources)


def recheck(answer: KeptAnswer, library: Reports, verifier: Verifier) -> Recheck:
    """Return a kept answer checked against a library. Nothing that the document says of itself is believed."""
    reports: dict[str, Report] = {}
    sources = tuple(SourceCheck(source, _source_fault(source, library, reports)) for source in answer.sources)
    sound = {each.source.n: each.source for each in sources if not each.why}
    asked = [_stated(claim, sound, reports) for claim in answer.claims]
    checks = list(verifier.check(asked))
    if answer.counted is not None and answer.claims:
        checks[0] = _counted(answer.claims[0], answer.counted)
    faults = {each.source.n: each.why for each in sources}
    claims = tuple(
        (claim, _with_faults(claim, check, faults)) for claim, check in zip(answer.claims, checks, strict=True)
    )
    changed = bool(answer.library) and answer.library != library.fingerprint()
    return Recheck(claims, sources, (CHANGED,) if changed else ())


def _source_fault(source: KeptSource, library: Reports, reports: dict[str, Report]) -> str:
    if source.report_id not in reports:
        try:
            reports[source.report_id] = library.report(ReportId(source.report_id))
        except NotFoundError:
            return GONE
    text = reports[source.report_id].text
    if not source.quote.strip():
        return OTHER
    if 0 <= source.start <= source.end <= len(text) and text[source.start : source.end] == source.quote:
        return ""
    return ELSEWHERE if source.quote in text else OTHER


def _stated(claim: KeptClaim, sound: Mapping[int, KeptSource], reports: Mapping[str, Report]) -> Stated:
    cited = [sound[n] for n in claim.citations if n in sound]
    return Stated(
        claim.text,
        tuple(source.quote for source in cited),
        tuple(around_span(reports[source.report_id], source.start) for source in cited),
    )


def _counted(claim: KeptClaim, number: int) -> Check:
    """Return the check of a sentence that counts findings of the register: its sources must be as many as it says."""
    said = {quantity.value for quantity in quantities(claim.text)}
    if f"{number:g}" in said and (number == len(claim.citations) or len(set(claim.citations)) >= number):
        return Check(Verdict.SUPPORTED, "", 1.0)
    return Check(Verdict.UNSUPPORTED, "The sentence does not give the number of the findings that it cites.", 0.0)


def _with_faults(claim: KeptClaim, check: Check, faults: Mapping[int, str]) -> Check:
    """Return the check of a sentence whose sources may be unsound: the fault is what must be said first."""
    wrong = [(n, faults.get(n, "There is no such source in the document.")) for n in claim.citations]
    told = [f"Source {n}: {why}" for n, why in wrong if why]
    if not told:
        return check
    verdict = Verdict.PARTLY if check.verdict is Verdict.SUPPORTED else Verdict.UNSUPPORTED
    return Check(verdict, told[0], min(check.score, 0.5))
