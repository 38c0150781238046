"""The formats of TREC: topics, judgments (qrels) and runs.

Source: Voorhees and Harman (eds.), "TREC: experiment and evaluation in information retrieval", MIT Press 2005;
trec_eval, https://github.com/usnistgov/trec_eval: it orders a run by score and does not read its ranks.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dvrag.errors import UnreadableError, UsageError
from dvrag.evaluate.formats.judged import JudgedSet, Judgments, texts_of_judged, trec_word
from dvrag.evaluate.formats.lines import numbered, text_of, whole_number, wrong

TOPICS = "a file of topics: TREC's SGML or XML, or lines `id<TAB>text`"
QRELS = "a file of judgments: lines `query 0 document grade`"
RUN = "a run: lines `query Q0 document rank score tag`"
TAG = "dvrag"

_TOPIC = re.compile(r"<(top|topic)\b([^>]*)>(.*?)(?=</\1\s*>|<\1\b|\Z)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\b(?:number|id)\s*=\s*([\"'])(.*?)\1", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LABEL = re.compile(r"^(?:number|topic|query|title)\s*:\s*", re.IGNORECASE)


def read_trec(topics: Path, qrels: Path) -> JudgedSet:
    """Return the judged topics. Its name is the topics file's, its split the qrels file's.

    Raises NotFoundError for a missing file; UnreadableError where one is not in its format, an id stands twice, a
    judgment contradicts another, or a judged query has no topic; UsageError where nothing is judged relevant.
    """
    judged = read_qrels(qrels)
    return JudgedSet(topics.name, qrels.name, texts_of_judged(read_topics(topics), judged, topics, qrels), judged)


def read_topics(path: Path) -> dict[str, str]:
    """Return the titles (or queries) of topics by id, in order.

    The file is classic SGML (`<top> <num> Number: 301 <title> …`), XML (`<topic number="1">` with `<title>` or
    `<query>`) or lines `id<TAB>text`. Raises NotFoundError, UnreadableError.
    """
    text = text_of(path, TOPICS)
    found: dict[str, str] = {}
    for place, query, title in _marked(path, text) if text.lstrip().startswith("<") else _tabbed(path):
        if query in found:
            raise UnreadableError(f"{path}, {place}: the query {query!r} stands there twice.", hint="Keep one.")
        found[query] = title
    if not found:
        raise UsageError(f"{path} holds no topic.", hint=f"Name {TOPICS}.")
    return found


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return query → document → grade for grades above 0. Raises NotFoundError, UnreadableError, UsageError."""
    found = Judgments(path)
    for number, line in numbered(path, QRELS):
        fields = line.split()
        grade = whole_number(fields[-1])
        if len(fields) != 4 or grade is None:
            raise wrong(path, number, "not `query 0 document grade`, a whole number last.")
        found.add(number, fields[0], fields[2], grade)
    return found.relevant()


def trec_run(run: Mapping[str, Mapping[str, float]]) -> str:
    """Return a run as TREC lines `query Q0 document rank score dvrag`; ties in order of document.

    White space inside an id is written as in `trec_word`.
    """
    lines = []
    for query, scores in run.items():
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        lines += [
            f"{trec_word(query)} Q0 {trec_word(document)} {rank} {float(score)!r} {TAG}"
            for rank, (document, score) in enumerate(ranked, 1)
        ]
    return "\n".join([*lines, ""])


def read_run(path: Path) -> dict[str, dict[str, float]]:
    """Return query → document → score. Raises NotFoundError, UnreadableError."""
    found: dict[str, dict[str, float]] = {}
    for number, line in numbered(path, RUN):
        fields = line.split()
        score = _score(fields[4]) if len(fields) == 6 else None
        if score is None:
            raise wrong(path, number, "not `query Q0 document rank score tag`, the score a number.")
        scores = found.setdefault(fields[0], {})
        if fields[2] in scores:
            raise wrong(path, number, f"{fields[2]!r} is ranked twice for the query {fields[0]!r}.")
        scores[fields[2]] = score
    return found


def _tabbed(path: Path) -> Iterator[tuple[str, str, str]]:
    for number, line in numbered(path, TOPICS):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 2 or not _is_id(fields[0]):
            raise wrong(path, number, "not `id<TAB>text`.", hint=f"Name {TOPICS}.")
        yield f"line {number}", fields[0], fields[1]


def _marked(path: Path, text: str) -> Iterator[tuple[str, str, str]]:
    plain = _COMMENT.sub("", text)
    for topic in _TOPIC.finditer(plain):
        place = f"line {plain.count(chr(10), 0, topic.start()) + 1}"
        attribute = _NUMBER.search(topic.group(2))
        query = attribute.group(2).strip() if attribute else _field(topic.group(3), "num")
        title = _field(topic.group(3), "title") or _field(topic.group(3), "query")
        if not _is_id(query):
            raise UnreadableError(f"{path}, {place}: a topic without a number.", hint="It needs <num> or number=.")
        if not title:
            raise UnreadableError(f"{path}, {place}: the topic {query!r} has no <title> and no <query>.")
        yield place, query, title


def _field(topic: str, name: str) -> str:
    """Return what stands after a tag, up to the next tag, on one line and without its label ("Number:")."""
    found = re.search(rf"<{name}\b[^>]*>([^<]*)", topic, re.IGNORECASE)
    return _LABEL.sub("", " ".join(html.unescape(found.group(1)).split())) if found else ""


def _is_id(text: str) -> bool:
    return len(text.split()) == 1


def _score(text: str) -> float | None:
    try:
        score = float(text)
    except ValueError:
        return None
    return None if math.isnan(score) else score
