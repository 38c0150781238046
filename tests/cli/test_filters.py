"""`--filter KEY=VALUE`."""

from __future__ import annotations

import pytest

from cli.values import ARTICLE, REVIEW
from dvrag.cli.filters import check_known, parse_family, parse_filters, parse_years, with_themes
from dvrag.errors import UsageError
from dvrag.model.documents import Family
from dvrag.model.results import Filters, ThemeCount

OVERVIEW, SUMMARY = Family.DHR_OVERVIEW, Family.DHR_SUMMARY


@pytest.mark.parametrize("family", list(Family))
def test_a_family_is_known_by_its_value_and_its_label(family):
    assert parse_family(family.value) == parse_family(family.label) == (family,)


@pytest.mark.parametrize(
    ("words", "families"),
    [
        ("DHR overview", (OVERVIEW,)),
        ("DHR overview reports", (OVERVIEW,)),
        ("dhr", (OVERVIEW, SUMMARY)),
        ("DHRs", (OVERVIEW, SUMMARY)),
        ("executive summaries", None),
        ("thematic", (Family.THEMATIC_INSPECTION,)),
        ("News", (Family.NEWS,)),
        ("inspections", (Family.INSPECTION,)),
        ("PEEL", (Family.INSPECTION,)),
    ],
)
def test_families_in_natural_words(words, families):
    if families is None:
        with pytest.raises(UsageError, match="Did you mean 'executive summary'"):
            parse_family(words)
    else:
        assert parse_family(words) == families


def test_all_keys_together():
    pairs = [
        "family=dhr_overview",
        "area=Brackenford",
        "Area=Tarnleigh",
        "year=2019",
        "year=2021..2023",
        "report=a.pdf",
    ]
    assert parse_filters(pairs) == Filters(
        family=("dhr_overview",),
        area=("Brackenford", "Tarnleigh"),
        year=(2019, 2021, 2022, 2023),
        report=("a.pdf",),
    )


def test_no_filters_are_false():
    assert not parse_filters([])


def test_a_value_may_hold_an_equals_sign():
    assert parse_filters(["publisher=A = B"]).publisher == ("A = B",)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("famly=news", "Unknown filter 'famly'. Did you mean 'family'?"),
        ("family=dhr_overveiw", "Did you mean 'dhr overview'"),
        ("family", "not KEY=VALUE"),
        ("area=", "not KEY=VALUE"),
        ("colour=red", "Known: family, area, publisher, year, report, theme."),
    ],
)
def test_mistakes_name_the_nearest(pair, said):
    with pytest.raises(UsageError) as error:
        parse_filters([pair])
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("value", ["19", "2020..2015", "soon", "2015..", "0001", "2019.5", "²⁰¹⁹"])
def test_wrong_years_are_refused(value):
    with pytest.raises(UsageError, match="Not a year"):
        parse_years(value)


@pytest.mark.parametrize("value", ["brackenford", "Brackenford Community Safety Partnership", "BRACKENFORD  community"])
def test_an_area_is_known_by_area_force_or_partnership(value):
    check_known(Filters(area=(value,)), [REVIEW, ARTICLE])


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(area=("Brakenford",)), "Did you mean 'Brackenford'?"),
        (Filters(area=("Cornwall",)), "Known: Brackenford"),
        (Filters(publisher=("Somebody",)), "No report in the library has the publisher 'Somebody'."),
        (Filters(report=("marian-overveiw.pdf",)), "Did you mean 'marian-overview.pdf'?"),
    ],
)
def test_values_that_no_report_has_are_refused(filters, said):
    with pytest.raises(UsageError) as error:
        check_known(filters, [REVIEW, ARTICLE])
    assert said in str(error.value)


def test_a_report_is_known_by_its_id():
    check_known(Filters(report=(REVIEW.id[:8],)), [REVIEW, ARTICLE])


THEMES = (ThemeCount("risk_assessment", "Risk assessment", 3), ThemeCount("pets", "Animals at home", 0, own=True))


@pytest.mark.parametrize("value", ["risk_assessment", "Risk assessment", "RISK  ASSESSMENT", "risk-assessment"])
def test_a_theme_is_known_by_name_and_label(value):
    assert with_themes(Filters(theme=(value,)), THEMES).theme == ("risk_assessment",)
    assert with_themes(Filters(), THEMES, [value, "Animals at home", value]).theme == ("risk_assessment", "pets")


def test_an_unknown_theme_is_one_line_with_the_nearest():
    with pytest.raises(UsageError) as error:
        with_themes(Filters(theme=("risk assesment",)), THEMES)
    assert str(error.value) == "No theme is called 'risk assesment'. Did you mean 'Risk assessment'?"


def test_both_ways_of_naming_a_theme_restrict_a_search(dvrag, fakes):
    assert dvrag("search", "beds", "--theme", "Housing and home", "--filter", "theme=risk_assessment").code == 0
    assert dvrag("ask", "Were there beds?", "--theme", "housing").code == 0
    assert [asked[-1].theme for asked in fakes.assistant.asked] == [("risk_assessment", "housing"), ("housing",)]
    ran = dvrag("ask", "Were there beds?", "--theme", "hosing")
    assert ran.code == 2
    assert ran.err.strip() == "dvrag: No theme is called 'hosing'. Did you mean 'housing'?"


def test_a_person_at_risk_gets_help_although_the_theme_is_unknown(dvrag):
    assert dvrag("ask", "My husband is hitting me right now", "--theme", "hosing").code == 0
