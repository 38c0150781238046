"""Addressees as reviews print them, and what people type when they look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.lessons.agencies.normalise import agencies_in, class_of, matches
from dvrag.model.findings import Agency, AgencyClass

PRINTED = [
    ("GPs", ["General practice/health"]),
    ("general practitioners", ["General practice/health"]),
    ("GP practices", ["General practice/health"]),
    ("primary care", ["General practice/health"]),
    ("Arnshire GPs", ["General practice/health"]),
    ("Highfield Surgery", ["Highfield Surgery/health"]),
    ("CCG", ["Integrated care board/health"]),
    ("CCG/ICB", ["Integrated care board/health"]),
    ("PCC", ["Police and crime commissioner/police"]),
    ("Arnshire PCC", ["Arnshire Police and Crime Commissioner/police"]),
    ("Arnshire Police and the CCG", ["Arnshire Police/police", "Integrated care board/health"]),
    ("All agencies", ["All agencies/partnership"]),
    ("partner agencies", ["All agencies/partnership"]),
    ("CSP", ["Community safety partnership/partnership"]),
    (
        "Community Safety Partnership / Adult Social Care",
        ["Community safety partnership/partnership", "Adult social care/local_authority"],
    ),
    ("Chief constables", ["Police forces/police"]),
    ("the police", ["Police forces/police"]),
    ("NHS England", ["NHS England/health"]),
    ("IOPC", ["Independent Office for Police Conduct/inspectorate"]),
    ("the Home Office", ["Home Office/national_government"]),
    ("CPS", ["Crown Prosecution Service/national_government"]),
    ("College of Policing", ["College of Policing/national_government"]),
    ("National Police Chiefs' Council", ["National Police Chiefs' Council/police"]),
    (
        "HMICFRS; Ofsted and the CQC",
        ["HMICFRS/inspectorate", "Ofsted/inspectorate", "Care Quality Commission/inspectorate"],
    ),
    ("Housing association", ["Housing provider/housing"]),
    ("Copper Lane (specialist domestic abuse service)", ["Copper Lane/voluntary_sector"]),
    ("St X Hospital NHS Foundation Trust", ["St X Hospital NHS Foundation Trust/health"]),
    ("NHS Arnshire Integrated Care Board", ["NHS Arnshire Integrated Care Board/health"]),
    ("Probation", ["Probation Service/probation"]),
    ("CAFCASS", ["Cafcass/national_government"]),
    ("schools", ["Schools/education"]),
    ("Police, health and housing", ["Police forces/police", "Health services/health", "Housing services/housing"]),
    ("MARAC", ["MARAC/partnership"]),
    ("social services", ["Social care/local_authority"]),
    ("Sunhill Women's Project", ["Sunhill Women's Project/other"]),
    ("review chairs and authors", ["Review chairs and authors/other"]),
    ("Insufficient challenge by agencies", ["All agencies/partnership"]),
    ("The pace of change by the council", ["Local authority/local_authority"]),
    ("n/a", []),
    ("", []),
    (" ;, and ", []),
]

TOGETHER = [
    ("Arnshire Police, head of public protection", ["Arnshire Police"]),
    ("Arnshire County Council, children's services and education", ["Arnshire County Council"]),
    ("Arnshire County Council, education, with the primary school", ["Arnshire County Council", "Schools"]),
    (
        "Arnshire County Council (adult social care) with the Arn Carers' Bureau",
        ["Arnshire County Council", "Arn Carers' Bureau"],
    ),
    ("Arn Hospitals NHS Trust, chief nurse", ["Arn Hospitals NHS Trust"]),
    ("Probation Service, Arn delivery unit", ["Probation Service"]),
    ("Brackwater and Arn Police and Tolley Police", ["Brackwater and Arn Police", "Tolley Police"]),
    ("Lighthouse and Arnshire County Council", ["Lighthouse", "Arnshire County Council"]),
    ("Arnshire Police and Crime Commissioner and Lighthouse", ["Arnshire Police and Crime Commissioner", "Lighthouse"]),
    (
        "Department of Health and Social Care and the Home Office",
        ["Department of Health and Social Care", "Home Office"],
    ),
    (
        "NHS England Greater Arnshire Clinical Commissioning Group",
        ["NHS England", "Greater Arnshire Clinical Commissioning Group"],
    ),
    ("Royal Borough of Arn and Tolley", ["Royal Borough of Arn and Tolley"]),
    ("Arn Community Safety Partnership (ACSP)", ["Arn Community Safety Partnership"]),
    ("Chief Constable of Tolley Police", ["Tolley Police"]),
    (
        "Arn Lantern; Arnshire Police and Crime Commissioner as commissioner",
        ["Arn Lantern", "Arnshire Police and Crime Commissioner"],
    ),
    ("the force", ["Arnshire Police"]),
    ("chief constable", ["Arnshire Police"]),
    ("Chief constables", ["Police forces"]),
    ("ARNSHIRE POLICE", ["Arnshire Police"]),
    ("arnshire police", ["Arnshire Police"]),
    ("GPs and GP practices", ["General practice"]),
    ("every police force in England and Wales", ["Police forces"]),
    ("every agency that visits an older person", ["All agencies"]),
]

MEANT = [
    ("GPs", "GP practices", True),
    ("GPs", "Arnshire Clinical Commissioning Group", False),
    ("GPs", "Highfield Surgery", True),
    ("general practitioners", "primary care", True),
    ("police", "Arnshire Police", True),
    ("the police", "Police and crime commissioners", True),
    ("police forces", "Police and crime commissioners", False),
    ("police forces", "Arnshire Constabulary", True),
    ("Arnshire Police", "Arnshire Police", True),
    ("arnshire police", "Arnshire Police", True),
    ("Arnshire Police", "Tolley Police", False),
    ("Arnshire Police", "Police", False),
    ("Arnshire Police", "Arnshire Police and Crime Commissioner", False),
    ("health", "NHS England", True),
    ("the NHS", "Arn Hospitals NHS Trust", True),
    ("health", "Home Office", False),
    ("councils", "Arn Borough Council", True),
    ("councils", "National Police Chiefs' Council", False),
    ("county councils", "adult social care", False),
    ("housing", "Stell Homes", True),
    ("housing associations", "Stell Homes", True),
    ("CCGs", "NHS Arnshire Clinical Commissioning Group", True),
    ("ICB", "NHS Arnshire Integrated Care Board", True),
    ("Arnshire CCG", "NHS Arnshire Clinical Commissioning Group", True),
    ("Arnshire ICB", "NHS Arnshire Clinical Commissioning Group", False),
    ("PCC", "Police and Crime Commissioner for Arnshire", True),
    ("Arnshire PCC", "Police and Crime Commissioner for Arnshire", True),
    ("ACSP", "Arn Community Safety Partnership (ACSP)", True),
    ("Arn CSP", "Arn Community Safety Partnership", True),
    ("children's services", "Arnshire County Council, children's services and education", True),
    ("Home Office", "the Home Office", True),
    ("government", "Home Office", True),
    ("charities", "specialist domestic abuse service", True),
    ("", "Police", False),
    ("unicorns", "Police", False),
    ("police", None, False),
]


@pytest.mark.parametrize(("printed", "expected"), PRINTED)
def test_names_and_classes(printed: str, expected: list[str]) -> None:
    assert [f"{agency.name}/{agency.kind}" for agency in agencies_in(printed)] == expected


@pytest.mark.parametrize(("printed", "expected"), TOGETHER)
def test_several_agencies_and_their_parts(printed: str, expected: list[str]) -> None:
    found = agencies_in(printed, area="Arnshire", force="Arnshire Police")
    assert [agency.name for agency in found] == expected


@pytest.mark.parametrize(("typed", "printed", "meant"), MEANT)
def test_what_a_person_means(typed: str, printed: str | None, meant: bool) -> None:
    agencies = agencies_in(printed, area="Arnshire") if printed else ()
    assert matches(typed, printed, agencies) is meant


def test_agencies_that_a_person_corrected_go_before_the_words_printed() -> None:
    corrected = (Agency("Probation Service", AgencyClass.PROBATION),)
    assert not matches("GPs", "GPs", corrected)
    assert matches("probation", "GPs", corrected)


def test_without_a_force_the_force_is_no_single_one() -> None:
    assert agencies_in("the force") == (Agency("Police forces", AgencyClass.POLICE),)


def test_a_class_word_means_its_class_and_a_narrower_word_none() -> None:
    assert class_of("the NHS") is AgencyClass.HEALTH
    assert class_of("GPs") is None


def test_a_line_break_in_a_name_is_a_space() -> None:
    assert [a.name for a in agencies_in("Arnshire Clinical\nCommissioning Group")] == [
        "Arnshire Clinical Commissioning Group"
    ]


@given(st.text(max_size=200))
def test_any_text_gives_agencies_once_each_with_a_name(printed: str) -> None:
    found = agencies_in(printed, area="Arnshire", force="Arnshire Police")
    assert len(set(found)) == len(found)
    assert all(agency.name.strip() for agency in found)
    assert found == agencies_in(printed, area="Arnshire", force="Arnshire Police")
