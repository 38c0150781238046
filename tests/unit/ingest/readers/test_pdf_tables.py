"""Tables of PDF pages: rows with cells, headers, callouts that are none."""

from __future__ import annotations

from collections.abc import Callable

from dvrag.model.raw import Markup, RawDocument, RawLine

Read = Callable[[str], RawDocument]
PAGE = "#set page(width: 500pt, height: 420pt, margin: 40pt)\n#set text(size: 10pt)\n"
CELLS = (
    "[*Recommendation*], [*Lead agency*], [*Target date*], "
    "[Train officers to ask about separation each time they attend], [Police], [March 2022], "
    "[Fund a post], [Council], [June 2022],"
)


def table(document: RawDocument) -> list[RawLine]:
    return [
        line for page in document.pages for line in page.lines if line.markup in (Markup.TABLE_HEADER, Markup.TABLE_ROW)
    ]


def cells(document: RawDocument) -> list[tuple[str, ...]]:
    return [line.cells for line in table(document)]


EXPECTED = [
    ("Recommendation", "Lead agency", "Target date"),
    ("Train officers to ask about separation each time they attend", "Police", "March 2022"),
    ("Fund a post", "Council", "June 2022"),
]


def test_a_ruled_table_has_rows_and_a_header(read_pdf: Read) -> None:
    document = read_pdf(PAGE + f"Before the table\n#table(columns: (150pt, 90pt, 90pt), {CELLS})\nAfter the table")
    rows = table(document)
    assert cells(document) == EXPECTED
    assert [row.markup for row in rows] == [Markup.TABLE_HEADER, Markup.TABLE_ROW, Markup.TABLE_ROW]
    assert rows[1].text == " | ".join(EXPECTED[1])
    flat = [line.text for line in document.pages[0].lines]
    assert flat[0] == "Before the table"
    assert flat[-1] == "After the table"
    assert rows[1].box is not None
    assert rows[0].box is not None
    assert rows[1].box.y0 >= rows[0].box.y1 - 1


def test_a_table_of_horizontal_lines_only(read_pdf: Read) -> None:
    source = f"#table(columns: (150pt, 90pt, 90pt), stroke: (x: none, y: 0.5pt), {CELLS})"
    assert cells(read_pdf(PAGE + source)) == EXPECTED


def test_a_table_with_a_shaded_header_and_no_lines(read_pdf: Read) -> None:
    fill = "fill: (_, y) => if y == 0 { navy.lighten(70%) }"
    source = f"#table(columns: (150pt, 90pt, 90pt), stroke: none, {fill}, {CELLS})"
    document = read_pdf(PAGE + source)
    assert cells(document) == EXPECTED
    assert table(document)[0].markup is Markup.TABLE_HEADER


def test_aligned_figures_without_any_line(read_pdf: Read) -> None:
    rows = "[Northmere], [12], [15], [19], [Eastfold], [8], [7], [11], [Castlebury], [3], [9], [4]"
    source = f"#table(columns: 4, stroke: none, column-gutter: 20pt, [Area], [2019], [2020], [2021], {rows})"
    assert cells(read_pdf(PAGE + source))[1:] == [
        ("Northmere", "12", "15", "19"),
        ("Eastfold", "8", "7", "11"),
        ("Castlebury", "3", "9", "4"),
    ]


def test_a_header_is_known_again_on_the_next_page_and_a_row_that_goes_on_is_none(read_pdf: Read) -> None:
    body = "".join(
        f"[{n}], [Action number {n} of the plan, with enough words to wrap over lines]," for n in range(1, 31)
    )
    source = f"#table(columns: (40pt, 200pt), table.header([*No.*], [*Action*]), {body})"
    document = read_pdf(PAGE + source)
    assert len(document.pages) > 1
    heads = [line for line in table(document) if line.markup is Markup.TABLE_HEADER]
    assert [head.cells for head in heads] == [("No.", "Action")] * len(document.pages)
    assert [row.cells[0] for row in table(document) if row.markup is Markup.TABLE_ROW] == [str(n) for n in range(1, 31)]
    plain = read_pdf(PAGE + f"#table(columns: (40pt, 200pt), [*No.*], [*Action*], {body})")
    assert [line.cells for line in table(plain) if line.markup is Markup.TABLE_HEADER] == [("No.", "Action")]


def test_body_text_in_a_box_is_no_table(read_pdf: Read) -> None:
    document = read_pdf(PAGE + "#rect(width: 300pt)[The force should review its policy. #lorem(30)]\nAfter")
    assert table(document) == []
    assert document.pages[0].lines[0].text.startswith("The force should review")


def test_highlighted_lines_of_text_are_no_table(read_pdf: Read) -> None:
    document = read_pdf(PAGE + "#highlight(fill: yellow)[#lorem(40)] and #highlight(fill: aqua)[more words here]")
    assert table(document) == []


def test_a_section_row_spans_and_an_empty_cell_keeps_its_place(read_pdf: Read) -> None:
    rows = "[*A*], [*B*], [*C*], table.cell(colspan: 3)[Theme 1: training], [x], [], [z]"
    source = f"#table(columns: (100pt, 100pt, 100pt), {rows})"
    assert cells(read_pdf(PAGE + source)) == [("A", "B", "C"), ("Theme 1: training",), ("x", "", "z")]


def test_a_cell_over_several_rows_stands_in_its_first(read_pdf: Read) -> None:
    source = "#table(columns: (100pt, 100pt), [*A*], [*B*], table.cell(rowspan: 2)[both], [one], [two])"
    assert cells(read_pdf(PAGE + source)) == [("A", "B"), ("both", "one"), ("", "two")]


def test_a_contents_list_is_no_table(read_pdf: Read) -> None:
    source = '#set heading(numbering: "1.")\n#outline()\n' + "#pagebreak()\n".join(
        f"= Chapter {n}\n" for n in range(1, 7)
    )
    assert table(read_pdf(PAGE + source)) == []


def test_words_divided_in_a_cell_are_made_whole_and_compounds_keep_their_hyphen(read_pdf: Read) -> None:
    rows = "[*A*], [*B*], [safeguarding arrangements], [multi-agency], [c], [d]"
    source = f"#set text(hyphenate: true)\n#table(columns: (62pt, 62pt), {rows})"
    assert cells(read_pdf(PAGE + source))[1] == ("safeguarding arrangements", "multi-agency")


def test_grades_beside_names_that_are_wrapped_without_any_line(read_pdf: Read) -> None:
    rows = (
        "[Judgement], [Grade], [The experiences and progress of children who need help], [Requires improvement], "
        "[Children in care], [Good], [Care leavers], [Good], [Overall effectiveness], [Requires improvement]"
    )
    assert cells(read_pdf(PAGE + f"#table(columns: (150pt, 120pt), stroke: none, column-gutter: 20pt, {rows})")) == [
        ("Judgement", "Grade"),
        ("The experiences and progress of children who need help", "Requires improvement"),
        ("Children in care", "Good"),
        ("Care leavers", "Good"),
        ("Overall effectiveness", "Requires improvement"),
    ]


def test_names_below_a_line_of_grades_without_any_line(read_pdf: Read) -> None:
    rows = "[Good], [Adequate], [Inadequate], [Preventing crime], [], [Managing offenders], [], [Leadership], []"
    document = read_pdf(PAGE + f"#table(columns: (1fr, 1fr, 1fr), stroke: none, {rows})")
    assert cells(document) == [
        ("Good", "Adequate", "Inadequate"),
        ("Preventing crime", "", "Managing offenders"),
        ("", "Leadership", ""),
    ]
    assert table(document)[0].markup is Markup.TABLE_HEADER


def test_wrapped_cells_between_evenly_spaced_lines_and_at_the_end(read_pdf: Read) -> None:
    rows = (
        "[1], [Review the script with which homelessness applications are sorted], [Vale Council housing options], "
        "[2], [Check body-worn video where a victim does not support a prosecution], [Vale Police], "
        "[3], [Give midwives a room in which they can ask about abuse alone], [Vale Hospitals],"
    )
    source = (
        f"#table(columns: (20pt, 170pt, 100pt), stroke: none, inset: (x: 5pt, y: 0.325em), column-gutter: 12pt, {rows})"
    )
    assert cells(read_pdf(PAGE + source + "\n\n#v(20pt)\nThe plan is looked at each quarter by the board.")) == [
        ("1", "Review the script with which homelessness applications are sorted", "Vale Council housing options"),
        ("2", "Check body-worn video where a victim does not support a prosecution", "Vale Police"),
        ("3", "Give midwives a room in which they can ask about abuse alone", "Vale Hospitals"),
    ]


def test_bold_rows_of_groups_are_no_second_header(read_pdf: Read) -> None:
    groups = "[*Effectiveness*], [*Adequate*], [Investigating crime], [Good], [*Efficiency*], [*Good*],"
    rows = table(read_pdf(PAGE + f"#table(columns: (150pt, 90pt), [*Pillar*], [*Grade*], {groups})"))
    assert [row.markup for row in rows] == [Markup.TABLE_HEADER, *[Markup.TABLE_ROW] * 3]
