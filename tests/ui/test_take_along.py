"""An answer to take along: the text to copy in two styles, three files, and one line where a file cannot be made."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from streamlit.testing.v1 import AppTest

from dvrag.answer.exported.citations import Style
from dvrag.answer.exported.copied import copied
from dvrag.errors import MissingPartError
from dvrag.exports.formats import Format
from dvrag.model.answers import Status
from dvrag.model.results import Filters
from dvrag.ui.ask import take_along
from dvrag.ui.ask.take_along import answer_file
from dvrag.ui.session import Asked
from dvrag.ui.taken import TakenFile
from ui.fake_assistant import answers
from ui.fake_library import HOSTILE, FakeLibrary, hostile_report, sample_reports

WHEN = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)


def asked(question: str = "Was a DASH completed?") -> Asked:
    library = FakeLibrary([*sample_reports(), hostile_report()])
    filters = Filters(area=("Brackenford",))
    return Asked(question, filters, answers(library, question, filters))


def page(of: Asked) -> AppTest:
    def script(asked: object) -> None:
        from dvrag.ui.ask.take_along import show_take_along

        show_take_along(asked)  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(of,)).run(timeout=30)
    assert not app.exception
    return app


def written_on(app: AppTest) -> str:
    return "\n".join(element.body for element in app.html)


def file(of: Asked, kind: Format) -> TakenFile:
    return answer_file(of, kind, lambda: WHEN)


def test_the_text_is_shown_to_copy_in_the_style_that_is_chosen() -> None:
    of = asked()
    app = page(of)
    assert [e.label for e in app.expander] == ["Copy or download this answer"]
    assert app.code[0].value == copied(of.answer, Style.HARVARD)
    assert (app.code[0].language, app.radio[0].options) == (
        "plaintext",
        ["Harvard (author, year)", "Numbered footnotes"],
    )
    app.radio[0].set_value(Style.FOOTNOTE).run()
    assert app.code[0].value == copied(of.answer, Style.FOOTNOTE)


def test_three_files_are_offered_by_name() -> None:
    app = page(asked())
    assert [button.label for button in app.download_button] == ["Download Word", "Download PDF", "Download Markdown"]
    assert all(button.proto.deferred_file_id for button in app.download_button)


def test_nothing_is_made_before_a_button_is_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Format] = []
    monkeypatch.setattr(take_along, "written", lambda document, kind: made.append(kind) or b"x")
    app = page(asked())
    assert made == []
    app.download_button[1].click().run()
    assert made == [Format.PDF]
    assert "dv-problem" not in written_on(app)


@pytest.mark.parametrize(("question", "status"), [("cornwall", Status.NOT_FOUND), ("partly", Status.ANSWERED)])
def test_each_kind_of_answer_can_be_taken_along(question: str, status: Status) -> None:
    of = asked(question)
    assert of.answer.status is status
    word = docx.Document(io.BytesIO(file(of, Format.DOCX).content()))
    said = [p.text for p in word.paragraphs]
    assert said[0] == question
    assert any("Saved with dvrag on 26 November 2026. Searched only: area or force: Brackenford." in s for s in said)
    assert file(of, Format.PDF).content().startswith(b"%PDF")


def test_a_question_that_was_declined_offers_nothing() -> None:
    app = page(asked("my partner"))
    assert not app.expander
    assert not app.download_button
    assert not app.code


def test_what_goes_wrong_is_one_line_until_the_next_press(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object, kind: Format) -> bytes:
        if kind is Format.PDF:
            raise MissingPartError("The PDF <b>could not</b> be set: x.", hint="Save a Word file.")
        return b"x"

    monkeypatch.setattr(take_along, "written", broken)
    app = page(asked())
    app.download_button[1].click().run()
    assert "The PDF &lt;b&gt;could not&lt;/b&gt; be set: x. Save a Word file." in written_on(app)
    assert 'role="alert"' in written_on(app)
    app.download_button[0].click().run()
    assert "could not" not in written_on(app)


def test_a_fault_of_ours_goes_to_the_log_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: object, kind: Format) -> bytes:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(take_along, "written", broken)
    with caplog.at_level(logging.ERROR):
        app = page(asked())
        app.download_button[2].click().run()
    assert "Choose another kind of file" in written_on(app)
    assert "secret detail" not in written_on(app)
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Was a DASH completed?", "was-a-dash-completed.docx"),
        ("../../etc/<b>passwd</b>\x00\u202e", "etc-b-passwd-b.docx"),
        ("中文?", "answer.docx"),
        ("word " * 300, "word-word-word-word-word-word-word-word.docx"),
        ("x" * 300, f"{'x' * 60}.docx"),
    ],
)
def test_a_file_is_named_after_the_question(question: str, name: str) -> None:
    of = replace(asked(), question=question)
    assert file(of, Format.DOCX).name == name


def test_text_of_a_hostile_report_is_copied_as_text() -> None:
    app = page(asked("hostile"))
    assert HOSTILE in app.code[0].value
    shown = [e.value for kind in ("markdown", "caption", "title", "header") for e in getattr(app, kind)]
    assert not any("bold" in value for value in shown)
    assert all("script" not in label for label in [e.label for e in app.download_button])
