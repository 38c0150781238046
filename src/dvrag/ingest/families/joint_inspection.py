"""Joint targeted area inspections and inspections of local authority children's services (ILACS)."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.JOINT_INSPECTION,
    Authority.INSPECTORATE,
    (
        feature("title", r"joint targeted area inspection|\bjtai\b", 3),
        feature("title", r"inspection of .*(?:children's services|children in need of help)", 3),
        feature("opening", r"joint targeted area inspection|\bjtai\b", 3),
        feature(
            "opening",
            r"inspection of [^.]{0,60}(?:children's (?:social care )?services|services for children)|\bilacs\b",
            3,
        ),
        feature("opening", r"joint area child protection|joint inspection(?:s)? of", 1.5),
        feature("opening", r"\bofsted\b|care quality commission|\bcqc\b|hmi ?p(?:rob|\b)|estyn|inspectorates", 1.5),
        feature(
            "headings", r"headline findings|key strengths|what needs to improve|areas for improvement|next steps", 1.5
        ),
        feature("headings", r"experiences and progress of children|impact of leaders", 2),
        feature("text", r"local authority|safeguarding children (?:board|partnership)", 1, 3),
        feature("title", r"\bpeel\b|homicide", -3),
    ),
)
