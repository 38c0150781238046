"""The SCORM 1.2 package of a quiz: its manifest against the published schema, its files, and what the page holds."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from lxml import etree

from dvrag.errors import UsageError
from dvrag.training.packages import PackageKind, packed
from dvrag.training.wording import how_to_answer
from unit.training.packages import scorm_tools
from unit.training.packages.quizzes import CREATED, HOSTILE, hostile_items, plain_items, quiz_of

IMS, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
BOTH = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:import namespace="{IMS[1:-1]}" schemaLocation="imscp_rootv1p1p2.xsd"/>
  <xsd:import namespace="{ADL[1:-1]}" schemaLocation="adlcp_rootv1p2.xsd"/>
</xsd:schema>"""
ITEMS = (*plain_items(), *hostile_items())


def unpacked(title: str = "Week 1", items: tuple[object, ...] = ITEMS) -> dict[str, bytes]:
    quiz = quiz_of(items)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(packed(quiz, PackageKind.SCORM, title, CREATED))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def data(files: dict[str, bytes]) -> dict[str, object]:
    page = files["index.html"].decode()
    found = re.findall(r'<script type="application/json" id="quiz">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    return dict(json.loads(found[0]))


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of SCORM 1.2 manifests, as published by IMS and ADL."""
    scorm_tools.needed()
    base = f"{scorm_tools.SCHEMAS.as_uri()}/both.xsd"
    return etree.XMLSchema(etree.fromstring(BOTH, base_url=base))


@pytest.mark.parametrize("title", ["Week 1", *HOSTILE, "long " * 100])
def test_the_manifest_is_valid(schema: etree.XMLSchema, title: str) -> None:
    schema.assertValid(etree.fromstring(unpacked(title)["imsmanifest.xml"]))


def test_the_schema_would_find_a_fault(schema: etree.XMLSchema) -> None:
    text = unpacked()["imsmanifest.xml"]
    for wrong in (text.replace(b'scormtype="sco"', b'scormtype="book"'), text.replace(b"<resources>", b"<files>", 1)):
        tree = etree.fromstring(wrong.replace(b"</resources>", b"</files>") if b"<files>" in wrong else wrong)
        assert not schema.validate(tree)


def test_the_manifest_names_every_file_and_starts_the_page() -> None:
    files = unpacked("Week <1> & more")
    tree = ElementTree.fromstring(files["imsmanifest.xml"])
    named = {element.attrib["href"] for element in tree.iter(f"{IMS}file")}
    assert named == set(files) - {"imsmanifest.xml"} == {"index.html", "lms.js", "player.js", "player.css"}
    resource = next(tree.iter(f"{IMS}resource"))
    assert (resource.attrib["href"], resource.attrib[f"{ADL}scormtype"]) == ("index.html", "sco")
    item, organizations = next(tree.iter(f"{IMS}item")), next(tree.iter(f"{IMS}organizations"))
    assert item.attrib["identifierref"] == resource.attrib["identifier"]
    assert organizations.attrib["default"] == next(tree.iter(f"{IMS}organization")).attrib["identifier"]
    assert {element.text for element in tree.iter(f"{IMS}title")} == {"Week <1> & more"}
    assert tree.findtext(f"{IMS}metadata/{IMS}schemaversion") == "1.2"


def test_the_manifest_stands_first_at_the_root() -> None:
    assert next(iter(unpacked())) == "imsmanifest.xml"


def test_the_page_asks_nothing_of_the_network() -> None:
    files = unpacked()
    page = files["index.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    code = b"".join(files[name] for name in ("lms.js", "player.js", "player.css")).decode()
    assert re.findall(r"https?://|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|@import|url\(", code) == []
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", code) == []


def test_hostile_texts_end_no_script_and_come_out_as_they_were() -> None:
    files = unpacked("</script><script>alert(1)</script>")
    page = files["index.html"].decode()
    assert len(re.findall(r"<script\b", page)) == len(re.findall(r"</script", page)) == 3
    found = data(files)
    assert found["title"] == "</script><script>alert(1)</script>"
    items = found["items"]
    assert isinstance(items, list)
    assert [item["options"][2] for item in items[6:9]] == [HOSTILE[2]] * 3


def test_the_fingerprint_changes_with_the_questions_only() -> None:
    first = data(unpacked("One"))["fingerprint"]
    assert data(unpacked("Two"))["fingerprint"] == first
    assert data(unpacked("One", ITEMS[1:]))["fingerprint"] != first


def test_what_to_do_and_what_a_question_warns_of_stand_beside_it() -> None:
    items = data(unpacked(items=plain_items()))["items"]
    assert isinstance(items, list)
    assert [item["how"] for item in items] == [how_to_answer(item) for item in plain_items()]
    assert [item["note"] for item in items[-2:]] == ["", "Content note: This question speaks of a call for help."]


def test_a_question_with_more_options_than_letters_is_refused() -> None:
    wide = replace(plain_items()[0], options=tuple(map(str, range(27))))
    with pytest.raises(UsageError, match="26 options"):
        packed(quiz_of((wide,)), PackageKind.SCORM, "", CREATED)
