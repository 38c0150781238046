"""The family of a document, from what it says about itself."""

from __future__ import annotations

import pytest

from dvrag.ingest.families.registry import PROFILES
from dvrag.model.documents import Authority, Family
from unit.ingest.typesetting import plain, report_of

OPENINGS = {
    Family.DHR_OVERVIEW: [
        "Elm Community Safety Partnership",
        "Domestic Homicide Review into the death of Ann in May 2019",
        "Overview Report",
        "Terms of reference",
        "The review followed section 9 of the Domestic Violence, Crime and Victims Act 2004.",
        "Chronology",
        "Each agency wrote an Individual Management Review (IMR). The IMRs were read by the panel.",
    ],
    Family.DHR_SUMMARY: [
        "Domestic Homicide Review: Executive Summary",
        "This summary outlines the process undertaken by Elm domestic homicide review panel.",
        "Conclusions",
        "The overview report says more about the police.",
    ],
    Family.INSPECTION: [
        "PEEL Assessment 2021/22: Elm Police",
        "Our judgments",
        "Elm Police is good at preventing crime. It has areas for improvement.",
        "Investigating crime",
        "Elm Police requires improvement at investigating crime. Areas for improvement follow.",
    ],
    Family.JOINT_INSPECTION: [
        "4 May 2019",
        "Joint targeted area inspection of Elm",
        "This letter is from Ofsted and the Care Quality Commission.",
        "Key strengths",
        "The local authority and the police share information in domestic abuse cases.",
    ],
    Family.QA_LETTER: [
        "Home Office Quality Assurance Panel",
        "Dear Chair,",
        "Thank you for submitting the domestic homicide review about the police.",
        "Safeguarding is covered well. The QA Panel felt that the review was humane.",
        "It may be published after changes.",
        "Yours sincerely",
    ],
    Family.PREVENTION_REPORT: [
        "REGULATION 28: REPORT TO PREVENT FUTURE DEATHS",
        "I am the assistant coroner for Elm.",
        "The matters of concern are about the police. You must reply within 56 days.",
    ],
    Family.NEWS: [
        "Police have been criticised after a review of a domestic homicide.",
        "A spokesman for Elm Police said: “We are sorry.” He added: “We have learnt.” The council said that",
        "it would act on Monday.",
        "The partner told the Elm Gazette: “It came too late.” The report was published yesterday.",
    ],
    Family.OPINION: [
        "Opinion: we must stop writing action plans",
        "I have sat on panels about domestic abuse. I think it is time to act.",
        "It is a scandal. I do not believe the police will change. I know nobody who does. I am angry.",
    ],
    Family.GUIDANCE: [
        "Domestic abuse: guidance for practitioners",
        "Scope",
        "What to do",
        "Staff should ask alone. Officers must record it. Practitioners should listen. You should act.",
        "Staff must tell. Police officers should check.",
    ],
    Family.CASE_REVIEW: [
        "Serious case review: Child K",
        "Learning",
        "Learning includes: ask about domestic abuse; share with the police.",
        "Recommendations include: train all; audit. Keywords: neglect",
    ],
}


@pytest.mark.parametrize("family", OPENINGS, ids=str)
def test_documents_are_recognised_by_their_wording(family: Family) -> None:
    assert report_of(plain(*OPENINGS[family])).family is family


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Aspirin and heart failure: a randomised study",
            "We analysed a sample of 120 patients. Methods and results follow.",
        ],
        ["Lorem ipsum dolor sit amet", "Consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."],
        ["Recipe for soup", "You should boil the water. Check the salt. Make sure that it is hot."],
    ],
)
def test_a_document_about_something_else_is_other(lines: list[str]) -> None:
    report = report_of(plain(*lines))
    assert (report.family, report.authority) == (Family.OTHER, Authority.UNKNOWN)


def test_every_family_has_one_profile() -> None:
    families = [profile.family for profile in PROFILES]
    assert sorted(families) == sorted(set(Family) - {Family.OTHER})
    assert len(families) == len(set(families))
