"""What the register lacks, said on stderr with the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dvrag.cli.terminal import say
from dvrag.cli.wording import count_of

if TYPE_CHECKING:
    from dvrag.lessons.register import Register


def out_of_order(register: Register) -> None:
    """Say which reports' findings could not be read, and how many reports were not read yet."""
    for report, problem in register.problems.items():
        say(f"Report {report[:12]}: {problem} Run `dvrag library rebuild` to read it again.")
    if register.waiting:
        say(f"The findings of {count_of(register.waiting, 'report')} were not read yet: run `dvrag library rebuild`.")
