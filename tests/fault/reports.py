"""Small reports for fault tests, the same on every run."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "agency assessment child conference coercive control disclosure domestic escalation family force housing "
    "information injury MARAC mother neighbour officer partner pattern police previous professional referral "
    "review risk safety sharing social statutory support threat visit warning worker"
).split()


def write_reports(folder: Path, count: int) -> list[Path]:
    """Write `count` text reports of 6 to 20 lines and return their paths in order."""
    folder.mkdir()
    generator = random.Random(20240101)
    paths = []
    for number in range(count):
        lines = [f"Review {number} of Area{number}"]
        for line in range(generator.randint(6, 20)):
            lines.append(f"{line}. {' '.join(generator.choices(WORDS, k=18))} {number}{line}.")
        path = folder / f"report-{number:03}.txt"
        path.write_text("\n".join(lines))
        paths.append(path)
    return paths
