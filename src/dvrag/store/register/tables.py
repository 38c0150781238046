"""The register's tables. Findings are derived and can be read anew; edits and own themes are people's and cannot.

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

DERIVED = ("findings", "registered")
PEOPLES = ("edits", "own_themes")
