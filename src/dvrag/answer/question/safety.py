"""Questions that must not be answered from reports: a person at risk, a live case, someone's identity.

The patterns are wordings, not topics: "what should officers do when a victim is strangled?" is a question about
practice and is answered; "he strangled me" is a person at risk. Checked against `eval/` questions and unit tests.
"""

from __future__ import annotations

import re

from dvrag.model.answers import Reason

SIGNPOSTS = (
    "In an emergency call 999. If you cannot speak, press 55 when asked. For other calls to the police dial 101.",
    "National Domestic Abuse Helpline, free and at any hour: 0808 2000 247.",
    "To tell someone anonymously about a crime: Crimestoppers, 0800 555 111.",
)
LIMITS = "dvrag searches published reports. It cannot assess risk or advise on a person or a live case."

_I = r"(?:i|we)"
_PARTNER = (
    r"(?:partner|ex|ex-partner|husband|ex-husband|wife|ex-wife|boyfriend|ex-boyfriend|girlfriend|ex-girlfriend|"
    r"dad|father|mum|mother|son|daughter|brother|sister|stepdad|stepfather|friend|neighbour|colleague|cousin|uncle|"
    r"aunt|fianc[ée]e?|family|in-laws)"
)
_HARM = (
    r"(?:hit|hits|hitting|beat|beats|beating|hurt|hurts|hurting|strangl\w*|chok\w*|kick\w*|punch\w*|slap\w*|threaten\w*|"
    r"stalk\w*|follow\w*|abus\w*|attack\w*|rap(?:e|ed|es|ing)|assault\w*|control\w*|scar(?:es|ed|ing)|frighten\w*|"
    r"harass\w*|lock(?:s|ed|ing)?|kill\w*|track(?:s|ed|ing)?)"
)

_AT_RISK = (
    rf"\b(?:my|our)\s+(?:\w+[\s-]+){{0,2}}{_PARTNER}\b[^.?!]{{0,60}}\b{_HARM}\b",
    rf"\b(?:he|she|they|someone|somebody)(?:'s|\s+is|\s+has|\s+keeps|\s+will|\s+wants\s+to|\s+is\s+going\s+to|'ll|\s+just)?"
    rf"\s+(?:\w+\s+)?{_HARM}\s+(?:me|my|us)\b",
    r"\b(?:going|threaten\w*|wants?|tr(?:y|ying|ied))\s+to\s+(?:kill|hurt|harm)\s+(?:me|us|my|himself|herself|themselves)\b",
    rf"\b{_I}(?:'m|\s+am|\s+are|'re|\s+feel)\s+(?:\w+\s+)?(?:scared|afraid|frightened|terrified|in\s+danger|at\s+risk|unsafe|"
    r"being\s+(?:\w+\s+)?(?:abused|stalked|followed|hurt|controlled|hit|threatened|watched|tracked))",
    rf"\b{_I}(?:'m|\s+am|\s+was|'ve\s+been|\s+have\s+been|\s+got|\s+keep\s+(?:on\s+)?getting)\s+(?:\w+\s+)?"
    r"(?:abused|strangled|raped|assaulted|beaten|stalked|attacked|hit|threatened|a\s+victim)",
    rf"\b{_I}\s+(?:want|need|have|am\s+going)\s+to\s+(?:die|end\s+(?:it|my\s+life)|kill\s+myself|leave\s+(?:him|her|my)|"
    r"get\s+(?:away|out)|escape)",
    r"\b(?:kill|killing|hurt|hurting|harm|harming)\s+(?:myself|ourselves)\b|\bend\s+my\s+life\b|\bsuicidal\s+(?:and|thoughts)\b"
    r".*\b(?:i|my)\b|\bi(?:'m|\s+am)\s+suicidal\b",
    r"\b(?:should|can|could|how\s+(?:can|do|should|could))\s+i\s+(?:leave|get\s+away\s+from|escape|protect\s+myself|stay\s+safe|"
    r"leave\s+(?:my|him|her))\b",
    rf"\b(?:my|our)\s+(?:\w+[\s-]+){{0,2}}{_PARTNER}\s+(?:is|'s|has\s+been|might\s+be|may\s+be)\s+(?:\w+\s+)?"
    r"(?:being\s+\w+|abused|in\s+danger|at\s+risk|violent|abusive|controlling|a\s+victim|hurt|beaten|attacked)",
    rf"\b{_I}\s+(?:do\s+not|don'?t|no\s+longer|never)\s+(?:\w+\s+)?feel\s+safe\b",
    r"\b(?:help\s+me|please\s+help|i\s+need\s+help)\b",
    r"\b(?:a|the|this)\s+(?:man|woman|neighbour|person|girl|boy|child|lady|couple)\s+(?:next\s+door|upstairs|downstairs|across\s+the|"
    r"i\s+know)\b",
    r"\b(?:is|are)\s+(?:\w+\s+)?(?:in\s+(?:immediate\s+)?danger|being\s+(?:attacked|beaten|strangled|hurt))\s+(?:right\s+)?now\b",
    r"\bright\s+now\b.*\b(?:hurt|attack|threat|danger|kill)\w*",
)

_CASE = (
    r"(?:case|victim|client|patient|caller|suspect|perpetrator|offender|family|woman|man|person|referral|pupil|tenant|"
    r"incident)"
)
_LIVE_CASE = (
    rf"\b(?:my|our)\s+(?:\w+\s+){{0,2}}{_CASE}\b",
    r"\b(?:this|that)\s+(?:\w+\s+)?(?:victim|client|patient|caller|suspect|perpetrator|offender|woman|man|person|tenant|pupil)\b"
    r"(?=.*\b(?:risk|safe|marac|arrest|refer|charge|grade|do|dangerous|tell|disclose|believe|dash|score)\b)",
    r"\b(?:i|we)(?:'ve|\s+have|'m|\s+am|\s+are|'re)?\s+(?:\w+\s+)?(?:got|dealing\s+with|working\s+with|supporting|investigating|"
    r"attending|at\s+the\s+scene|on\s+scene|speaking\s+to|interviewing|with)\s+(?:a|an|the|someone)\b",
    r"\b(?:should|shall|do|must|can|could)\s+(?:i|we)\s+(?:\w+\s+)?(?:arrest|charge|refer|disclose|release|bail|remove|close|grade|"
    r"share|tell|report|visit|call|make\s+a\s+referral|safeguard)\b(?=.*\b(?:him|her|them|this|he|she|they|my|our)\b)",
    r"(?:^|[,.;:]\s*|\b(?:can|could|would|will)\s+you\s+|\bplease\s+|\bto\s+)"
    r"(?:assess|score|rate|grade|calculate|predict|estimate|complete|fill\s+in)\s+(?:the\s+|a\s+)?(?:risk|danger|likelihood|dash)\b"
    r"(?=.*\b(?:this|my|our|her|his|she|he|him|me|following)\b)",
    r"(?:^|[,.;:]\s*|\bplease\s+)(?:assess|score|rate|grade|calculate|predict|estimate)\s+(?:the\s+)?(?:risk|danger|likelihood)\s+(?:\w+\s+){0,3}"
    r"(?:for|of|to|posed|in|that)\b(?=.*\b(?:this|my|our|her|his|she|he|him|me|following)\b)",
    r"\b(?:will|would|is|could)\s+(?:he|she|they)\s+(?:\w+\s+){0,2}(?:kill|reoffend|strike|hurt|attack|escalate|dangerous|come\s+back|"
    r"do\s+it\s+again)\b",
    r"\b(?:what|which)\s+(?:\w+\s+)?(?:risk|dash)\s+(?:level|grade|grading|score|rating)\s+(?:\w+\s+){0,3}(?:should|do|would|shall)\s+"
    r"(?:i|we)\b",
    r"\bis\s+(?:he|she|this\s+(?:\w+\s+)?(?:victim|woman|man|person|case|couple|suspect|caller))\s+(?:\w+\s+){0,2}"
    r"(?:high|medium|standard|at)[\s-]risk\b",
)

_IDENTITY = (
    r"\b(?:real|true|actual|full|original|birth|own|correct)\s+(?:name|names|identity|identities|person)\b",
    r"\bwho\s+(?:is|was|are|were)\s+\w+(?:\s+\w+)?\s+(?:really|in\s+real\s+life|actually)\b",
    r"\breally\s+called\b|\bsurname\b|\blast\s+name\b|\bin\s+real\s+life\b",
    r"\b(?:reveal|uncover|unmask|work\s+out|find\s+out|guess|identify|disclose|expose|deduce)\b[^.?!]{0,40}"
    r"\b(?:who\s+(?:[\w']+\s+){1,3}(?:is|was|are|were)\b|who\s+(?:is|was|are|were)|identit\w+|name[sd]?\b|address)",
    r"\bidentify\s+(?:the\s+)?(?:real\s+)?(?:victim|perpetrator|killer|family|child|children|author|chair|people|person|woman|man)"
    r"(?:'s)?(?:\s+(?:by\s+name|in|behind|from|of)\b|\s*[?.!]|$)",
    r"\b(?:names?|identity)\s+of\s+(?:the\s+)?(?:real\s+|actual\s+|deceased\s+)?"
    r"(?:victim|perpetrator|killer|murderer|family|child|children|son|daughter|woman|man|person|couple|boy|girl|chair|author)\b",
    r"\bwhat\s+(?:was|is|were|are)\s+(?:the\s+)?(?:victim|perpetrator|killer|child|children|family)(?:'s|s'|s)?\s+(?:\w+\s+)?names?\b",
    r"\b(?:home|exact|street|full|current|new)\s+address\b|\bwhich\s+(?:street|house|road)\b|\bwhere\s+(?:do|does)\s+\w+\s+live\s+now\b",
    r"\b(?:facebook|instagram|social\s+media\s+(?:profile|account)|photo(?:graph)?|picture)\s+of\s+(?:the\s+)?"
    r"(?:victim|perpetrator|killer|family|child)",
    r"\bpseudonym\b[^.?!]{0,40}\b(?:stand|stands|refer|refers|belong|belongs|behind|hid(?:e|es|ing))\b",
    r"\bsame\s+person\s+as\b|\bwhat\s+is\s+\w+(?:'s)\s+(?:real\s+)?(?:surname|identity)\b",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_RULES = (
    (Reason.PERSON_AT_RISK, _any(_AT_RISK)),
    (Reason.LIVE_CASE, _any(_LIVE_CASE)),
    (Reason.IDENTITY, _any(_IDENTITY)),
)


def declined(question: str) -> Reason | None:
    """Return why a question is declined, or None. A person at risk goes before a live case, both before identity."""
    plain = question.replace("’", "'")
    return next((reason for reason, pattern in _RULES if pattern.search(plain)), None)
