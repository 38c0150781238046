"""The page Evaluate: put gold questions to dvrag, and to another system beside it, and read how it did."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dvrag.evaluate.gold.questions import GoldSet
from dvrag.evaluate.run import Run
from dvrag.evaluate.systems import SYSTEMS, SystemSpec
from dvrag.evaluator import Evaluator
from dvrag.ui import session, words
from dvrag.ui.evaluating import readers, records, run, view
from dvrag.ui.markup import Tone, element, escaped, joined, notice, show, with_code

GOLD, PATH, SPLIT, SYSTEM, BESIDE = "gold_file", "gold_path", "gold_split", "system", "system_beside"
OTHER, ALONE = "Another file…", "none"
SPLITS = {"dev": "Development questions", "test": "Test questions", "all": "All questions"}
_WANTED, _RUNNING, _STOPPED = "evaluate_wanted", "evaluate_running", "evaluate_stopped"
_RESULT, _PROBLEM = "evaluate_result", "evaluate_problem"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be run: questions, and the system or the two systems that are asked, the main one first."""

    gold: GoldSet
    split: str
    systems: tuple[str, ...]


def page() -> None:
    """Show the page."""
    view.apply_style()
    show(element("h1", escaped("Evaluate")))
    with session.plain_errors():
        _evaluation(session.evaluator())
        readers.show_readers(session.feedback())
        records.show_records(session.audit())


def _evaluation(evaluator: Evaluator) -> None:
    """Show what a run needs, the run, and its result."""
    reports = evaluator.corpus.reports()
    if not reports:
        session.teach("There are no reports in it yet.")
        return
    _intro(len(reports))
    above, below = st.container(), st.empty()  # `below` first, so that an earlier result is gone while one runs
    with above, session.plain_errors():
        _set_up_and_run(evaluator)
    result: view.Result | None = st.session_state.get(_RESULT)
    if result is not None:
        with below.container():
            view.show_result(result)


def _intro(reports: int) -> None:
    text = (
        "Gold questions are questions whose right answers are known. This page asks dvrag all of them, over the "
        f"{words.count(reports, 'report')} in this library, and measures what comes back: whether the answer says what "
        "it should, whether its citations are right, and whether it stays silent where it should."
    )
    show(element("p", escaped(text)))


def _set_up_and_run(evaluator: Evaluator) -> None:
    wanted = bool(st.session_state.pop(_WANTED, False))
    if not wanted and st.session_state.pop(_RUNNING, False):
        st.session_state[_STOPPED] = True
    plan = _plan(evaluator, wanted)
    ready = st.empty()  # left empty while a run goes on, so that Run is gone at once
    if plan is not None and wanted:
        _run(evaluator, plan)
    if plan is not None:
        with ready.container():
            _ready(plan)
    _what_happened()


def _plan(evaluator: Evaluator, running: bool) -> Plan | None:
    """Show the choices; return what they come to, None where something is to be mended first."""
    path = _gold_file(running)
    split = _split(running)
    systems = _systems(running)
    if not path.is_file():
        _no_file(path)
        return None
    found = run.checked(evaluator, path)
    if not run.fits(found.gold, evaluator):
        _misfit(path)
        return None
    if found.mistakes:
        table = view.table(run.mistakes(found.mistakes))
        line = f"Mend these rows of {path} in a spreadsheet, save it, and reload this page. Nothing is run until then."
        show(notice(Tone.CAUTION, "The gold file has mistakes", joined((element("p", escaped(line)), table))))
        return None
    gold = found.gold.split(split)
    if not gold.questions:
        what = f"{path} has no {SPLITS[split].lower()}."
        _mend("There is nothing to ask", what, "Choose other questions above, or another gold file.")
        return None
    return Plan(gold, split, systems)


def _gold_file(running: bool) -> Path:
    offered = [*run.gold_files(), OTHER]
    if st.session_state.get(GOLD) not in offered:
        st.session_state[GOLD] = offered[0]
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox("Gold questions", offered, key=GOLD, disabled=running, persist_state="session")
    if chosen != OTHER:
        return Path(chosen)
    with right:
        st.session_state.setdefault(PATH, str(run.DEFAULT))
        typed = st.text_input(
            "Path of the gold file (CSV or JSONL)",
            key=PATH,
            autocomplete="off",
            disabled=running,
            persist_state="session",
        )
    return Path((typed or "").strip() or str(run.DEFAULT))


def _split(running: bool) -> str:
    st.session_state.setdefault(SPLIT, "dev")
    chosen: str = st.radio(
        "Which of them",
        list(SPLITS),
        key=SPLIT,
        format_func=SPLITS.__getitem__,
        horizontal=True,
        disabled=running,
        persist_state="session",
    )
    if chosen != "dev":
        line = (
            "Look at the test questions when the work is done: what is tuned on them can no longer be tested on them."
        )
        show(element("p", escaped(line), "dv-soft"))
    return chosen


def _systems(running: bool) -> tuple[str, ...]:
    left, right = st.columns(2)
    with left:
        st.session_state.setdefault(SYSTEM, "dvrag")
        main: str = st.selectbox(
            "What to measure",
            list(SYSTEMS),
            key=SYSTEM,
            format_func=_described,
            disabled=running,
            persist_state="session",
        )
    with right:
        others = [ALONE, *(name for name in SYSTEMS if name != main)]
        if st.session_state.get(BESIDE) not in others:
            st.session_state[BESIDE] = ALONE
        beside: str = st.selectbox(
            "Compare it with",
            others,
            key=BESIDE,
            format_func=lambda name: "nothing" if name == ALONE else _described(name),
            disabled=running,
            persist_state="session",
        )
    return (main,) if beside == ALONE else (main, beside)


def _described(name: str) -> str:
    return f"{name}: {SYSTEMS[name]}"


def _ready(plan: Plan) -> None:
    """Say what a run takes, and offer it."""
    n = len(plan.gold.questions)
    asked = words.count(n, "question")
    twice = f", asked of {' and '.join(plan.systems)}" if len(plan.systems) > 1 else ""
    show(element("p", escaped(f"{asked}{twice}: {run.duration(n, plan.systems)}.")))
    st.button("Run", type="primary", on_click=_want)


def _want() -> None:
    st.session_state[_WANTED] = True


def _run(evaluator: Evaluator, plan: Plan) -> None:
    """Run the systems and keep the result. Ends by showing the page afresh; a press on Stop ends it earlier."""
    st.session_state[_RUNNING] = True
    show(element("p", escaped("Keep this page open until it is done."), role="status"))
    bar = run.Bar()
    st.button("Stop")
    try:
        runs = [_asked(evaluator, plan, name, bar) for name in reversed(plan.systems)]
        with st.spinner("Working out the figures…"):
            result = view.result_of(runs[-1], runs[0] if len(runs) > 1 else None)
        st.session_state[_RESULT] = result
    except Exception as error:
        st.session_state[_PROBLEM] = error
    st.session_state.pop(_RUNNING, None)
    st.rerun()


def _asked(evaluator: Evaluator, plan: Plan, system: str, bar: run.Bar) -> Run:
    began = time.monotonic()
    made = evaluator.run(plan.gold, plan.split, SystemSpec(system), bar)
    run.remember_pace(system, time.monotonic() - began, len(made.records))
    return made


def _what_happened() -> None:
    """Say that a run was stopped, or what went wrong in it."""
    if st.session_state.pop(_STOPPED, False):
        line = "The answers given so far were dropped. Press Run to start again."
        show(notice(Tone.INFO, "The run was stopped", element("p", escaped(line))))
    problem: Exception | None = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        raise problem


def _no_file(path: Path) -> None:
    step = (
        "Choose a file above, or put one there. `dvrag evaluate new FILE` drafts questions about your reports "
        "for you to finish in a spreadsheet."
    )
    _mend("There are no gold questions yet", f"There is no file {path}.", step)


def _misfit(path: Path) -> None:
    what = f"{path} asks about reports that are not in this library ({session.library_path()})."
    step = (
        "Choose a gold file that was written for this library, or write one: `dvrag evaluate new FILE` drafts "
        "questions about your reports."
    )
    _mend("These questions are about other reports", what, step)


def _mend(title: str, what: str, step: str) -> None:
    show(notice(Tone.INFO, title, joined((element("p", escaped(what)), element("p", with_code(step))))))
