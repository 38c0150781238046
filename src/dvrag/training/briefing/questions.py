"""Questions to discuss: open ones, each asked of a quote that stands in the briefing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain, zip_longest

from dvrag.model.findings import Finding
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import Part, Point
from dvrag.model.learning.items import Cited
from dvrag.training.briefing import again, good, recommended
from dvrag.training.briefing.quoting import shortened
from dvrag.training.briefing.scope import Scope, Sizes

KEY, HEADING = "discuss", "Questions to discuss"
LEAD = "Open questions for the group, each about a quote of this briefing. Nobody has to answer from their own life."
_ANY = {again.KEY: "again", recommended.KEY: "recommendation", good.KEY: "good"}


def discuss(scope: Scope, parts: Iterable[Part | None], sizes: Sizes) -> Part | None:
    """Return the part: a question for each of the first quotes of the other parts in turn; None without a quote.

    In a session a short quote stands under its question; a long one, and each on one page, is only cited.
    """
    known = {(e.finding.report_id, e.finding.start): e.finding for e in scope.material.entries}
    asked: dict[str, Cited] = {}
    for key, cited in _in_turn([part for part in parts if part]):
        if len(asked) == sizes.discuss:
            break
        short = shortened(cited, sizes.asked, 2 * sizes.asked) if sizes.asked else None
        question = _question(key, short or cited, _themes(cited, known, scope), asked)
        if question:
            asked[question] = cited
    points = [_point(text, cited, sizes) for text, cited in asked.items()]
    return Part(KEY, HEADING, LEAD, tuple(points)) if asked else None


def _point(text: str, cited: Cited, sizes: Sizes) -> Point:
    short = shortened(cited, sizes.asked, 2 * sizes.asked) if sizes.asked else None
    return Point(text, (short,)) if short else Point(text, also=(cited,))


def _in_turn(parts: Sequence[Part]) -> Iterable[tuple[str, Cited]]:
    """Yield the first quote of each point, the parts taking turns."""
    rows = [[(part.key, point.cited[0]) for point in part.points if point.cited] for part in parts]
    return (each for each in chain.from_iterable(zip_longest(*rows)) if each)


def _themes(cited: Cited, known: Mapping[tuple[ReportId, int], Finding], scope: Scope) -> tuple[str, ...]:
    """Return the themes of a quote, those asked for first; of a paragraph that is no finding those asked for."""
    finding = next(
        (f for (r, start), f in known.items() if r == cited.report_id and start <= cited.start < f.end), None
    )
    wanted = scope.request.theme
    if finding is None:
        return wanted
    marks = sorted(finding.themes, key=lambda mark: -mark.score)
    return tuple(dict.fromkeys((*(m.theme for m in marks if m.theme in wanted), *(m.theme for m in marks))))


def _question(key: str, cited: Cited, themes: Iterable[str], asked: Mapping[str, Cited]) -> str:
    """Return the question that fits a quote best and was not asked, "" where none is left.

    One of the theme whose cue stands in the quote, the most often named first; else what any quote of its part may be
    asked. A question without a cue in the quote would stand under words that say nothing of it.
    """
    own = [question for theme in themes for question in _bank().get(theme, ())]
    cued = [(len(when.findall(cited.quote)), text) for text, when in own if when]
    fitting = [text for count, text in sorted(cued, key=lambda pair: -pair[0]) if count]
    general = [text for text, when in _bank()[_ANY[key]] if when is None or when.search(cited.quote)]
    return next((text for text in (*fitting, *general) if text not in asked), "")


@lru_cache(maxsize=1)
def _bank() -> Mapping[str, tuple[tuple[str, re.Pattern[str] | None], ...]]:
    table = tomllib.loads(files("dvrag.training.briefing").joinpath("questions.toml").read_text("utf-8"))
    return {
        name: tuple((each["text"], _pattern(each.get("when", ""))) for each in entry["ask"])
        for name, entry in table.items()
    }


def _pattern(words: str) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE) if words else None
