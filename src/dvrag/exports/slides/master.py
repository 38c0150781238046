"""How slides look: wide pages, two layouts, one sans-serif face, dark letters on white."""

from __future__ import annotations

from typing import Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

OPENING, CONTENT = 0, 1
"""The places of the two layouts."""
FONT: Final = "Arial"
NUMBER: Final = 12
"""The index of the placeholder for the slide's number."""

_INK, _RULE = "1F2937", "1F4E79"
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_PLACES = {
    "title": (0.6, 0.4, 12.13, 1.15),
    "body": (0.6, 1.85, 12.13, 5.1),
    "number": (11.4, 6.95, 1.33, 0.4),
    "opening_title": (1.0, 2.0, 11.33, 1.9),
    "opening_subtitle": (1.0, 4.2, 11.33, 2.2),
}
"""Left, top, width and height of placeholders, in inches."""


def prepare(show: Any) -> None:
    """Set up python-pptx's template: its size, faces and colours, and only the layouts that are used."""
    show.slide_width, show.slide_height = _WIDE, _HIGH
    master = show.slide_master
    _only(show, {OPENING, CONTENT})
    _faces(master)
    opening, content = show.slide_layouts[OPENING], show.slide_layouts[CONTENT]
    for owner, places in (
        (master, {0: "title", 1: "body"}),
        (opening, {0: "opening_title", 1: "opening_subtitle"}),
        (content, {0: "title", 1: "body"}),
    ):
        _arrange(owner, places)
    _rule(content)
    _forget(show)


def _arrange(owner: Any, places: dict[int, str]) -> None:
    """Put title, text and number in their places; what else the template has (date, footer) goes."""
    for place, shape in enumerate(list(owner.placeholders)):
        kind = shape._element.ph.get("type", "")
        if kind in {"dt", "ftr"}:
            shape._element.getparent().remove(shape._element)
        else:
            name = "number" if kind == "sldNum" else places[min(place, 1)]
            shape.left, shape.top, shape.width, shape.height = (Inches(part) for part in _PLACES[name])


def _faces(master: Any) -> None:
    styles = master._element.find(qn("p:txStyles"))
    for name, size, bold in (("p:titleStyle", 30, "1"), ("p:bodyStyle", 24, "0")):
        for level in styles.find(qn(name)):
            if not level.tag.endswith("pPr"):
                continue
            level.set("algn", "l")
            face = level.find(qn("a:defRPr"))
            face.set("sz", str(size * 100))
            face.set("b", bold)
            for fill in face.findall(qn("a:solidFill")):
                for colour in list(fill):
                    fill.remove(colour)
                fill.append(fill.makeelement(qn("a:srgbClr"), {"val": _INK}))
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def _rule(layout: Any) -> None:
    """Draw a line under the title: decoration of a layout, which no screen reader reads."""
    left, top, width, height = (int(Inches(part)) for part in (0.6, 1.62, 12.13, 0.04))
    shape = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='99' name='Rule'/><p:cNvSpPr/>"
        "<p:nvPr userDrawn='1'/></p:nvSpPr>"
        f"<p:spPr><a:xfrm><a:off x='{left}' y='{top}'/><a:ext cx='{width}' cy='{height}'/></a:xfrm>"
        f"<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val='{_RULE}'/></a:solidFill>"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, shape)


def _only(show: Any, kept: set[int]) -> None:
    """Take out the layouts that are not used."""
    for place, layout in reversed(list(enumerate(show.slide_layouts))):
        if place not in kept:
            show.slide_layouts.remove(layout)


def _forget(show: Any) -> None:
    """Take out the template's picture of itself and the settings of its author's printer."""
    package = show.part.package
    for owner, kinds in ((package._rels, ("thumbnail",)), (show.part.rels, ("printerSettings",))):
        for key in [key for key, rel in owner.items() if rel.reltype.endswith(kinds)]:
            owner.pop(key)
