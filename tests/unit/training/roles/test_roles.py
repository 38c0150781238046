from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from dvrag.lessons.agencies.catalogue import kinds
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.learning.items import Difficulty, ItemKind, Role
from dvrag.training.roles.assign import MOST, roles_of
from dvrag.training.roles.difficulty import difficulty_of


def table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("dvrag.training.roles").joinpath("roles.toml").read_text("utf-8"))


def test_every_role_has_its_signs() -> None:
    assert set(table()) == {role.value for role in Role}
    assert all(entry["words"] for entry in table().values())


def test_every_agency_class_and_theme_of_the_table_exists() -> None:
    names = {kind.name for kind in kinds()}
    for role, entry in table().items():
        assert set(entry.get("agencies", ())) <= names, role
        assert set(entry.get("classes", ())) <= {cls.value for cls in AgencyClass}, role
        assert set(entry.get("themes", ())) <= {theme.name for theme in catalogue()}, role


def test_every_theme_reaches_somebody() -> None:
    assert [theme.name for theme in catalogue() if not roles_of("", (), (theme.name,))] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The call handler did not ask about earlier calls.", Role.CALL_HANDLER),
        ("Officers who attended did not speak to the children.", Role.RESPONSE_OFFICER),
        ("The case was not referred to MARAC.", Role.MARAC_REPRESENTATIVE),
        ("Her GPs did not ask why she came so often.", Role.GP),
        ("The health visitor saw her alone once.", Role.HEALTH_PROFESSIONAL),
        ("Nobody at the crisis team asked about home.", Role.MENTAL_HEALTH_WORKER),
        ("A carer’s assessment was never offered.", Role.SOCIAL_WORKER),
        ("Her landlord saw the arrears only.", Role.HOUSING_OFFICER),
        ("The school had not been told.", Role.EDUCATION_STAFF),
        ("An IDVA was not allocated.", Role.SUPPORT_WORKER),
        ("The sergeant signed it off without comment; supervision was thin.", Role.SUPERVISOR),
        ("A disclosure under Clare’s Law was not made.", Role.DA_SPECIALIST),
        ("Probation did not check the address.", Role.PROBATION_OFFICER),
        ("The Home Office should fund the work.", Role.STRATEGIC_LEAD),
    ],
)
def test_words_name_a_role(text: str, role: Role) -> None:
    assert role in roles_of(text)


def test_small_words_are_no_acronyms() -> None:
    assert Role.GP not in roles_of("The gp of the table is iris.")


def test_the_agency_told_comes_before_words_and_themes() -> None:
    told = Agency("Arnbury Probation Service", AgencyClass.PROBATION)
    assert roles_of("Staff should ask the school.", (told,), ("gp_health",))[:2] == (
        Role.PROBATION_OFFICER,
        Role.EDUCATION_STAFF,
    )


def test_themes_are_asked_only_where_nothing_else_says() -> None:
    assert roles_of("Nobody asked.", (), ("gp_health",)) == (Role.GP, Role.HEALTH_PROFESSIONAL)
    assert Role.GP not in roles_of("The school did not ask.", (), ("gp_health",))


def test_roles_are_few() -> None:
    text = "The school, the GP, the landlord, probation, the nurse, the IDVA and the social worker met at MARAC."
    assert len(roles_of(text)) == MOST


def test_nothing_says_nothing() -> None:
    assert roles_of("It was late.") == ()


@pytest.mark.parametrize(
    ("kind", "stem", "options", "near", "familiar", "expected"),
    [
        (ItemKind.TRUE_FALSE, "Short.", 2, False, False, Difficulty.EASY),
        (ItemKind.TRUE_FALSE, "word " * 40, 2, False, False, Difficulty.MEDIUM),
        (ItemKind.CHOICE, "Short?", 4, False, False, Difficulty.MEDIUM),
        (ItemKind.CHOICE, "Short?", 4, True, False, Difficulty.HARD),
        (ItemKind.CLOZE, "Short.", 4, False, True, Difficulty.EASY),
        (ItemKind.ORDER, "Order.", 3, False, False, Difficulty.MEDIUM),
        (ItemKind.ORDER, "Order.", 5, False, False, Difficulty.HARD),
    ],
)
def test_difficulty(kind: ItemKind, stem: str, options: int, near: bool, familiar: bool, expected: Difficulty) -> None:
    assert difficulty_of(kind, stem, options, near=near, familiar=familiar) is expected
