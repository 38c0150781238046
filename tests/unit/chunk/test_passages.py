"""Passages follow the structure of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.chunk.passages import chunk, fingerprint
from dvrag.config.settings import ChunkSettings
from dvrag.model.documents import BlockKind, Passage, Report
from dvrag.model.ids import passage_id
from dvrag.model.raw import Markup
from dvrag.testing.fakes import WordTokens
from unit.ingest.typesetting import marked, plain, report_of

SETTINGS = ChunkSettings(max_tokens=40, target_tokens=24)


def passages(report: Report, settings: ChunkSettings = SETTINGS) -> tuple[Passage, ...]:
    return chunk(report, settings, WordTokens())


def sentence(words: int, first: str = "The") -> str:
    return " ".join([first, *("word" for _ in range(words - 2)), "ends."])


def test_numbered_paragraphs_stand_alone() -> None:
    found = passages(report_of(plain("5.1 She rang twice.", "5.2 Nobody came.", "5.3 It was closed.")))
    assert [(p.paragraph, p.text) for p in found] == [
        ("5.1", "She rang twice."), ("5.2", "Nobody came."), ("5.3", "It was closed."),
    ]  # fmt: skip


def test_sub_items_stay_with_their_paragraph_while_they_fit() -> None:
    report = report_of(
        plain("5.1 The panel asks that:", "(a) staff ask alone;", "(b) " + sentence(36), "5.2 Nobody came.")
    )
    found = passages(report)
    assert [p.paragraph for p in found] == ["5.1", "5.1 (b)", "5.2"]
    assert found[0].text == "The panel asks that:\n\n(a) staff ask alone;"
    assert found[1].context == "The panel asks that:"


def test_short_neighbours_are_joined_up_to_the_target() -> None:
    report = report_of(plain(*(sentence(8, f"Part{i}") for i in range(6))))
    found = passages(report)
    assert [len(p.text.split("\n\n")) for p in found] == [2, 2, 2]
    assert [p.paragraph_index for p in found] == [1, 3, 5]


def test_no_passage_crosses_a_section_and_paths_are_joined() -> None:
    lines = [
        (Markup.HEADING, "One"),
        (Markup.PARAGRAPH, "It began."),
        (Markup.HEADING, "Two"),
        (Markup.PARAGRAPH, "It ended."),
    ]
    assert [(p.section, p.text) for p in passages(report_of(marked(*lines)))] == [
        ("One", "It began."),
        ("Two", "It ended."),
    ]


def test_long_blocks_are_split_at_sentence_ends() -> None:
    report = report_of(plain("7. " + " ".join(sentence(15, f"Part{i}") for i in range(7))))
    found = passages(report)
    assert [p.paragraph for p in found] == ["7"] * len(found)
    assert all(p.text.endswith("ends.") for p in found)
    assert len(found) == 4
    assert max(WordTokens().count([p.text for p in found])) <= 40


def test_rows_are_joined_under_one_header_which_is_their_context() -> None:
    rows = [(Markup.TABLE_ROW, f"Agency{i} | {sentence(6)}") for i in range(5)]
    found = passages(report_of(marked((Markup.TABLE_HEADER, "Agency | Finding"), *rows)))
    assert all(p.context == "Agency | Finding" for p in found)
    assert "".join(p.text for p in found).count("Agency") == 5
    assert 1 < len(found) < 5


def test_numbered_rows_are_passages_of_their_own_in_a_table_of_recommendations() -> None:
    rows = [(Markup.TABLE_ROW, f"9.1 {letter} | {sentence(20)}") for letter in "ab"]
    found = passages(report_of(marked((Markup.TABLE_HEADER, "# | Recommendation"), *rows)))
    assert [p.paragraph for p in found] == ["9.1 a", "9.1 b"]
    assert {p.kind for p in found} == {BlockKind.TABLE_ROW}


def test_a_heading_is_a_passage_only_where_nothing_stands_under_it() -> None:
    lines = [
        (Markup.HEADING, "Findings"), (Markup.PARAGRAPH, "It was bad."),
        (Markup.HEADING, "The force is good at training"), (Markup.HEADING, "Next"), (Markup.PARAGRAPH, "Act."),
    ]  # fmt: skip
    found = passages(report_of(marked(*lines)))
    assert [p.text for p in found] == ["It was bad.", "The force is good at training", "Act."]
    assert found[1].kind is BlockKind.HEADING


def test_context_and_path_leave_room_for_the_passage() -> None:
    header = "Agency " + "header " * 300 + "| Finding"
    report = report_of(
        marked(
            (Markup.HEADING, "path " * 40),
            (Markup.TABLE_HEADER, header),
            (Markup.TABLE_ROW, "Police | " + sentence(400)),
        )
    )
    settings = ChunkSettings()
    for p in chunk(report, settings, WordTokens()):
        assert sum(WordTokens().count([p.section, p.context, p.text])) <= 254


def test_ids_depend_on_report_span_and_chunker() -> None:
    report = report_of(plain("She rang twice, they wrote."))
    (found,) = passages(report)
    assert found.id == passage_id(report.id, found.start, found.end, fingerprint(SETTINGS))
    (other,) = passages(report, replace(SETTINGS, target_tokens=25))
    assert other.id != found.id


@pytest.mark.parametrize("text", [[], [" "]])
def test_an_empty_report_has_no_passages(text: list[str]) -> None:
    assert passages(report_of(plain(*text))) == ()
