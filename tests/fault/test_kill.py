"""Killed at any instant, a library opens, holds every acknowledged report in full, and no part of any other."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.model.building import Outcome
from dvrag.model.ids import report_id
from dvrag.store.library import Library
from dvrag.store.verify import verify
from dvrag.testing.fakes import Listener
from dvrag.testing.small import SmallParser, small_parts, small_passages, small_report
from fault.reports import write_reports

KILLS = 20
REPORTS = 40
PROGRAM = Path(__file__).with_name("ingest_aloud.py")


def killed_after(root: Path, folder: Path, lines: int, delay: float) -> list[str]:
    """Return the notes that a run printed before it was killed, `delay` seconds after its line number `lines`."""
    with subprocess.Popen([sys.executable, str(PROGRAM), str(root), str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        said = [process.stdout.readline().decode() for _ in range(lines)]
        time.sleep(delay)
        process.kill()
        said += process.stdout.read().decode().splitlines(keepends=True)
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.slow
def test_no_acknowledged_report_is_lost_and_none_is_half(tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "reports", REPORTS)
    whole = {}
    for path in paths:
        (raw,) = SmallParser().parse(path)
        whole[path.name] = small_passages(small_report(raw, report_id(path.read_bytes())))
    generator = random.Random(3)
    in_the_middle = 0
    for number in range(KILLS):
        root = tmp_path / f"library-{number}"
        said = killed_after(root, tmp_path / "reports", generator.randint(1, REPORTS + 3), generator.random() / 50)
        acknowledged = {line.split(":")[0] for line in said if line.endswith(": added")}
        in_the_middle += 0 < len(acknowledged) < REPORTS
        if acknowledged:
            assert verify(root) == ()
            with Library.open(root, read_only=True) as library:
                stored = {
                    summary.source: tuple(library.passages(library.rows_of([summary.id])).values())
                    for summary in library.reports()
                }
            assert acknowledged <= set(stored)
            assert stored == {name: whole[name] for name in stored}
        results = Builder(root, small_parts()).build([tmp_path / "reports"], Listener())
        unchanged = {Path(result.path).name for result in results if result.outcome is Outcome.UNCHANGED}
        assert acknowledged <= unchanged
        assert {result.outcome for result in results} <= {Outcome.ADDED, Outcome.UNCHANGED}
        assert verify(root) == ()
        assert len(list((root / "files").glob("*.txt"))) == REPORTS
    assert in_the_middle >= KILLS // 2


@pytest.mark.slow
def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 10)
    killed_after(tmp_path / "library", tmp_path / "reports", 4, 0)
    with Library.open(tmp_path / "library", create=True) as library:
        assert len(library.reports()) >= 3
