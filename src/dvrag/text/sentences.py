"""Sentences of British report prose.

Written here, not taken from a library: citations need exact spans, and reports are full of "s.9", "para. 5.14",
"Dr. A", "12 p.m." and quoted speech, on which general splitters cut.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<note>\d{1,3}(?=\s))?(?=\s|$)|\n\s*\n")
_TITLES = frozenset(
    "mr mrs ms miss dr prof rev revd sir st hon rt sgt insp supt det cllr capt lt col gen ch cons messrs jr sr".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos para paras p pp s ss ch chap art sec sect fig figs vol ref refs app reg regs sch cl ed eds pt r"
    " tel ext c ca"
    " approx min max jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_NEVER_LAST = frozenset("e.g i.e eg ie cf viz vs v al incl esp resp est dept gov govt".split())
_MAY_BE_LAST = frozenset("etc inc ltd plc co a.m p.m am pm b.a ph.d o.b.e q.p.m u.k u.s n.b".split())
_WORD_BEFORE = re.compile(r"[\w&][\w.&'’-]*$")
_OPENER = re.compile(r"[\"'“‘(\[«]*")
_STARTERS = frozenset(
    """a after all although an and as at because before both but by during each for from he her his how"
    " however i if in
    it its many most no none not of on one our panel police she since some such that the their then there these they
    this those two under we what when where while who with you""".split()
)
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"^[\s\"'“‘(\[]*(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,5})$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`: in order, disjoint, without space at their ends.

    Every character that is not white space lies in one of them. A blank line always ends a sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found.group("stop") is None:
            _add(spans, text, start, found.start())
            start = found.end()
        elif _ends(text, start, found):
            _add(spans, text, start, found.end())
            start = found.end()
    _add(spans, text, start, len(text))
    return spans


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, in order."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        spans.append((left, right))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Return whether a sentence that began at `start` ends with this full stop, mark or ellipsis."""
    rest = text[found.end() :].lstrip()
    if not rest:
        return True
    first = _first_character(rest)
    if found.group("stop") != ".":
        return _ends_with_mark(found, first)
    before = text[start : found.start("stop")]
    if _LABEL.match(before) and not found.group("close"):
        return False
    return not (_continues(first) or _is_abbreviation(before, rest))


def _first_character(rest: str) -> str:
    opened = _OPENER.match(rest)
    index = opened.end() if opened else 0
    return rest[index] if index < len(rest) else rest[0]


def _ends_with_mark(found: re.Match[str], first: str) -> bool:
    """An ellipsis ends a sentence, and a question mark inside a quotation too, only before a capital or digit."""
    if "…" in found.group("stop") or ".." in found.group("stop") or found.group("close"):
        return first.isupper() or first.isdigit() or first == "•"
    return not first.islower()


def _continues(first: str) -> bool:
    return first.islower() or first in ",;:)]"


def _is_abbreviation(before: str, rest: str) -> bool:
    """Return whether the full stop after `before` marks an abbreviation, given the text after it."""
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    written = found.group()
    word = written.lower().strip(".'’")
    if word in _MAY_BE_LAST:
        return False
    if word in _TITLES or word in _NEVER_LAST:
        return written[:1].isupper() or word in _NEVER_LAST or len(word) == 2
    if word in _BEFORE_NUMBER and not re.fullmatch(r"[A-Z]", written):
        return _first_character(rest).isdigit()
    following = _NEXT_WORD.search(rest)
    if following and following.group().lower() in _STARTERS:
        return False
    return _is_initial(written, before[: found.start()])


def _is_initial(written: str, before: str) -> bool:
    """Return whether `written` is an initial ("J", "J.R") that a name follows, not "Adult A" or "Child 1"."""
    if not re.fullmatch(r"[A-Z](?:\.[A-Z])*", written):
        return False
    previous = _WORD_BEFORE.search(before.rstrip())
    if written == "I" or previous is None:
        return written != "I"
    label = previous.group()
    return label.lower().rstrip(".") in _TITLES or re.fullmatch(r"[A-Z]\.?", label) is not None or label.islower()
