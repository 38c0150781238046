"""Words that name who can do something: people, agencies, bodies; and what a pronoun can stand for."""

from __future__ import annotations

from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.parser import Node

_PARTIES = frozenset(
    key(w)
    for w in """child partner parent patient tenant landlord teacher nurse adviser worker manager coroner inspector
    chair panel caller handler dispatcher supervisor family friend neighbour carer clinician doctor pupil student school
    council client survivor practitioner commissioner councillor lawyer judge employer colleague professional victim
    officer police staff team desk hub board committee service sergeant trust constabulary force author writer reviewer
    mother father sister brother daughter son husband wife man woman boy girl people person practice department agency
    organisation company charity helpline midwife constable detective probation advocate resident household user member
    leader director chief editor reporter researcher academic trainer volunteer perpetrator suspect offender witness
    hospital college university inspectorate government minister partnership ward clinic pharmacist psychiatrist
    psychologist counsellor therapist paramedic magistrate barrister relative cousin aunt uncle grandmother grandfather
    grandson granddaughter cleaner driver clerk porter secretary applicant complainant respondent attacker stalker
    """.split()
)
RELATED = frozenset(
    key(w)
    for w in """mother father mum dad parent sister brother son daughter aunt uncle cousin wife husband partner friend
    neighbour family grandmother grandfather manager employer colleague landlord solicitor carer teacher stepfather
    stepmother girlfriend boyfriend child""".split()
)
"""Words for people who are somebody's."""
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_THEY = frozenset(
    "they them their theirs it its who whom whose i we us our my me you your this that these those".split()
)


def is_party(node: Node) -> bool:
    """Return whether a word names somebody or some body that can act."""
    return node.tag == "PROPN" or key(node.low) in _PARTIES


def pronoun(node: Node) -> str:
    """Return "he", "she" or "they" for a pronoun of that kind, else an empty string."""
    if node.tag not in {"PRON", "WH"}:
        return ""
    return "he" if node.low in _HE else "she" if node.low in _SHE else "they" if node.low in _THEY else ""
