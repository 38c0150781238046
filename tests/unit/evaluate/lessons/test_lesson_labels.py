"""Labels: reading them, and finding where they stand in a report's text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dvrag.errors import NotFoundError, UnreadableError
from dvrag.evaluate.lessons.labels import Label, letters, place, read_labels
from dvrag.model.documents import Span
from dvrag.model.findings import FindingKind

LABELS = Path(__file__).resolve().parents[4] / "eval" / "lessons" / "findings.csv"
THEMES = (
    *("risk_assessment", "information_sharing", "multi_agency_working", "coercive_control", "repeat_victimisation"),
    *("professional_curiosity", "gp_health", "mental_health", "housing", "immigration_nrpf", "separation", "stalking"),
    *("children", "older_people", "economic_abuse", "cultural_competence", "record_keeping", "supervision", "training"),
    "perpetrator_management",
)
"""All of the product's themes but one: no sample report makes a finding about substance misuse."""

HEAD = "source,kind,number,start,end,addressee,agencies,scope,deadline,grade,scale,optional,notes\n"


def label(start: str, end: str) -> Label:
    return Label("a.pdf", FindingKind.RECOMMENDATION, start, end)


def test_a_row_becomes_a_label(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEAD + "a.pdf,recommendation,1,Ask each,of them.,the Trust,Trust;Board,local,May 2020,,,yes,why\n")
    (read,) = read_labels(path)
    assert read == Label(
        source="a.pdf",
        kind=FindingKind.RECOMMENDATION,
        start="Ask each",
        end="of them.",
        number="1",
        addressee="the Trust",
        agencies=("Trust", "Board"),
        scope="local",
        deadline="May 2020",
        optional=True,
        notes="why",
    )


def test_a_row_without_a_known_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEAD + "a.pdf,advice,1,Ask each,,,,,,,,,\n")
    with pytest.raises(UnreadableError, match="line 2"):
        read_labels(path)
    with pytest.raises(NotFoundError):
        read_labels(tmp_path / "none.csv")


def test_a_label_is_found_across_lines_hyphens_and_quotation_marks() -> None:
    text = letters("3. The police should neigh-\nbour “well” and\noften. The police should stop.")
    found = place(label('The police should neighbour "well"', "and often."), text)
    assert found is not None
    assert text.text[found.start : found.end] == "thepoliceshouldneighbourwellandoften"


def test_words_that_repeat_are_found_after_the_one_before() -> None:
    text = letters("Ask now. Ask now.")
    assert place(label("Ask", "now."), text) == Span(0, 6)
    assert place(label("Ask", "now."), text, after=1) == Span(6, 12)
    assert place(label("Tell", "now."), text) is None


def test_offsets_of_the_text_become_letters() -> None:
    text = letters("a - b, c")
    assert text.span(4, 8) == Span(1, 3)


def test_the_committed_labels_are_in_order_and_complete() -> None:
    read = read_labels(LABELS)
    assert [one.source for one in read] == sorted(one.source for one in read)
    assert all(one.grade and one.scale for one in read if one.kind is FindingKind.JUDGMENT)
    assert all(one.end for one in read if one.kind is not FindingKind.JUDGMENT)
    made = [one for one in read if one.kind is FindingKind.RECOMMENDATION and not one.optional]
    assert sum(one.source == "brackenford-dhr-marian-overview.pdf" for one in made) == 13


def rows(name: str) -> list[dict[str, str]]:
    with (LABELS.parent / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(row: dict[str, str]) -> tuple[str, str, str, str]:
    return row["source"], row["kind"], row["number"], row.get("start") or row["text_start"]


def test_each_theme_row_is_a_labelled_finding_and_a_document_is_on_one_side() -> None:
    known = {named(row) for row in rows("findings.csv") if not row["optional"]}
    themes = rows("themes.csv")
    left = {row for row in known if row[1] not in {"judgment", "promising_practice"}}
    assert {named(row) for row in themes} == left
    assert len(themes) == sum(
        not row["optional"] and row["kind"] not in {"judgment", "promising_practice"} for row in rows("findings.csv")
    )
    assert {word for row in themes for word in row["themes"].split(";")} == {*THEMES, ""}
    splits = {(row["source"], row["split"]) for row in themes}
    assert len(splits) == len({source for source, _ in splits})


def test_each_group_of_repeats_joins_two_reviews_and_is_on_one_side() -> None:
    repeats = rows("repeats.csv")
    known = {named(row) for row in rows("findings.csv")}
    assert {named(row) for row in repeats} <= known
    assert len({named(row) for row in repeats}) == len(repeats)
    groups = {row["group"] for row in repeats}
    for group in groups:
        reviews = {row["source"].split("-")[0] for row in repeats if row["group"] == group}
        inspections = {row["source"] for row in repeats if row["group"] == group and "peel" in row["source"]}
        assert len(reviews) > 1 or len(inspections) > 1, group
    assert len({(row["group"], row["split"]) for row in repeats}) == len(groups)
