"""What a figure measures, in the words of its own sentence."""

from __future__ import annotations

import re

GAP = "…"
"""Stands where the value stood."""
_LEAD = re.compile(
    r"^[\s,;:–—(]*(?:(?:and|but|while|whereas|although|only|just|about|around|nearly|almost|over|of these|of them|"
    r"overall|however|therefore|so|similarly|an?\s+estimated|"
    r"(?:based on [^,]{3,60}, )?we (?:also )?(?:estimated?|found|calculated?|saw)(?: that)?|"
    r"it (?:also )?(?:estimated?|found) that|"
    r"the (?:survey|data|analysis|audit) (?:shows?|showed|found)(?: that)?)\b[\s,]*)+",
    re.I,
)
_TAIL = re.compile(
    r"[\s,;:–—(]*(?:\b(?:by|to|at|of|was|were|is|are|only|just|about|around|nearly|almost|over|approximately|stood|estimated|"
    r"an?|an estimated|totalled|reached|with)\b[\s,;:–—(]*)+$",
    re.I,
)
_NEAR = re.compile(
    r"\s+(?:only|just|about|around|nearly|almost|over|approximately|an?|an estimated|a further|an additional)\s*$", re.I
)
_SHARE = re.compile(r"\s*,?\s*of\s+(?P<rest>\S.*)", re.S)
_STOP = re.compile(
    r"[;:]|\.\s*$|\s[–—]\s|,\s+(?:and|but|which|compared|against|while|whereas|down|up|so|or|well|"
    r"the highest|the lowest)\b"
)
_AHEAD = re.compile(r"\s*(?:in|for|during|over|by|between|from|at|on|as at)\s[^,]{3,90},\s*(?P<rest>.*)", re.I | re.S)
_GOES_ON = re.compile(r"\s*(?:of|who|that|were|was|are|is|had|have|has|said|did|do)\b", re.I)
"""How a clause goes on behind the brackets that hold its value."""
_LABEL = re.compile(r"^[A-Z]?\d{1,3}(?:\.\d{1,3})*\s+(?=[A-Z])")
_WHOM = re.compile(r"\s*(?P<whom>(?:of|from|among|for)\s+(?!these\b|them\b|those\b)[^,]{3,110}),", re.I)
_POINTS_BACK = re.compile(
    r"(?:this|that|these|those|it did|it was|the (?:second|first|third|other|same) (?:figure|one)|"
    r"(?:a year|a month|two years) earlier|the figure)\b",
    re.I,
)


def about(before: str, after: str) -> str:
    """Return what a value measures, given the sentence before and behind it; "…" stands for the value where it must.

    Only words of the sentence are returned, those of the clause that holds the value.
    """
    if "(" in before and ")" not in before.rpartition("(")[2]:
        before, after = _out_of_brackets(before, after)
    left = _LEAD.sub("", _last_clause(_LABEL.sub("", before))).strip(" ,")
    share = _SHARE.match(after)
    if share and not _adds(left):
        return _one_line(_first_clause(share.group("rest")))
    right = _first_clause(after)
    left = left or _sample(before)
    if not right.strip(" .,)"):
        return _one_line(_TAIL.sub("", left))
    return _one_line(f"{_NEAR.sub('', left)} {GAP} {right}")


def points_back(text: str) -> bool:
    """Return whether what is measured is named in an earlier sentence only ("This is … of the total")."""
    return _POINTS_BACK.match(text.lstrip(f"{GAP} ")) is not None


def clause_until(before: str, after: str) -> str:
    """Return the sentence up to the end of the clause that holds the value, in which its period is named."""
    return f"{before} {_first_clause(after)}"


def _out_of_brackets(before: str, after: str) -> tuple[str, str]:
    """Return what stands around the brackets that hold the value: what they explain."""
    outside = before.rpartition("(")[0]
    behind = after.partition(")")[2]
    return outside, behind if len(outside.split()) < 3 or _GOES_ON.match(behind) else ""


def _sample(before: str) -> str:
    """Return the words that say of whom, where a sentence begins with them ("Of the 90 cases, we found that")."""
    found = _WHOM.match(before)
    return found.group("whom") if found else ""


def _adds(left: str) -> bool:
    """Return whether the words before a share say more than when: "In 2023," does not."""
    ahead = _AHEAD.fullmatch(f"{left},")
    return bool(left) and not (ahead and not ahead.group("rest").strip(" ,"))


def _last_clause(text: str) -> str:
    for found in reversed(list(_STOP.finditer(text))):
        rest = text[found.end() :]
        if len(rest.split()) != 1:
            return rest
    ahead = _AHEAD.match(text)
    return ahead.group("rest") if ahead and len(ahead.group("rest").split()) >= 2 else text


def _first_clause(text: str) -> str:
    found = _STOP.search(text)
    return (text[: found.start()] if found else text).strip(" .,")


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").strip(" ,;:(")
