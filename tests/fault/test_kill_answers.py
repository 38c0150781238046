"""Killed at any instant, a library holds every answer and decision that was acknowledged, each answer with its card."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.store.library import Library
from dvrag.store.training import decisions, learners
from dvrag.store.verify import verify
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts
from fault.reports import write_reports

KILLS = 12
PROGRAM = Path(__file__).with_name("answer_aloud.py")


def killed_after(root: Path, lines: int, delay: float) -> list[str]:
    """Return the lines that a run printed before it was killed, `delay` seconds after its line number `lines`."""
    with subprocess.Popen([sys.executable, str(PROGRAM), str(root)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        said = [process.stdout.readline().decode() for _ in range(lines)]
        time.sleep(delay)
        process.kill()
        said += process.stdout.read().decode().splitlines(keepends=True)
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.slow
def test_no_acknowledged_answer_or_decision_is_lost(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 2)
    Builder(tmp_path / "library", small_parts()).build([tmp_path / "reports"], Listener())
    generator = random.Random(5)
    for number in range(KILLS):
        root = tmp_path / f"library-{number}"
        shutil.copytree(tmp_path / "library", root)
        said = killed_after(root, generator.randint(2, 30), generator.random() / 50)
        with Library.open(root, read_only=True) as library:
            given = {str(each.item) for each in library.query(learners.answers)}
            held = {str(each.item) for each in library.query(learners.cards)}
            decided = set(map(str, library.query(decisions.latest)))
        assert {line.split()[1] for line in said if line.startswith("answer")} <= given
        assert {line.split()[1] for line in said if line.startswith("decision")} <= decided
        assert (given == held, len(given) - len(decided) in {0, 1}) == (True, True)
        assert verify(root) == ()
