"""Written and compared answers in each format: a table with notes, how it was made, and nothing that was left out."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest

from dvrag.answer.exported import wording
from dvrag.answer.exported.citations import Style
from dvrag.answer.exported.compared import beside_table, caption
from dvrag.answer.exported.contents import exported
from dvrag.answer.exported.copied import copied
from dvrag.exports.document import Document, Table, footnotes, text_of
from dvrag.exports.formats import Format, written
from dvrag.model.answers import Answer, Claim, ComparedRow, Comparison, DisagreeingValue, Disagreement, Verdict
from dvrag.model.results import Filters
from dvrag.model.writing import Draft, Usage
from unit.answer.exported.answer_values import AGAIN, CALLS, COURIER, WHEN, answer

OFTEN = Claim("The police came often.", (1, 2), Verdict.SUPPORTED)
DOUBTED = Claim("Nobody asked why.", (1,), Verdict.PARTLY, "It does not say that nobody asked.")
DROPPED = Claim("Forty officers were dismissed.", (2,), Verdict.UNSUPPORTED, "“Forty” stands in no passage cited.")
DRAFT = Draft("RAW WORDS OF THE MODEL", "ollama:small:1b", "7", False, ("p1", "p2"), Usage(1200, 80, 0.25))
BY_MODEL = answer(CALLS, COURIER, claims=(OFTEN, DOUBTED), draft=DRAFT, dropped=(DROPPED,))
CELL = Claim(AGAIN.quote, (3,), Verdict.SUPPORTED)
COMPARED = answer(
    CALLS,
    COURIER,
    AGAIN,
    claims=(OFTEN, CELL),
    comparison=Comparison(
        ("Ann", "Courier"), (ComparedRow("Calls", ((OFTEN,), ())), ComparedRow("DASH", ((CELL,), ())))
    ),
)


def made(of: Answer) -> Document:
    return exported(of, Filters(), WHEN)


def text(of: Answer) -> str:
    return written(made(of), Format.MARKDOWN).decode()


def record(of: Answer) -> dict[str, str]:
    table = [block for block in made(of).blocks if isinstance(block, Table)][-1]
    return {text_of(name): text_of(value) for name, value in table.rows}


def test_it_says_that_a_language_model_wrote_it_and_what_was_checked() -> None:
    said = wording.written(BY_MODEL)
    assert said == (
        "Written by a language model (ollama:small:1b). Every sentence was checked: "
        "1 supported by what it cites, 1 only in part, 1 left out."
    )
    assert "Written by a language model" in text(BY_MODEL)
    assert "written by a language model" in made(BY_MODEL).subject


def test_an_answer_that_fell_back_to_quotes_says_why_and_claims_no_writer() -> None:
    fell = replace(BY_MODEL, note="The writer was too slow, so this is quoted.", dropped=())
    assert wording.written(fell) == ""
    assert "The writer was too slow, so this is quoted." in text(fell)
    assert "Written by" not in copied(fell, Style.FOOTNOTE)
    assert record(fell)["Why it is quoted"] == fell.note


@pytest.mark.parametrize("kind", list(Format))
def test_what_was_left_out_is_in_no_file(kind: Format) -> None:
    content = written(made(BY_MODEL), kind)
    if kind is Format.PDF:
        pages = pypdfium2.PdfDocument(content)
        shown = " ".join(page.get_textpage().get_text_range() for page in pages)
    elif kind is Format.DOCX:
        opened = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        shown = " ".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
    else:
        shown = content.decode()
    assert "The police came often." in shown
    assert "dismissed" not in shown
    assert "RAW WORDS" not in shown


def test_it_is_not_copied_either() -> None:
    assert "dismissed" not in copied(BY_MODEL, Style.FOOTNOTE)


def test_a_doubt_says_what_is_missing() -> None:
    assert "(only partly supported by its source: It does not say that nobody asked)" in text(BY_MODEL)


def test_the_record_names_model_prompt_tokens_and_verdicts() -> None:
    rows = record(BY_MODEL)
    assert rows["Language model"] == "ollama:small:1b"
    assert rows["Version of the instructions to it"] == "7"
    assert rows["Tokens"] == "1,200 read, 80 written, cost 0.25"
    assert rows["Left this machine"] == "nothing: the model runs on this machine"
    assert rows["Checked"].endswith("1 supported by what it cites, 1 only in part, 1 left out")


def test_the_record_says_what_was_sent_away() -> None:
    hosted = replace(BY_MODEL, draft=replace(DRAFT, hosted=True, model="openai:some"))
    said = "The question and 2 passages were sent to openai:some, which does not run on this machine."
    assert record(hosted)["Left this machine"] == said
    assert said in text(hosted).replace("\\", "")


def test_a_quoted_answer_has_no_row_about_a_language_model() -> None:
    assert not {"Language model", "Left this machine", "Why it is quoted"} & set(record(answer(CALLS)))


def test_a_comparison_is_a_table_with_notes_in_its_cells() -> None:
    document = made(COMPARED)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.header == ("What is compared", "Ann", "Courier")
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["Calls", "The police came often.", "The reports do not say."],
        ["DASH", "“No DASH was completed.”", "The reports do not say."],
    ]
    assert table.about == caption(COMPARED.comparison) == "Ann and Courier compared"  # type: ignore[arg-type]
    assert len(footnotes(document)) == 3
    assert text(COMPARED).count("The police came often.") == 1


def test_sentences_beside_the_table_follow_it() -> None:
    more = replace(COMPARED, claims=(*COMPARED.claims, DOUBTED))
    assert beside_table(more) == (DOUBTED,)
    assert text(more).index("No DASH") < text(more).index("Nobody asked why.")


def test_a_comparison_is_copied_side_by_side_in_words() -> None:
    shown = copied(COMPARED, Style.FOOTNOTE)
    assert "DASH\nAnn: “No DASH was completed.” [3]\nCourier: The reports do not say." in shown


def test_what_differs_between_the_sides_is_told_apart_from_what_sources_dispute() -> None:
    sides = Comparison(("Ann", "Courier"), (ComparedRow("Calls", ((CELL,), (DOUBTED,))),))
    between = Disagreement("calls", (DisagreeingValue("none", 3), DisagreeingValue("14 calls", 1)))
    within = Disagreement("forms", (DisagreeingValue("7", 1), DisagreeingValue("8", 1)))
    unplaced = Disagreement("dates", (DisagreeingValue("2017", 2), DisagreeingValue("2018", 1)))
    found = replace(COMPARED, comparison=sides, disagreements=(between, within, unplaced))
    assert (found.contrasts, found.contradictions) == ((between,), (within, unplaced))
    assert replace(found, comparison=None).contrasts == ()
    shown = text(found)
    assert shown.index("Where the sides differ") < shown.index("The sides differ on calls: Ann: none")
    assert "The reports disagree about forms: 7" in shown
    assert "The sides differ on forms" not in shown
    assert "; Courier: 14 calls (" in copied(found, Style.FOOTNOTE)


@pytest.mark.parametrize("kind", list(Format))
def test_a_comparison_is_written_in_each_format(kind: Format) -> None:
    assert len(written(made(COMPARED), kind)) > 200
