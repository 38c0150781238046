"""Where only the sides are named, the rows are what the reports of all sides speak of."""

from __future__ import annotations

from dataclasses import replace

from dvrag.answer.compare.facets import MOST, READING, facets, of_agencies, of_matter
from dvrag.answer.compare.side import Side
from dvrag.answer.compare.told import LONGEST
from dvrag.model.documents import Authority, Report
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

MOVE = "Housing officers read a request to move as a debt. The landlord did not ask the tenant why."
CHILD = "Children were seen as witnesses. What the children said at school was not heard."
MONEY = "Economic abuse went unseen. Nobody asked about money, debts or the bank card."


def review(name: str, **sections: list[str]) -> Report:
    return report_of(
        f"{name}.pdf", facts_of(name, area=name), {key.replace("_", " "): v for key, v in sections.items()}
    )


def inspection(name: str, *graded: str) -> Report:
    found = report_of(f"{name}.pdf", facts_of(name, force=name), {"Findings": list(graded)})
    return replace(found, authority=Authority.INSPECTORATE)


def rows(*reports: Report, agency: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> dict[str, list[list[str]]]:
    sides = [Side(report.source, 0, 0, reports=frozenset({report.id})) for report in reports]
    if years:
        sides = [replace(side, year=year) for side, year in zip(sides, years, strict=True)]
    if agency:
        sides = [Side(kind, 0, 0, reports=sides[0].reports, agency=kind) for kind in agency]
    found = facets(sides, MemoryCorpus(list(reports)))
    return {row.about: [[claim.text for claim in cell.claims] for cell in row.cells] for row in found}


def test_a_theme_of_the_lessons_of_each_side_is_a_row() -> None:
    one = review("Oakfield", Lessons=[MOVE, CHILD, "Staff were kind."], Findings=[MONEY])
    other = review("Elmford", Lessons=[CHILD.replace("heard", "noted"), MONEY, MOVE.replace("debt", "noise")])
    found = rows(one, other)
    assert set(found) == {"Housing", "Children"}
    assert found["Housing"] == [[MOVE], [MOVE.replace("debt", "noise")]]


def test_conclusions_are_read_where_there_are_few_lessons() -> None:
    found = rows(review("Oakfield", Conclusions=[MOVE]), review("Elmford", Lessons=[MOVE, CHILD, MONEY]))
    assert found == {"Housing": [[MOVE], [MOVE]]}


def test_areas_graded_in_each_inspection_are_the_rows() -> None:
    found = rows(
        inspection("Oakfield", "Oakfield is good at recording crime.", "Oakfield is inadequate at answering calls."),
        inspection(
            "Elmford", "Elmford requires improvement at answering calls.", "Elmford is good at recording crime."
        ),
    )
    assert found == {
        "recording crime": [["Oakfield is good at recording crime."], ["Elmford is good at recording crime."]],
        "answering calls": [
            ["Oakfield is inadequate at answering calls."],
            ["Elmford requires improvement at answering calls."],
        ],
    }


def test_praise_in_a_review_is_no_row_of_grades() -> None:
    praise = ["Record keeping is good at the GP practice.", "The doctor was good at asking about abuse."]
    assert rows(review("Oakfield", Findings=praise), review("Elmford", Findings=praise)) == {}


def test_what_a_report_says_of_comparing_its_grades_has_a_row_where_years_are_compared() -> None:
    graded = ("is good at recording crime.", "is good at answering calls.")
    caution = "Grades in the two reports can’t be compared directly."
    one, other = (
        inspection(name, *(f"{name} {said}" for said in graded), *more)
        for name, more in (("Oakfield", [caution]), ("Elmford", ["Grades fell."]))
    )
    assert READING not in rows(one, other)
    found = rows(one, other, years=(2019, 2022))
    assert list(found) == ["recording crime", "answering calls", READING]
    assert found[READING] == [[caution], []]


def test_agencies_are_quoted_from_the_sections_that_their_names_head() -> None:
    one = review("Oakfield", Police=["They came late.", "They left.", "They came back."], Oakfield_Homes=["It waited."])
    assert rows(one, agency=("police", "housing")) == {"": [["They came late.", "They left."], ["It waited."]]}
    assert rows(one, agency=("police", "doctors")) == {}


def test_an_agency_is_read_in_its_section_of_each_side_that_the_library_holds() -> None:
    one, other = review("Oakfield", Police=["They came late."]), review("Elmford", Police=["They came early."])
    sides = [Side(report.source, 0, 0, reports=frozenset({report.id})) for report in (one, other)]
    corpus = MemoryCorpus([one, other])
    unheld = Side("Westerdale", 0, 0, held=False)
    row = of_agencies("police", ["police"] * 3, [*sides, unheld], corpus)
    assert row is not None
    assert [[claim.text for claim in cell.claims] for cell in row.cells] == [
        ["They came late."],
        ["They came early."],
        [],
    ]
    assert of_agencies("GPs", ["doctors"] * 2, sides, corpus) is None


def test_a_paragraph_of_an_agency_holds_what_is_asked_besides() -> None:
    said = ["They were kind.", "No question was asked."]
    one, other = review("Oakfield", GP_practice=said), review("Elmford", GP_practice=[*said[:1], "Nobody asks."])
    sides = [Side(report.source, 0, 0, reports=frozenset({report.id})) for report in (one, other)]
    row = of_matter("GPs asked", sides, MemoryCorpus([one, other]))
    assert row is not None
    assert [[claim.text for claim in cell.claims] for cell in row.cells] == [[said[1]], ["Nobody asks."]]
    assert of_matter("GPs recorded", sides, MemoryCorpus([one, other])) is None


def test_a_matter_that_is_a_theme_is_read_in_the_lessons_of_each_side() -> None:
    one, other = review("Oakfield", Lessons=[MOVE, CHILD, MONEY]), review("Elmford", Lessons=[MONEY, CHILD, MOVE])
    sides = [Side(report.source, 0, 0, reports=frozenset({report.id})) for report in (one, other)]
    corpus = MemoryCorpus([one, other])
    row = of_matter("economic abuse", sides, corpus)
    assert row is not None
    assert [[claim.text for claim in cell.claims] for cell in row.cells] == [[MONEY], [MONEY]]
    assert of_matter("substance misuse", sides, corpus) is None
    assert of_matter("the weather", sides, corpus) is None
    assert of_matter("economic abuse", [replace(side, year=2019) for side in sides], corpus) is None
    assert of_matter("economic abuse", [*sides, Side("Westerdale", 0, 0, held=False)], corpus) is not None


def test_sides_that_share_nothing_or_have_no_report_have_no_facet() -> None:
    assert rows(review("Oakfield", Lessons=[MOVE]), review("Elmford", Lessons=[MONEY])) == {}
    assert facets([Side("Oakfield", 0, 8), Side("Elmford", 9, 16)], MemoryCorpus([])) == ()


def test_a_long_paragraph_is_quoted_as_far_as_whole_sentences_fit() -> None:
    long = MOVE + " " + " ".join(["Staff were kind to the tenant at each visit to the housing office."] * 20)
    found = rows(review("Oakfield", Lessons=[long]), review("Elmford", Lessons=[MOVE]))
    (quote,) = found["Housing"][0]
    assert len(MOVE) < len(quote) <= LONGEST
    assert quote.endswith("office.")


def test_only_the_rows_most_spoken_of_are_shown() -> None:
    areas = [f"matters of kind {n}" for n in range(MOST + 2)]
    one, other = (
        inspection(name, *(f"{name} is good at {area}." for area in areas)) for name in ("Oakfield", "Elmford")
    )
    assert len(rows(one, other)) == MOST
