"""How much stands in a briefing of either length."""

from __future__ import annotations

from dataclasses import dataclass

from dvrag.model.learning.briefing import Length


@dataclass(frozen=True, slots=True)
class Sizes:
    """Points of each part at most; `voices` are the quotes of a repeated lesson.

    `quote` are the characters of a quote of several sentences, `longest` those of one sentence; `asked` are those of a
    quote under a question.
    """

    again: int
    voices: int
    further: int
    recommended: int
    good: int
    discuss: int
    quote: int
    longest: int
    asked: int


SIZES = {
    Length.PAGE: Sizes(again=3, voices=1, further=2, recommended=4, good=2, discuss=3, quote=180, longest=250, asked=0),
    Length.SESSION: Sizes(
        again=5, voices=3, further=3, recommended=8, good=5, discuss=8, quote=330, longest=460, asked=150
    ),
}
