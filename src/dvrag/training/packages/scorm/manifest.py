"""The manifest of a SCORM 1.2 package (IMS Content Packaging 1.1.2 with ADL's additions)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

LONGEST_TITLE = 200
"""Characters that SCORM 1.2 leaves for a title."""


def manifest(title: str, identity: str, files: Iterable[str]) -> bytes:
    """Return the manifest of one learning object that starts at index.html.

    `identity` is a name in letters and digits, the same for the same questions. The schemas are not named by place:
    they are not part of the package.
    """
    short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 2]} …"
    named = f"<title>{escape(short)}</title>"
    listed = "\n".join(f"      <file href={quoteattr(name)}/>" for name in files)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="dvrag-{identity}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="questions">
    <organization identifier="questions">
      {named}
      <item identifier="quiz" identifierref="player" isvisible="true">
        {named}
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="player" type="webcontent" adlcp:scormtype="sco" href="index.html">
{listed}
    </resource>
  </resources>
</manifest>
""".encode()
