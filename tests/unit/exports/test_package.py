"""Archives: the same bytes for the same parts and moment, in whatever zone it is told."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dvrag.exports.package import packed, zipped

FILES = {"b.txt": b"second", "a.txt": b"first"}
AT = datetime(2024, 3, 5, 23, 30, tzinfo=UTC)


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.infolist()


def test_parts_keep_their_order_and_bear_one_date() -> None:
    found = entries(zipped(FILES, AT))
    assert [entry.filename for entry in found] == ["b.txt", "a.txt"]
    assert {entry.date_time for entry in found} == {(2024, 3, 5, 23, 30, 0)}


@pytest.mark.parametrize("hours", [-11, 5])
def test_one_moment_told_in_two_zones_gives_the_same_bytes(hours: int) -> None:
    assert zipped(FILES, AT.astimezone(timezone(timedelta(hours=hours)))) == zipped(FILES, AT)


def test_a_date_that_an_archive_cannot_hold_becomes_the_first_that_it_can() -> None:
    assert entries(zipped(FILES, AT.replace(year=1066)))[0].date_time[0] == 1980


def test_an_archive_packed_anew_has_the_same_parts_and_another_date() -> None:
    later = packed(zipped(FILES, AT), AT + timedelta(days=1))
    assert later == zipped(FILES, AT + timedelta(days=1))
