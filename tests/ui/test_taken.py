"""Files to take along: each is made once for a click, whoever asks first, and anew after a failure."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.errors import MissingPartError
from dvrag.ui.taken import TakenFile


def taken(make: Callable[[], bytes], title: str = "Week 1: safety") -> TakenFile:
    return TakenFile("Word", title, ".docx", "application/x", make)


def broken(made: list[int]) -> Callable[[], bytes]:
    """Return a maker that counts its calls in `made` and makes nothing at the first."""

    def make() -> bytes:
        made.append(1)
        if len(made) == 1:
            raise MissingPartError("It could not be set.", hint="Save a Word file.")
        return b"x"

    return make


def test_all_threads_that_want_a_file_get_the_same_one() -> None:
    made: list[int] = []
    wanted = taken(lambda: made.append(1) or bytes(1000))  # type: ignore[func-returns-value]
    got: list[bytes] = []
    threads = [Thread(target=lambda: got.append(wanted.content())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(got), len({id(content) for content in got})) == (1, 4, 1)
    assert wanted.again() is wanted


def test_a_file_that_cannot_be_made_is_tried_once_for_both_who_want_it() -> None:
    made: list[int] = []
    wanted = taken(broken(made))
    with pytest.raises(MissingPartError, match="could not be set"):
        wanted.content()
    assert wanted.problem() == "It could not be set. Save a Word file."
    assert made == [1]


def test_after_a_failure_the_next_click_tries_anew() -> None:
    made: list[int] = []
    after = taken(broken(made))
    assert after.problem()
    after = after.again()
    assert (after.problem(), after.content(), made) == ("", b"x", [1, 1])


def test_a_click_makes_the_file_of_its_button_and_no_other() -> None:
    made: list[str] = []

    def script(made: list[str]) -> None:
        from dvrag.ui.taken import TakenFile, offer_files

        def file(ending: str) -> TakenFile:
            return TakenFile(ending, "Week", ending, "text/plain", lambda: made.append(ending) or b"x")  # type: ignore[func-returns-value]

        offer_files([file(".md"), file(".pdf")], "week")

    app = AppTest.from_function(script, args=(made,)).run()
    assert made == []
    app.download_button[1].click().run()
    assert made == [".pdf"]
    assert not app.exception


@pytest.mark.parametrize(
    ("title", "name"), [("Week 1: safety", "week-1-safety.docx"), ("../<b>", "b.docx"), ("中文", "dvrag.docx")]
)
def test_a_file_is_named_after_its_title(title: str, name: str) -> None:
    assert taken(lambda: b"", title).name == name
