"""Questions for measuring time: topics of domestic abuse reviews in sentences as people type them.

They are of many lengths and ask about words both common and rare; whether a library can answer them does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

SENTENCES = (
    "What did the review say about {}?",
    "Which recommendations were made on {}?",
    "How did agencies respond to {}?",
    "Was {} recorded by the police?",
    "Were there missed opportunities concerning {}?",
    "What do the reports find on {}, and who was told?",
    "Did professionals understand {}?",
    "Why was {} not shared with other agencies?",
    "What changed after the findings on {}?",
    "{}: what went wrong?",
    "Tell me about {}",
    "examples of good practice in {}",
    "Who is responsible for {}?",
    "What training do staff get on {}?",
    "How often is {} mentioned, and in which areas?",
    "What did the family say about {}?",
    "When was {} first known to the GP?",
    "Is there evidence that {} improved?",
    "What should a social worker do about {}?",
    "In {area}, what was found on {}?",
    "What does the {area} review say about {}?",
    "Did {area} police act on {}?",
)
"""`{}` is the topic; `{area}`, where it stands, an area of the library."""

TOPICS = (
    "coercive control",
    "risk assessment",
    "the DASH checklist",
    "MARAC referrals",
    "non-fatal strangulation",
    "stalking after separation",
    "children who witness abuse",
    "alcohol and drug use",
    "mental health crisis",
    "economic abuse",
    "abuse of older people",
    "carers and dependence",
    "interpreters for victims who do not speak English",
    "immigration status and no recourse to public funds",
    "so-called honour-based abuse",
    "forced marriage",
    "repeat calls to the same address",
    "body-worn video",
    "arrest of the perpetrator",
    "bail conditions and their breach",
    "domestic violence protection notices",
    "evidence-led prosecution",
    "outcome codes and victims who withdraw",
    "control room staffing",
    "the time taken to answer emergency calls",
    "grading of incidents",
    "routine enquiry by health visitors",
    "midwifery and pregnancy",
    "disclosure in accident and emergency departments",
    "information sharing between GPs and the police",
    "housing and homelessness",
    "refuge spaces",
    "the sanctuary scheme",
    "support by an independent domestic violence adviser",
    "waiting lists for counselling",
    "perpetrator programmes",
    "probation supervision",
    "child protection plans",
    "strategy discussions",
    "the voice of the child",
    "schools and Operation Encompass",
    "Clare's Law and the right to ask",
    "firearms licensing",
    "suicide after abuse",
    "abuse by adult children",
    "same-sex relationships",
    "disabled and deaf victims",
    "rural isolation",
    "supervision and caseloads",
    "record keeping",
    "professional curiosity",
    "commissioning of specialist services",
    "short-term funding",
    "data quality",
    "leadership and governance",
    "action plans and their review",
    "learning from earlier reviews",
    "unconscious bias",
    "the workplace as a place of safety",
    "post-separation contact arrangements",
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def questions(count: int, seed: int, areas: Sequence[str] = ()) -> list[str]:
    """Return so many different questions in an order that follows from the seed; without areas none names one."""
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    made = []
    for sentence in SENTENCES:
        if "{area}" not in sentence or areas:
            made += [sentence.format(topic, area=random.choice(areas) if areas else "") for topic in TOPICS]
    if count > len(made):
        raise ValueError(f"There are {len(made)} questions, not {count}.")
    random.shuffle(made)
    return made[:count]


def misspelled(question: str, seed: int) -> str:
    """Return the question with two neighbouring letters of its longest word swapped."""
    random = Random(f"{seed}{question}")  # noqa: S311
    longest = max((word for word in question.split() if word.isalpha()), key=len)
    at = random.randrange(1, len(longest) - 2)
    wrong = longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :]
    return question.replace(longest, wrong if wrong != longest else longest + random.choice(LETTERS), 1)
