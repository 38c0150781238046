"""What a finding asks for, without whom it is asked of and by when."""

from __future__ import annotations

import pytest

from dvrag.lessons.repeats.gist import bare, gist, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 31 March 2020, the force should ensure that officers ask children how they are.", "officers ask children"),
        (
            "Recommendation 4 (Marlshire Police): The panel recommends that flags are reviewed monthly.",
            "flags are reviewed",
        ),
        (
            "It is recommended that Oakvale County Council should commission more refuge places.",
            "commission more refuge",
        ),
        ("The Trust to amend its template so that clinicians ask about control.", "amend its template"),
    ],
)
def test_the_ask_is_kept_and_its_addressee_dropped(text: str, expected: str) -> None:
    found = gist(text)
    assert found.startswith(expected), found
    assert "2020" not in found


@pytest.mark.parametrize(
    "text",
    [
        "No member of a household should interpret at an incident.",
        "Risk assessments should be reviewed whenever circumstances change.",
        "Victims of stalking should have an advocate of their own.",
    ],
)
def test_a_subject_that_is_no_agency_stays(text: str) -> None:
    assert gist(text) == text


def test_names_of_area_and_force_are_left_out() -> None:
    assert "Oakvale" not in gist("Services in Oakvale miss repeat calls in Oakvale.", ["Oakvale"])
    assert "Police" not in bare("Oakvale Police should answer calls sooner.")


def test_a_story_between_thesis_and_ask_is_left_out() -> None:
    text = "Privacy comes first. She was never alone. He had answered for her. Staff should see patients alone."
    found = gist(text)
    assert "Privacy comes first" in found
    assert "answered for her" not in found
    assert "patients alone" in found


@pytest.mark.parametrize("text", ["", " ", ".", "Lesson 1:", "(All agencies)", "Recommendation", "5"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(gist(text), str)
    assert pieces(gist(text)) == ()


def test_a_long_sentence_is_cut_into_two_pieces() -> None:
    text = (
        "Each school should be told by the start of the next school day when a household of a pupil has been the "
        "subject of a call; the school should be asked in return what its own staff have seen of the child."
    )
    assert len(pieces(gist(text))) == 2
