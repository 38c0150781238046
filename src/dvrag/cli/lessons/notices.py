"""What the register lacks, said on stderr with the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dvrag.cli.terminal import say

if TYPE_CHECKING:
    from dvrag.lessons.register import Register


def out_of_order(register: Register) -> None:
    """Say which reports are not in the register, and why."""
    for line in register.lacking:
        say(line)
