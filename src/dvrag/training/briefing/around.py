"""What stands around the parts: title, basis, limits, further reading, and which reports are cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dvrag.model.documents import Authority, Family
from dvrag.model.findings import Scale
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import BriefingRequest, Length, Part, Point
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised, counted, date_in_words
from dvrag.training.briefing.balance import weight
from dvrag.training.briefing.naming import audience, dated, in_sentence_label, joined, published
from dvrag.training.briefing.scope import Scope

KEY, HEADING = "further", "Further reading"
NOTE = (
    "Content note: this briefing quotes reviews and inspections about domestic abuse, and some of them are about "
    "deaths. Anyone may step out at any time, and nobody needs to say why."
)
_RENEWED = frozenset({Family.INSPECTION, Family.JOINT_INSPECTION, Family.GUIDANCE, Family.ACTION_PLAN})
_VIEWS = frozenset({Family.NEWS, Family.OPINION})


def title(scope: Scope) -> str:
    """Return "Risk assessment: a briefing for the police in Marlshire, 2019 to 2024"."""
    request = scope.request
    labels = {theme.name: theme.label for theme in scope.material.themes}
    chosen = [labels[name] for name in request.theme]
    about = joined([chosen[0], *map(in_sentence_label, chosen[1:])]) if chosen else ""
    parts = [
        f"for {joined([audience(name) for name in request.agency])}" if request.agency else "",
        f"{'in' if request.agency else 'for'} {joined(request.area)}" if request.area else "",
    ]
    told = " ".join(part for part in parts if part)
    head = about or "Lessons from reviews and inspections"
    years = _years(request)
    return f"{head}: a briefing{f' {told}' if told else ''}{f', {years}' if years else ''}"


def basis(scope: Scope, parts: Iterable[Part]) -> str:
    """Return how much was read for the briefing and how much of it is quoted."""
    own = [entry for entry in scope.entries if not scope.request.agency or scope.told(entry)]
    dates = sorted(r.facts.published.value[:7] for r in scope.reports if r.facts.published.value)
    first, last = (date_in_words(dates[0]), date_in_words(dates[-1])) if dates else ("", "")
    when = f", published {f'from {first} to {last}' if first != last else f'in {first}'}" if dates else ""
    quotes = {(c.report_id, c.start) for part in parts for point in part.points for c in point.cited}
    about = "on this theme" if scope.request.theme else "in the register"
    to = " that tell the agencies chosen" if scope.request.agency else ""
    ids = {report.id for report in scope.reports}
    far = [key for key in cited_reports(parts) if key not in ids]
    others = f", {len(far):,} of them of other areas" if far else ""
    return (
        f"Made from {counted(len(scope.reports), 'report')}{when}, with {counted(len(own), 'finding')} {about}{to}. "
        f"{counted(len(quotes), 'quote')}, word for word; {counted(len(cited_reports(parts)), 'report')} cited{others}."
    )


def limits(
    scope: Scope, parts: Sequence[Part], wanted: Iterable[tuple[str, str]], scales: Iterable[Scale]
) -> list[str]:
    """Return in plain sentences what the briefing does not say, and why.

    `wanted` holds the key of each part and what is lacking where it is not there; `scales` are those of quoted grades.
    """
    have = {part.key for part in parts}
    lacking = "; ".join(what for key, what in wanted if key not in have)
    lines = [f"Not found in these reports: {lacking}." if lacking else ""]
    lines += [_silent(scope), _left_out(scope), _graded(scales), *_followed(scope, parts), _oldest(scope, parts)]
    return [line for line in lines if line]


def further(scope: Scope, parts: Sequence[Part], most: int) -> Part:
    """Return the reports cited, those cited most first, each with the pages and paragraphs; `most` at most."""
    reports = scope.material.reports
    ordered = reading_order(scope, parts)
    page = scope.request.length is Length.PAGE
    points = [Point(f"{_listed(reports[key], page=page)}. {where}".strip()) for key, where in ordered[:most]]
    views = [
        r for r in scope.reports if r.family in _VIEWS and r.id not in dict(ordered) and _is_near(r, ordered, scope)
    ]
    points += [] if page else [Point(_view(report)) for report in views[: max(most - len(points), 0)]]
    which = "The reports cited here" if len(ordered) <= most else "The reports cited most often here"
    lead = f"{which}, with the places to read around each quote."
    return Part(KEY, HEADING, lead, tuple(points))


def reading_order(scope: Scope, parts: Sequence[Part]) -> list[tuple[ReportId, str]]:
    """Return the reports cited with where, those quoted most often first, then by authority."""
    places = _places(parts)
    reports = scope.material.reports
    order = sorted(places, key=lambda key: (-len(places[key]), weight(reports[key]), reports[key].source))
    return [(key, _where(places[key])) for key in order]


def cited_reports(parts: Iterable[Part]) -> tuple[ReportId, ...]:
    """Return the reports cited, in order."""
    return tuple(dict.fromkeys(cited.report_id for cited in _all_cited(parts)))


def _all_cited(parts: Iterable[Part]) -> list[Cited]:
    return [cited for part in parts for point in part.points for cited in (*point.cited, *point.also)]


def _places(parts: Iterable[Part]) -> dict[ReportId, dict[int, Cited]]:
    found: dict[ReportId, dict[int, Cited]] = {}
    for cited in _all_cited(parts):
        found.setdefault(cited.report_id, {})[cited.start] = cited
    return found


def _where(cited: dict[int, Cited]) -> str:
    """Return "Pages 3 and 9." as printed, the headings where there are no pages."""
    ordered = [cited[start] for start in sorted(cited)]
    pages = list(dict.fromkeys(c.page_label or str(c.page) for c in ordered if c.page is not None))
    if pages:
        return f"Page{'s' if len(pages) > 1 else ''} {joined(pages)}."
    sections = list(dict.fromkeys(c.section.rpartition(" > ")[2] for c in ordered if c.section))
    return f"Under {joined([f'‘{name}’' for name in sections])}." if sections else ""


def _listed(report: ReportSummary, *, page: bool) -> str:
    return capitalised(dated(report).removeprefix("the ")) if page else _entry(report)


def _entry(report: ReportSummary) -> str:
    kind = report.family.label if report.family is not Family.OTHER else ""
    same = report.authority is Authority.UNKNOWN or report.authority.value in kind.lower()
    told = [part for part in (kind, "" if same else report.authority.value, published(report)) if part]
    return f"{' '.join(report.title.split())} ({', '.join(told)})"


def _view(report: ReportSummary) -> str:
    whose = "the writer’s own view" if report.family is Family.OPINION else "a newspaper’s account"
    return f"{_entry(report)}. Not quoted here: {whose}."


def _is_near(view: ReportSummary, ordered: Sequence[tuple[ReportId, str]], scope: Scope) -> bool:
    """Return whether news or an opinion is of an area whose report is cited."""
    places = {scope.material.reports[key].facts.place for key, _ in ordered}
    return view.facts.place is not None and view.facts.place in places


def _silent(scope: Scope) -> str:
    spoke = {entry.report.id for entry in scope.material.entries}
    silent = [r for r in scope.reports if r.id not in spoke and r.family is not Family.GUIDANCE]
    if not silent:
        return ""
    kinds = dict.fromkeys(report.family.label.lower().replace("dhr", "DHR") for report in silent)
    count = f"{counted(len(silent), 'report')} of this selection {'holds' if len(silent) == 1 else 'hold'}"
    return f"{count} no findings of {'its' if len(silent) == 1 else 'their'} own ({joined(list(kinds))})."


def _left_out(scope: Scope) -> str:
    told = [
        f"{counted(scope.doubtful, 'finding')} that a person should check first" if scope.doubtful else "",
        f"{counted(scope.dropped, 'recommendation')} superseded or not accepted" if scope.dropped else "",
    ]
    shown = joined([part for part in told if part])
    return f"Left out: {shown}." if shown else ""


def _graded(scales: Iterable[Scale]) -> str:
    found = sorted(set(scales))
    if len(found) < 2:
        return ""
    return "The grades quoted are of different scales and cannot be compared with each other."


def _oldest(scope: Scope, parts: Iterable[Part]) -> str:
    known = [scope.material.reports[key] for key in cited_reports(parts)]
    stated = sorted((r.facts.published.value, r.source, r) for r in known if r.facts.published.value)
    if not stated:
        return ""
    return (
        f"The oldest report cited is {dated(stated[0][2])}: laws, names of bodies and forms may have changed since. "
        "A recommendation says what was asked, not what has been done."
    )


def _followed(scope: Scope, parts: Iterable[Part]) -> list[str]:
    """Return which reports cited have a later one of the same kind on the same body or place in the library."""
    lines = []
    for key in cited_reports(parts):
        report = scope.material.reports[key]
        later = [other for other in scope.material.reports.values() if _follows(other, report)]
        if later:
            newest = max(later, key=lambda r: r.facts.published.value or "")
            lines.append(f"{capitalised(dated(report))} was followed by another in {published(newest)}.")
    return lines


def _follows(other: ReportSummary, report: ReportSummary) -> bool:
    one, two = report.facts, other.facts
    if other.family is not report.family or report.family not in _RENEWED or one.place is None:
        return False
    alike = (one.force.value, one.place) == (two.force.value, two.place)
    return alike and (one.published.value or "9999") < (two.published.value or "")


def _years(request: BriefingRequest) -> str:
    since, until = request.since, request.until
    if since and until:
        return str(since) if since == until else f"{since} to {until}"
    return f"since {since}" if since else f"up to {until}" if until else ""
