"""What is taken out of a question or a comment before it is stored, and what must stay."""

from __future__ import annotations

import pytest

from dvrag.text.redaction import redacted

KEEP = ("Review", "into", "the", "death", "of", "Marian", "Brackenford")

TAKEN_OUT = [
    # telephone numbers
    ("Ring me on 07700 900123.", "Ring me on [phone]."),
    ("Ring me on 07700900123 please", "Ring me on [phone] please"),
    ("My number: +44 7700 900123", "My number: [phone]"),
    ("+44 (0)7700 900 123", "[phone]"),
    ("0044 7700 900123 is mine", "[phone] is mine"),
    ("The office, (01632) 960001, was closed", "The office, [phone], was closed"),
    ("020 7946 0018 or 0161 496 0018", "[phone] or [phone]"),
    ("call 01632-960-001 in 2019", "call [phone] in 2019"),
    ("7700 900 123 is her mobile", "[phone] is her mobile"),
    ("his phone number is 960001", "his phone number is [phone]"),
    # e-mail addresses
    ("Write to jane.smith@example.org.uk, please", "Write to [e-mail], please"),
    ("J_SMITH+reviews@police.example", "[e-mail]"),
    # postcodes
    ("She lives at 4 Mill Lane, LS1 4AP.", "She lives at 4 Mill Lane, [postcode]."),
    ("the flat in sw1a 1aa", "the flat in [postcode]"),
    ("EC1A1BB", "[postcode]"),
    # dates of birth
    ("DOB 12/03/1987", "DOB [date of birth]"),
    ("d.o.b. 12.03.87", "d.o.b. [date of birth]"),
    ("date of birth: 1987-03-12", "date of birth: [date of birth]"),
    ("born on 3rd March 1987 in Leeds", "born on [date of birth] in Leeds"),
    ("He was born in March 1987", "He was born in [date of birth]"),
    ("her birthday is 12 March", "her birthday is [date of birth]"),
    ("12/03/1987 (dob)", "[date of birth] (dob)"),
    # NHS and National Insurance numbers
    ("NHS number 943 476 5919", "NHS number [NHS number]"),
    ("patient 9434765919 was seen", "patient [NHS number] was seen"),
    ("NHS no. is 123 456 7890", "NHS no. is [NHS number]"),
    ("NI AB 12 34 56 C", "NI [National Insurance number]"),
    ("ab123456c", "[National Insurance number]"),
    # names
    ("My name is Jane Smith and I teach", "My name is [name] and I teach"),
    ("my name is jane smith and i teach", "my name is [name] and i teach"),
    ("My name's O'Brien.", "My name's [name]."),
    ("my name is Marian", "my name is [name]"),
    ("Name: Jane Smith-Jones", "Name: [name]"),
    ("Her name was Sarah Lee; she left", "Her name was [name]; she left"),
    ("I'm Jane Smith from the force", "I'm [name] from the force"),
    ("I am Jane, a trainer", "I am [name], a trainer"),
    ("The victim called Sarah Lee said so", "The victim called [name] said so"),
    ("a man named Adam", "a man named [name]"),
    ("the perpetrator, known as Adam Lee, left", "the perpetrator, known as [name], left"),
    ("she was called Sarah by them", "she was called [name] by them"),
    ("my sister Sarah was told", "my sister [name] was told"),
    ("her ex-husband Adam de Souza rang", "her ex-husband [name] rang"),
    ("the victim Sarah Lee", "the victim [name]"),
    ("Mr Smith's GP", "Mr [name]'s GP"),
    ("Mr and Mrs Smith", "Mr and Mrs [name]"),
    ("mrs smith next door", "mrs [name] next door"),
    ("Dr. Patel and Ms Lee", "Dr. [name] and Ms [name]"),
    ("PC 1234 Smith attended", "PC [name] attended"),
    ("PC 1234 attended", "PC [name] attended"),
    ("DS Lee and DCI Jane Brown", "DS [name] and DCI [name]"),
    ("Detective Sergeant Lee", "Detective Sergeant [name]"),
    ("Inspector Jones wrote", "Inspector [name] wrote"),
    ("Mr Marian Smith", "Mr [name]"),
]

STAYS = [
    "How many calls were made between 2014 and 2017?",
    "What does paragraph 5.14 say about section 9?",
    "Which forces are graded requires improvement?",
    "What did the PC do at the scene?",
    "Should PC training change?",
    "PC 2019",
    "In an emergency call 999, else 101.",
    "Helpline: 0808 2000 247 or 0800 555111.",
    "The police number 0300 123 4567 is public",
    "Does the Domestic Violence, Crime and Victims Act 2004 apply?",
    "the Serious Crime Act 2015, section 76",
    "90.6 percent (with a confidence interval of +/- 2.8 percent)",
    "Between 1 April 2015 and 31.03.2016",
    "She died on 12 March 2015",
    "He was born in 1987",
    "the review of 01.02.2019 10:30",
    "What was said at the meeting on 03/03/2017?",
    "Which recommendation is 9.1 a?",
    "Scores of 0.80 0.75 0.70 0.65",
    "Reports from Marlshire Police and Brackenford Council",
    "The victim called Marlshire Police twice",
    "The victim called Crimestoppers",
    "a scheme called Operation Encompass",
    "What is Clare's Law?",
    "Was Ms A known to Mr B1?",
    "a man who is called Adult P, and his sister, Child A",
    "I am HM Inspector of Constabulary",
    "How many times were the police called before Marian was killed?",
    "the victim called Marian",
    "the death of Marian Brackenford",
    "her name is not known",
    "whose name was changed",
    "Dr Foster Unit report",
    "Inspectors of Constabulary",
    "I am a trainer",
    "I am British",
    "her GP was not told",
    "the victim Support line",
    "Form 12 34 56 of page E2 3rd",
    "outcome 16, NFA, grade 4",
    "2708 passages of 42 reports, 100,000 words",
    "my mother was not asked",
    "The officer who attended was new",
    "my name is on the list",
]


@pytest.mark.parametrize(("text", "wanted"), TAKEN_OUT)
def test_it_is_taken_out(text: str, wanted: str) -> None:
    assert redacted(text, KEEP) == wanted


@pytest.mark.parametrize("text", STAYS)
def test_it_stays(text: str) -> None:
    assert redacted(text, KEEP) == text


def test_the_table_is_long_enough() -> None:
    assert len(TAKEN_OUT) + len(STAYS) >= 60
    assert len(STAYS) >= 20
