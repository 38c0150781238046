"""Words that a question does not need: detail of how people were hurt or killed."""

from __future__ import annotations

import re

_GRAPHIC = re.compile(
    r"\b(?:stab(?:bed|bing|s)?|knif\w*|knives|blade|hammer|axe|machete|guns?|shotgun|shot dead|firearm\w*|bludgeon\w*|"
    r"blood\w*|bled|bleed\w*|wound\w*|bruis\w*|fractur\w*|scald\w*|chok(?:ed|ing)|throat|neck|suffocat(?:ed|ing)|"
    r"smother\w*|punch\w*|kicked|kicking|slapp\w*|headbutt\w*|beaten|beat (?:her|him|them)|dragged|raped|penetrat\w*|"
    r"genital\w*|intercourse|naked|ligature|hang(?:ed|ing) (?:her|him|them)sel\w+|overdos\w*|drown\w*|petrol|acid|"
    r"set (?:her|him) on fire|corpse|post[- ]mortem|her body|his body|cause of death|broke (?:her|his)|"
    r"broken (?:nose|arm|rib|ribs|jaw|leg|wrist|finger|cheek\w*)|burn(?:t|ed) (?:her|him)|strangled|strangling|"
    r"dismember\w*|mutilat\w*)\b",
    re.IGNORECASE,
)

_HARM = re.compile(
    r"\b(?:suicid\w*|self-harm\w*|died|dies|deaths?|kill(?:ed|ing|s)?|murder\w*|homicides?|strangl\w*|strangulation"
    r"|raped?|assault(?:ed|s)?|violen(?:ce|t)|injur\w+|hurt|threat\w*)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"\b(?:domestic )?(?:homicide|death) reviews?\b|\bdeath related review\b|\b(?:domestic|honour[- ]based) violence\b",
    re.IGNORECASE,
)


def harm(text: str) -> bool:
    """Return whether a text speaks of a death, of violence or of self-harm; the names of reviews do not count."""
    return _HARM.search(_TITLES.sub(" ", text)) is not None


def graphic(text: str) -> str:
    """Return the first word of a text that gives graphic detail, "" where none does.

    The names of offences and of risks ("strangulation", "rape") are not detail: people must learn them.
    """
    found = _GRAPHIC.search(text)
    return found.group() if found else ""
