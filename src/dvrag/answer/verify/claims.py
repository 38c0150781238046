"""The claims of an answer, checked against the sources that they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvrag.answer.verify.around import stated
from dvrag.model.answers import Claim, Source
from dvrag.ports import Verifier


def checked(claims: Sequence[Claim], sources: Sequence[Source], verifier: Verifier) -> tuple[Claim, ...]:
    """Return the claims with the verdict of a verifier and its reason, in order."""
    by_number = {source.n: source for source in sources}
    asked = [stated(claim.text, tuple(by_number[n] for n in claim.citations if n in by_number)) for claim in claims]
    checks = verifier.check(asked)
    return tuple(
        replace(claim, verdict=check.verdict, why=check.why) for claim, check in zip(claims, checks, strict=True)
    )
