from __future__ import annotations

import pytest

from dvrag.model.documents import Report
from dvrag.training.items.statements.number import in_its_place, swap
from dvrag.training.items.statements.polarity import affirmed
from dvrag.training.items.statements.said import MOST, said
from dvrag.training.quality.check import problems
from unit.training.terms.library_of import material_of, report_of

PLAIN = "Officers went to the house nineteen times in fourteen months and made no referral."


@pytest.mark.parametrize(
    "text",
    [
        "Officers went to the house at least nineteen times.",
        "The case was closed under outcome 16 by a sergeant.",
        "Six of the ten calls were graded medium by the desk.",
        "A girl of nine, a 9-year-old pupil, was in the room.",
        "Callers rang 999 and waited for an answer that night.",
        "Between 3 and 9 officers were sent to the same address.",
        "The rent was 71 requests, or 60 per cent of all of them.",
        "In 2019 nobody at the surgery had asked about the abuse.",
    ],
)
def test_a_number_that_is_no_plain_count_is_left(text: str) -> None:
    assert swap(text, "seed", "") is None


def test_another_number_makes_a_sentence_false_in_the_same_form() -> None:
    made = swap(PLAIN, "seed", "")
    assert made is not None
    false = in_its_place(PLAIN, made)
    assert false != PLAIN
    assert made.wrong.replace("-", "").isalpha()
    assert false.replace(made.wrong, PLAIN[made.start : made.end]) == PLAIN


def test_a_number_that_stands_nearby_is_not_taken() -> None:
    text = "The service closed 2,340 referrals for one reason in that time."
    first = swap(text, "seed", "")
    assert first is not None
    again = swap(text, "seed", f"Elsewhere it says {first.wrong} referrals.")
    assert again is not None
    assert again.wrong != first.wrong


def test_nobody_says_two_times() -> None:
    texts = [f"The {'very ' * n}long form was used four times in private." for n in range(20)]
    wrong = [made.wrong for text in texts if (made := swap(text, "seed", ""))]
    assert wrong
    assert "two" not in wrong


def test_percentages_stay_percentages() -> None:
    made = swap("The force reaches 84 percent of emergency incidents in time.", "seed", "")
    assert made is not None
    assert made.wrong.endswith(" percent")
    assert 2 <= float(made.wrong.split()[0]) <= 95


def test_a_plain_denial_is_turned() -> None:
    assert (
        affirmed("The school was not told of the arrest on the day.") == "The school was told of the arrest on the day."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The school was not told until the arrest on the day.",
        "The school was not only told of it but asked as well.",
        "The school was told of the arrest on the same day.",
        "No school was not told of the arrest on that day.",
        "The school was not told and the nursery was not asked.",
    ],
)
def test_a_denial_with_something_beside_it_is_left(text: str) -> None:
    assert affirmed(text) == ""


def sentences(n: int) -> Report:
    places = ("kitchen", "station", "surgery", "nursery", "office", "library", "college", "harbour", "market", "garden")
    lines = [f"Officers made nineteen visits to the {place} and wrote fourteen notes." for place in places[:n]]
    return report_of("arn.pdf", "\n".join(("# Findings", *lines)), area="Arnbury")


def test_statements_are_sound_true_or_false_and_few() -> None:
    material = material_of(sentences(10))
    items = list(said(material))
    assert 0 < len(items) <= MOST
    assert {item.options[item.answer[0]] for item in items} == {"True", "False"}
    assert not [item for item in items if problems(item, material)]
    for item in items:
        assert item.stem.startswith("According to the Arnbury review, officers made ")
        assert (item.cited[0].quote[1:] in item.stem) == (item.answer == (0,))


def test_a_sentence_about_the_review_itself_is_not_asked() -> None:
    text = "# Methodology\nThe panel met nineteen times in fourteen months at the town hall."
    assert not list(said(material_of(report_of("arn.pdf", text, area="Arnbury"))))


def test_a_sentence_that_names_somebody_or_gives_detail_is_not_asked() -> None:
    named = "Officers saw Child A nineteen times in fourteen months."
    text = f"# Findings\n{named}\nOfficers saw nineteen bruises in fourteen months."
    assert not list(said(material_of(report_of("arn.pdf", text, area="Arnbury"))))
