"""What a figure measures, in the words of its own sentence."""

from __future__ import annotations

import re

_NO_COMMA = r"(?:[^,]|,(?=\d{3}\b))"
"""A character that is no comma between clauses; that of a thousand is none."""
GAP = "…"
"""Stands where the value stood."""
_LEAD = re.compile(
    r"^[\s,;:–—(]*(?:(?:and|but|while|whereas|although|only|just|about|around|nearly|almost|over|of these|of them|"
    r"overall|however|therefore|so|similarly|an?\s+estimated|"
    rf"(?:based on {_NO_COMMA}{{3,60}}, )?we (?:also )?(?:estimated?|found|calculated?|saw)(?: that)?|"
    r"it (?:also )?(?:estimated?|found) that|"
    r"the (?:survey|data|analysis|audit) (?:shows?|showed|found)(?: that)?)\b[\s,]*)+",
    re.I,
)
_TAIL = re.compile(
    r"[\s,;:–—(]*(?:\b(?:by|to|at|of|was|were|is|are|only|just|about|around|nearly|almost|over|approximately|stood|estimated|"
    r"an?|an estimated|totalled|reached|with|comes? to|"
    r"fell|rose|grew|dropped|increased|decreased|declined|stands|remain(?:s|ed)|"
    r"amount(?:s|ed)|went (?:up|down))\b[\s,;:–—(]*)+$",
    re.I,
)
_NEAR = re.compile(
    r"\s+(?:only|just|about|around|nearly|almost|over|approximately|an?|an estimated|a further|an additional)\s*$", re.I
)
_SHARE = re.compile(r"\s*,?\s*of\s+(?P<rest>\S.*)", re.S)
_STOP = re.compile(
    r"[;:]|\.\s*$|\s[–—]\s|,\s+(?:and|but|which|compared|against|while|whereas|down|up|so|or|well|"
    r"the highest|the lowest|of which|of whom)\b"
)
_AHEAD = re.compile(
    rf"\s*(?:in|for|during|over|by|between|from|at|on|as at)\s{_NO_COMMA}{{3,90}},\s*(?P<rest>.*)", re.I | re.S
)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|years?|months?|weeks?|quarters?|days?|times?|periods?|inspections?|visits?|audits?|reviews?|"
    r"samples?|fieldwork|addition|contrast|total|all|general|part|most cases)\b",
    re.I,
)
"""What a phrase before a clause names where it says when or how, and not of what."""
_GOES_ON = re.compile(r"\s*(?!(?:and|but|or|while|whereas|compared)\b)\w", re.I)
"""How a clause goes on behind the brackets that hold its value."""
_FOR_EACH = frozenset({"per", "for", "in"})
_LABEL = re.compile(r"^[A-Z]?\d{1,3}(?:\.\d{1,3})*\s+(?=[A-Z])")
_WHOM = re.compile(rf"\s*(?P<whom>(?:of|from|among|for)\s+(?!these\b|them\b|those\b){_NO_COMMA}{{3,110}}),", re.I)
_POINTS_BACK = re.compile(
    r"(?:this|that|these|those|it did|it was|the (?:second|first|third|other|same) (?:figure|one)|"
    r"it$|(?:a year|a month|two years) earlier|the figure)\b",
    re.I,
)


def about(before: str, after: str) -> str:
    """Return what a value measures, given the sentence before and behind it; "…" stands for the value where it must.

    Only words of the sentence are returned, those of the clause that holds the value.
    """
    if "(" in before and ")" not in before.rpartition("(")[2]:
        before, after = _out_of_brackets(before, after)
    left = _LEAD.sub("", _last_clause(_LABEL.sub("", before))).strip(" ,")
    whom = _WHOM.match(before)
    left = whom.group("whom") if whom and not _LEAD.sub("", before[whom.end() :]).strip(" ,") else left
    share = _SHARE.match(after)
    if share and not _adds(left):
        return _one_line(_first_clause(share.group("rest")))
    right = _first_clause(after)
    left = left or _sample(before)
    if not right.strip(" .,)"):
        return _one_line(_TAIL.sub("", left))
    return _one_line(f"{_NEAR.sub('', left)} {GAP} {right}")


def about_rate(rate: str, before: str, after: str) -> str:
    """Return what a rate measures: the noun inside it, and for each of how many ("incidents per 1,000 people")."""
    named = rate.lstrip("0123456789., ")
    if named.split()[0].lower() in _FOR_EACH:
        return about(before, f" {named}{after}")
    return _one_line(f"{named} {_first_clause(after)}")


def points_back(text: str) -> bool:
    """Return whether what is measured is named in an earlier sentence only ("This is … of the total")."""
    bare = text.lstrip(f"{GAP} ")
    ahead = _AHEAD.match(bare)
    return any(_POINTS_BACK.match(part) for part in (bare, ahead.group("rest") if ahead else ""))


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
    return bool(left) and not (ahead and not ahead.group("rest").strip(" ,") and _WHEN.search(left))


def _last_clause(text: str) -> str:
    for found in reversed(list(_STOP.finditer(text))):
        rest = text[found.end() :]
        if len(rest.split()) != 1:
            return rest
    ahead = _AHEAD.match(text)
    said = ahead and len(ahead.group("rest").split()) >= 2 and _WHEN.search(text[: ahead.start("rest")])
    return ahead.group("rest") if ahead and said else text


def _first_clause(text: str) -> str:
    found = _STOP.search(text)
    return (text[: found.start()] if found else text).strip(" .,")


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").strip(" ,;:(")
