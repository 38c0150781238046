"""What readers said about answers, on the page Evaluate."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.evaluate.gold.read import COLUMNS as GOLD
from dvrag.evaluate.report.tables import Column, Table
from dvrag.feedback import FeedbackBook
from dvrag.lessons.actions.csv_file import csv_bytes, csv_text
from dvrag.model.answers import Status
from dvrag.model.feedback import Feedback, FeedbackCounts
from dvrag.ui import words
from dvrag.ui.evaluating import view
from dvrag.ui.markup import element, escaped, show

SHOWN = 50
"""Rows shown at once; the file holds all."""
COLUMNS = ("date", "useful", "question", "comment", "result", "confidence", "library", "version")
_RESULTS = {Status.ANSWERED: "answered", Status.NOT_FOUND: "not answered", Status.DECLINED: "declined"}


def show_readers(book: FeedbackBook) -> None:
    """Show what readers said, with a file to keep and lines for a gold file. Raises what the book raises."""
    said, counts, now = book.entries(), book.counts(), book.library_now()
    show(element("h2", escaped("What readers said"), "dv-said-title"))
    if not said and not counts.declined:
        line = (
            "Nobody has said anything yet. On the page Ask, readers can say under an answer whether it helped them. "
            "What they say is kept in the library on this machine and shown here."
        )
        show(element("p", escaped(line)))
        return
    show(element("p", escaped(_in_words(counts))))
    if not said:
        return
    show(element("div", view.table(_table(said, now)), "dv-said"))
    name = "what-readers-said.csv"
    st.download_button(
        f"Download {name}", lambda: csv_of(said, now), file_name=name, mime="text/csv", on_click="ignore"
    )
    _questions(said)


def csv_of(said: Sequence[Feedback], now: str) -> bytes:
    """Return what readers said as CSV (UTF-8 with a mark for spreadsheets); no cell can become a formula."""
    return csv_bytes([dict(zip(COLUMNS, _cells(one, now), strict=True)) for one in said], COLUMNS)


def gold_lines(said: Sequence[Feedback]) -> str:
    """Return a line of a gold file for each question whose answer was not useful, each question once: no label yet."""
    wanted = {" ".join(one.question.split()): one for one in said if not one.useful}
    rows = [{"id": f"reader-{one.n}", "split": "dev", "question": text} for text, one in wanted.items()]
    return csv_text(rows, GOLD).partition("\r\n")[2].replace("\r\n", "\n")


def _in_words(counts: FeedbackCounts) -> str:
    total = sum(counts.declined.values())
    line = f"{counts.useful} found an answer useful, {counts.not_useful} did not."
    if not total:
        return line
    more = f"{total} more spoke of a person at risk, a live case or who somebody is"
    return f"{line} {more}: only this number is kept."


def _table(said: Sequence[Feedback], now: str) -> Table:
    titles = ("Date", "Useful", "Question", "Comment", "Result", "Library")
    columns = tuple(Column(title, False) for title in titles)
    rows = tuple((*(cells := _cells(one, now))[:5], cells[6]) for one in said[:SHOWN])
    left = len(said) - len(rows)
    note = f"{words.count(left, 'older one')} not shown: the file below holds them all." if left > 0 else ""
    return Table("Newest first; personal data was taken out before it was stored", columns, rows, note)


def _cells(one: Feedback, now: str) -> tuple[str, ...]:
    """Return the values of COLUMNS."""
    return (
        words.date(one.at[:10]),
        "yes" if one.useful else "no",
        one.question,
        one.comment or "none",
        _RESULTS[one.record.status],
        f"{one.record.confidence:.2f}",
        "the same as now" if one.record.library == now else "changed since",
        one.version,
    )


def _questions(said: Sequence[Feedback]) -> None:
    lines = gold_lines(said)
    if not lines:
        return
    show(element("h3", escaped("Questions that were not answered well")))
    text = (
        "Each line can be copied into a gold file. It holds the question only: what the right answer is, and where it "
        "stands, is for a person to add."
    )
    show(element("p", escaped(text)))
    st.code(lines, language=None, wrap_lines=True)
