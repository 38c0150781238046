"""The register's tables. Findings and themes of passages are derived and can be read anew; edits, own themes, what
readers said about answers, the record of answers, and what reviewers and learners did are people's and cannot.

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
    "audit": ("n", "before", "record", "digest"),
    "audit_words": ("n", "words"),
    "audit_end": ("key", "n", "digest", "cut"),
    "unrecorded": ("reason", "number"),
    "item_decisions": ("n", "item", "report", "source", "decision", "data", "who", "at", "note"),
    "learners": ("id", "name", "since"),
    "answers": ("n", "learner", "item", "kind", "themes", "right", "rating", "at", "seconds"),
    "cards": ("learner", "item", "data", "due"),
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

SINCE_4 = """
CREATE TABLE audit(
  n INTEGER PRIMARY KEY AUTOINCREMENT, before TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE TABLE audit_words(n INTEGER PRIMARY KEY, words TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE audit_end(
  key TEXT PRIMARY KEY, n INTEGER NOT NULL, digest TEXT NOT NULL, cut INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE unrecorded(reason TEXT PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the record of answers is never changed'); END;
CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE n = NEW.n
  AND (before, record, digest) IS NOT (NEW.before, NEW.record, NEW.digest))
BEGIN SELECT RAISE(ABORT, 'the record of answers is never changed'); END;
CREATE TRIGGER audit_is_deleted_by_age BEFORE DELETE ON audit
WHEN OLD.n > (SELECT coalesce(max(cut), 0) FROM audit_end)
BEGIN SELECT RAISE(ABORT, 'the record of answers is deleted by age only'); END;
CREATE TRIGGER audit_words_are_never_changed BEFORE UPDATE ON audit_words
BEGIN SELECT RAISE(ABORT, 'the record of answers is never changed'); END;
CREATE TRIGGER audit_words_are_never_replaced BEFORE INSERT ON audit_words
WHEN EXISTS (SELECT 1 FROM audit_words WHERE n = NEW.n AND words IS NOT NEW.words)
BEGIN SELECT RAISE(ABORT, 'the record of answers is never changed'); END;
CREATE TRIGGER audit_words_are_deleted_with_a_record_of_it BEFORE DELETE ON audit_words
WHEN OLD.n > (SELECT coalesce(max(cut), 0) FROM audit_end) AND NOT EXISTS (
  SELECT 1 FROM json_each((SELECT record FROM audit ORDER BY n DESC LIMIT 1), '$.erased') WHERE value = OLD.n)
BEGIN SELECT RAISE(ABORT, 'words of the record of answers go by age, or with a report that is removed'); END;
"""
"""What format 4 added: the record of answers. `unrecorded` counts what is not recorded: people at risk, live cases,
someone's identity. Words that repeat reports stand apart (`audit_words`), so that a removed report leaves none.
"""

SINCE_5 = """
CREATE TABLE item_decisions(
  n INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, report TEXT NOT NULL, source TEXT NOT NULL,
  decision TEXT NOT NULL, data TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE TABLE learners(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, since TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE answers(
  n INTEGER PRIMARY KEY AUTOINCREMENT, learner INTEGER NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL,
  themes TEXT NOT NULL, right INTEGER NOT NULL, rating TEXT NOT NULL, at TEXT NOT NULL, seconds REAL,
  hash BLOB NOT NULL) STRICT;
CREATE INDEX answers_by_learner ON answers(learner);
CREATE TABLE cards(
  learner INTEGER NOT NULL, item TEXT NOT NULL, data TEXT NOT NULL, due TEXT NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(learner, item)) STRICT, WITHOUT ROWID;
"""
"""What format 5 added: training. `data` of a decision is the item as it was decided, "" where it was not kept; answers
and cards hold no words. They have no foreign keys, so that what is left of a damaged file can be brought over.
"""

DERIVED = ("findings", "registered", "passage_themes")
AUDIT = ("audit", "audit_words", "audit_end", "unrecorded")
TRAINING = ("item_decisions", "learners", "answers", "cards")
PEOPLES = ("edits", "own_themes", "feedback", "declined", *AUDIT, *TRAINING)
