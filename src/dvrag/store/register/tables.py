"""The register's tables. Findings and themes of passages are derived and can be read anew; edits, own themes and what
readers said about answers are people's and cannot.

An edit has no foreign key: it outlives the finding it was made on, whose report and words it keeps, and follows them.
"""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {
    "findings": ("id", "report", "kind", "start", "end", "text", "data", "themes", "vector"),
    "registered": ("report", "rules", "problem"),
    "edits": (
        *("n", "finding", "report", "source", "start", "text"),
        *("field", "before", "after", "who", "at", "note"),
    ),
    "own_themes": ("name", "label", "terms", "examples", "who", "at"),
    "passage_themes": ("theme", "report", "rows"),
    "feedback": ("n", "at", "useful", "comment", "question", "record", "version"),
    "declined": ("reason", "number"),
}

TABLES = """
CREATE TABLE findings(
  id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, kind TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, data TEXT NOT NULL, themes TEXT NOT NULL,
  vector BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX findings_by_report ON findings(report);
CREATE TABLE registered(
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, rules TEXT NOT NULL, problem TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE TABLE edits(
  n INTEGER PRIMARY KEY AUTOINCREMENT, finding TEXT NOT NULL, report TEXT NOT NULL, source TEXT NOT NULL,
  start INTEGER NOT NULL, text TEXT NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX edits_by_finding ON edits(finding);
CREATE TABLE own_themes(
  name TEXT PRIMARY KEY, label TEXT NOT NULL, terms TEXT NOT NULL, examples TEXT NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
"""

SINCE_3 = """
CREATE TABLE passage_themes(
  theme TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, rows BLOB NOT NULL,
  hash BLOB NOT NULL, PRIMARY KEY(theme, report)) STRICT, WITHOUT ROWID;
CREATE INDEX passage_themes_by_report ON passage_themes(report);
CREATE TABLE feedback(
  n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, useful INTEGER NOT NULL, comment TEXT NOT NULL,
  question TEXT NOT NULL, record TEXT NOT NULL, version TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE declined(reason TEXT PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
"""
"""What format 3 added. `declined` counts what readers said of a person at risk, a live case or someone's identity."""

TO_3 = (
    SINCE_3
    + """
DELETE FROM registered;
"""
)
"""From format 2: every report is read again, for the themes of its passages; findings keep their ids and edits."""

DERIVED = ("findings", "registered", "passage_themes")
PEOPLES = ("edits", "own_themes", "feedback", "declined")
