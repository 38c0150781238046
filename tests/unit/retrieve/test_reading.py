"""Passages are read when they are looked at, and every row knows its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dvrag.model.documents import Authority, BlockKind, Facts, Family, Passage
from dvrag.model.ids import PassageId, ReportId, Row
from dvrag.model.results import Ranked, ReportSummary
from dvrag.retrieve.duplicates import collapse
from dvrag.retrieve.knowledge import Owners
from dvrag.retrieve.reading import HitList

REPORT = ReportSummary(ReportId("oak"), "oak.pdf", "pdf", Family.OTHER, Authority.UNKNOWN, Facts(), 1, 1, 9, "")


def listed(count: int, read: list[int]) -> HitList:
    def passages(rows: Sequence[Row]) -> Mapping[Row, Passage]:
        read.extend(rows)
        return {row: passage(row) for row in rows}

    return HitList([(Ranked(Row(n), 1 - n / 1000), REPORT) for n in range(count)], passages)


def passage(row: Row) -> Passage:
    return Passage(PassageId(f"p{row}"), REPORT.id, 0, 1, f"Text {row}", BlockKind.PARAGRAPH, "", 1, None, None, 1)


def test_only_what_is_looked_at_is_read() -> None:
    read: list[int] = []
    hits = listed(200, read)
    assert [hit.rank for hit in collapse(hits, 10)] == list(range(1, 11))
    assert len(hits) == 200
    assert 10 <= len(read) <= 24


def test_looking_again_reads_nothing_again() -> None:
    read: list[int] = []
    hits = listed(30, read)
    assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in hits] == [f"p{n}" for n in range(30)]
    assert sorted(read) == list(range(30))


def test_rows_between_reports_have_no_owner() -> None:
    owners = Owners([(1, 4, ReportId("oak")), (9, 9, ReportId("elm"))])
    found = owners.of([Row(n) for n in (0, 1, 4, 5, 9, 10)])
    assert found == {1: "oak", 4: "oak", 9: "elm"}
    assert Owners([]).of([Row(1)]) == {}
