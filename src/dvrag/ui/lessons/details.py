"""One finding: its words, where it stands, why it was sorted so, and what a person may put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.lessons.correct import value_of
from dvrag.model.actions import ActionStatus, Edit, Entry
from dvrag.model.findings import FindingKind, Scope
from dvrag.registrar import Registrar
from dvrag.ui import session, words
from dvrag.ui.ask.source_cards import facts_table
from dvrag.ui.lessons import named
from dvrag.ui.lessons.place import open_entry
from dvrag.ui.markup import Tone, bullets, dotted, element, escaped, notice, show

WHO, _SAID = "register_who", "register_said"
_FIELDS = ("number", "addressee", "deadline", "lead")


def show_entry(assistant: Assistant, registrar: Registrar, entry: Entry, labels: Mapping[str, str]) -> None:
    """Show a finding with what may be done about it."""
    show(element("h2", escaped(named.title(entry))))
    show(
        element(
            "p", dotted(entry.report.title, words.authority(entry.report.authority), named.published(entry)), "dv-soft"
        ),
        element("p", dotted(words.sentence(named.place(entry)), _section(entry)), "dv-soft"),
        element("blockquote", escaped(f"“{entry.finding.text}”"), "dv-passage"),
    )
    if st.button("Read it in its report", key=f"read-{entry.finding.id}"):
        open_entry(assistant, entry)
    _doubts(entry)
    left, right = st.columns(2, gap="large")
    with left:
        show(element("h3", escaped("What was read")), facts_table(_facts(entry)))
        _themes(entry, labels)
    with right:
        _correct(registrar, entry, labels)
        _history(registrar.history(entry.finding.id))


def who() -> str:
    """Show the box for the name of who makes changes, kept for this session, and return it."""
    return st.text_input(
        "Your name, kept beside each change that you make",
        key=WHO,
        max_chars=120,
        autocomplete="off",
        persist_state="session",
    )


def _section(entry: Entry) -> str:
    return f"Section: {entry.finding.section}" if entry.finding.section else ""


def show_said() -> None:
    """Show once what was done in the run before."""
    said = st.session_state.pop(_SAID, "")
    if said:
        show(notice(Tone.INFO, "Done", element("p", escaped(said))))


def _doubts(entry: Entry) -> None:
    lines = [*entry.finding.doubts]
    if entry.checked:
        show(element("p", escaped("A person checked this finding."), "dv-soft"))
    elif lines:
        show(notice(Tone.CAUTION, "A person should check this", bullets(lines)))
    if entry.copy_of is not None:
        line = "This repeats, word for word or nearly, a finding of the same review. It is counted once."
        show(notice(Tone.INFO, "A copy", element("p", escaped(line))))


def _facts(entry: Entry) -> list[tuple[str, str]]:
    finding, plan = entry.finding, entry.finding.plan
    rows = [
        ("Number", finding.number),
        ("Told to, as printed", finding.addressee),
        ("Agencies", "; ".join(f"{agency.name} ({agency.kind.label})" for agency in finding.agencies)),
        ("Scope", plan.scope.label if plan.scope else None),
        ("Deadline, as printed", plan.deadline),
        ("Lead", plan.lead),
        ("Action", plan.action),
        ("Milestones", plan.milestones),
        ("Status, as printed", plan.status),
        ("Recommended before", finding.earlier),
        *_judged(entry),
        *_measured(entry),
    ]
    told = finding.kind in {FindingKind.JUDGMENT, FindingKind.FIGURE}
    return [
        (name, value or words.NOT_STATED) for name, value in rows if value or (name.startswith("Told") and not told)
    ]


def _judged(entry: Entry) -> list[tuple[str, str | None]]:
    judgment = entry.finding.judgment
    if judgment is None:
        return []
    return [
        ("Judged", judgment.body),
        ("Question", judgment.question),
        ("Grade", judgment.grade),
        ("Scale", judgment.scale.value),
        ("Cycle", judgment.cycle),
    ]


def _measured(entry: Entry) -> list[tuple[str, str | None]]:
    figure = entry.finding.figure
    if figure is None:
        return []
    return [
        ("Figure", figure.value),
        ("About", figure.about),
        ("Confidence interval", figure.interval),
        ("Period", figure.period),
    ]


def _themes(entry: Entry, labels: Mapping[str, str]) -> None:
    lines = [f"{named.theme(mark.theme, labels)}: {mark.reason}" for mark in entry.finding.themes]
    show(element("h3", escaped("Themes, and why")))
    show(bullets(lines) if lines else element("p", escaped("None was found.")))


def _correct(registrar: Registrar, entry: Entry, labels: Mapping[str, str]) -> None:
    show(element("h3", escaped("Put it right")))
    name = who()
    with st.container(horizontal=True):
        if entry.kept and not entry.checked:
            st.button("It is right", on_click=_change, args=(registrar, entry, {"checked": "yes"}, name))
        label, value = ("It is no finding: take it out", "no") if entry.kept else ("Bring it back", "")
        st.button(label, on_click=_change, args=(registrar, entry, {"kept": value}, name))
    with st.expander("Correct what was read"), st.form(f"correct-{entry.finding.id}", border=False):
        values = _inputs(entry, labels)
        note = st.text_input("Why (optional)", max_chars=300, autocomplete="off")
        if st.form_submit_button("Save the correction"):
            changed = {field: value for field, value in values.items() if value != value_of(entry.finding, field)}
            _change(registrar, entry, changed, name, note)
            if _SAID in st.session_state:  # an error stands on the page, and stays
                st.rerun()


def _inputs(entry: Entry, labels: Mapping[str, str]) -> dict[str, str]:
    finding = entry.finding
    kinds, scopes = [kind.value for kind in FindingKind], ["", *(scope.value for scope in Scope)]
    now = value_of(finding, "scope")
    values = {
        "kind": st.selectbox("Kind", kinds, index=kinds.index(finding.kind.value), format_func=named.kind),
        "scope": st.selectbox(
            "Scope", scopes, index=scopes.index(now), format_func=lambda v: named.scope(v) if v else words.NOT_STATED
        ),
    }
    for field, label in zip(_FIELDS, ("Number", "Told to", "Deadline", "Lead"), strict=True):
        values[field] = st.text_input(label, value=value_of(finding, field), max_chars=500, autocomplete="off")
    marks = [mark.theme for mark in finding.themes]
    chosen = st.multiselect(
        "Themes",
        sorted({*labels, *marks}),
        default=marks,
        format_func=lambda theme: named.theme(theme, labels),
    )
    kept = [theme for theme in marks if theme in chosen]
    values["themes"] = "; ".join([*kept, *(theme for theme in chosen if theme not in kept)])
    return values


def _change(registrar: Registrar, entry: Entry, changes: Mapping[str, str], name: str, note: str = "") -> None:
    """Record changes and leave a word that says so; an error is shown as one line and nothing is lost."""
    with session.plain_errors():
        registrar.correct(entry.finding.id, changes, name, note)
        st.session_state[_SAID] = "Saved." if changes else "Nothing was changed."


def _history(edits: Sequence[Edit]) -> None:
    if not edits:
        return
    show(element("h3", escaped("What people changed")))
    show(bullets([told(edit) for edit in reversed(edits)]))


def told(edit: Edit) -> str:
    """Return an edit as a sentence: who, when, what, from, to, why."""
    note = f" Why: {edit.note}" if edit.note else ""
    before, after = (_value(edit.field, value) for value in (edit.before, edit.after))
    change = f"{edit.field} from {_shown(before)} to {_shown(after)}"
    return f"{words.date(edit.at[:10])}, {edit.who}: {change}.{note}"


def _value(field: str, value: str) -> str:
    """Return a recorded value as a person reads it: a status by its label."""
    known = {status.value: status.label.lower() for status in ActionStatus}
    return known.get(value, value) if field == "status" else value


def _shown(value: str) -> str:
    return f"“{value}”" if value else "nothing"
