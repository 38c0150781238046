"""Whether words make a sentence: a verb of their own, outside of "who", "which" and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HELPING = (
    r"is|are|was|were|has|have|had|does|do|did|should|must|can(?:not)?|could|will|would|may|might|needs?|isn[’']t|"
    r"aren[’']t|wasn[’']t|weren[’']t|hasn[’']t|haven[’']t|hadn[’']t|doesn[’']t|don[’']t|didn[’']t|shouldn[’']t|can[’']t|"
    r"couldn[’']t|won[’']t|wouldn[’']t"
)
_PAST = (
    r"\w{3,}ed|made|took|gave|found|went|came|saw|told|said|rang|wrote|spoke|kept|held|left|sent|led|set|met|felt|knew|"
    r"thought|became"
)
_THIRD = (
    r"asks|says|puts|makes|takes|gives|covers|means|tells|shows|helps|knows|wants|works|lasts|allows|happens|lies|"
    r"looks|leads|brings|holds|carries|includes|uses"
)
_PLAIN = (
    r"ask|say|put|make|take|give|refer|agree|commission|arrange|train|require|review|audit|publish|use|record|hold|see|"
    r"read|look|speak|write|end|add|find|keep|tell|offer|treat|stop|start|check|show|share|send|listen|work|want|know|"
    r"help|call|live|leave|wait|decide|think|get|come|go|meet|feel|visit|answer|believe|understand|describe|assess"
)
_VERB = re.compile(
    rf"\b(?:(?P<helping>{_HELPING})|(?P<past>{_PAST})|(?P<third>{_THIRD})|(?P<plain>{_PLAIN}))\b", re.IGNORECASE
)
_NO_VERB_AFTER = re.compile(
    r"\b(?:an?|the|of|for|with|no|any|each|by|to|its|their|his|her|our|other|former|more|most)\s+$", re.IGNORECASE
)
"""Words before which stands a noun, a participle or an infinitive."""
_AND = re.compile(r"\b(?:and|or|but|nor)\s+(?:\w+ly\s+|not\s+|never\s+)?$", re.IGNORECASE)
_ADVERBS = re.compile(r"^\s+(?:(?:not|never|also|only|ever|always|still|been|being|be|\w+ly)\s+)*$", re.IGNORECASE)
_DOERS = re.compile(
    r"(?:^\W*|\b(?:\w+[^s\W]s|staff|police|people|children|women|men|everybody|they|we|you|who|that|which|not|never|"
    r"and|or|(?<!\ba )(?<!\ban )(?<!\bthe )\w+ly)\s+)$",
    re.IGNORECASE,
)
"""What stands before a verb in its plain form: nothing, several people, or an adverb."""
_OPENS = re.compile(
    r"(?<!\b[Ii]n )(?<!\b[Oo]f )(?<!\b[Aa]t )(?<!\b[Oo]n )(?<!\b[Ff]or )(?<!\b[Bb]y )(?<!\b[Ff]rom )(?<!\b[Tt]o )"
    r"\b(?:who|which|that|where|when|whose|whom|whether|because|although)\b"
)
"""What opens a clause inside another; not "in that year", nor "When" at the start, whose clause a comma ends."""
_PASSIVE = re.compile(r"^\s+(?:by|as)\b", re.IGNORECASE)
_WITH = re.compile(r", with(?:out)? [^,]*$", re.IGNORECASE)


def has_clause(sentence: str) -> bool:
    """Return whether there is a verb outside of "who", "which" and the like: an item of a list may have none.

    A clause with "who" ends behind its own verb: "The officer who came was not told" has one, "Officers who came and
    were told" has none. "A shared service" has none either, although "shared" could be one.
    """
    inside, at = 0, 0
    for verb in _verbs(sentence):
        opened = len(_OPENS.findall(sentence, at, verb.start()))
        at, joined = verb.end(), _AND.search(sentence[: verb.start()]) is not None
        if not (inside or opened or joined):
            return True
        inside = max(0, inside + opened - (not joined or opened > 0))
    return False


def has_verb(text: str) -> bool:
    """Return whether there is a verb, in a relative clause or outside of one."""
    return next(_verbs(text), None) is not None


def _verbs(text: str) -> Iterator[re.Match[str]]:
    """Yield the first word of each verb ("had" of "had not been told")."""
    before: re.Match[str] | None = None
    for found in _VERB.finditer(text):
        helped = before is not None and before["helping"] and _ADVERBS.match(text[before.end() : found.start()])
        before = found
        if not helped and _is_verb(text, found):
            yield found


def _is_verb(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    if _NO_VERB_AFTER.search(text[:start]):
        return False
    if found["past"]:
        return not (_PASSIVE.match(text[end:]) or _WITH.search(text[:start]))
    return not found["plain"] or _DOERS.search(text[:start]) is not None
