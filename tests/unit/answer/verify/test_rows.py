"""Rows of a table: each gives its task to its own body."""

from __future__ import annotations

from dvrag.answer.verify.carried.rows import rows
from dvrag.model.writing import Stated

TABLE = (
    "1 | Paint the footbridge and mend its railings. | Millbrook Council\n\n"
    "2 | Plant lime trees beside the towpath. | Oakley Trust\n\n"
    "3 | Count the swans every spring. | Oakley Trust"
)


def _found(claim: str, text: str = TABLE) -> list[str]:
    return [finding.why for finding in rows(Stated(claim, (text,)))]


def test_the_body_of_the_row_stands() -> None:
    assert not _found("Oakley Trust is to plant lime trees beside the towpath.")
    assert not _found("Lime trees are to be planted beside the towpath.")


def test_the_body_of_another_row_is_found() -> None:
    (why,) = _found("Millbrook Council is to plant lime trees beside the towpath.")
    assert "Oakley" in why


def test_one_row_or_no_clear_row_tells_nothing() -> None:
    assert not _found("Millbrook Council is to plant lime trees.", TABLE.split("\n\n")[1])
    assert not _found("Millbrook Council has much to do.")


def test_a_row_of_two_bodies_or_of_all_is_that_of_each() -> None:
    table = (
        "1 | Print the list of swans every spring. | Oakley Trust and Millbrook Council\n\n"
        "2 | Tell Oakley Trust about each complaint in a week. | Harbour College\n\n"
        "3 | Review the policy on lost keys. | All agencies"
    )
    assert not _found("Millbrook Council is to print the list of swans every spring.", table)
    assert not _found("Harbour College is to tell Oakley Trust about each complaint in a week.", table)
    assert not _found("Oakley Trust is to review the policy on lost keys.", table)
    assert _found("Harbour College is to print the list of swans every spring.", table)
    assert _found("Millbrook Council is to tell Oakley Trust about each complaint in a week.", table)
