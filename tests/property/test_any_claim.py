"""Whatever is cited: its own sentences are supported, a changed digit never is, and no text stops the verifier."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dvrag.answer.verify.carried.check import compare
from dvrag.answer.verify.verifier import ClaimVerifier
from dvrag.model.answers import Verdict
from dvrag.model.writing import Stated
from dvrag.testing.fakes import HashingEmbedder
from dvrag.text.sentences import sentences

NOUNS = ("calls", "visits", "reports", "recommendations", "officers")
FACTS = st.lists(
    st.tuples(st.integers(2, 9999), st.sampled_from(NOUNS), st.sampled_from(("North", "South", "East"))),
    min_size=1,
    max_size=4,
    unique_by=lambda fact: fact[0],
)
PIECES = [
    "not ",
    "Police ",
    "of the ",
    "3 May ",
    "twelve ",
    "inadequate ",
    "’s ",
    "£",
    "%",
    "“",
    "|",
    "\n\n",
    ". ",
    "a",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).map("".join)


@given(FACTS, st.data())
@settings(max_examples=60, deadline=None)
def test_verbatim_is_supported_and_a_changed_digit_never(
    facts: list[tuple[int, str, str]], data: st.DataObject
) -> None:
    cited = " ".join(f"The review of {place} counted {number} {noun} that year." for number, noun, place in facts)
    verifier = ClaimVerifier(HashingEmbedder())
    sentence = data.draw(st.sampled_from(sentences(cited)))
    digits = re.search(r"\d+", sentence)
    assert digits
    place = data.draw(st.integers(digits.start(), digits.end() - 1))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != sentence[place]]))
    changed = sentence[:place] + other + sentence[place + 1 :]
    same, different = verifier.check([Stated(sentence, (cited,)), Stated(changed, (cited,))])
    assert same.verdict is Verdict.SUPPORTED
    assert changed in cited or different.verdict is not Verdict.SUPPORTED


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_verifier(claim: str, cited: str, around: str) -> None:
    for finding in compare(Stated(claim, (cited,), (around,))):
        assert finding.why.endswith(".")
