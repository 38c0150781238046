"""Building a briefing: what it is about, its preview, and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.errors import NotFoundError, UsageError
from dvrag.exports.formats import Format
from dvrag.exports.slides.deck import MIME
from dvrag.model.learning.briefing import Briefing, BriefingRequest, Length, Part
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.trainer import Trainer
from dvrag.ui import words
from dvrag.ui.markup import Markup, Tone, bullets, element, escaped, joined, notice, show
from dvrag.ui.taken import TakenFile, offer_files
from dvrag.ui.training import place
from dvrag.ui.training.focus import go_to, heading

PREFIX = "train_briefing"
_MADE, _NOTHING, _TURN = "train_briefing_made", "train_briefing_nothing", "train_briefing_turn"
KINDS = (*((kind.label, kind.value, kind.mime) for kind in Format), ("slides (PowerPoint)", "pptx", MIME))
"""What a briefing can be taken along as: what people call it, its ending without the dot, its media type."""


def show_briefings(
    trainer: Trainer, reports: Sequence[ReportSummary], themes: Mapping[str, str], agencies: Sequence[str]
) -> None:
    """Show what a briefing can be about, and the one that was built last."""
    line = (
        "What reviews say again and again, what was recommended, what good looks like, and questions to discuss: on "
        "one page, or for a session. Leave a box empty to take in everything."
    )
    show(element("h2", escaped("Build a briefing")), element("p", escaped(line)))
    request = _request(reports, themes, agencies)
    if request.since and request.until and request.since > request.until:
        line = "The period ends before it begins. Choose another year in one of the boxes."
        show(notice(Tone.CAUTION, "No such period", element("p", escaped(line))))
        return
    if st.button("Build the briefing", type="primary"):
        _build(trainer, request)
    nothing = st.session_state.get(_NOTHING, "")
    if nothing:
        show(notice(Tone.INFO, "Nothing to build it from", element("p", escaped(nothing))))
    made: Briefing | None = st.session_state.get(_MADE)
    if made is not None:
        _preview(trainer, made)


def _request(reports: Sequence[ReportSummary], themes: Mapping[str, str], agencies: Sequence[str]) -> BriefingRequest:
    areas = sorted({name for report in reports if (name := report.facts.place)}, key=str.casefold)
    years = sorted({year for report in reports if (year := report.facts.year)}, reverse=True)
    first, second, third = st.columns(3)
    with first:
        theme = _boxes("Theme", "theme", sorted(themes, key=lambda name: themes[name].casefold()), themes)
    with second:
        agency = _boxes("For which agency", "agency", agencies, {})
    with third:
        area = _boxes("Area or force", "area", areas, {})
    first, second, third = st.columns(3)
    with first:
        since = _year("Published from", "since", years)
    with second:
        until = _year("Published until", "until", years)
    with third:
        lengths = list(Length)
        length = st.radio(
            "Length",
            lengths,
            format_func=lambda one: one.label,
            key=f"{PREFIX}_length",
            horizontal=True,
            persist_state="session",
        )
    return BriefingRequest(theme, agency, area, since, until, length)


def _boxes(label: str, name: str, options: Sequence[str], called: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        st.multiselect(
            label,
            options,
            key=f"{PREFIX}_{name}",
            format_func=lambda value: called.get(value, value),
            placeholder="All",
            persist_state="session",
        )
    )


def _year(label: str, name: str, years: Sequence[int]) -> int | None:
    return st.selectbox(
        label, years, index=None, key=f"{PREFIX}_{name}", placeholder="Any year", persist_state="session"
    )


def _build(trainer: Trainer, request: BriefingRequest) -> None:
    st.session_state[_NOTHING] = ""
    st.session_state[_MADE] = None
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    with st.spinner("Reading what the reports say…"):
        try:
            st.session_state[_MADE] = trainer.briefing(request)
        except (NotFoundError, UsageError) as error:
            st.session_state[_NOTHING] = str(error)


def _preview(trainer: Trainer, made: Briefing) -> None:
    turn = f"briefing-{st.session_state.get(_TURN, 0)}"
    show(heading(2, made.title, turn), element("p", escaped(made.basis), "dv-soft"))
    go_to(turn)
    offer_files(_files(trainer, made), "train-briefing")
    if made.note:
        note = words.sentence(made.note.removeprefix("Content note: "))
        show(notice(Tone.CAUTION, "Content note", element("p", escaped(note))))
    cited: list[Cited] = []
    for part in made.parts:
        show(*_part(part, cited))
    if cited:
        place.read_one(cited, f"train-{turn}-read")
    if made.limits:
        show(element("h3", escaped("What this does not show")), bullets(made.limits))


def _files(trainer: Trainer, made: Briefing) -> list[TakenFile]:
    def file(label: str, kind: str, mime: str) -> TakenFile:
        return TakenFile(label, made.title, f".{kind}", mime, lambda: trainer.briefing_file(made, kind))

    return [file(*kind) for kind in KINDS]


def _part(part: Part, cited: list[Cited]) -> list[Markup]:
    """Return a part of the preview; its citations are numbered on from those of `cited`, to which they are added."""
    shown = [element("h3", escaped(part.heading))]
    if part.lead:
        shown.append(element("p", escaped(part.lead)))
    for point in part.points:
        if point.text:
            said = escaped(point.text)
            shown.append(element("p", element("strong", said) if point.cited or point.also else said))
        for one in point.cited:
            cited.append(one)
            shown += [
                element("blockquote", escaped(f"“{one.quote}”"), "dv-passage"),
                element("p", joined((escaped(f"[{len(cited)}] "), place.place(one))), "dv-soft"),
            ]
        for one in point.also:
            cited.append(one)
            shown.append(element("p", joined((escaped(f"[{len(cited)}] "), place.place(one))), "dv-soft"))
    return shown
