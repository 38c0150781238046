"""Killed while findings are read, a library opens and is whole; the next run ends with the findings of a calm one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.model.documents import Report
from dvrag.model.findings import Finding, Theme, ThemeMark
from dvrag.model.ids import ReportId
from dvrag.ports import Vectors
from dvrag.store.library import Library
from dvrag.store.register import read
from dvrag.store.verify import verify
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_findings, small_parts, small_themes
from fault.reports import write_reports

KILLS = 6
REPORTS = 16
PAUSE = 0.004
"""Seconds that a report's findings take to be read, and again to be written, in the process that is killed."""


def told(report: Report) -> tuple[Finding, ...]:
    """Read the findings of a report slowly, and say so."""
    print(f"read {report.source}", flush=True)
    time.sleep(PAUSE)
    return small_findings(report)


def sorted_slowly(own: Sequence[Theme], found: Sequence[Finding], vectors: Vectors) -> list[tuple[ThemeMark, ...]]:
    """Sort findings into themes slowly."""
    time.sleep(PAUSE)
    return small_themes(own, found, vectors)


def main() -> None:
    """Bring the reports of a folder into a library, or rebuild it; print each step at once."""
    doing, rules, root, folder = sys.argv[1:]
    parts = small_parts(rules=rules)
    parts = replace(parts, findings=replace(parts.findings, extract=told, sort=sorted_slowly))
    builder, listener = Builder(Path(root), parts), Listener(lambda note: print(f"kept {note}", flush=True))
    builder.build([Path(folder)], listener) if doing == "ingest" else builder.rebuild(listener)


def killed(doing: str, rules: str, root: Path, folder: Path, steps: int) -> list[str]:
    """Return what a process said before it was killed, once it had said `steps` lines about findings."""
    command = [sys.executable, __file__, doing, rules, str(root), str(folder)]
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:
        assert process.stdout
        said: list[str] = []
        about = 0
        while about < steps and (line := process.stdout.readline()):
            said.append(line.strip())
            about += line.startswith("read") or (about > 0 and line.startswith("kept"))
        process.kill()
        said += process.stdout.read().splitlines()
    return said


def stored(root: Path) -> dict[str, list[Finding]]:
    """The findings of a library by report."""
    with Library.open(root, read_only=True) as library:
        found: dict[str, list[Finding]] = {summary.id: [] for summary in library.reports()}
        for finding in library.query(read.findings):
            found[finding.report_id].append(finding)
        return found


def spoken_of(root: Path) -> dict[str, tuple[str, ...]]:
    """The themes of the passages of a library that have any."""
    with Library.open(root, read_only=True) as library:
        passages = [p.id for summary in library.reports() for p in library.passages_of(summary.id)]
        found = {str(p): themes for p, themes in library.themes_of(passages).items() if themes}
    assert found
    return found


def unread(root: Path, rules: str) -> tuple[ReportId, ...]:
    """The reports whose findings were not yet read with these rules."""
    with Library.open(root, read_only=True) as library:
        return library.query(lambda connection: read.unread(connection, f"{rules}-{HashingEmbedder().fingerprint}"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of which each recommends one thing or several."""
    for number, path in enumerate(write_reports(tmp_path / "reports", REPORTS)):
        asked = [f"Recommend {what} {number}, agreed by all who were asked." for what in range(1 + number % 3)]
        path.write_text("\n".join((path.read_text(), *asked)))
    return tmp_path / "reports"


@pytest.fixture
def calm(tmp_path: Path, folder: Path) -> dict[str, list[Finding]]:
    """The findings of a run that nothing disturbs."""
    Builder(tmp_path / "calm", small_parts()).build([folder], Listener())
    found = stored(tmp_path / "calm")
    assert all(found.values())
    return found


def whole_reports(root: Path, calm: dict[str, list[Finding]]) -> int:
    """Return how many reports have their findings; each has all of them or none, and its passages' themes with them."""
    found = stored(root)
    with Library.open(root, read_only=True) as library:
        for report, held in found.items():
            passages = [p.id for p in library.passages_of(ReportId(report))]
            assert any(library.themes_of(passages).values()) == bool(held)
    assert found.keys() == calm.keys()
    assert all(found[report] in ([], calm[report]) for report in calm)
    return sum(map(bool, found.values()))


@pytest.mark.slow
def test_an_ingest_killed_while_findings_are_read_goes_on_with_the_next(
    tmp_path: Path, folder: Path, calm: dict[str, list[Finding]]
) -> None:
    generator, half = random.Random(5), 0
    for number in range(KILLS):
        root = tmp_path / f"ingested-{number}"
        said = killed("ingest", "small-1", root, folder, generator.randint(1, 2 * REPORTS))
        assert sum(line.endswith(": added") for line in said) == REPORTS
        assert verify(root) == ()
        half += whole_reports(root, calm) < REPORTS
        Builder(root, small_parts()).build([folder], Listener())
        assert stored(root) == calm
        assert spoken_of(root) == spoken_of(tmp_path / "calm")
        assert verify(root) == ()
    assert half >= KILLS // 2


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [False, True])
def test_a_rebuild_killed_while_findings_are_read_is_finished_by_the_next(
    tmp_path: Path, folder: Path, calm: dict[str, list[Finding]], damaged: bool
) -> None:
    generator, half, rules = random.Random(6), 0, "small-1" if damaged else "small-2"
    for number in range(KILLS // 2):
        root = tmp_path / f"rebuilt-{number}"
        Builder(root, small_parts()).build([folder], Listener())
        if damaged:
            (root / "library.sqlite").write_bytes(b"no library")
        said = killed("rebuild", rules, root, folder, generator.randint(1, 2 * REPORTS))
        assert any(line.startswith("read") for line in said)
        left = verify(root)
        assert all(damage.repairable for damage in left), left  # the command says: run `dvrag library rebuild`
        whole_reports(root, calm)
        half += bool(unread(root, rules))
        Builder(root, small_parts(rules=rules)).rebuild(Listener())
        assert stored(root) == calm
        assert spoken_of(root) == spoken_of(tmp_path / "calm")
        assert verify(root) == ()
        assert not unread(root, rules)
    assert half >= KILLS // 4


if __name__ == "__main__":
    main()
