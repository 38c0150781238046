"""What a report, an agency or a period is called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.lessons.agencies.normalise import generic_names
from dvrag.model.documents import Family
from dvrag.model.findings import AgencyClass
from dvrag.model.results import ReportSummary
from dvrag.text.plain import date_in_words

LONGEST_TITLE = 70
"""Characters of a title that stands in a sentence; a longer one ends at a word, with an ellipsis."""

_OF_PLACE = {
    Family.DHR_OVERVIEW: "the {place} review",
    Family.DHR_SUMMARY: "the summary of the {place} review",
    Family.ACTION_PLAN: "the {place} action plan",
    Family.LIBRARY_SUMMARY: "the library page of the {place} review",
    Family.JOINT_INSPECTION: "the joint inspection in {place}",
    Family.GUIDANCE: "the {place} practice guidance",
    Family.CASE_REVIEW: "the {place} case review",
    Family.PREVENTION_REPORT: "the coroner’s report for {place}",
    Family.QA_LETTER: "the quality assurance letter on the {place} review",
}
_OF_TITLE = {
    Family.THEMATIC_INSPECTION: "the thematic inspection {title}",
    Family.SERVICE_REVIEW: "the service review {title}",
    Family.RESEARCH: "the research report {title}",
    Family.NEWS: "the news article {title}",
    Family.OPINION: "the opinion piece {title}",
}


def named(report: ReportSummary) -> str:
    """Return "the Brackenford review", "the inspection of Marlshire Police", "the opinion piece ‘…’"."""
    facts = report.facts
    if report.family is Family.INSPECTION and (body := facts.force.value or facts.place):
        return f"the inspection of {body}"
    pattern = _OF_PLACE.get(report.family)
    if pattern and facts.place:
        return pattern.format(place=facts.place)
    return _OF_TITLE.get(report.family, "{title}").format(title=f"‘{short_title(report)}’")


def dated(report: ReportSummary) -> str:
    """Return the name with its date: "the Brackenford review (November 2019)"."""
    return f"{named(report)} ({published(report)})"


def published(report: ReportSummary) -> str:
    """Return the month and year of publication in words, as far as they are stated."""
    stated = report.facts.published.value
    return date_in_words(stated[:7]) if stated else "date not stated"


def short_title(report: ReportSummary) -> str:
    """Return the title up to its colon where something telling stands before it."""
    title = " ".join(report.title.split())
    head = title.partition(": ")[0]
    chosen = head if len(head.split()) > 2 else title
    if len(chosen) <= LONGEST_TITLE:
        return chosen
    cut = chosen[:LONGEST_TITLE].rpartition(" ")[0] or chosen[:LONGEST_TITLE]
    return f"{cut} …"


def joined(names: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def in_sentence(name: str) -> str:
    """Return an agency's name within a sentence: "schools", "the Home Office", "the board", "Marlshire Police"."""
    kind = name in generic_names() or name.casefold() in _COMMON
    shown = f"{name[0].lower()}{name[1:]}" if kind and name[1:] == name[1:].lower() else name
    return f"the {shown}" if _ARTICLE.search(name) else shown


def in_sentence_label(label: str) -> str:
    """Return a theme's label within a sentence: "GP and health services", "housing"."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def audience(name: str) -> str:
    """Return an agency, or a class by its value, as a sentence names it: "councils" for `local_authority`."""
    return _CLASSES[AgencyClass(name)] if name in set(AgencyClass) else in_sentence(name)


_CLASSES = {
    AgencyClass.POLICE: "the police",
    AgencyClass.HEALTH: "health services",
    AgencyClass.LOCAL_AUTHORITY: "councils",
    AgencyClass.PROBATION: "probation",
    AgencyClass.HOUSING: "housing services",
    AgencyClass.EDUCATION: "schools and colleges",
    AgencyClass.VOLUNTARY_SECTOR: "voluntary organisations",
    AgencyClass.NATIONAL_GOVERNMENT: "national government",
    AgencyClass.INSPECTORATE: "inspectorates",
    AgencyClass.PARTNERSHIP: "partnerships",
    AgencyClass.OTHER: "other bodies",
}
_COMMON = frozenset(
    {"board", "hub", "officers", "partnership", "a supervisor", "supervisors", "review chairs and authors"}
)
_ARTICLE = re.compile(
    r"^(?:home office|college of|department (?:for|of)|ministry of|crown prosecution|probation service$|government$|"
    r"domestic abuse (?:commissioner|partnership)|victims['’] commissioner|welsh government|care quality commission|"
    r"independent office|board$|hub$|partnership$|police and crime (?:commissioner|panel)$|fire and rescue service$|"
    r"general medical council|national police chiefs|ambulance service$|community safety partnership$|local authority$)"
    r"|(?:commissioner|steering group|safeguarding (?:adults board|partnership|children partnership))$",
    re.IGNORECASE,
)
"""Names that a sentence gives an article."""
