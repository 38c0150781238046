"""A briefing from the library: gather what a request chooses, choose evenly from it, compose the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.errors import NotFoundError
from dvrag.lessons.repeats.groups import RepeatGroup
from dvrag.model.learning.briefing import Briefing, BriefingRequest, Length, Part
from dvrag.training.briefing import again as repeated
from dvrag.training.briefing import around
from dvrag.training.briefing import good as practice
from dvrag.training.briefing import recommended as asked
from dvrag.training.briefing.again import again
from dvrag.training.briefing.good import good, scales
from dvrag.training.briefing.questions import discuss
from dvrag.training.briefing.recommended import recommended
from dvrag.training.briefing.scope import SIZES, Scope, Sizes, scope_of
from dvrag.training.briefing.written.fit import fits
from dvrag.training.material import Material

LACKING = (
    (repeated.KEY, "a lesson that more than one report draws"),
    (asked.KEY, "a recommendation, area for improvement or cause of concern"),
    (practice.KEY, "practice that is described as good, a good grade, or guidance"),
)
READING = {Length.PAGE: 3, Length.SESSION: 14}
"""Reports in the list of further reading, at most."""


def briefing(material: Material, request: BriefingRequest, repeats: tuple[RepeatGroup, ...]) -> Briefing:
    """Return the briefing that a request asks for: the same for the same library.

    One page is cut to what fits on it, the last points of the longest parts first. Raises UsageError for a theme or
    period that cannot be, NotFoundError where the library holds nothing to quote on the request.
    """
    scope = scope_of(material, request)
    sizes = SIZES[request.length]
    made = _composed(scope, repeats, sizes)
    while request.length is Length.PAGE and not fits(made) and (less := _smaller(sizes, made)):
        sizes = less
        made = _composed(scope, repeats, sizes)
    return made


def _composed(scope: Scope, repeats: Sequence[RepeatGroup], sizes: Sizes) -> Briefing:
    spoken = _spoken(scope, repeats, sizes)
    parts = [*spoken, discuss(scope, spoken, sizes)]
    full = tuple(part for part in parts if part)
    if not full:
        raise NotFoundError(
            "The library holds nothing on this that can be quoted shortly.", hint="Choose another theme or area."
        )
    reading = around.further(scope, full, READING[scope.request.length])
    shown = scales(next((part for part in full if part.key == practice.KEY), None), scope)
    return Briefing(
        title=around.title(scope),
        request=scope.request,
        note=around.NOTE,
        basis=around.basis(scope, full),
        limits=tuple(around.limits(scope, full, LACKING, shown)),
        parts=(*full, reading),
        support=(LIMITS, *SIGNPOSTS),
        library=scope.material.fingerprint,
        reports=tuple(scope.material.reports[key] for key, _ in around.reading_order(scope, full)),
    )


def _spoken(scope: Scope, repeats: Sequence[RepeatGroup], sizes: Sizes) -> list[Part | None]:
    """Return the parts that quote findings."""
    first = again(scope, repeats, sizes)
    group_of = {entry.finding.id: group.id for group in repeats for entry in group.entries}
    quoted = {(c.report_id, c.start) for point in (first.points if first else ()) for c in point.cited}
    return [first, recommended(scope, sizes, group_of, quoted), good(scope, sizes)]


def _smaller(sizes: Sizes, made: Briefing) -> Sizes | None:
    """Return the sizes with one point less in the part that has most; None where each part has one."""
    counts = {part.key: len(part.points) for part in made.parts if len(part.points) > 1}
    fields = {asked.KEY: "recommended", repeated.KEY: "again", "discuss": "discuss", practice.KEY: "good"}
    able = [key for key in fields if key in counts]
    if not able:
        return None
    key = max(able, key=lambda name: counts[name])
    return replace(sizes, **{fields[key]: counts[key] - 1})
