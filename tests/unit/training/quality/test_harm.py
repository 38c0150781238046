"""What gets a content note: words of a death, of violence or of self-harm; not the names of reviews and orders."""

from __future__ import annotations

import pytest

from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.learning.items import Role
from dvrag.training.quality.words import harm
from dvrag.training.roles.assign import roles_of


@pytest.mark.parametrize(
    "text",
    [
        "The _____ found that Ann died by suicide.",
        "A report of non-fatal strangulation was filed.",
        "He threatened her.",
    ],
)
def test_words_of_harm_are_noted(text: str) -> None:
    assert harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Domestic homicide reviews should name an owner.",
        "A domestic violence protection notice was not sought.",
        "The surgery asked nobody about abuse at home.",
    ],
)
def test_names_of_reviews_and_orders_are_not(text: str) -> None:
    assert not harm(text)


def test_a_college_of_a_profession_teaches_no_pupils() -> None:
    told = (Agency("College of Policing", AgencyClass.POLICE),)
    assert Role.EDUCATION_STAFF not in roles_of("The College of Policing should add a standard.", told)
    assert Role.EDUCATION_STAFF in roles_of("Arnbury College should name a contact for tutors.")
