from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dvrag.errors import UsageError
from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.learning.items import Decision, Difficulty, Item, ItemFilters, ItemId, ItemKind, Reviewed, Role
from dvrag.training.material import Material
from dvrag.training.quiz import LONGEST, drawn, matching
from unit.training.items.invented import library, sound

KINDS = (ItemKind.CHOICE, ItemKind.TRUE_FALSE, ItemKind.CLOZE)
SOURCES = ("arn.pdf", "wex.pdf", "peel0.pdf")


@pytest.fixture(scope="module")
def material() -> Material:
    return library()


def items(material: Material, count: int = 60) -> list[Reviewed]:
    """Return items spread unevenly: most are choices of the first report on one theme."""
    base = sound(material)
    made = []
    for n in range(count):
        few = n % 6 == 0
        cited = replace(
            base.cited[0], report_id=SOURCES[n // 6 % 3 if few else 0], start=n, end=n + 1, paragraph=str(n)
        )
        made.append(
            Reviewed(
                replace(
                    base,
                    id=ItemId(f"{n:032x}"),
                    kind=KINDS[(n // 6 + n // 18) % 3] if few else ItemKind.CHOICE,
                    cited=(cited,),
                    themes=("children",) if few else ("housing",),
                )
            )
        )
    return made


def first(made: list[Reviewed], **fields: object) -> list[Reviewed]:
    """Return the items, the first of them with other fields."""
    return [replace(made[0], item=replace(made[0].item, **fields)), *made[1:]]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "fields"),
    [
        (ItemFilters(theme=("stalking",)), {"themes": ("stalking",)}),
        (ItemFilters(role=(Role.GP,)), {"roles": (Role.GP,)}),
        (ItemFilters(kind=(ItemKind.ORDER,)), {"kind": ItemKind.ORDER}),
        (ItemFilters(difficulty=(Difficulty.EASY,)), {"difficulty": Difficulty.EASY}),
        (ItemFilters(agency=("police",)), {"agencies": (Agency("Arn Police", AgencyClass.POLICE),)}),
        (ItemFilters(agency=("Arn Police",)), {"agencies": (Agency("Arn Police", AgencyClass.POLICE),)}),
    ],
)
def test_each_field_restricts(filters: ItemFilters, fields: dict[str, object], material: Material) -> None:
    made = first(items(material), **fields)
    found = matching(made, filters, material.reports.values())
    assert [each.item.id for each in found] == [made[0].item.id]


def test_fields_of_the_report_restrict(material: Material) -> None:
    made = items(material)
    found = matching(made, ItemFilters(area=("wexby",)), material.reports.values())
    assert found
    assert {each.item.cited[0].report_id for each in found} == {"wex.pdf"}
    assert matching(made, ItemFilters(year=(2031,)), material.reports.values()) == found


def test_an_item_whose_report_is_gone_is_found_where_reports_are_not_restricted(material: Material) -> None:
    gone = next(each for each in items(material) if each.item.cited[0].report_id == "wex.pdf")
    left = [summary for summary in material.reports.values() if summary.id != "wex.pdf"]
    assert matching([gone], ItemFilters(), left) == (gone,)
    assert matching([gone], ItemFilters(area=("wexby",)), left) == ()


def test_rejected_items_are_left_out_unless_asked_for(material: Material) -> None:
    made = items(material, 4)
    made[1] = replace(made[1], decision=Decision.REJECTED)
    kept = matching(made, ItemFilters(), material.reports.values())
    assert kept == (made[0], made[2], made[3])
    asked = matching(made, ItemFilters(decision=(Decision.REJECTED,)), material.reports.values())
    assert [each.item.id for each in asked] == [made[1].item.id]


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another(material: Material) -> None:
    made = items(material)
    one = drawn(made, ItemFilters(), 10, 7, material)
    assert one == drawn(list(reversed(made)), ItemFilters(), 10, 7, material)
    assert one.items != drawn(made, ItemFilters(), 10, 8, material).items
    assert (one.available, one.seed, one.library) == (60, 7, material.fingerprint)


def test_a_quiz_is_balanced_over_reports_forms_and_themes(material: Material) -> None:
    quiz = drawn(items(material), ItemFilters(), 9, 3, material)
    reports = Counter(item.cited[0].report_id for item in quiz.items)
    assert len({item.kind for item in quiz.items}) == 3
    assert len(reports) == 3
    assert max(reports.values()) <= 5
    assert {theme for item in quiz.items for theme in item.themes} == {"children", "housing"}


def test_a_paragraph_is_asked_twice_only_when_no_other_is_left(material: Material) -> None:
    made = items(material, 12)
    same: Item = replace(made[1].item, id=ItemId("f" * 32))
    quiz = drawn([*made, Reviewed(same)], ItemFilters(), 12, 1, material)
    places = [(item.cited[0].report_id, item.cited[0].paragraph) for item in quiz.items]
    assert len(set(places)) == 12
    assert len(drawn([*made, Reviewed(same)], ItemFilters(), 13, 1, material).items) == 13


@pytest.mark.parametrize("count", [0, -1, LONGEST + 1])
def test_a_count_that_is_none_is_said(count: int, material: Material) -> None:
    with pytest.raises(UsageError, match="A quiz has 1 to 200 questions"):
        drawn(items(material), ItemFilters(), count, 1, material)


def test_nothing_that_matches_is_said(material: Material) -> None:
    with pytest.raises(UsageError, match="No question matches") as raised:
        drawn(items(material), ItemFilters(theme=("none",)), 5, 1, material)
    assert raised.value.hint
