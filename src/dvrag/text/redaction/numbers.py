"""What reaches or registers a person, by its form: addresses, telephone numbers, postcodes, dates of birth, numbers.

Sources: NHS number, modulus 11 (NHS Data Dictionary); National Insurance number (HMRC manual NIM39110); postcodes
(BS 7666, postcode areas of Royal Mail); telephone numbers (Ofcom's national numbering plan).
"""

from __future__ import annotations

import re

E_MAIL, PHONE, POSTCODE = "[e-mail]", "[phone]", "[postcode]"
BIRTH, NHS, INSURANCE = "[date of birth]", "[NHS number]", "[National Insurance number]"

_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS "
    "TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE".split()
)
_ORDINALS = ("st", "nd", "rd", "th")
_PUBLIC = ("0800", "0808", "03", "084", "087")
"""Beginnings of numbers that belong to bodies and helplines, not to people."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:\d{{4}}|\d{{2}})"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}}|\d{{8}}|\d{{6}})"
)
_BORN = r"(?:date\s+of\s+birth|birth\s?date|birthday|\bd\.?\s?o\.?\s?b\b\.?|\bborn)"
_WAY = r"[\s:=(,-]{0,4}(?:(?:is|was|on|the|in|of)\s+){0,3}"

_FOUND_E_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}\b")
_AFTER_BORN = re.compile(rf"({_BORN}{_WAY}){_DATE}(?!\w)", re.IGNORECASE)
_BEFORE_BORN = re.compile(rf"(?<![\w/.-]){_DATE}(?=\s?\(?\s?(?:d\.?\s?o\.?\s?b\b|date\s+of\s+birth))", re.IGNORECASE)
_CUED_NHS = re.compile(
    r"(\bNHS\s{0,2}(?:number|num|no\b\.?)?[\s:#=]{0,3}(?:(?:is|was)\s)?\s?)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\w)",
    re.IGNORECASE,
)
_PLAIN_NHS = re.compile(r"(?<![\w.+-])[1-9]\d{2}[\s-]?\d{3}[\s-]?\d{4}(?![\w-])")
_INSURANCE = re.compile(r"(?<!\w)[A-Z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D](?!\w)", re.IGNORECASE)
_NATIONAL = re.compile(r"(?<![\w.,/+-])\(?0[1-9](?:[\s().–-]{0,2}\d){8,9}(?!\d)")
_ABROAD = re.compile(r"(?<![\w.,/-])(?:\+\s?|00)[1-9]\d{0,2}(?:[\s().–-]{0,3}\d){7,12}(?!\d)")
_MOBILE = re.compile(r"(?<![\w.,/+-])7\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\w)")
_TOLD = re.compile(
    r"(\b(?:tel(?:ephone)?|phone|mobile|mob)\.?(?:\s(?:number|no\b\.?))?(?:\sis\s|\s?[:=]\s?)\s?)(\d[\d\s-]{4,14}\d)(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[/.–-]\d{1,2}[/.–-]\d{2}")
_POSTCODE = re.compile(r"(?<![\w-])([A-Z]{1,2})(\d[A-Z\d]?)\s{0,2}(\d[ABD-HJLNP-UW-Z]{2})(?![\w-])", re.IGNORECASE)


def without_numbers(text: str) -> str:
    """Return a text with marks in place of what its form gives away."""
    text = _FOUND_E_MAIL.sub(E_MAIL, text)
    text = _BEFORE_BORN.sub(BIRTH, _AFTER_BORN.sub(rf"\1{BIRTH}", text))
    text = _CUED_NHS.sub(rf"\1{NHS}", text)
    text = _INSURANCE.sub(INSURANCE, text)
    text = _PLAIN_NHS.sub(lambda found: NHS if _is_nhs(found[0]) else found[0], text)
    for pattern in (_ABROAD, _NATIONAL, _MOBILE):
        text = pattern.sub(_phone, text)
    text = _TOLD.sub(lambda found: f"{found[1]}{_phone_of(found[2])}", text)
    return _POSTCODE.sub(_postcode, text)


def _is_nhs(text: str) -> bool:
    """Return whether the last of ten digits is right: 11 less the weighted sum of the others modulo 11."""
    digits = [int(c) for c in text if c.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == check % 11 and check != 10


def _phone(found: re.Match[str]) -> str:
    return _phone_of(found[0])


def _phone_of(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    if _DATED.match(text) or digits.startswith(_PUBLIC):
        return text
    return f"({PHONE}" if text.startswith("(") and ")" not in text else PHONE


def _postcode(found: re.Match[str]) -> str:
    inward = found[3]
    ordinal = inward[1:] in _ORDINALS
    return found[0] if ordinal or found[1].upper() not in _AREAS else POSTCODE
