"""A counting question → the complete list behind its number, from the register; never from the best passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from dvrag.lessons.counting import bodies, places, topics
from dvrag.lessons.counting.frame import frame_of
from dvrag.lessons.counting.grades import SCALES, read_grades, read_sort
from dvrag.lessons.counting.periods import read_years
from dvrag.lessons.counting.states import Overdue, read_states
from dvrag.lessons.counting.values import MARKS, NOUN, Counted, Frame, Group, Read, Restriction, Unit
from dvrag.lessons.counting.wording import counted_sentence, notes_on, number_of, refusal
from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind, Theme
from dvrag.model.ids import FindingId
from dvrag.model.results import ReportSummary
from dvrag.text.stems import words
from dvrag.text.terms import STOP_WORDS

_FILLERS = frozenset(
    """many number made give given gave issue issued issues exist existing get got gets receive received contain
    contains contained include includes included identify identified raise raised set listed list lists found
    find record recorded register library collection database total altogether different separate distinct
    please report reports published ever overall entire us show shows exactly currently now still entries
    addressed directed held holding been ones make makes making learned learnt graded rated judged""".split()
)
"""Words that restrict nothing in a counting question."""


def counted(
    question: str,
    entries: Sequence[Entry],
    reports: Sequence[ReportSummary],
    *,
    themes: Sequence[Theme] = (),
    overdue: Overdue | None = None,
) -> Counted | None:
    """Return the complete answer to a counting or listing question, None for any other question.

    `themes` add the labels under which themes may be named; `overdue` says whether an entry's action is late (without
    it, nothing overdue is counted). Where a restriction is not understood, `Counted.refused` says so and no number is
    given; a question that may be an ordinary one gives None instead.
    """
    frame = frame_of(question)
    if frame is None:
        return None
    kept = [entry for entry in entries if entry.kept]
    read = _read(frame, kept, reports, themes, overdue)
    if read is None:
        return None
    unread = _unread(read)
    if unread:
        doubtful = not frame.firm or _unread(Read((), read.rest.partition("◊")[0]))
        return None if doubtful else _refused(frame, unread)
    answer = _answer(frame, read.found, kept)
    return None if answer and not answer.number and not answer.refused and places.singular(question) else answer


def _read(
    frame: Frame,
    kept: Sequence[Entry],
    reports: Sequence[ReportSummary],
    themes: Sequence[Theme],
    overdue: Overdue | None,
) -> Read | None:
    """Return the restrictions of a question, None where it turns out to be an ordinary one."""
    known, shelf = bodies.known_bodies(kept, reports), places.shelf_of(reports)
    judged = frame.sorts == (FindingKind.JUDGMENT,)
    read = Read((), f"{frame.before}{NOUN}{frame.rest}").then(lambda text: read_years(_spaced(text)))
    if judged:
        read = read.then(lambda t: places.read_places(t, shelf, frame.sorts)).then(places.read_family)
        read = read.then(read_sort).then(lambda t: read_grades(t, kept))
    else:
        read = (
            read.then(lambda t: read_states(t, frame.sorts, overdue))
            .then(_negated)
            .then(lambda t: bodies.read_explicit(t, known))
        )
        read = _topic_and_names(read, frame, known, shelf, topics.theme_names(kept, themes))
    if places.unnamed(read.rest):
        if not _one_report(read, kept, reports):
            return None
        read = Read(read.found, places.without_unnamed(read.rest), read.unknown)
    return read


def _topic_and_names(read: Read, frame: Frame, known: bodies.Known, shelf: places.Shelf, names: topics.Names) -> Read:
    topic, rest, literal = topics.cut_topic(read.rest)
    inside = Read((), topic).then(lambda t: places.read_places(t, shelf, frame.sorts)).then(places.read_family_in)
    inside = inside if literal else inside.then(lambda t: _told_in_topic(t, known, names))
    read = Read((*read.found, *inside.found), rest, read.unknown)
    read = read.then(lambda t: bodies.read_plain(t, known))
    read = read if _addressed(read) else read.then(lambda t: bodies.read_named(t, known))
    read = read.then(lambda t: places.read_places(t, shelf, frame.sorts))
    read = read if places.unnamed(read.rest) else read.then(places.read_family)
    read = read.then(lambda t: _before_noun(t, names))
    left = " ".join(re.sub(rf"[{MARKS}]", " ", inside.rest).split()).strip(" ,")
    if not topic:
        left, rest = topics.cut_purpose(read.rest)
        read = Read(read.found, rest, read.unknown)
    about = topics.read_topic(left, names, literal=literal) if left else Read((), "")
    return Read((*read.found, *about.found), read.rest, (*read.unknown, *about.unknown))


def _told_in_topic(topic: str, known: bodies.Known, names: topics.Names) -> Read:
    """Return the addressee at the end of a topic that is a theme ("about training to GPs")."""
    theme, mark, told = topic.rpartition(" to ")
    if mark and names.find(theme) and bodies.understood(told.strip(), known):
        return Read((bodies.restriction(told.strip()),), theme)
    return Read((), topic)


def _negated(text: str) -> Read:
    """Return a negation or an exception as unknown: what is left out cannot be counted."""
    match = _EXCEPT.search(text)
    return Read((), text, (match.group(),) if match else ())


_EXCEPT = re.compile(
    r"\b(?:not|never|without|except(?:ing)?|exclud(?:e|es|ing)|other\s+than|apart\s+from|nor|unless)\b", re.I
)


def _before_noun(text: str, names: topics.Names) -> Read:
    """Return the theme that stands before the counted noun ("training recommendations")."""
    before, mark, after = text.partition("◊")
    said = " ".join(word for word in words(before) if word.lower() not in _FILLERS)
    if not mark or names.find(said) is None:
        return Read((), text)
    about = topics.read_topic(said, names)
    return Read(about.found, f" {mark}{after}")


def _addressed(read: Read) -> bool:
    return any(one.said.startswith("addressed to") for one in read.found)


def _one_report(read: Read, kept: Sequence[Entry], reports: Sequence[ReportSummary]) -> bool:
    """Return whether "the review" can only be one that the restrictions name, or the only one there is."""
    named = [one for one in read.found if one.said.startswith("in reports")]
    return len(reports) == 1 or (bool(named) and any(all(one.meets(entry) for one in named) for entry in kept))


def _spaced(text: str) -> str:
    return f" {' '.join(text.split())} "


def _unread(read: Read) -> tuple[str, ...]:
    plain = re.sub(rf"[{MARKS}]", " ", read.rest)
    left = [word for word in words(plain) if word.lower() not in STOP_WORDS and word.lower() not in _FILLERS]
    return tuple(dict.fromkeys((*read.unknown, *(re.sub(r"'s$", "", word) for word in left))))


def _refused(frame: Frame, unread: tuple[str, ...]) -> Counted:
    sentence = refusal(unread)
    return Counted(sentence, frame.unit, unread=unread, refused=sentence)


def _answer(frame: Frame, found: Sequence[Restriction], kept: Sequence[Entry]) -> Counted | None:
    originals = {entry.finding.id for entry in kept if entry.copy_of is None}
    sorts = frame.sorts or tuple(FindingKind)
    asked = [entry for entry in kept if entry.finding.kind in sorts]
    single = [entry for entry in _once(asked, originals) if all(one.meets(entry) for one in found)]
    matched = sorted(single, key=_order)
    if (not matched and not frame.firm) or (frame.open and not any(one.stated for one in found)):
        return None
    lacking = _lacking(found, _once(asked, originals))
    if (
        not matched
        and any(words == "name no addressee" for _, words in lacking)
        and bodies.lacks_addressee(sorts, asked)
    ):
        sentence = refusal((), "no finding of this kind names an addressee in these reports.")
        return Counted(sentence, frame.unit, refused=sentence)
    ids = {entry.finding.id for entry in matched}
    copies = sum(entry.copy_of in ids for entry in kept if entry.finding.id not in ids)
    groups = _groups(frame, matched)
    number = len(matched) if frame.unit is Unit.FINDINGS else len(groups)
    notes = notes_on(frame, matched, copies, lacking)
    notes += _status_note(found, asked, matched)
    if any(one.said.startswith(("with the word", "mentioning")) for one in found):
        notes.append("The same thing said in other words is not counted.")
    return Counted(
        sentence=counted_sentence(frame, found, matched, groups, notes),
        unit=frame.unit,
        number=number,
        entries=tuple(matched),
        copies=copies,
        reports=len({entry.report.id for entry in matched}),
        groups=groups,
        said=number_of(frame, matched, groups),
    )


def _status_note(found: Sequence[Restriction], asked: Sequence[Entry], matched: Sequence[Entry]) -> list[str]:
    if not any("action tracker" in one.said for one in found):
        return []
    if not any(entry.action.version for entry in asked):
        return ["Nobody has entered anything in the action tracker yet; a status printed in a report does not count."]
    blank = sum(not entry.action.version for entry in matched)
    said = [f"For {blank} of them nobody has recorded anything."] if blank else []
    return [*said, "A status printed in a report does not count."]


def _once(entries: Iterable[Entry], originals: Set[FindingId]) -> list[Entry]:
    """Return the entries without copies; of copies whose original is not among the entries, the first one stays."""
    seen = set(originals)
    single = []
    for entry in sorted(entries, key=_order):
        if entry.copy_of is None or entry.copy_of not in seen:
            single.append(entry)
        seen.update({entry.copy_of} if entry.copy_of else ())
    return single


def _lacking(found: Sequence[Restriction], entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Return, per restriction, how many entries meet all others but state nothing on it."""
    counts = []
    for one in found:
        if one.stated is None:
            continue
        others = [other for other in found if other is not one]
        number = sum(not one.stated(e) and all(other.meets(e) for other in others) for e in entries)
        counts.append((number, one.lacking))
    return [(number, said) for number, said in counts if number]


def _groups(frame: Frame, entries: Sequence[Entry]) -> tuple[Group, ...]:
    if frame.unit is Unit.REPORTS:
        return _grouped((entry.report.title, entry) for entry in entries)
    if frame.unit is Unit.AGENCIES:
        return _grouped((agency.name, entry) for entry in entries for agency in bodies.addressed(entry))
    if frame.unit is Unit.BODIES:
        return _grouped((entry.finding.judgment.body, entry) for entry in entries if entry.finding.judgment)
    if len(frame.sorts) > 1:
        return _grouped((kind.label, e) for kind in frame.sorts for e in entries if e.finding.kind is kind)
    judged = [(entry.finding.judgment.scale, entry) for entry in entries if entry.finding.judgment]
    return _grouped((SCALES[scale], entry) for scale in SCALES for own, entry in judged if own is scale)


def _grouped(labelled: Iterable[tuple[str, Entry]]) -> tuple[Group, ...]:
    found: dict[str, list[Entry]] = {}
    for label, entry in labelled:
        found.setdefault(label, []).append(entry)
    return tuple(Group(label, tuple(own)) for label, own in found.items())


def _order(entry: Entry) -> tuple[str, str, str, int, int]:
    report, finding = entry.report, entry.finding
    return (report.facts.published.value or "9999", report.source.casefold(), report.id, finding.start, finding.end)
