"""Briefings of the sample reports: every word of a quote stands in its report, no report drowns the others."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product
from math import ceil

import pytest

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.documents import Authority
from dvrag.model.findings import AgencyClass
from dvrag.model.learning.briefing import BriefingRequest, Length, Part
from dvrag.training.briefing.written.fit import fits

pytestmark = pytest.mark.slow

SILENT = frozenset({"substance_misuse"})
"""Themes of which no sample report has a finding."""
THEMES = [BriefingRequest(theme=(theme.name,)) for theme in catalogue() if theme.name not in SILENT]
AGENCIES = [BriefingRequest(agency=(name,)) for name in (*AgencyClass, "Marlshire Police", "General practice")]
AREAS = [BriefingRequest(area=(name,)) for name in ("Brackenford", "Carrowdale", "Marlshire", "Tarnleigh")]
MIXED = [
    BriefingRequest(theme=("risk_assessment",), agency=("police",), area=("Marlshire",), since=2018, until=2022),
    BriefingRequest(theme=("children", "information_sharing"), agency=("education",)),
    BriefingRequest(),
]
REQUESTS = [
    BriefingRequest(r.theme, r.agency, r.area, r.since, r.until, length)
    for r, length in product((*THEMES, *AGENCIES, *AREAS, *MIXED), Length)
]
ORDER = ("again_and_again", "recommended", "good", "discuss", "further")


def parts(made) -> dict[str, Part]:
    return {part.key: part for part in made.parts}


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: "-".join((*r.theme, *r.agency, *r.area, r.length)))
def test_every_briefing_holds_what_it_promises(request_, make, report_of) -> None:
    made = make(request_)
    keys = [part.key for part in made.parts]
    assert keys == [key for key in ORDER if key in keys]
    assert "discuss" in keys
    assert keys[-1] == "further"
    cited = [c for part in made.parts for point in part.points for c in (*point.cited, *point.also)]
    assert cited
    for each in cited:
        report = report_of(each.report_id)
        assert report.text[each.start : each.end] == each.quote
        assert each.page is not None or each.section
    assert {each.report_id for each in cited} == {report.id for report in made.reports}
    assert all(point.text.endswith("?") and (point.cited or point.also) for point in parts(made)["discuss"].points)
    assert made.request == request_
    assert "999" in " ".join(made.support)
    assert request_.length is Length.SESSION or fits(made)


@pytest.mark.parametrize("request_", [r for r in REQUESTS if r.length is Length.SESSION and not r.area], ids=str)
def test_no_report_speaks_over_the_others(request_, make) -> None:
    """Within a part a report of three or more has at most a third of the quotes."""
    for part in make(request_).parts:
        quoted = Counter(cited.report_id for point in part.points for cited in point.cited)
        if part.key in {"recommended", "good"} and len(quoted) >= 3:
            assert max(quoted.values()) <= ceil(sum(quoted.values()) / 3)


def test_a_lesson_that_is_said_to_come_again_is_cited_from_that_many_reviews(make) -> None:
    numbers = "no one two three four five six seven eight nine ten".split()
    said = parts(make(BriefingRequest(theme=("gp_health",), length=Length.SESSION)))["again_and_again"].points
    first = said[0]
    words = first.text.lower().replace(",", " ").split()
    counted = sum(
        numbers.index(word)
        for word, following in pairwise(words)
        if word in numbers and following.startswith(("review", "inspection", "stud"))
    )
    assert counted == len({cited.report_id for cited in (*first.cited, *first.also)}) >= 2


def test_what_was_recommended_to_a_force_tells_that_force_first(make) -> None:
    made = parts(make(BriefingRequest(agency=("Marlshire Police",), length=Length.SESSION)))["recommended"]
    assert made.heading == "What was recommended to Marlshire Police"
    assert made.points[0].text.startswith("To Marlshire Police")
    assert not any("Carrowdale Police" in point.text.partition(",")[0] for point in made.points)


def test_an_area_is_quoted_first_and_others_are_named_as_such(make) -> None:
    made = make(BriefingRequest(area=("Carrowdale",), length=Length.SESSION))
    first = [point.cited[0] for point in parts(made)["again_and_again"].points]
    assert all("carrowdale" in cited.source for cited in first)
    assert "of other areas" in made.basis
    assert all("carrowdale" in c.source for point in parts(made)["recommended"].points for c in point.cited)


def test_a_period_holds_no_report_of_another_year(make) -> None:
    made = make(BriefingRequest(theme=("children",), since=2021, until=2023, length=Length.SESSION))
    assert made.title == "Children: a briefing, 2021 to 2023"
    assert {report.facts.year for report in made.reports} <= {2021, 2022, 2023}


def test_news_and_opinion_are_never_quoted_and_are_named_for_what_they_are(make) -> None:
    made = make(BriefingRequest(area=("Brackenford",), length=Length.SESSION))
    assert not {Authority.NEWS, Authority.OPINION} & {report.authority for report in made.reports}
    named = [point.text for point in parts(made)["further"].points if "News article" in point.text]
    assert all(text.endswith("Not quoted here: a newspaper’s account.") for text in named)
    assert named


def test_the_same_library_gives_the_same_briefing(make, trainer) -> None:
    request = BriefingRequest(theme=("housing",), length=Length.SESSION)
    assert trainer.briefing(request) == make(request)


def test_what_is_lacking_is_said(make) -> None:
    made = make(BriefingRequest(theme=("coercive_control",)))
    lacking = [line for line in made.limits if line.startswith("Not found in these reports: ")]
    absent = [key in parts(made) for key in ("again_and_again", "recommended", "good")].count(False)
    assert absent == sum(line.count(";") + 1 for line in lacking) > 0


def test_nothing_found_names_the_next_step(make) -> None:
    with pytest.raises(NotFoundError, match=r"No finding on substance misuse\. Leave out the theme: \d+ findings"):
        make(BriefingRequest(theme=("substance_misuse",)))
    with pytest.raises(NotFoundError, match=r"that tells the police.*Leave out the (theme|agency)"):
        make(BriefingRequest(theme=("economic_abuse",), agency=("police",)))
    with pytest.raises(NotFoundError, match=r"No report of this library is of that area"):
        make(BriefingRequest(area=("Atlantis",)))


def test_what_cannot_be_is_refused(make) -> None:
    with pytest.raises(UsageError, match=r"no theme 'hosing'\. Did you mean housing\?"):
        make(BriefingRequest(theme=("hosing",)))
    with pytest.raises(UsageError, match="ends before it begins"):
        make(BriefingRequest(since=2024, until=2020))
