"""All comparisons of a claim with what it cites, in order of how plainly they tell."""

from __future__ import annotations

from dvrag.answer.verify.carried.acts.beside import alike
from dvrag.answer.verify.carried.acts.dated import dated
from dvrag.answer.verify.carried.acts.denials import denials
from dvrag.answer.verify.carried.acts.owners import owners
from dvrag.answer.verify.carried.acts.parties import parties
from dvrag.answer.verify.carried.acts.slots import slots
from dvrag.answer.verify.carried.bodies import bodies
from dvrag.answer.verify.carried.causes import causes
from dvrag.answer.verify.carried.figures import figures
from dvrag.answer.verify.carried.nearness import Sameness, pair
from dvrag.answer.verify.carried.polarity import polarity
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.carried.rows import rows
from dvrag.answer.verify.carried.strength import strength
from dvrag.answer.verify.carried.voice import voice
from dvrag.answer.verify.facts.words import read
from dvrag.model.writing import Stated

_COMPARISONS = (figures, bodies, voice, polarity, strength, causes)
_BY_ACTS = (parties, slots, denials)


def compare(stated: Stated, sameness: Sameness | None = None) -> tuple[Finding, ...]:
    """Return what the cited texts do not carry of a sentence, the gravest first; empty where nothing speaks against it.

    `sameness` tells words that mean nearly the same; without it only words of one stem or group are taken as one.
    """
    texts = pair(read(stated.text), read("\n\n".join(stated.cited)), sameness)
    around = read("\n\n".join(stated.around))
    found = [finding for comparison in _COMPARISONS for finding in comparison(texts, around)]
    found += [*rows(stated), *owners(stated), *dated(stated)]
    for act, others in alike(stated, sameness):
        found += [finding for comparison in _BY_ACTS for finding in comparison(act, others)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: not finding.grave))
