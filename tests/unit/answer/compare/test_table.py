"""The answers of the sides become one table, whose numbers lead to one list of sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dvrag.answer.compare.side import Side
from dvrag.answer.compare.table import QUOTED, Answered, asked
from dvrag.answer.compare.table import compared as put_together
from dvrag.answer.compare.table import quoted as row_of
from dvrag.answer.compare.wanted import Matter, Wanted
from dvrag.model.answers import Answer, Claim, DisagreeingValue, Disagreement, Source, Status, Verdict
from dvrag.model.documents import Authority, BlockKind
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

CORPUS = MemoryCorpus(
    [
        report_of("one.pdf", facts_of("One", area="Oakfield"), {"Findings": ["Calls were answered late in Oakfield."]}),
        report_of("two.pdf", facts_of("Two", area="Elmford"), {"Findings": ["Calls were answered early in Elmford."]}),
    ]
)
EMPTY = MemoryCorpus([])
HITS = CORPUS.hits()
OAKFIELD, ELMFORD = Side("Oakfield", 0, 8), Side("Elmford", 13, 20)
CALLS = Matter("call handling", ("Calls in Oakfield?", "Calls in Elmford?"))
WANTED = Wanted((OAKFIELD, ELMFORD), (CALLS,))


def rows(wanted: Wanted, ask: Callable[[Side, str], Answer]) -> list[Answered]:
    return [asked(wanted, matter, EMPTY, ask) for matter in wanted.matters]


def compared(text: str, wanted: Wanted, ask: Callable[[Side], Answer]) -> Answer:
    return put_together(text, wanted, rows(wanted, lambda side, question: ask(side)))


def answered(place: str, *numbers: int) -> Answer:
    sources = tuple(Source.whole(next(h for h in HITS if place in h.passage.text), n) for n in numbers)
    claims = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
    return Answer("", Status.ANSWERED, claims, sources, confidence=0.9 if place == "Oakfield" else 0.7)


def test_each_side_has_its_cell_and_every_citation_its_source() -> None:
    by_name = {"Oakfield": answered("Oakfield", 1), "Elmford": answered("Elmford", 1)}
    found = compared("Compare", WANTED, lambda side: by_name[side.name])
    assert found.comparison is not None
    assert found.comparison.sides == ("Oakfield", "Elmford")
    assert [row.about for row in found.comparison.rows] == ["Call handling"]
    cells = found.comparison.rows[0].cells
    assert [[claim.citations for claim in cell] for cell in cells] == [[(1,)], [(2,)]]
    assert [source.n for source in found.sources] == [1, 2]
    assert [found.sources[claim.citations[0] - 1].quote for claim in found.claims] == [c.text for c in found.claims]
    assert found.confidence == 0.7


def test_a_source_that_two_sides_share_is_listed_once() -> None:
    found = compared("Compare", WANTED, lambda side: answered("Oakfield", 3))
    assert [source.n for source in found.sources] == [1]
    assert [claim.citations for claim in found.claims] == [(1,), (1,)]


def test_a_side_of_which_nothing_is_said_has_an_empty_cell_and_is_named_where_the_library_lacks_it() -> None:
    silent = Answer("", Status.NOT_FOUND)
    wanted = replace(WANTED, sides=(OAKFIELD, replace(ELMFORD, held=False)))
    found = compared("Compare", wanted, lambda side: answered("Oakfield", 1) if side is OAKFIELD else silent)
    assert found.comparison is not None
    assert found.comparison.rows[0].cells[1] == ()
    assert found.missing == ("Elmford",)
    held = compared("Compare", WANTED, lambda side: answered("Oakfield", 1) if side is OAKFIELD else silent)
    assert held.missing == ()


def test_where_no_side_is_answered_nothing_is_compared() -> None:
    found = compared("Compare", WANTED, lambda side: Answer("", Status.NOT_FOUND))
    assert (found.status, found.comparison) == (Status.NOT_FOUND, None)
    assert found.why == "The reports do not say this of Oakfield or Elmford."
    assert found.unanswered == ()


def test_a_disagreement_within_a_side_is_kept_with_its_new_numbers() -> None:
    said = Disagreement("calls", (DisagreeingValue("4 calls", 5), DisagreeingValue("5 calls", 5)))
    second = replace(answered("Elmford", 5), disagreements=(said,))
    found = compared("Compare", WANTED, lambda side: answered("Oakfield", 1) if side is OAKFIELD else second)
    assert [[value.n for value in item.values] for item in found.disagreements] == [[2, 2]]


def test_each_matter_has_a_row_and_each_side_its_own_question() -> None:
    wanted = replace(WANTED, matters=(CALLS, Matter("staffing", ("Staffing in Oakfield?", "Staffing in Elmford?"))))
    put = []

    def ask(side: Side, question: str) -> Answer:
        put.append((side.name, question))
        return answered(side.name, 1)

    found = put_together("Compare", wanted, rows(wanted, ask))
    assert put == [
        ("Oakfield", "Calls in Oakfield?"),
        ("Elmford", "Calls in Elmford?"),
        ("Oakfield", "Staffing in Oakfield?"),
        ("Elmford", "Staffing in Elmford?"),
    ]
    assert found.comparison is not None
    assert [row.about for row in found.comparison.rows] == ["Call handling", "Staffing"]
    assert [claim.citations for claim in found.claims] == [(1,), (2,), (1,), (2,)]


def test_a_row_that_no_side_is_answered_on_is_left_out() -> None:
    wanted = replace(WANTED, matters=(CALLS, Matter("weather", ("Weather in Oakfield?", "Weather in Elmford?"))))
    silent = Answer("", Status.NOT_FOUND)
    made = rows(wanted, lambda side, question: silent if "Weather" in question else answered(side.name, 1))
    found = put_together("Compare", wanted, made)
    assert found.comparison is not None
    assert [row.about for row in found.comparison.rows] == ["Call handling"]


def test_a_cell_cites_nothing_that_belongs_to_another_side() -> None:
    one, two = (frozenset({hit.report.id}) for hit in HITS)
    sides = (replace(OAKFIELD, reports=one), replace(ELMFORD, reports=two))
    found = compared("Compare", replace(WANTED, sides=sides), lambda side: answered("Oakfield", 1))
    assert found.comparison is not None
    oakfield, elmford = found.comparison.rows[0].cells
    assert len(oakfield) == 1
    assert elmford == ()
    assert found.missing == ()


def test_a_glossary_and_a_row_off_the_topic_say_nothing_of_a_side() -> None:
    source = answered("Oakfield", 1).sources[0]
    passage = replace(source.hit.passage, section="12 Glossary")
    glossary = replace(source, hit=replace(source.hit, passage=passage))
    row = replace(source, hit=replace(source.hit, passage=replace(source.hit.passage, kind=BlockKind.TABLE_ROW)))
    of_glossary = replace(answered("Oakfield", 1), sources=(glossary,))
    of_row = replace(answered("Oakfield", 1), sources=(row,))
    weather = replace(WANTED, matters=(replace(CALLS, about="weather"),))
    assert compared("Compare", WANTED, lambda side: of_glossary).status is Status.NOT_FOUND
    assert compared("Compare", weather, lambda side: of_row).status is Status.NOT_FOUND
    assert compared("Compare", WANTED, lambda side: of_row).status is Status.ANSWERED
    glossaries = replace(WANTED, matters=(replace(CALLS, about="glossary"),))
    assert compared("Compare", glossaries, lambda side: of_glossary).status is Status.ANSWERED


def quoted(
    place: str,
    n: int,
    text: str,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    year: str = "",
    authority: Authority = Authority.INSPECTORATE,
) -> Answer:
    found = answered(place, n)
    hit = found.sources[0].hit
    facts = facts_of("One", area=place, published=year) if year else hit.report.facts
    report = replace(hit.report, facts=facts, authority=authority)
    hit = replace(hit, passage=replace(hit.passage, kind=kind), report=report)
    source = replace(found.sources[0], quote=text, start=n, end=n + len(text), hit=hit)
    return replace(found, claims=(Claim(text, (n,), Verdict.SUPPORTED),), sources=(source,))


def both(*parts: Answer) -> Answer:
    claims = tuple(claim for part in parts for claim in part.claims)
    return replace(parts[0], claims=claims, sources=tuple(source for part in parts for source in part.sources))


def cell_of(answer: Answer, question: str = "Compare") -> list[str]:
    found = compared(question, replace(WANTED, matters=(replace(CALLS, about="calls"),)), lambda side: answer)
    return [claim.text for claim in found.comparison.rows[0].cells[0]] if found.comparison else []


def test_questions_and_heads_of_tables_say_nothing() -> None:
    assert cell_of(quoted("Oakfield", 1, "(c) How were calls answered?")) == []
    assert cell_of(quoted("Oakfield", 1, "Source | Calls | Share | Chart", kind=BlockKind.TABLE_ROW)) == []
    row = quoted("Oakfield", 2, "Calls | 312 | 17%", kind=BlockKind.TABLE_ROW)
    assert cell_of(row) == ["Calls | 312 | 17%"]
    assert cell_of(both(row, quoted("Oakfield", 1, "Calls came late."))) == ["Calls came late."]


def test_of_grades_of_several_years_the_newest_stand() -> None:
    old = quoted("Oakfield", 1, "Oakfield is inadequate at calls.", year="2018-05")
    new = quoted("Oakfield", 2, "Oakfield is good at calls.", year="2022-05")
    assert cell_of(both(old, new)) == ["Oakfield is good at calls."]


def test_the_same_words_stand_once_in_a_row_where_each_side_says_more() -> None:
    shared = quoted("Oakfield", 1, "Calls in Elmford and elsewhere were late.")
    own = {"Oakfield": quoted("Oakfield", 2, "One force waited."), "Elmford": quoted("Elmford", 3, "Another ran.")}
    found = compared("Compare", WANTED, lambda side: both(shared, own[side.name]))
    assert found.comparison is not None
    texts = [[claim.text for claim in cell] for cell in found.comparison.rows[0].cells]
    assert texts == [["One force waited."], ["Calls in Elmford and elsewhere were late.", "Another ran."]]


def test_a_question_for_the_better_side_is_told_that_nothing_is_ranked() -> None:
    found = compared("Was Oakfield better than Elmford?", WANTED, lambda side: answered(side.name, 1))
    assert found.comparison is not None
    assert found.comparison.rows[0].about == "Call handling (side by side: dvrag does not rank)"
    graded = quoted("Oakfield", 1, "Oakfield is good at calls.")
    found = compared("Was Oakfield better than Elmford?", WANTED, lambda side: graded)
    assert found.comparison is not None
    assert found.comparison.rows[0].about == "Call handling"


def test_praise_in_a_review_is_no_grade() -> None:
    praise = quoted("Oakfield", 1, "Record keeping was good.", authority=Authority.STATUTORY_REVIEW)
    found = compared("Was Oakfield better than Elmford?", WANTED, lambda side: praise)
    assert found.comparison is not None
    assert found.comparison.rows[0].about == "Call handling (side by side: dvrag does not rank)"
    old = quoted("Oakfield", 1, "Calls were good.", year="2018-05", authority=Authority.STATUTORY_REVIEW)
    new = quoted("Oakfield", 2, "Oakfield is good at calls.", year="2022-05")
    assert cell_of(both(old, new)) == ["Calls were good.", "Oakfield is good at calls."]


def test_a_side_that_is_answered_in_vain_is_quoted_from_its_own_reports() -> None:
    wanted = replace(
        WANTED,
        sides=tuple(
            replace(side, reports=frozenset({hit.report.id}))
            for side, hit in zip((OAKFIELD, ELMFORD), HITS, strict=True)
        ),
        matters=(Matter("calls answered", ("Calls in Oakfield", "Calls in Elmford")),),
    )
    silent = Answer("", Status.NOT_FOUND, confidence=0.1)

    def ask(side: Side, question: str) -> Answer:
        return silent if side.name == "Elmford" else answered(side.name, 1)

    row = asked(wanted, wanted.matters[0], CORPUS, ask)
    assert [cell.asked for cell in row.cells] == [True, False]
    assert [claim.text for claim in row.cells[1].claims] == ["Calls were answered early in Elmford."]
    assert put_together("Compare", wanted, [row]).confidence == 0.9


def test_where_no_side_was_asked_the_confidence_is_that_of_quoting() -> None:
    row = row_of("calls", [answered("Oakfield", 1), answered("Elmford", 1)], WANTED.sides)
    assert put_together("Compare", WANTED, [row]).confidence == QUOTED
