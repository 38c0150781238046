"""The verdicts of the verifier."""

from __future__ import annotations

from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.claims import checked
from dvrag.answer.verify.verifier import NOTHING, UNSAID, UNSURE, ClaimVerifier, judged
from dvrag.model.answers import Claim, Verdict
from dvrag.model.writing import Stated
from dvrag.ports import Verifier
from dvrag.testing.fakes import HashingEmbedder


def test_what_is_quoted_is_settled_without_encoding_anything() -> None:
    embedder = HashingEmbedder()
    verifier: Verifier = ClaimVerifier(embedder)
    checks = verifier.check(
        [
            Stated("It rained. It snowed.", ("It rained.  It snowed.",)),
            Stated("He wrote “it hailed”.", ("It rained.",)),
            Stated("It rained.", ()),
        ]
    )
    assert [check.verdict for check in checks] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.UNSUPPORTED]
    assert [check.score for check in checks] == [1.0, 0.0, 0.0]
    assert "it hailed" in checks[1].why
    assert checks[2].why == NOTHING
    assert embedder.encoded == 0
    assert verifier.check([]) == ()


def test_a_changed_number_is_unsupported_with_its_reason() -> None:
    (check,) = ClaimVerifier(HashingEmbedder()).check([Stated("There were 14 calls.", ("There were 11 calls.",))])
    assert check.verdict is Verdict.UNSUPPORTED
    assert "14" in check.why


def test_verdicts_follow_what_speaks_against_and_how_likely_it_is() -> None:
    grave, slight = Finding("No."), Finding("About.", grave=False)
    assert judged([grave], 0.99).verdict is Verdict.UNSUPPORTED
    assert (judged([slight], 0.99).verdict, judged([slight], 0.99).why) == (Verdict.PARTLY, "About.")
    assert judged([slight], 0.1).verdict is Verdict.UNSUPPORTED
    assert (judged([], 0.18).verdict, judged([], 0.18).why) == (Verdict.PARTLY, UNSURE)
    assert (judged([], 0.01).verdict, judged([], 0.01).why) == (Verdict.UNSUPPORTED, UNSAID)
    assert (judged([], 0.9).verdict, judged([], 0.9).why) == (Verdict.SUPPORTED, "")


def test_claims_of_an_answer_keep_their_order_and_citations() -> None:
    claims = [Claim("It rained.", (1,), Verdict.SUPPORTED), Claim("It snowed.", (), Verdict.SUPPORTED)]
    done = checked(claims, (), ClaimVerifier(HashingEmbedder()))
    assert [claim.citations for claim in done] == [(1,), ()]
    assert {claim.verdict for claim in done} == {Verdict.UNSUPPORTED}
    assert {claim.why for claim in done} == {NOTHING}
